"""Articles, the passages they are ranked by, and what is cited of them.

All offsets are Python string offsets (code points), half-open, into the text of the article that holds them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

Span = tuple[int, int]
#: the language of a text of which none is known (ISO 639-1), and the one that questions are read in first
DEFAULT_LANGUAGE = "en"


def overlaps(one: Span, *others: Span) -> bool:
    """Tell whether a stretch of a text has a character in common with at least one of others.

    >>> overlaps((0, 5), (4, 8)), overlaps((0, 5), (5, 8), (9, 12))
    (True, False)
    """
    start, end = one
    # asked a thousand times a question: a generator would take twice as long
    for first, last in others:  # noqa: SIM110
        if first < end and start < last:
            return True
    return False


class BlockKind(StrEnum):
    """What a stretch of an article's text is: only paragraphs and captions are ever shown as evidence."""

    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, caption or subheading of an article; text in no block is furniture of the page."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """One place where an article was published: agency copy has several."""

    outlet: str | None
    url: str | None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One published document.

    `text` is what the archive keeps and every offset refers to; `blocks` say which parts of it are the article, in order.
    `published` is ISO 8601 as the page states it: a date, or a date and time, with a zone only if one was stated.
    """

    id: str
    text: str
    blocks: tuple[Block, ...]
    headline: str | None = None
    url: str | None = None
    outlet: str | None = None
    agency: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    section: tuple[str, ...] = ()
    dateline: str | None = None
    language: str = DEFAULT_LANGUAGE
    incomplete: bool = False
    updated: bool = False
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """What a reader is shown of an answer's origin; `also` are other outlets that carried the same copy.

    `opinion_by` names the authors of an opinion piece: what it says and quotes nobody for is their view.
    """

    article_id: str
    headline: str | None
    outlet: str | None
    published: str | None
    url: str | None
    updated: bool = False
    also: tuple[Source, ...] = ()
    opinion_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """The ranked unit: a run of whole sentences of one article, with the analysed terms of each sentence.

    `headline` holds the terms of the article's headline, which are searched with the passage but are not part of its text.
    `day` is the day of publication as a proleptic Gregorian ordinal, 0 where the article is undated.
    """

    article_id: str
    number: int
    kind: BlockKind
    sentences: tuple[Span, ...]
    terms: tuple[tuple[str, ...], ...]
    headline: tuple[str, ...] = ()
    day: int = 0

    @property
    def span(self) -> Span:
        """From the first sentence's start to the last one's end."""
        return self.sentences[0][0], self.sentences[-1][1]

    def searched_terms(self) -> list[str]:
        """Every term the passage is found by: its headline's, then its sentences'."""
        found = list(self.headline)
        for sentence in self.terms:
            found.extend(sentence)
        return found


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage and its score for a query; higher is better, scores of different queries do not compare."""

    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class Archived:
    """What the archive holds, for sentences about it: the number of articles and its first and last day (ISO 8601)."""

    count: int
    first: str | None = None
    last: str | None = None


def joined(text: str, spans: Sequence[Span]) -> str:
    """Return the words of `spans` in order, separated by a space: the text of a quotation in several fragments."""
    if len(spans) == 1:  # nearly always, and asked a thousand times a question
        ((start, end),) = spans
        return text[start:end].strip()
    return " ".join([text[start:end].strip() for start, end in spans])


def joined_each(stretches: Iterable[tuple[str, Sequence[Span]]]) -> list[str]:
    """Return the joined words of each text and its spans.

    >>> joined_each([("No ferry will sail.", ((0, 2), (9, 13)))])
    ['No will']
    """
    return [joined(text, spans) for text, spans in stretches]
