"""Messages as a chat shows them, drawn as SVG: bubbles with bold words, links, quotations and rows of buttons."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby

from PIL import ImageFont

from bot.views.pictures.canvas import font_file

WIDTH, BUBBLE, PAD, SIZE, LEADING = 420, 380, 14, 14, 20
BACK, MINE, OURS, INK, LINK, BAR, KEY = "#dfe7ee", "#d9f5c9", "#ffffff", "#1b1f24", "#1a6fb5", "#3a8fd1", "#b7c9d9"
_TOKEN = re.compile(r"<(/?)(\w+)[^>]*>|(\n)|([^<\n]+)")


@dataclass
class Line:
    """Words with their styles, and whether they are quoted."""

    quoted: bool
    words: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    width: float = 0


@cache
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(font_file("DejaVuSans-Bold" if bold else "DejaVuSans")), SIZE)


def lines(source: str, room: float) -> list[Line]:
    """Break Telegram's HTML into lines of at most `room` pixels."""
    styles: set[str] = set()
    found = [Line(quoted=False)]
    for closing, tag, newline, text in _TOKEN.findall(source):
        if tag == "blockquote":
            (styles.discard if closing else styles.add)("quote")
            if found[-1].words:
                found.append(Line(quoted=not closing))
            found[-1].quoted = not closing
        elif tag:
            (styles.discard if closing else styles.add)(tag)
        elif newline:
            found.append(Line(quoted="quote" in styles))
        else:
            _fill(found, html.unescape(text), frozenset(styles), room)
    return [line for n, line in enumerate(found) if line.words or 0 < n < len(found) - 1]


def _fill(found: list[Line], text: str, styles: frozenset[str], room: float) -> None:
    for word in re.findall(r"\s*\S+\s*", text) or [text]:
        width = _font(bold="b" in styles).getlength(word)
        line = found[-1]
        if line.words and line.width + _font(bold="b" in styles).getlength(word.rstrip()) > room - 14 * line.quoted:
            line = Line(line.quoted)
            found.append(line)
            word = word.lstrip()
        line.words.append((word, styles))
        line.width += width


@dataclass(frozen=True)
class Message:
    """A message: its HTML, the labels of its buttons by row, whether the reader wrote it."""

    source: str
    rows: Sequence[Sequence[str]] = ()
    mine: bool = False


def drawn(messages: Sequence[Message], title: str) -> str:
    """Return the messages as an SVG of a chat, its words given as text."""
    parts: list[str] = []
    y = 16.0
    for message in messages:
        body, height = _bubble(message, y)
        parts += body
        y += height + 12
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{y + 4:g}" viewBox="0 0 {WIDTH} {y + 4:g}" '
        f'font-family="DejaVu Sans, Verdana, sans-serif" font-size="{SIZE}"><title>{html.escape(title)}</title>'
    )
    return "\n".join([head, f'<rect width="100%" height="100%" fill="{BACK}"/>', *parts, "</svg>\n"])


def _bubble(message: Message, y: float) -> tuple[list[str], float]:
    told = lines(message.source, BUBBLE - 2 * PAD)
    width = BUBBLE if message.rows else min(BUBBLE, max(line.width + 14 * line.quoted for line in told) + 2 * PAD)
    x = WIDTH - 12 - width if message.mine else 12
    height = len(told) * LEADING + 2 * PAD - 12
    parts = [_box(x, y, width, height, MINE if message.mine else OURS, 12)]
    for n, line in enumerate(told):
        parts += _line(line, x + PAD, y + PAD + 10 + n * LEADING)
    for row in message.rows:
        each = (width - 4 * (len(row) - 1)) / len(row)
        for n, label in enumerate(row):
            left = x + n * (each + 4)
            parts.append(_box(left, y + height + 4, each, 30, KEY, 7))
            shown = label if _font(bold=False).getlength(label) < each - 8 else label[: int(each / 9)] + "…"
            parts.append(
                f'<text x="{left + each / 2:g}" y="{y + height + 24:g}" text-anchor="middle" fill="{INK}">{html.escape(shown)}</text>'
            )
        height += 34
    return parts, height


def _box(x: float, y: float, width: float, height: float, colour: str, round_: float) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="{round_:g}" fill="{colour}"/>'


def _line(line: Line, x: float, y: float) -> Iterator[str]:
    if line.quoted:
        yield f'<rect x="{x:g}" y="{y - 14:g}" width="3" height="{LEADING}" fill="{BAR}"/>'
        x += 14
    runs = [
        (styles, "".join(word for word, _ in group)) for styles, group in groupby(line.words, key=lambda one: one[1])
    ]
    spans = "".join(f"<tspan{_style(styles)}>{html.escape(words)}</tspan>" for styles, words in runs)
    yield f'<text x="{x:g}" y="{y:g}" fill="{INK}" xml:space="preserve">{spans}</text>'


def _style(styles: frozenset[str]) -> str:
    given = (' font-weight="bold"' if "b" in styles else "") + (' font-style="italic"' if "i" in styles else "")
    return given + (f' fill="{LINK}"' if "a" in styles else "")
