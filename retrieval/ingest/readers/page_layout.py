"""Printed pages in reading order: columns found by the white between them (recursive XY cut, Nagy and Seth), paragraphs
by indents, gaps and short last lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text and where it stands: coordinates from 0 to 1, up and to the right."""

    left: float
    top: float
    right: float
    bottom: float
    text: str

    @property
    def height(self) -> float:
        """Return how high the piece is."""
        return max(self.top - self.bottom, 1e-6)


#: white between columns is so wide at least, in shares of the page's width, and has so many lines on either side
_GUTTER, _FEWEST_LINES = 0.012, 3
#: heights of a line: white between blocks, a larger gap than between lines, a piece of the same line
_BLOCK, _GAP, _SAME_LINE = 0.9, 0.75, 0.5
#: cuts between blocks that are tried
_MOST_CUTS = 60
_ENDS_A_SENTENCE = re.compile(r"[.!?…:。！？][\"'”’“»«›‹)\]]*$")


def paragraphs(pieces: Sequence[Piece]) -> Iterator[str]:
    """Yield the paragraphs of a page in the order in which it is read."""
    for column in _columns(_lines(pieces)):
        yield from _paragraphs(column)


def _lines(pieces: Sequence[Piece]) -> list[Piece]:
    """Put the pieces of one line together that no column parts."""
    lines: list[Piece] = []
    for piece in pieces:
        last = lines[-1] if lines else None
        if last is not None and _continues(last, piece):
            apart = piece.left - last.right > 0.15 * piece.height and not last.text.endswith(" ")
            lines[-1] = Piece(min(last.left, piece.left), max(last.top, piece.top), max(last.right, piece.right),
                              min(last.bottom, piece.bottom), f"{last.text}{' ' if apart else ''}{piece.text}")  # fmt: skip
        else:
            lines.append(piece)
    return lines


def _continues(last: Piece, piece: Piece) -> bool:
    overlap = min(last.top, piece.top) - max(last.bottom, piece.bottom)
    return overlap > _SAME_LINE * min(last.height, piece.height) and -0.005 <= piece.left - last.right < _GUTTER


def _columns(lines: list[Piece], depth: int = 0) -> Iterator[list[Piece]]:
    """Yield the columns of a page, or of a part of it: what spans them all comes before and after them."""
    if len(lines) < 2 * _FEWEST_LINES or depth > 20:
        yield sorted(lines, key=lambda line: (-line.top, line.left))
        return
    gutter = _gutter(lines)
    if gutter is not None:
        yield from _columns([line for line in lines if line.right <= gutter], depth + 1)
        yield from _columns([line for line in lines if line.right > gutter], depth + 1)
        return
    for above, below in _cuts(lines):
        if _gutter(below) is not None or _gutter(above) is not None:
            yield from _columns(above, depth + 1)
            yield from _columns(below, depth + 1)
            return
    yield sorted(lines, key=lambda line: (-line.top, line.left))


def _gutter(lines: Sequence[Piece]) -> float | None:
    """Return where white runs from top to bottom between two columns, the first from the left; None where none does."""
    right = 0.0
    ordered = sorted(lines, key=lambda line: line.left)
    for number, line in enumerate(ordered):
        is_wide = number >= _FEWEST_LINES and line.left - right >= _GUTTER
        if is_wide and len(ordered) - number >= _FEWEST_LINES and _are_beside(ordered[:number], ordered[number:]):
            return (right + line.left) / 2
        right = max(right, line.right)
    return None


def _are_beside(one: Sequence[Piece], two: Sequence[Piece]) -> bool:
    """Tell columns from a headline at the left and a remark further down at the right."""
    low, high = (
        max(min(p.bottom for p in one), min(p.bottom for p in two)),
        min(max(p.top for p in one), max(p.top for p in two)),
    )
    return high - low > 2 * median(piece.height for piece in (*one, *two))


def _cuts(lines: Sequence[Piece]) -> Iterator[tuple[list[Piece], list[Piece]]]:
    """Give the ways to part a page in two where white runs from side to side, those at the top first."""
    ordered = sorted(lines, key=lambda line: -line.top)
    least = _BLOCK * median(line.height for line in ordered) * 0.5
    bottom = ordered[0].bottom
    cuts = []
    for number, line in enumerate(ordered[1:], 1):
        if bottom - line.top >= least:
            cuts.append(number)
        bottom = min(bottom, line.bottom)
    for number in cuts[:_MOST_CUTS]:
        yield ordered[:number], ordered[number:]


def _paragraphs(column: Sequence[Piece]) -> Iterator[str]:
    if not column:
        return
    left, right = median(line.left for line in column), max(line.right for line in column)
    text = column[0].text.strip()
    for above, line in pairwise(column):
        if _begins(above, line, left, right):
            yield text
            text = line.text.strip()
        else:
            text = _joined(text, line.text.strip())
    yield text


def _begins(above: Piece, line: Piece, left: float, right: float) -> bool:
    """Tell whether a line begins a paragraph: after white, set in, in other letters, or after a short last line."""
    size = max(above.height, line.height)
    if above.bottom - line.top > _GAP * size or min(above.height, line.height) < 0.75 * size:
        return True
    is_set_in = line.left - left > 0.01 and above.left - left < 0.005
    is_short = right - above.right > 0.15 * (right - left)
    return (is_set_in or is_short) and _ENDS_A_SENTENCE.search(above.text.strip()) is not None


def _joined(text: str, more: str) -> str:
    """Put two lines together; a word that was parted at the end of the first is made whole."""
    if text.endswith(("\x02", "\xad")):
        return text[:-1] + more
    if text.endswith("-") and text[-2:-1].isalpha() and more[:1].islower():
        return text[:-1] + more
    return f"{text} {more}"
