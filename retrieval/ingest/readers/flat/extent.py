"""Where an article on a flattened page begins and ends, to the line: datelines, bylines, end marks, what is said of authors."""

import re
from collections.abc import Sequence
from itertools import islice

from retrieval.ingest.readers.flat.bylines import is_byline, is_desk_mark
from retrieval.ingest.readers.flat.cohesion import terms
from retrieval.ingest.readers.flat.edges import TEASER
from retrieval.ingest.readers.flat.line_features import Reading
from retrieval.ingest.readers.flat.lines import Line
from retrieval.text.captions import without_end_mark
from retrieval.text.datelines import dateline_of
from retrieval.text.notices import is_staff_line

#: how a last sentence ends
FULL_STOP = (".", "!", '."', ".”", ".“", ".»", ".«", "。", "۔", "।")
_OPENING_QUOTES, _CLOSING_QUOTES = "'\"‘“„«»", "'\"’”“»«"
#: "($1 = 9.56 crowns)", below a report about money
_RATE = re.compile(r"\([^()=]{1,60}=[^()]{1,120}\)")
#: a sentence has so many words at least
_SHORTEST = 3
#: lines at the top of the article among which its byline may stand, and the words before it that are only its summary
_TOP, _SUMMARY = 8, 90
#: a summary set over an article has so many words at most, and of its terms the first paragraphs have this part
_WORDS_OF_SUMMARY, _SAID_AGAIN = 30, 0.6
#: an article has so many sentences before a line names its author again
_TOLD = 2


def to_dateline(lines: Sequence[Line], readings: Sequence[Reading], start: int) -> int:
    """Return where the article begins: at a paragraph with a dateline, which only lines about it part from the rest."""
    if start and readings[start - 1].is_entry:
        return start - 1
    for number in range(start - 1, max(start - _TOP, 0) - 1, -1):
        reading = readings[number]
        if reading.is_sentence and not reading.is_caption:
            return number if dateline_of(" ".join(lines[number].text.split())) else start
        if not (reading.is_about or reading.is_furniture or reading.is_caption):
            return start
    return start


def to_end_mark(lines: Sequence[Line], core: tuple[int, int]) -> int:
    """Return the end of the article, behind the paragraph after it that ends with an agency's mark."""
    for number in range(core[1], min(core[1] + 2, len(lines))):
        text = lines[number].text
        is_text = len(text.split()) >= TEASER // 2 or not text.isascii()
        if is_text and without_end_mark(text) != text and not lines[number].is_caption:
            return number + 1
    return core[1]


def to_last_line(lines: Sequence[Line], readings: Sequence[Reading], core: tuple[int, int]) -> int:
    """Return the end of the article, behind a last sentence of few words that stands where a paragraph would."""
    last = core[1]
    if not core[0] + 1 < last < len(lines):
        return last
    if _RATE.fullmatch(lines[last].text):
        return last + 1
    if _is_last_section(lines, readings, last):
        return last + 2
    line, reading, above = lines[last], readings[last], lines[last - 1]
    is_apart = line.gap > above.gap or line.indent != above.indent or line.bullet
    is_other = any(
        (
            reading.is_furniture,
            reading.is_about,
            reading.is_caption,
            reading.is_related,
            reading.is_end,
            reading.is_biography,
        )
    )
    if is_apart or is_other or not (readings[last - 1].is_sentence and line.text.endswith(FULL_STOP)):
        return last
    is_short = _SHORTEST <= reading.words < TEASER // 2 and line.text[0].isupper() and not line.text.isupper()
    is_staff = is_staff_line(line.text) or is_desk_mark(line.text) or is_byline(line.text)
    return last + 1 if is_short and ":" not in line.text and not is_staff else last


def _is_last_section(lines: Sequence[Line], readings: Sequence[Reading], number: int) -> bool:
    """Tell a subheading with one sentence below it, and then the end of the page's article: teasers have longer titles."""
    if number + 1 >= len(lines):
        return False
    title, text = lines[number].text, lines[number + 1].text
    is_short = readings[number].words < _SHORTEST or (title[0] in _OPENING_QUOTES and title[-1] in _CLOSING_QUOTES)
    is_plain = not any(
        (one.is_furniture or one.is_about or one.is_caption or one.is_related or one.is_end or one.is_biography)
        for one in readings[number : number + 2]
    )
    is_over = number + 2 == len(lines) or readings[number + 2].is_end or readings[number + 2].is_related
    is_told = readings[number + 1].is_sentence and text.endswith(FULL_STOP) and not lines[number].bullet
    return is_short and is_plain and is_told and is_over and not readings[number].is_sentence


def below_byline(lines: Sequence[Line], readings: Sequence[Reading], core: tuple[int, int]) -> int:
    """Return where the article begins: below a byline or time that only a summary stands above."""
    start, words = core[0], 0
    solid = (n for n in range(*core) if not (readings[n].is_caption or readings[n].is_furniture))
    for number in islice(solid, _TOP):
        text = " ".join(lines[number].text.split())
        if words > _SUMMARY or readings[number].is_related or readings[number].is_end:
            break
        if readings[number].is_sentence and dateline_of(text) is not None:
            break
        if is_byline(text):
            start = number + 1
        words += readings[number].words
    if start == core[0] or start >= core[1]:
        return core[0]
    # buttons and the like may stand between the byline and the first paragraph
    reach = range(start, min(start + _TOP, core[1]))
    return next(
        (number for number in reach if readings[number].is_sentence and not readings[number].is_furniture), start
    )


def to_author_box(
    lines: Sequence[Line], readings: Sequence[Reading], core: tuple[int, int], authors: Sequence[str]
) -> int:
    """Return the end of the article, above a line that names one of its authors alone: what is said of them follows."""
    names = {name.casefold() for name in authors}
    told = 0
    for number in range(*core):
        if told >= _TOLD and lines[number].text.casefold() in names:
            return number
        told += readings[number].is_sentence
    return core[1]


def below_summary(lines: Sequence[Line], readings: Sequence[Reading], core: tuple[int, int]) -> int:
    """Return where the article begins: below a summary that buttons part from the paragraphs, which say the same again."""
    start = core[0]
    below = next((n for n in range(start + 1, core[1]) if not readings[n].is_furniture), core[1])
    if below in (start + 1, core[1]) or readings[start].words > _WORDS_OF_SUMMARY or not readings[start].is_sentence:
        return start
    said = terms([lines[start].text])
    again = terms(lines[n].text for n in range(below, min(below + 2, core[1])))
    return below if said and len(said & again) >= _SAID_AGAIN * len(said) else start
