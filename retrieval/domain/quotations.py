"""Quotations: something somebody said, by whom, and the words that say so."""

from dataclasses import dataclass
from enum import StrEnum

from retrieval.domain.articles import Span

#: below this confidence a speaker is not named as a fact
LEAST_SURE = 0.7


class QuotationKind(StrEnum):
    """Direct: in quotation marks; indirect: reported; mixed: reported with words in quotation marks."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of the text that name, describe or stand for somebody, or that are a cue."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said it: the mention beside the quotation, and whom it stands for as fully as the article names them.

    `via` is who passes the words on: "the agency" of "Smith, quoted by the agency, said".
    """

    text: str
    start: int
    end: int
    name: str | None = None
    role: str | None = None
    via: str | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """Something somebody said. `fragments` leave out the words of attribution between its parts."""

    kind: QuotationKind
    fragments: tuple[Span, ...]
    text: str
    speaker: Speaker | None = None
    cue: Mention | None = None
    confidence: float = 1.0
    article_id: str | None = None

    @property
    def span(self) -> Span:
        """From where the first fragment starts to where the last one ends.

        >>> Quotation(QuotationKind.DIRECT, ((0, 4), (9, 12)), "“No” “way”").span
        (0, 12)
        """
        return self.fragments[0][0], self.fragments[-1][1]

    @property
    def is_sure(self) -> bool:
        """Whether the speaker may be named as a fact: confidence is the share of such attributions that are right.

        >>> Quotation(QuotationKind.DIRECT, ((0, 4),), "“No”", confidence=0.65).is_sure
        False
        """
        return self.confidence >= LEAST_SURE
