"""The lines of a flattened page, with hard wraps undone."""

import itertools
import re
from dataclasses import dataclass

_BULLET = re.compile(r"(?:[*•◦▪■●○·‣►▶▸»›]|[-+–o](?=\s)|\d{1,2}[.)](?=\s))\s*")
_ENDS = re.compile(r"[.!?…。！？।؟:;\"”»’)\]]\s*$")
_STARTS_SMALL = re.compile(r"[\"“‘(]?[^\W\d_A-ZÀ-ÖØ-ÞЀ-Я]")
#: widths, in characters, that text is wrapped to
NARROWEST, WIDEST = 35, 130
#: of the lines that follow a line of such a width, this share begins in the middle of a sentence where text is wrapped
_WRAPPED_SHARE = 0.25
#: people break lines by hand before the width is reached: so long, and in the middle of a sentence, a line was cut
_RAGGED = 0.75
#: with fewer such lines than this, half of all have to begin so
_SURE = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page without the white space and the bullet before it.

    `indent` counts the columns before it, `gap` the blank lines above it.
    """

    text: str
    indent: int = 0
    gap: int = 0
    bullet: bool = False


def page_lines(text: str) -> list[Line]:
    """Return the lines of a page that hold anything, in order, with paragraphs that were wrapped put together again."""
    lines: list[Line] = []
    gap = 0
    for raw in text.splitlines():
        line = raw.replace("\t", "    ").replace("\xa0", " ").rstrip()
        bare = line.lstrip()
        if not bare:
            gap += 1
            continue
        bullet = _BULLET.match(bare)
        words = bare[bullet.end() :] if bullet else bare
        if not words:
            continue
        lines.append(Line(words, len(line) - len(bare), gap, bullet is not None))
        gap = 0
    return unwrapped(lines)


def unwrapped(lines: list[Line]) -> list[Line]:
    """Join lines that a fixed width has cut: a cut is where the next line's first word would not have fitted."""
    width = _width(lines)
    if width is None:
        return lines
    joined: list[Line] = []
    pieces: list[str] = []
    for number, line in enumerate(lines):
        if pieces and not _was_cut(lines[number - 1], line, width):
            joined.append(_put_together(lines[number - len(pieces)], pieces))
            pieces = []
        pieces.append(line.text)
    if pieces:
        joined.append(_put_together(lines[len(lines) - len(pieces)], pieces))
    return joined


def _put_together(first: Line, pieces: list[str]) -> Line:
    text = pieces[0]
    if len(pieces) > 1:
        text = " ".join(pieces)
    return Line(text, first.indent, first.gap, first.bullet)


def _width(lines: list[Line]) -> int | None:
    """Return the width that the page is wrapped to, None where it is not."""
    candidates = [
        (one.indent + len(one.text), _STARTS_SMALL.match(two.text) is not None and not _ENDS.search(one.text))
        for one, two in itertools.pairwise(lines)
        if two.gap == 0 and not two.bullet and NARROWEST <= one.indent + len(one.text) <= WIDEST
    ]
    cut = sorted(size for size, is_cut in candidates if is_cut)
    if len(cut) < _WRAPPED_SHARE * len(candidates) or (len(cut) < _SURE and 2 * len(cut) < len(candidates)) or not cut:
        return None
    return cut[min(len(cut) - 1, int(0.98 * len(cut)))]


def _was_cut(one: Line, two: Line, width: int) -> bool:
    if two.gap or two.bullet or abs(two.indent - one.indent) > 4:
        return False
    size = one.indent + len(one.text)
    if not NARROWEST <= size <= width + 15:
        return False
    if size >= _RAGGED * width and not _ENDS.search(one.text):
        return True
    return size + 1 + len(two.text.split(maxsplit=1)[0]) > width
