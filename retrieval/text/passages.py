"""Cutting an article into passages: runs of whole sentences of about 120 words, captions apart."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from retrieval.domain import Article, BlockKind, Passage, Span
from retrieval.text.languages import DEFAULT
from retrieval.text.sentences import split_stretches
from retrieval.text.terms import analyzer

#: terms a passage; the best of 60 to 250 for news questions is a broad plateau around this
TARGET = 120


def article_sentences(article: Article) -> list[tuple[BlockKind, Span]]:
    """Return the sentences of the article's paragraphs and captions in order, without the dateline before the first.

    >>> from retrieval.domain import Block
    >>> text = "OSLO: It rained. It rained again."
    >>> article = Article("a", text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), dateline="OSLO")
    >>> [text[start:end] for _, (start, end) in article_sentences(article)]
    ['It rained.', 'It rained again.']
    """
    stretches = told_stretches(article)
    sentences = split_stretches(article.text, [span for _, span in stretches], article.language)
    return [(kind, span) for (kind, _), spans in zip(stretches, sentences, strict=True) for span in spans]


def told_stretches(article: Article) -> list[tuple[BlockKind, Span]]:
    """Return the article's paragraphs and captions in order, without the dateline before the first: whole sentences each."""
    stretches: list[tuple[BlockKind, Span]] = []
    opened = False
    for block in article.blocks:
        if block.kind is BlockKind.HEADING:
            continue
        start = block.start
        if not opened and block.kind is BlockKind.PARAGRAPH:
            start += dateline_length(article.text[block.start : block.end], article.dateline, article.language)
            opened = True
        stretches.append((block.kind, (start, block.end)))
    return stretches


def dateline_length(paragraph: str, dateline: str | None, language: str = DEFAULT) -> int:
    """Return how many characters of the paragraph are its dateline, agency and what sets them off; 0 without any.

    >>> dateline_length("OSLO: It rained.", "OSLO")
    6
    >>> dateline_length("It rained.", "OSLO")
    0
    """
    from retrieval.text.datelines import dateline_of  # large patterns, which most questions do without

    found = dateline_of(paragraph, language)
    if found is not None and (found.place is None or found.place == dateline):
        return found.length
    if not dateline or not paragraph.startswith(dateline):
        return 0
    rest = paragraph[len(dateline) :]
    body = rest.lstrip(" \t:—–-")
    return len(paragraph) - len(body) if len(rest) - len(body) and body else 0


def passages(article: Article, target: int = TARGET) -> list[Passage]:
    """Return the article's passages, numbered in order; none when it has no paragraph and no caption.

    >>> from retrieval.domain import Block
    >>> text = "It rained in Oslo. The ferries stayed in port."
    >>> article = Article("a", text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), headline="Rain", published="2025-05-15")
    >>> [passage] = passages(article)
    >>> passage.headline, passage.terms, passage.day
    (('rain',), (('it', 'rain', 'in', 'oslo'), ('the', 'ferri', 'stay', 'in', 'port')), 739386)
    """
    sentences = article_sentences(article)
    words = [article.headline or "", *(article.text[start:end] for _, (start, end) in sentences)]
    headline, *terms = map(tuple, analyzer(article.language).terms_of(words))
    day = ordinal(article.published)
    return [
        Passage(article.id, number, kind, tuple(spans), tuple(own), headline, day)
        for number, (kind, spans, own) in enumerate(_runs(sentences, terms, target))
    ]


def passages_of(articles: Iterable[Article]) -> list[Passage]:
    """Return the passages of articles, one article's after another's."""
    return [passage for article in articles for passage in passages(article)]


def _runs(
    sentences: Iterable[tuple[BlockKind, Span]], terms_of_each: Iterable[tuple[str, ...]], target: int
) -> Iterator[tuple[BlockKind, list[Span], list[tuple[str, ...]]]]:
    """Yield runs of sentences with terms, of `target` terms at most where one alone has not more; captions last."""
    captions: list[tuple[Span, tuple[str, ...]]] = []
    spans: list[Span] = []
    terms: list[tuple[str, ...]] = []
    size = 0
    for (kind, span), analysed in zip(sentences, terms_of_each, strict=True):
        if not analysed:
            continue
        if kind is BlockKind.CAPTION:
            captions.append((span, analysed))
            continue
        if spans and size + len(analysed) > target:
            yield BlockKind.PARAGRAPH, spans, terms
            spans, terms, size = [], [], 0
        spans.append(span)
        terms.append(analysed)
        size += len(analysed)
    if spans:
        yield BlockKind.PARAGRAPH, spans, terms
    for span, analysed in captions:
        yield BlockKind.CAPTION, [span], [analysed]


def ordinal(published: str | None) -> int:
    """Return the day of an ISO 8601 date or time as a proleptic Gregorian ordinal, 0 where there is none.

    >>> ordinal("2025-05-15T08:00:00+02:00")
    739386
    >>> ordinal("last week")
    0
    """
    if not published:
        return 0
    try:
        return dt.date.fromisoformat(published[:10]).toordinal()
    except ValueError:
        return 0


def ordinals(published: Sequence[str | None]) -> list[int]:
    """Return the `ordinal` of each of several dates or times."""
    return list(map(ordinal, published))
