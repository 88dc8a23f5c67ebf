"""The lines of a flattened page, with hard wraps undone."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

_BULLET = re.compile(r"[*•◦▪■●○·‣►▶▸]\s*")
#: these open lists, but quotations, turns of a conversation and sentences too
_MARK = re.compile(r"(?:[»›]\s*|[-+–o]\s+)(?=\S)")
_SPEECH = re.compile(r"[,.!?…»”]\s*[-–—]\s")
_CLOSED = re.compile(r"[«‹]")
#: "list 2 of 3", "Element 2 von 3"
_COUNTER = re.compile(r"(?:[^\W\d_]{1,12} )?(\d{1,2}) ?(?:[^\W\d_]{1,5}|/) ?(\d{1,2})")
_NUMBER = re.compile(r"(\d{1,2})[.)]\s")
#: "mr/is": with such letters desks sign below the text
_DESK = re.compile(r"[a-zäöüß]{2,5}(?:[/-][A-Za-zäöüß]{2,6}){1,4}")
#: "di Anna Bruni": a byline in small letters goes on with no line
_SMALL_BYLINE = re.compile(
    r"(?:by|di|par|por|von|door|av|af)\s+[A-ZÀ-ÖØ-ÞŁŚŻ][\w'’.-]*\s+(?:[a-z]{1,4}\s+)?[A-ZÀ-ÖØ-ÞŁŚŻ]"
)
#: a sentence that says who spoke: "I was in no hurry, says driver Sten Ruud."
_TOLD, _TOLD_TO_THE_END = re.compile(r"[,.!?…] \S"), re.compile(r"[.!?…][\"”»]?$")
ENDS_A_SENTENCE = re.compile(r"[.!?…。！？।؟][\"'”’“»«›‹)\]]*\s*$")
_ENDS = re.compile(r"[.!?…。！？।؟:;\"”“»«’)\]]\s*$")
_STARTS_SMALL = re.compile(r"[\"“‘(]?[^\W\d_A-ZÀ-ÖØ-ÞЀ-Я]")
#: widths, in characters, that text is wrapped to
NARROWEST, WIDEST = 35, 130
#: of the lines that follow a line of such a width, this share begins in the middle of a sentence where text is wrapped
_WRAPPED_SHARE = 0.25
#: people break lines by hand before the width is reached: so long, and in the middle of a sentence, a line was cut
_RAGGED = 0.75
#: where no more lines than this part stand close to the one above, all stand apart
_TOGETHER = 0.05
#: with fewer such lines than this, half of all have to begin so
_SURE = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page without the white space and the bullet before it; the numbers of a list are words of its lines.

    `indent` counts the columns before it, `gap` the blank lines above it. `is_caption` marks a caption that was put
    together from several lines; only such a line has a `credit`.
    """

    text: str
    indent: int = 0
    gap: int = 0
    bullet: bool = False
    is_caption: bool = False
    credit: str | None = None


def page_lines(text: str) -> list[Line]:
    """Return the lines of a page that hold anything, in order, with paragraphs that were wrapped put together again."""
    lines: list[Line] = []
    marks: list[str] = []
    gap, bullet = 0, False
    for raw in text.splitlines():
        line = raw.replace("\t", "    ").replace("\xa0", " ").rstrip()
        bare = line.lstrip()
        if not bare:
            gap += 1
            continue
        indent = len(line) - len(bare)
        width = _bullet(bare, indent)
        if width < len(bare):
            lines.append(Line(bare[width:], indent, gap, bullet=width > 0 or bullet))
            marks.append(bare[:width].strip())
            gap = 0
        bullet = bare == "*" and not indent  # on a line of its own, that of the next
    lines = [_spoken(lines, marks, number) if mark == "-" else lines[number] for number, mark in enumerate(marks)]
    return unwrapped(_with_numbers(_without_counters(_closed_up(lines))))


def _closed_up(lines: list[Line]) -> list[Line]:
    """Take one blank line from above every line where nearly all have one: it tells nothing of what belongs together."""
    if sum(line.gap == 0 for line in lines[1:]) > _TOGETHER * len(lines):
        return lines
    return [replace(line, gap=max(0, line.gap - 1)) for line in lines]


def _spoken(lines: Sequence[Line], marks: Sequence[str], number: int) -> Line:
    """Give a sentence its dash back that stands alone between lines without one: somebody speaks, lists have more items."""
    line = lines[number]
    beside = [marks[n] for n in (number - 1, number + 1) if 0 <= n < len(marks)]
    end = _TOLD_TO_THE_END.search(line.text)
    if "-" in beside or line.indent or end is None or not _TOLD.search(line.text, 0, end.start()):
        return line
    return replace(line, text=f"- {line.text}", bullet=False)


def _bullet(bare: str, indent: int) -> int:
    """Return the width of the bullet that a line begins with; quotation marks and dashes of speech are none.

    "o" is a bullet only where the line is set in and goes on with a capital, as programs that put pages into text do.
    """
    sure = _BULLET.match(bare)
    if sure:
        return sure.end()
    match = _MARK.match(bare)
    if match is None:
        return 0
    mark, rest = bare[0], bare[match.end() :]
    if mark == "o":
        return match.end() if indent >= 2 and not rest[0].islower() else 0
    if mark in "»›":
        is_quoted = _CLOSED.search(rest) is not None or _ENDS.search(rest) is not None
        return 0 if is_quoted else match.end()
    is_spoken = _SPEECH.search(rest) is not None or (mark == "–" and _ENDS.search(rest) is not None)
    return 0 if is_spoken else match.end()


def _without_counters(lines: list[Line]) -> list[Line]:
    """Take "list 1 of 3", "list 2 of 3", which are read out before the items of a list, for the bullets of these."""
    counts = [match.groups() if (match := _COUNTER.fullmatch(line.text)) else None for line in lines]
    found: list[Line] = []
    for at, (line, count) in enumerate(zip(lines, counts, strict=True)):
        if count is None:
            found.append(replace(line, bullet=True) if at and _counts_on(counts, at - 1) else line)
        elif not _counts_on(counts, at):
            found.append(line)
    return found


def _counts_on(counts: Sequence[tuple[str, ...] | None], at: int) -> bool:
    """Tell whether the counter two lines above or below has the number before or after, and the same sum."""
    here = counts[at]
    if here is None:
        return False
    beside = [counts[n] for n in (at - 2, at + 2) if 0 <= n < len(counts)]
    return any(one is not None and one[1] == here[1] and abs(int(one[0]) - int(here[0])) == 1 for one in beside)


def _with_numbers(lines: list[Line]) -> list[Line]:
    """Mark the lines of numbered lists: a number with the one before it or after it on a line beside it."""
    numbers = [int(match[1]) if (match := _NUMBER.match(line.text)) else None for line in lines]
    return [
        replace(line, bullet=True)
        if number is not None
        and ((at > 0 and numbers[at - 1] == number - 1) or (at + 1 < len(lines) and numbers[at + 1] == number + 1))
        else line
        for at, (line, number) in enumerate(zip(lines, numbers, strict=True))
    ]


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


def _begins(line: Line) -> bool:
    """Tell a line that goes on with none, although it begins with a small letter: a byline, or a desk's mark."""
    return _SMALL_BYLINE.match(line.text) is not None or _DESK.fullmatch(line.text) is not None


def _put_together(first: Line, pieces: list[str]) -> Line:
    text = pieces[0]
    if len(pieces) > 1:
        text = " ".join(pieces)
    return replace(first, text=text)


def _width(lines: list[Line]) -> int | None:
    """Return the width that the page is wrapped to, None where it is not."""
    candidates = [
        (one.indent + len(one.text), _STARTS_SMALL.match(two.text) is not None and not _ENDS.search(one.text))
        for one, two in itertools.pairwise(lines)
        if two.gap == 0 and not two.bullet and not _begins(two) and NARROWEST <= one.indent + len(one.text) <= WIDEST
    ]
    cut = sorted(size for size, is_cut in candidates if is_cut)
    if len(cut) < _WRAPPED_SHARE * len(candidates) or (len(cut) < _SURE and 2 * len(cut) < len(candidates)) or not cut:
        return None
    return cut[min(len(cut) - 1, int(0.98 * len(cut)))]


def _was_cut(one: Line, two: Line, width: int) -> bool:
    if two.gap or two.bullet or _begins(two) or abs(two.indent - one.indent) > 4:
        return False
    size = one.indent + len(one.text)
    if not NARROWEST <= size <= width + 15:
        return False
    if size >= _RAGGED * width and not _ENDS.search(one.text):
        return True
    return size + 1 + len(two.text.split(maxsplit=1)[0]) > width
