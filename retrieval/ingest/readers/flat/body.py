"""The lines of the article sorted into paragraphs, captions, subheadings and headlines of other articles."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.domain import BlockKind
from retrieval.ingest.readers.flat.bylines import is_byline, is_desk_mark
from retrieval.ingest.readers.flat.edges import (
    ENDS_A_SENTENCE,
    MOSTLY,
    TEASER,
    drop_end_mark,
    drop_first_titles,
    drop_last_titles,
    drop_notes,
    drop_teasers,
)
from retrieval.ingest.readers.flat.extent import FULL_STOP
from retrieval.ingest.readers.flat.line_features import Reading
from retrieval.ingest.readers.flat.lines import Line
from retrieval.ingest.readers.flat.signs import is_biography
from retrieval.ingest.readers.page import Part
from retrieval.text.captions import split_credit, without_end_mark
from retrieval.text.furniture import linked_headline
from retrieval.text.notices import is_staff_line

_NEXT_PAGE = re.compile(
    r"\W*(?:(?:go to )?(?:next|following) page|continued on (?:the )?next page|nächste seite|page suivante|"
    r"página siguiente)\W*",
    re.I,
)
_PAGER_WORDS = frozenset(
    ("previous", "prev", "next", "page", "pages", "of", "first", "last", "seite", "página", "страница")
)
#: "— Ana Ruiz (@anaruiz) November 18, 2019": who wrote the message quoted above
_SIGNED = re.compile(r"[—–-]\s*\S.{0,80}\(@\w+\)")
#: the rule that agencies set between reports and notes
_RULE = re.compile(r"_{2,}")
#: words of a run indented unlike the article, with a title in it, up to which it is a card that leads elsewhere
_CARD = 70
#: items of a list that is text have so many words on average, those of a menu fewer
_WORDS_OF_AN_ITEM = 7
#: a label before the headline, repeated in the article, has so many characters at most
_LABEL = 30
#: lines below the article in which headlines of others are looked for, and how many are taken
_BELOW, _MOST_RELATED = 60, 15


@dataclass(frozen=True, slots=True)
class Body:
    """The parts of an article in order, the headlines of others, and whether it goes on elsewhere."""

    parts: tuple[Part, ...]
    related: tuple[str, ...]
    incomplete: bool


def body(
    lines: Sequence[Line], readings: Sequence[Reading], core: tuple[int, int], main: int, headline: str | None
) -> Body:
    """Sort the lines of `core`; nothing is left out without a positive sign."""
    parts: list[Part] = []
    related: list[str] = []
    elsewhere = _cards(lines, readings, core, main)
    last = max((n for n in range(*core) if readings[n].words >= TEASER // 2 and not readings[n].is_end), default=-1)
    prose = [number for number in range(*core) if readings[number].is_sentence]
    spaced = sum(lines[number].gap > 0 for number in prose) > len(prose) / 2
    ended = sum(ENDS_A_SENTENCE.search(lines[number].text) is not None for number in prose) >= MOSTLY * len(prose)
    in_related, rule = False, 0
    for number in range(*core):
        line, reading = lines[number], readings[number]
        if _RULE.fullmatch(line.text):
            rule = len(parts)
        text = " ".join(line.text.split())
        if reading.is_related or reading.is_end:
            in_related = True
            continue
        rest = _without_headline(text, headline)
        if rest is not None and not (reading.is_sentence and text.endswith(FULL_STOP)):
            related.extend([rest] if rest else [])
            continue
        is_teaser = spaced and not line.gap and not readings[number - 1].is_furniture
        is_title = not reading.is_sentence or (ended and not ENDS_A_SENTENCE.search(text))
        beside = line.bullet or is_title or is_teaser
        if in_related and not reading.is_furniture and beside:
            related.append(text)
            continue
        in_related = in_related and reading.is_furniture
        if number in elsewhere or _is_between_buttons(lines, readings, number):
            continue
        if (title := linked_headline(text)) is not None and not text.endswith(FULL_STOP):
            related.append(title)
            continue
        part = _part(line, text, reading, is_last=number == last)
        if part is not None:
            parts.append(part)
    drop_end_mark(parts)
    drop_teasers(parts, related)
    drop_notes(parts, rule)
    while len(parts) > 1 and (is_biography(parts[-1].text) or is_desk_mark(parts[-1].text)):
        parts.pop()
    drop_end_mark(parts)
    drop_last_titles(parts)
    if headline is not None:
        drop_first_titles(parts)
    related.extend(_below(lines, readings, core[1]))
    return Body(tuple(parts), tuple(dict.fromkeys(related)), incomplete(lines, core))


def _is_between_buttons(lines: Sequence[Line], readings: Sequence[Reading], number: int) -> bool:
    """Tell the title of something set into the article: furniture stands above and below it, all three close together."""
    if not 0 < number < len(lines) - 1 or lines[number].gap or lines[number + 1].gap:
        return False
    reading, beside = readings[number], (readings[number - 1], readings[number + 1])
    is_title = not (reading.is_sentence or reading.is_entry or reading.is_caption)
    return is_title and all(one.is_furniture and not one.is_caption and one.words for one in beside)


def incomplete(lines: Sequence[Line], core: tuple[int, int]) -> bool:
    """Tell whether a pager stands at or soon after the end of the article."""
    low, high = max(core[0], core[1] - 3), core[1] + 8
    return any(len(line.text) < 80 and is_pager(line.text) for line in lines[low:high])


def is_pager(text: str) -> bool:
    """Tell "Previous page 1 2 3 4 Next Page", "Page 1 of 3", "1234" and "Next page" from other lines."""
    if _NEXT_PAGE.fullmatch(text):
        return True
    words = re.findall(r"[^\W\d_]+", text.lower())
    numbers = re.findall(r"\d+", text)
    if not all(word in _PAGER_WORDS for word in words):
        return False
    if not words:  # "1 2 3", or without spaces "123"
        pages = numbers if len(numbers) > 1 else list("".join(numbers))
        return len(pages) >= 3 and pages == [str(n) for n in range(1, len(pages) + 1)]
    return len(numbers) >= 2 and set(words) != {"of"}


def _cards(lines: Sequence[Line], readings: Sequence[Reading], core: tuple[int, int], main: int) -> set[int]:
    """Return the lines that are indented unlike the article and lead elsewhere: titles, with or without a teaser."""
    found: set[int] = set()
    for run in _runs_elsewhere(lines, readings, core, main):
        titles = [n for n in run if not readings[n].is_sentence and not _SIGNED.match(lines[n].text)]
        if not titles:
            continue
        if any(lines[n].bullet for n in run):
            words = sum(readings[n].words for n in titles)
            if words < _WORDS_OF_AN_ITEM * len(titles) and not _leads_to_list(lines, run[0]):
                found.update(titles)
        elif sum(readings[n].words for n in run) <= _CARD and not any(_SIGNED.match(lines[n].text) for n in run):
            found.update(run)
        else:
            found.update(titles)
    return found


def _runs_elsewhere(
    lines: Sequence[Line], readings: Sequence[Reading], core: tuple[int, int], main: int
) -> Iterator[list[int]]:
    run: list[int] = []
    for number in range(*core):
        if readings[number].is_furniture and lines[number].indent != main:
            continue
        if lines[number].indent != main:
            run.append(number)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _leads_to_list(lines: Sequence[Line], first: int) -> bool:
    return first > 0 and lines[first - 1].text.rstrip().endswith(":")


def _without_headline(text: str, headline: str | None) -> str | None:
    """Return what follows the article's own headline in a line that begins with it, "" for the headline alone."""
    if not headline:
        return None
    if text.lower().endswith(headline.lower()) and len(text) < len(headline) + _LABEL:
        return ""
    if not text.lower().startswith(headline.lower()):
        return None
    return text[len(headline) :].strip(" \t:–—|-»>")


def _part(line: Line, text: str, reading: Reading, *, is_last: bool) -> Part | None:
    if _SIGNED.match(text):
        return Part(BlockKind.PARAGRAPH, text)
    if reading.is_caption and not (is_last and without_end_mark(text) != text):
        return credited_caption(line)
    if reading.is_entry:
        return Part(BlockKind.HEADING, text)
    if reading.is_furniture or reading.is_end or is_staff_line(text) or is_desk_mark(text):
        return None
    if is_byline(text) and not reading.is_sentence:
        return None
    return Part(BlockKind.PARAGRAPH, text)


def credited_caption(line: Line) -> Part | None:
    """Return the caption in a line known to be one, None where the line is a credit alone."""
    text = " ".join(line.text.split())
    words, credit = (text, line.credit) if line.is_caption else split_credit(text) or ("", None)
    return Part(BlockKind.CAPTION, words, credit) if words else None


def _below(lines: Sequence[Line], readings: Sequence[Reading], end: int) -> list[str]:
    """Return the headlines under a heading of related stories below the article."""
    found: list[str] = []
    in_related = False
    for number in range(end, min(end + _BELOW, len(lines))):
        text = " ".join(lines[number].text.split())
        if readings[number].is_related:
            in_related = True
        elif in_related:
            if readings[number].is_end or readings[number].opens_comments or len(found) >= _MOST_RELATED:
                break
            if (
                3 <= readings[number].words <= 30
                and not readings[number].is_furniture
                and not readings[number].is_about
            ):
                found.append(text)
    return found
