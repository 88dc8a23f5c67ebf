"""The summary of one text: its sentences, judged and chosen."""

from collections.abc import Sequence

from retrieval.domain import Article, Block, BlockKind, Span
from retrieval.summary.candidates import body_sentences, candidates
from retrieval.summary.selection import DEFAULT_WEIGHTS, SummaryWeights, choose
from retrieval.text.cleaning import blocks_of
from retrieval.text.languages import DEFAULT
from retrieval.text.passages import article_sentences
from retrieval.text.terms import analyzer

#: characters of a text without blocks that are looked at: news says first what it is about
LONGEST = 200_000


def summarise(
    text: str,
    blocks: Sequence[Block] | None = None,
    headline: str | None = None,
    sentences: int = 3,
    language: str = DEFAULT,
    weights: SummaryWeights = DEFAULT_WEIGHTS,
) -> list[Span]:
    """Return the spans of up to `sentences` sentences that stand for `text`, in its order.

    `blocks` say which parts are paragraphs; without them they are found in the first `LONGEST` characters. Captions,
    headings and furniture are never chosen.

    >>> text = "The ferry hit a reef in fog. All aboard were saved. “It was cold,” said one. The owner is insured."
    >>> [text[start:end] for start, end in summarise(text, sentences=2)]
    ['The ferry hit a reef in fog.', 'All aboard were saved.']
    """
    text = text if blocks is not None or len(text) <= LONGEST else text[: _last_end(text)]
    found = blocks_of(text, headline) if blocks is None else blocks
    return _chosen(text, body_sentences(text, found, language), headline, sentences, language, weights)


def _last_end(text: str) -> int:
    """Return where the last line that ends within `LONGEST` does, or else the last sentence, so that none is cut."""
    ends = (text.rfind("\n", 0, LONGEST), text.rfind(". ", 0, LONGEST) + 1)
    return max(ends) if max(ends) > 0 else LONGEST


def summarise_article(article: Article, sentences: int = 3, weights: SummaryWeights = DEFAULT_WEIGHTS) -> list[Span]:
    """Return the spans of the sentences that stand for an archived article, in its order."""
    spans = [span for kind, span in article_sentences(article) if kind is BlockKind.PARAGRAPH]
    return _chosen(article.text, spans, article.headline, sentences, article.language, weights)


def _chosen(
    text: str, spans: Sequence[Span], headline: str | None, sentences: int, language: str, weights: SummaryWeights
) -> list[Span]:
    if len(spans) <= sentences:
        return list(spans[: max(sentences, 0)])
    about = frozenset(analyzer(language).terms(headline)) if headline else frozenset()
    return [spans[n] for n in choose(candidates(text, spans, language), sentences, about, weights)]
