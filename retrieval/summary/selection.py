"""Choosing the sentences of a summary."""

import re
from collections.abc import Sequence

from retrieval.domain import Article, Block, BlockKind, Span
from retrieval.text.passages import article_sentences
from retrieval.text.sentences import split_sentences

#: "(CNN)", "LONDON, England (Reuters) --", "PARIS (AP) —" before an article's first word
_DATELINE = re.compile(r"\s*(?:[A-Z][\w.,'’ -]{0,60} )?\((?:[A-Z]\w+)(?: [A-Z]\w+){0,2}\)\s*(?:--|[—–:-])?\s*(?=\S)")


def summarise(
    text: str,
    blocks: Sequence[Block] | None = None,
    headline: str | None = None,
    sentences: int = 3,
    language: str = "en",
) -> list[Span]:
    """Return the spans of up to `sentences` sentences that stand for `text`, in its order.

    `blocks` say which parts are paragraphs; without them the whole text is one. Captions and headings are never chosen.
    """
    return choose(text, body_sentences(text, blocks, language), headline, sentences, language)


def summarise_article(article: Article, sentences: int = 3) -> list[Span]:
    """Return the spans of the sentences that stand for an archived article, in its order."""
    spans = [span for kind, span in article_sentences(article) if kind is BlockKind.PARAGRAPH]
    return choose(article.text, spans, article.headline, sentences, article.language)


def body_sentences(text: str, blocks: Sequence[Block] | None, language: str) -> list[Span]:
    """Return the sentences of the paragraphs, without the agency's mark or dateline before the first word."""
    if blocks is None:
        blocks = [Block(BlockKind.PARAGRAPH, 0, len(text))]
    found: list[Span] = []
    for block in blocks:
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        mark = None if found else _DATELINE.match(text, block.start, block.end)
        found.extend(split_sentences(text, mark.end() if mark else block.start, block.end, language))
    return found


def choose(text: str, spans: Sequence[Span], headline: str | None, sentences: int, language: str) -> list[Span]:
    """Return the best `sentences` of `spans`, in order."""
    return list(spans[:sentences])
