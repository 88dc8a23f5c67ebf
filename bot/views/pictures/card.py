"""A quotation as a card to forward: the words, who said them in which role, and where they stand."""

import io
from typing import TYPE_CHECKING, Any

from bot.views.pictures.canvas import (
    ACCENT,
    GREY,
    INK,
    PAPER,
    CannotDraw,
    Picture,
    font_file,
    missing_letters,
    shortened,
)  # fmt: skip
from bot.views.texts import Texts
from retrieval.domain import Citation, Quotation, QuotationKind

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

#: a quotation of more characters is refused: nobody reads a wall, and half a quotation is none
LONGEST_QUOTATION = 1_200
_WIDTH, _MARGIN = 1200, 90
_MARKS = '"“”„«» '
#: in order of preference: the first that has every letter
_FACES = ("DejaVuSerif", "DejaVuSans")


def quotation_card(
    quotation: Quotation, citation: Citation, texts: Texts, sentences: str | None = None, link: str = ""
) -> Picture:
    """Draw a quotation with its speaker, their role and the source; only direct speech stands in quotation marks.

    `sentences` are the whole sentences that it stands in. Where they say more than the quotation, they are drawn as they
    are printed: a clause alone may say something else than its sentence does, or somebody else's words. `link` leads to it in
    the chat: whose it is stands on the card, all of it in the words for the card.

    Raises CannotDraw for one without words, one that is too long for a card, or one in a script that no font here has.
    """
    words = " ".join(quotation.text.split())
    if not words.strip(_MARKS):
        raise CannotDraw(texts("card_no_words"))
    printed = " ".join((sentences or words).split())
    torn = printed.strip(_MARKS) != words.strip(_MARKS)
    words = printed if torn else words
    if len(words) > LONGEST_QUOTATION:
        raise CannotDraw(texts("card_too_long"))
    speaker, role = _speaker(quotation, texts)
    if quotation.kind is QuotationKind.DIRECT and not torn:
        words = f"“{words.strip(_MARKS)}”"
    if quotation.kind is not QuotationKind.DIRECT:
        role = " · ".join(part for part in (role, texts("reported")) if part)
    by = texts("opinion_by", names=", ".join(citation.opinion_by)) if citation.opinion_by else None
    source = " · ".join(
        part for part in (citation.headline, by, citation.outlet, texts.short_day(citation.published)) if part
    )
    image = io.BytesIO()
    drawn = " · ".join(part for part in (source, link.removeprefix("https://").partition("?")[0]) if part)
    _card(words, _face(words, f"{speaker}{role}{drawn}", texts), speaker, role, drawn).save(
        image, format="PNG", optimize=True
    )
    said = f"{words} — {speaker}" + (f", {role}" if role else "")
    told = shortened(f"{said}. {source}" if source else said)
    return Picture(image.getvalue(), f"{told}\n{link}" if link else told)


def _speaker(quotation: Quotation, texts: Texts) -> tuple[str, str]:
    speaker = quotation.speaker
    if speaker is None:
        return texts("speaker_unknown"), ""
    if not quotation.is_sure:
        return texts("speaker_unsure", mention=speaker.text), ""
    name = speaker.name or speaker.text
    role = speaker.role or ""
    return name, "" if role.casefold() in name.casefold() else role


def _face(words: str, others: str, texts: Texts) -> str:
    """Return the font for the words; raise CannotDraw where letters are missing or would come out unjoined, backwards."""
    from PIL import features

    right_to_left = any("\u0590" <= character <= "\u08ff" for character in words + others)
    if not (right_to_left and not features.check("raqm")) and not missing_letters(others, _FACES[-1]):
        for face in _FACES:
            if not missing_letters(words, face):
                return face
    raise CannotDraw(texts("card_no_font"))


def _font(name: str, size: int) -> "FreeTypeFont":
    from PIL import ImageFont

    return ImageFont.truetype(str(font_file(name)), size)


def _card(words: str, face: str, speaker: str, role: str, source: str) -> Any:
    """Return the image: as wide as ever, as high as the words need."""
    from PIL import Image, ImageDraw

    size = next((size for size, most in ((58, 120), (48, 240), (40, 420)) if len(words) <= most), 34)
    draw = ImageDraw.Draw(Image.new("RGB", (1, 1)))
    blocks = [
        (_font(face, size), words, INK, 1.42, 0),
        (_font("DejaVuSans-Bold", 36), speaker, ACCENT, 1.3, 56),
        (_font("DejaVuSans", 28), role, INK, 1.35, 10),
        (_font("DejaVuSans", 24), source, GREY, 1.4, 40),
    ]
    laid: list[tuple[FreeTypeFont, str, str, float]] = []
    y = 128.0
    for font, text, colour, spacing, above in blocks:
        lines = _wrapped(draw, text, font, _WIDTH - 2 * _MARGIN) if text else []
        y += above if lines else 0
        for line in lines:
            laid.append((font, line, colour, y))
            y += font.size * spacing
    image = Image.new("RGB", (_WIDTH, max(630, int(y) + 84)), PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 16, image.height), fill=ACCENT)
    down = max(0, (image.height - 84 - y) / 2)  # a short quotation stands in the middle
    for font, line, colour, top in laid:
        draw.text((_MARGIN, top + down), line, font=font, fill=colour)
    return image


def _wrapped(draw: "ImageDraw", text: str, font: "FreeTypeFont", width: int) -> list[str]:
    """Break a text into lines of at most `width` pixels, between words, and within a word only where it fills a line."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if draw.textlength(longer, font) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        while draw.textlength(word, font) > width:
            fits = next(n for n in range(len(word) - 1, 0, -1) if n == 1 or draw.textlength(word[:n], font) <= width)
            lines.append(word[:fits])
            word = word[fits:]
        line = word
    return [*lines, line] if line else lines
