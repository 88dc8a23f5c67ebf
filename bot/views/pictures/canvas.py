"""What both kinds of picture share: the picture itself, colours, and the letters that the fonts have."""

from dataclasses import dataclass
from pathlib import Path

from retrieval.errors import OnrecordError

#: alternative text is a caption, which Telegram limits to 1,024 characters
LONGEST_ALT = 900
INK, GREY, PALE, PAPER, ACCENT = "#1d2733", "#66717e", "#dfe4ea", "#fbfaf7", "#b3472f"


class CannotDraw(OnrecordError):
    """There is nothing to draw, or no letters to draw it with; the message says so to whoever asked."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image in PNG and the text that stands for it."""

    png: bytes
    alt: str


def shortened(text: str) -> str:
    """Return the text cut between words to what a caption takes."""
    return text if len(text) <= LONGEST_ALT else text[: LONGEST_ALT - 1].rsplit(" ", 1)[0] + "…"


def font_file(name: str) -> Path:
    """Return the file of one of the DejaVu fonts, which matplotlib brings along."""
    import matplotlib as mpl

    return Path(mpl.get_data_path()) / "fonts" / "ttf" / f"{name}.ttf"


def missing_letters(text: str, font: str) -> set[str]:
    """Return the characters of the text that the font does not have."""
    from matplotlib.ft2font import FT2Font

    known = FT2Font(str(font_file(font))).get_charmap()
    return {character for character in text if not character.isspace() and ord(character) not in known}
