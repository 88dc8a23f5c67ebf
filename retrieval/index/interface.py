"""What every index does: give candidates for a query's terms, and the statistics that ranking needs. Nothing more."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from retrieval.domain import Hit, Passage


@dataclass(frozen=True, slots=True)
class CollectionStatistics:
    """Counts over all passages of the archive.

    `average_length` is in terms a passage; `document_frequency` maps each term asked for to the passages that hold it.
    """

    passages: int
    average_length: float
    document_frequency: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class IndexHealth:
    """How an index is. `state` is green, yellow (all is there, a copy is missing) or red; `size` is in bytes, copies included.

    `details` are the engine's own figures by their names.
    """

    engine: str
    place: str
    state: str
    passages: int
    position: int
    size: int
    details: Mapping[str, str | int] = field(default_factory=dict)


class Index(Protocol):
    """An index of passages. Its readers see a change once `update` has returned; one writer at a time.

    `position` is the number of the archive's last change that the index has taken in: behind it, the index lags.
    """

    @property
    def position(self) -> int:
        """Return the archive's last change that the index answers from, 0 for an empty index."""
        ...

    def candidates(self, terms: Sequence[str], limit: int = 100) -> list[Hit]:
        """Return up to `limit` passages that share a term with `terms`, best BM25 first; repeated terms count once."""
        ...

    def statistics(self, terms: Iterable[str]) -> CollectionStatistics:
        """Return the collection's counts, with the document frequency of each of `terms`."""
        ...

    def update(self, remove: Iterable[str], add: Iterable[Passage], position: int) -> None:
        """Remove all passages of the articles `remove` and add `add`, all or nothing: as of `position` where asked here.

        The archive is what is durable: an index that has lost its last updates is behind, and is brought up to date.
        """
        ...

    def clear(self) -> None:
        """Remove everything and set `position` to 0."""
        ...

    def beside(self) -> "AbstractContextManager[Index]":
        """Give an empty index that has taken this one's place when the block is left.

        Where the engine can, this one goes on answering until then, and for good if the block fails.
        """
        ...

    def reclaim(self) -> bool:
        """Take what was removed off the disk; False where the index has to be built anew for that."""
        ...

    def health(self) -> IndexHealth:
        """Return how the index is."""
        ...

    def verify(self, most: int | None = None) -> None:
        """Raise SearchIndexDamaged where what is kept is not what was written, as far as `most` bytes show it.

        What was found whole is not read again until it changes; an engine that sees to this itself does nothing.
        """
        ...

    def close(self) -> None:
        """Let go of files and connections; harmless when repeated."""
        ...
