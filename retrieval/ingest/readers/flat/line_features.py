"""What can be said of a line of a flattened page by itself: prose, furniture, or the heading of what follows an article."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from retrieval.ingest.readers.flat.bylines import is_about, is_signed
from retrieval.ingest.readers.flat.lines import ENDS_A_SENTENCE, Line
from retrieval.ingest.readers.flat.selling import selling
from retrieval.ingest.readers.flat.signs import (
    is_after_article,
    is_biography,
    is_of_comments,
    opens_comments,
    opens_related,
    opens_tags,
)
from retrieval.text.captions import split_credit
from retrieval.text.furniture import is_furniture, is_invitation_or_notice
from retrieval.text.languages import known, language
from retrieval.text.scripts import SPACELESS

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_DIGITS = re.compile(r"\d+")


@cache
def _commonest() -> frozenset[str]:
    """Return the commonest words of every language: prose holds them, menus do not."""
    return frozenset(word for code in known() for word in language(code).words("words", "commonest"))


#: whether a line is prose shows in so many characters
_LOOKED_AT = 5_000
#: a headline has so many characters at most and so many words at least
_HEADLINE, _HEADLINE_WORDS = 200, 4


@dataclass(frozen=True, slots=True)
class Reading:
    """`is_end` and `opens_comments` are true of headings of what follows an article, wherever they stand."""

    words: int
    is_sentence: bool
    is_furniture: bool = False
    is_end: bool = False
    opens_comments: bool = False
    is_of_comments: bool = False
    is_caption: bool = False
    is_repeated: bool = False
    #: the line begins with a headline that stands on the page more than once
    is_headed: bool = False
    is_invitation: bool = False
    is_biography: bool = False
    #: the heading of a box with other stories
    is_related: bool = False
    #: a byline, a time, a path: a line about an article
    is_about: bool = False
    #: the time of an entry of a live report
    is_entry: bool = False


def readings(lines: Sequence[Line]) -> list[Reading]:
    """Read every line; a short line that comes back three times, whatever its digits, is furniture."""
    often = Counter(_DIGITS.sub("0", line.text) for line in lines if len(line.text) < 60)
    times = Counter(line.text for line in lines)
    openings = Counter(_opening(line.text) for line in lines)
    headlines = {
        opening: text
        for text, count in times.items()
        if count > 1 and len(text) < _HEADLINE and openings[opening := _opening(text)] > 2
    }
    found = [
        _reading(
            line,
            again=often[_DIGITS.sub("0", line.text)] > 2 or (number > 0 and opens_tags(lines[number - 1].text)),
            repeated=times[line.text] > 1,
            headed=line.text.startswith(headlines.get(_opening(line.text), "\n")),
        )
        for number, line in enumerate(lines)
    ]
    entries, offers = _entries(lines, found), _offers(lines, found) | selling(lines, found) | _headings(lines, found)
    return [
        replace(reading, is_furniture=True)
        if number in offers or _is_of_offer(lines, found, number)
        else replace(reading, is_entry=True, is_furniture=False, is_about=False)
        if number in entries
        else reading
        for number, reading in enumerate(found)
    ]


_ENTRY = re.compile(
    r"(?:.{3,24}[,·|–-] ?)?\d{1,2}[:.h]\d\d(?:\s?(?:uhr|h|[ap]\.?\s?m\.?))?(?:\s?(?:[A-Z]{2,4}))?", re.I
)
#: a live report has so many entries at least
_ENTRIES = 3
#: and a time so many characters at most
_LONGEST_TIME = 40


def _entries(lines: Sequence[Line], found: Sequence[Reading]) -> frozenset[int]:
    """Return the lines with the times of a live report's entries: a time alone, and sentences below it or its title."""
    times = [
        number
        for number, line in enumerate(lines)
        if len(line.text) < _LONGEST_TIME
        and _ENTRY.fullmatch(line.text)
        and any(one.is_sentence and not one.is_furniture for one in found[number + 1 : number + 3])
    ]
    return frozenset(times) if len(times) >= _ENTRIES else frozenset()


_OFFERS = re.compile(r"newsletters?|e-?mails?|inbox|subscri\w+|\bsign up\b", re.I)


#: lines of an offer between its first and its last
_MOST_OF_OFFER = 4
#: and words of a sentence that praises it
_PRAISE = 12
#: headings over an invitation, and words of one
_MOST_HEADINGS, _WORDS_OF_HEADING = 2, 6


def _offers(lines: Sequence[Line], found: Sequence[Reading]) -> frozenset[int]:
    """Return the lines of offers of newsletters that are not furniture by themselves: between an invitation and its form."""
    inside: set[int] = set()
    opened: int | None = None
    for number, (line, reading) in enumerate(zip(lines, found, strict=True)):
        if not (reading.is_furniture or reading.is_invitation):
            continue
        if opened is not None and 1 < number - opened <= _MOST_OF_OFFER:
            between = range(opened + 1, number)
            named = any(_OFFERS.search(lines[n].text) for n in between)
            if all(_is_of_form(lines[n], found[n], is_named=named) for n in between):
                inside.update(between)
        opened = number if _OFFERS.search(line.text) or reading.is_invitation else None
    return frozenset(inside)


def _is_of_form(line: Line, reading: Reading, *, is_named: bool) -> bool:
    """Tell a line between an invitation and its form: no sentence, or a short one where newsletters are named beside it."""
    return not (reading.is_sentence and line.text.endswith((".", "”", '"'))) or (
        is_named and reading.words <= _PRAISE and '"' not in line.text and "”" not in line.text
    )


def _headings(lines: Sequence[Line], found: Sequence[Reading]) -> frozenset[int]:
    """Return the few words above invitations, where a whole sentence stands above them: these are headings of theirs."""
    inside: set[int] = set()
    for number, reading in enumerate(found):
        above = number - 1
        while (
            reading.is_invitation and above > 0 and number - above <= _MOST_HEADINGS and _can_head(lines, found, above)
        ):
            above -= 1
        if (
            above < number - 1
            and found[above].is_sentence
            and lines[above].text.rstrip('"”»').endswith((".", "!", "?"))
        ):
            inside.update(range(above + 1, number))
    return frozenset(inside)


def _can_head(lines: Sequence[Line], found: Sequence[Reading], number: int) -> bool:
    reading, below = found[number], lines[number + 1]
    is_other = reading.is_sentence or reading.is_about or reading.is_caption or reading.is_related
    is_title = 0 < reading.words <= _WORDS_OF_HEADING and not ENDS_A_SENTENCE.search(lines[number].text)
    return is_title and not (is_other or below.gap or lines[number].bullet)


def _is_of_offer(lines: Sequence[Line], found: Sequence[Reading], number: int) -> bool:
    """Tell a line about newsletters between two lines that are furniture: an offer set into the article."""
    if not 0 < number < len(lines) - 1 or found[number].is_furniture:
        return False
    is_inside = all(found[n].is_furniture or found[n].is_invitation for n in (number - 1, number + 1))
    return is_inside and _OFFERS.search(lines[number].text) is not None


def _opening(text: str) -> str:
    """Return the first words of a headline; lines too short to be one have none."""
    words = text[:_HEADLINE].split(maxsplit=_HEADLINE_WORDS)
    return " ".join(words[:_HEADLINE_WORDS]) if len(words) >= _HEADLINE_WORDS else "\n"


def _reading(line: Line, *, again: bool, repeated: bool, headed: bool) -> Reading:
    words = len(_WORD.findall(line.text))
    if SPACELESS.search(line.text):
        words = max(words, len(line.text) // 2)
    return Reading(
        words=words,
        is_sentence=not line.is_caption and _is_sentence(line, words),
        is_furniture=again or not any(map(str.isalpha, line.text)) or is_furniture(line.text),
        is_end=is_after_article(line.text),
        opens_comments=opens_comments(line.text),
        is_of_comments=is_of_comments(line.text),
        is_caption=line.is_caption or _is_credited(line),
        is_repeated=repeated,
        is_headed=headed,
        is_invitation=is_invitation_or_notice(line.text),
        is_biography=is_biography(line.text),
        is_related=opens_related(line.text),
        is_about=len(line.text) <= 160 and is_about(line.text),
    )


def _is_credited(line: Line) -> bool:
    """Tell a caption by its credit; bylines name agencies too, and items of lists begin with "Photos:"."""
    credited = split_credit(line.text)
    return credited is not None and not is_signed(line.text) and not (line.bullet and not credited[0])


def _is_sentence(line: Line, words: int) -> bool:
    """A full stop after five words; or, without a bullet, many words with function words among them or few capitals."""
    if words >= 5 and ENDS_A_SENTENCE.search(line.text):
        return True
    if words < 12 or line.bullet:
        return False
    found = _WORD.findall(line.text[:_LOOKED_AT])
    common = sum(word.lower() in _commonest() for word in found)
    capitals = sum(word[0].isupper() for word in found)
    return common >= 0.2 * len(found) or (words >= 20 and capitals < 0.3 * len(found) and "," in line.text)
