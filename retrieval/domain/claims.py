"""Claims that were checked: the sentences nearest to each, and the details in which they differ from it."""

from dataclasses import dataclass
from enum import StrEnum

from retrieval.domain.evidence import Evidence


class DetailKind(StrEnum):
    """What may differ."""

    FIGURE = "figure"
    DATE = "date"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Stated:
    """Words of an article on a detail of a claim, and where they stand."""

    article_id: str
    start: int
    end: int
    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Detail:
    """A detail of a claim, with what articles say of the same: at least one of them something else.

    `start` and `end` are its place in the claim.
    """

    kind: DetailKind
    text: str
    start: int
    end: int
    stated: tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """One sentence that was checked and its place in what was sent, with the nearest sentences, best first, if any is near."""

    text: str
    start: int
    end: int
    sentences: tuple[Evidence, ...] = ()
    differing: tuple[Detail, ...] = ()
