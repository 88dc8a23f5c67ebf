"""Digests, articles of several stories: the item of one that is about some words is told, and not what stands beside it.

A digest is known by its form: labels that are numbered on ("1. Storm", "2. Salmon"), each with text below it, or paragraphs
that begin with where or what each is about ("Hulm: Bakers found a well").
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from retrieval.domain import Article, BlockKind, Span, overlaps
from retrieval.text.terms import analyzer

#: labels, or paragraphs with one, by which an article is a digest; and share of its paragraphs that have one
FEWEST, SHARE = 3, 0.5
#: words of the headline from which the whole is asked for, where no item has more of them
WHOLE = 3
_NUMBERED = re.compile(r"(?P<number>\d{1,2})[.)]\s+\S.{0,70}?(?<![.!?:,;”\"])$")
#: what ends the last item: a line in capitals
_CAPITALS = re.compile(r"[^a-z\W]{2,}(?:\W+[^a-z\W]+){0,5}\W*$")
_LABELLED = re.compile(r"[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,3}:\s+[A-Z“\"‘]")


def item_about(article: Article, terms: frozenset[str]) -> Span | None:
    """Return the item of a digest that is about some terms; None of another article, or where the whole is meant.

    >>> from retrieval.domain import Block
    >>> lines = ["1. Storm", "Roofs flew in Hulm.", "2. Salmon", "Fish was recalled.", "3. Art", "A museum opens."]
    >>> text, blocks, at = chr(10).join(lines), [], 0
    >>> for line in lines:
    ...     blocks.append(Block(BlockKind.PARAGRAPH, at, at + len(line)))
    ...     at += len(line) + 1
    >>> start, end = item_about(Article("a", text, tuple(blocks)), frozenset({"salmon"}))
    >>> text[start:end]
    'Fish was recalled.'
    """
    items = list(_items(article)) if terms else []
    if not items:
        return None
    analyse = analyzer(article.language).terms
    held = {span: len(terms.intersection(analyse(f"{label} {article.text[slice(*span)]}"))) for label, span in items}
    best = max(held, key=lambda span: held[span])
    in_headline = len(terms.intersection(analyse(article.headline or "")))
    return None if held[best] == 0 or in_headline >= max(WHOLE, held[best]) else best


def item_beside(article: Article, span: Span) -> Article | None:
    """Return a digest as if the item with a sentence were all of it; None of another article, or beside all items.

    Its text is the whole one: what stands where stays the same.
    """
    item = next((item for _, item in _items(article) if overlaps(item, span)), None)
    if item is None:
        return None
    return replace(article, blocks=tuple(one for one in article.blocks if overlaps((one.start, one.end), item)))


def _items(article: Article) -> Iterator[tuple[str, Span]]:
    """Yield the label of each item and where its text stands; nothing of an article that is no digest."""
    blocks = [block for block in article.blocks if block.kind is not BlockKind.CAPTION]
    lines = [article.text[block.start : block.end].strip() for block in blocks]
    labels = _numbered(lines)
    if len(labels) >= FEWEST:
        for n, following in zip(labels, [*labels[1:], len(lines)], strict=True):
            ends = next((m for m in range(n + 1, following) if _CAPITALS.match(lines[m])), following)
            if ends > n + 1:
                yield lines[n], (blocks[n + 1].start, blocks[ends - 1].end)
        return
    told = [n for n, line in enumerate(lines) if line.endswith((".", "”", '"', "!", "?"))]
    labelled = [n for n in told if _LABELLED.match(lines[n])]
    if len(labelled) >= max(FEWEST, SHARE * len(told)):
        for n in labelled:
            yield "", (blocks[n].start, blocks[n].end)


def _numbered(lines: Sequence[str]) -> list[int]:
    """Return which lines are labels that are numbered on from 1, those with another line between them."""
    found: list[int] = []
    for n, line in enumerate(lines):
        match = _NUMBERED.match(line)
        if match and int(match["number"]) == len(found) + 1 and not (found and found[-1] == n - 1):
            found.append(n)
    return found
