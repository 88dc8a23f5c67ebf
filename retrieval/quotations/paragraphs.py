"""The paragraphs of a text, and which cues each of them holds: most sentences hold none, and need not be read closely."""

import itertools
import re
from collections.abc import Iterator, Sequence

from retrieval.domain import Block, BlockKind, Span

_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_LINE = re.compile(r"\n\s*")
_CAPITALS = re.compile(r"[A-Z]{3}\s{1,12}[A-Z]{2,40}\s{1,12}[A-Z]{2}")
_SMALL = re.compile(r"[a-z]{3}\s{1,12}[a-z]{2}")
#: marks behind a word
_ENDS = ",.:;)"


def is_shouting(text: str) -> bool:
    """Say whether a text is written in capitals throughout."""
    if _SMALL.search(text, 0, 3000):
        return False
    return _CAPITALS.search(text, 0, 3000) is not None


def paragraphs_of(text: str, blocks: Sequence[Block] | None) -> Iterator[Span]:
    """Yield the paragraphs of a text: the blocks that are no heading, or what stands between blank lines or line ends."""
    if blocks is not None:
        for block in blocks:
            if block.kind is not BlockKind.HEADING:
                yield block.start, block.end
        return
    at = 0
    for gap in (_BLANK if _is_wrapped(text) else _LINE).finditer(text):
        if gap.start() > at:
            yield at, gap.start()
        at = gap.end()
    if text[at:].strip():
        yield at, len(text)


def _is_wrapped(text: str) -> bool:
    """Say whether the lines are broken at a fixed width, so that a line is no paragraph."""
    lines = text[:6_000].split("\n")
    inner = [len(line) for line, following in itertools.pairwise(lines) if line and following]
    return len(inner) > 5 and sum(40 < length < 100 for length in inner) > 0.7 * len(inner)


def is_cued(stretch: str, cues: frozenset[str]) -> bool:
    """Say whether one of some cues is among the words of a paragraph or sentence.

    >>> is_cued("It rained.", frozenset(("said",))), is_cued("“No,” she said.", frozenset(("said",)))
    (False, True)
    """
    return not cues.isdisjoint(_words(stretch))


def _words(stretch: str) -> list[str]:
    """Return the words of a sentence, quickly and roughly: enough to see that none of them is a cue."""
    low = stretch.lower()
    for mark in _ENDS:
        if mark in low:
            low = low.replace(mark, " ")
    return low.split()
