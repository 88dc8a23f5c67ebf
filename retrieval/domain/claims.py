"""Claims that were checked: the sentences nearest to each, and the details in which they differ from it."""

from dataclasses import dataclass
from enum import StrEnum

from retrieval.domain.articles import Citation
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


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What articles of one story say on what was asked, each differing from the others: first what the answer gives.

    `citations` tell where that stands.
    """

    stated: tuple[Stated, ...]
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """What an article said before in place of a sentence: `before` and `after` are the words that were changed.

    `until` is when the newer text came, ISO 8601 in UTC; `sentence` the whole sentence as it was.
    """

    article_id: str
    until: str
    before: str
    after: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence that an article was given, lost or had changed when a newer text of it came; None where there is none."""

    article_id: str
    until: str
    before: str | None
    after: str | None
