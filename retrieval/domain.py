"""The nouns of the program: frozen values that every room shares and that import nothing of ours.

All offsets are Python string offsets (code points), half-open, into the text of the article that holds them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

#: the language (ISO 639-1) that is assumed where nothing tells
DEFAULT_LANGUAGE = "en"
Span = tuple[int, int]


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
    """What a reader is shown of an answer's origin; `also` are other outlets that carried the same copy."""

    article_id: str
    headline: str | None
    outlet: str | None
    published: str | None
    url: str | None
    updated: bool = False
    also: tuple[Source, ...] = ()


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
    """Who said it: the mention beside the quotation, and whom it stands for as fully as the article names them."""

    text: str
    start: int
    end: int
    name: str | None = None
    role: str | None = None


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


class AnswerKind(StrEnum):
    """What the asker wanted, as far as it was understood."""

    FACT = "fact"
    WHO_SAID = "who-said"
    WHAT_SAID = "what-said"
    SUMMARY = "summary"
    STORIES = "stories"
    CHAT = "chat"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verbatim sentence of an archived article, as part of an answer.

    `emphasis` are spans inside it (article offsets) that answer most directly. `lead` is the span of the sentence before
    it, set when this one starts with a pronoun that the reader could not otherwise resolve.
    """

    article_id: str
    start: int
    end: int
    text: str
    score: float
    kind: BlockKind = BlockKind.PARAGRAPH
    emphasis: tuple[Span, ...] = ()
    lead: Span | None = None
    lead_text: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What the conversation is about: what "he", "it", "the second one" and "and when?" refer to.

    `topic` is the standing subject shown to the user; `articles` those cited last, best first; `shown` the evidence
    already given (article id, start, end), which "what else" leaves out.
    """

    topic: str | None = None
    question: str | None = None
    articles: tuple[str, ...] = ()
    speaker: str | None = None
    shown: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """The user's words, with what the conversation has established and the text they replied to or quoted."""

    text: str
    context: Context = Context()
    quoted: str | None = None
    #: the day the question is asked, ISO 8601, for "this week"; None means today
    asked: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Evidence, quotations and citations, best first; an abstained answer has only the nearest citations.

    `quotations` are given when the answer is about who said what; each lies within a sentence of `sentences`.
    `message` is what there is to say where nothing is quoted (small talk, a limit, an empty archive).
    `context` is the conversation after this turn. `partial` tells that a part of the archive did not answer.
    """

    kind: AnswerKind
    abstained: bool
    sentences: tuple[Evidence, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    citations: tuple[Citation, ...] = ()
    probability: float = 0.0
    message: str | None = None
    suggestions: tuple[str, ...] = ()
    context: Context = Context()
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Archived:
    """What the archive holds, for sentences about it: the number of articles and its first and last day (ISO 8601)."""

    count: int
    first: str | None = None
    last: str | None = None


def joined(text: str, spans: Sequence[Span]) -> str:
    """Return the words of `spans` in order, separated by a space: the text of a quotation in several fragments."""
    return " ".join(text[start:end].strip() for start, end in spans)
