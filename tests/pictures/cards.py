"""A card as SVG, laid out as the picture that Telegram gets, its words given as text."""

import html
from collections.abc import Iterator

from PIL import ImageFont

from bot.views.pictures.canvas import ACCENT, GREY, INK, PAPER, font_file

WIDTH, MARGIN, BAR = 600, 45, 8


def drawn_card(words: str, speaker: str, role: str, source: str) -> str:
    """Return the card of a quotation."""
    parts: list[str] = []
    y = 60.0
    blocks = (
        ("DejaVuSerif", 27, INK, words, 0, "DejaVu Serif, Georgia, serif"),
        ("DejaVuSans-Bold", 18, ACCENT, speaker, 22, "DejaVu Sans, Verdana, sans-serif"),
        ("DejaVuSans", 14, INK, role, 2, "DejaVu Sans, Verdana, sans-serif"),
        ("DejaVuSans", 12, GREY, source, 18, "DejaVu Sans, Verdana, sans-serif"),
    )
    for face, size, colour, text, above, family in blocks:
        y += above if text else 0
        bold = ' font-weight="bold"' if face.endswith("Bold") else ""
        for line in _wrapped(text, ImageFont.truetype(str(font_file(face)), size)):
            y += 1.4 * size
            parts.append(
                f'<text x="{MARGIN}" y="{y:g}" font-family="{family}" font-size="{size}" fill="{colour}"{bold}>'
                f"{html.escape(line)}</text>"
            )
    height = y + 50
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height:g}" viewBox="0 0 {WIDTH} {height:g}">'
        f"<title>A card</title>"
    )
    paper = f'<rect width="100%" height="100%" fill="{PAPER}"/><rect width="{BAR}" height="100%" fill="{ACCENT}"/>'
    return "\n".join([head, paper, *parts, "</svg>\n"])


def _wrapped(text: str, font: ImageFont.FreeTypeFont) -> Iterator[str]:
    line = ""
    for word in text.split():
        if line and font.getlength(f"{line} {word}") > WIDTH - 2 * MARGIN:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    if line:
        yield line
