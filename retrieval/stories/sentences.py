"""The articles of a story as they are told from: their sentences, and what stands between quotation marks in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from retrieval.domain import Article, BlockKind, Evidence, Quotation, QuotationKind, Span, overlaps
from retrieval.summary.candidates import Candidate, candidates, starts_with_pronoun
from retrieval.text.datelines import dateline_of
from retrieval.text.passages import article_sentences, ordinal
from retrieval.text.web_addresses import host_of

#: sentences read of one article, when several are told together
READ = 40


@dataclass(frozen=True, slots=True)
class StorySentence:
    """A sentence of an article of a story.

    `before` is the sentence before it in the article, if any; `quotations` those of which it holds a word; `spoken` tells
    that it is speech whose speaker it does not name.
    """

    article: Article
    span: Span
    candidate: Candidate
    before: Span | None = None
    quotations: tuple[Quotation, ...] = ()
    spoken: bool = False

    @property
    def text(self) -> str:
        """The sentence."""
        return self.article.text[self.span[0] : self.span[1]]

    @property
    def needs_home(self) -> bool:
        """Tell whether it starts with a pronoun that the reader could not resolve."""
        return starts_with_pronoun(self.text)

    @property
    def day(self) -> int:
        """The day of its article's publication as an ordinal, 0 if unknown."""
        return ordinal(self.article.published)

    def evidence(self, score: float = 1.0, emphasis: tuple[Span, ...] = (), *, alone: bool = True) -> Evidence:
        """Return it as evidence, with the sentence before it where it stands `alone` and needs that."""
        start, end = self.span
        lead = self.before if alone and self.needs_home else None
        lead_text = self.article.text[lead[0] : lead[1]] if lead else None
        return Evidence(self.article.id, start, end, self.text, score, BlockKind.PARAGRAPH, emphasis, lead, lead_text)


def source_name(article: Article) -> str:
    """Return who tells it: the outlet, the agency, the host of its address, or else its headline."""
    host = host_of(article.url)
    return article.outlet or article.agency or host or article.headline or article.id


def story_sentences(
    article: Article, quotations: Iterable[Quotation] = (), most: int | None = None
) -> list[StorySentence]:
    """Return the sentences of an article's paragraphs in order, at most the first `most`."""
    spans = [span for kind, span in article_sentences(article) if kind is BlockKind.PARAGRAPH][:most]
    if spans and (mark := dateline_of(article.text[spans[0][0] : spans[0][1]], article.language)):
        spans[0] = spans[0][0] + mark.length, spans[0][1]
    said = sorted(quotations, key=lambda q: q.fragments[0] if q.fragments else (0, 0))
    made: list[StorySentence] = []
    before: Span | None = None
    for span, candidate in zip(spans, candidates(article.text, spans, article.language), strict=True):
        own = tuple(q for q in said if overlaps(span, *q.fragments))
        spoken = any(_is_without_speaker(q, span) for q in own)
        made.append(StorySentence(article, span, candidate, before, own, spoken))
        before = span
    return made


def with_speaker(told: StorySentence) -> tuple[Quotation, ...]:
    """Return the quotations that have to be shown with a sentence because it does not name their speaker."""
    return tuple(
        replace(q, article_id=told.article.id)
        for q in told.quotations
        if _is_without_speaker(q, told.span) and q.speaker and q.speaker.name
    )


def in_time(sentences: Sequence[StorySentence]) -> list[StorySentence]:
    """Return sentences by their article's day, undated ones last, and in the order of the article."""
    return sorted(sentences, key=lambda one: (not one.day, one.article.published or "", one.article.id, one.span))


def _is_without_speaker(quotation: Quotation, span: Span) -> bool:
    if quotation.kind is QuotationKind.INDIRECT:
        return False
    speaker = quotation.speaker
    return speaker is None or not (span[0] <= speaker.start and speaker.end <= span[1])
