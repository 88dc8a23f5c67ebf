"""What stands over an article: section path, headline, agency, byline, time, dateline."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.ingest.readers.dates import stated_time, stated_times
from retrieval.ingest.readers.flat import bylines
from retrieval.ingest.readers.flat.agency_lines import agency, names_agency_alone
from retrieval.ingest.readers.flat.bylines import is_about, is_path, is_timed
from retrieval.ingest.readers.flat.headline import headline_line, squeezed
from retrieval.ingest.readers.flat.line_features import Reading
from retrieval.ingest.readers.flat.lines import Line
from retrieval.ingest.readers.flat.nameplate import nameplate
from retrieval.ingest.readers.flat.signatures import joined, signed_below
from retrieval.text.agencies import AGENCIES
from retrieval.text.datelines import Dateline, dateline_alone, place_before_date
from retrieval.text.furniture import is_furniture
from retrieval.text.languages import DEFAULT
from retrieval.text.languages.calendar import day_first

#: lines above the article that may belong to it
REACH = 150
#: "News Tools: Save | Print": what follows the section on its line
_LABELLED = re.compile(r"\s{1,12}\w{1,60}:|\s{0,12}\|")
_HOME = frozenset(("home", "you are here:", "homepage", "startseite", "início", "accueil", "inicio", "главная"))


#: an ISO date has so many characters, and a line with a day and an hour at most
_DAY, _LONGEST_TIME = 10, 30
_CLOCK_LAST = re.compile(r"(?P<day>[^:]{4,20}?),?\s+(?P<clock>\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?)", re.I)


@dataclass(frozen=True, slots=True)
class Masthead:
    """What was found above an article; `first` is the line of the headline, or of the article where there is none."""

    headline: str | None
    section: tuple[str, ...]
    outlet: str | None
    agency: str | None
    authors: tuple[str, ...]
    published: str | None
    place: str | None
    first: int


def masthead(
    lines: Sequence[Line], readings: Sequence[Reading], core: tuple[int, int], main: int, *, language: str | None = None
) -> Masthead:
    """Read the lines above `core`; those nearest to it count most. `language` tells how dates of numbers are read."""
    start = core[0]
    low = max(0, start - REACH)
    outlet, plate = nameplate(lines, start, core[1])
    low = max(low, plate + 1) if plate is not None else low
    first = headline_line(lines, readings, low, core, main)
    top = first if first is not None else start
    between = _texts(lines, readings, top + 1 if first is not None else low, start)
    near = _texts(lines, readings, max(low, top - 6), top)
    after = range(core[1], min(core[1] + 6, len(lines)))
    others = next((n for n in after if readings[n].is_related or readings[n].opens_comments), after.stop)
    below = _texts(lines, readings, core[1], others)
    within = [
        text for text in _texts(lines, readings, start, min(start + 5, core[1])) if is_timed(text) or is_about(text)
    ]
    opening = _opening(lines, readings, (start, min(core[1], start + 12)))
    dated = (between, within, near, below)
    day_first = _day_first([*near, *between, *within], language)
    if day_first is None:
        told = "\n".join(line.text for line in lines[top : min(core[1], start + 12)])
        day_first = _day_first_as_told([*between, *within, *near], told)
    set_off = _set_off(between, language or DEFAULT)
    return Masthead(
        headline=squeezed(lines[first].text) if first is not None else None,
        section=_section([line.text for line in lines[max(0, top - REACH) : top]]),
        outlet=outlet,
        agency=(set_off.agency if set_off else None) or agency(between) or agency(near),
        authors=bylines.authors(joined(between), opening)
        or bylines.authors(near[-3:], below_headline=False)
        or _named_below_headline(between, near, opening)
        or _named_above_text(between, opening)
        or signed_below(below),
        published=_published([bylines.published(texts, day_first=day_first) for texts in dated], [*between, *near]),
        place=(set_off.place if set_off else None) or _place(between, opening, language or DEFAULT),
        first=top,
    )


def _opening(lines: Sequence[Line], readings: Sequence[Reading], among: tuple[int, int]) -> str:
    return "\n".join(lines[number].text for number in range(*among) if not readings[number].is_furniture)


def _published(found: Sequence[str | None], lines: Sequence[str]) -> str | None:
    """Return the first time; where it is a day alone, the first that states an hour of that day, but none below the text.

    A line may state the hour with the day and no year: "5 МАР, 09:12".
    """
    first = next(filter(None, found), None)
    if first is None or len(first) > _DAY:
        return first
    without_year = (_CLOCK_LAST.fullmatch(text) for text in lines if len(text) <= _LONGEST_TIME)
    dated = (stated_time(f"{match['day']} {first[:4]} {match['clock']}") for match in without_year if match)
    above = [time for time in (*found[:-1], *dated) if time and time.startswith(first) and len(time) > _DAY]
    return above[0] if above else first


def _named_below_headline(between: Sequence[str], near: Sequence[str], opening: str) -> tuple[str, ...]:
    """Return the author whose name alone stands right below the headline where the time stands above it."""
    if not between or not any(map(is_timed, near[-3:])) or bylines.NAME.fullmatch(between[0]) is None:
        return ()
    return tuple(name for name in bylines.people_in(between[0], alone=True) if name not in opening)


def _named_above_text(between: Sequence[str], opening: str) -> tuple[str, ...]:
    """Return the author whose name alone stands above the place right above the text, where a time is above them."""
    if len(between) < 3 or not bylines.is_city(between[-1]) or not any(map(is_timed, between[:-2])):
        return ()
    name = between[-2]
    if bylines.NAME.fullmatch(name) is None or name.isupper():
        return ()
    return tuple(one for one in bylines.people_in(name, alone=True) if one not in opening)


def _set_off(between: Sequence[str], language: str) -> Dateline | None:
    """Return the dateline on one or two lines of its own right above the report: "Marn, Astra", "CNN —"."""
    alone = dateline_alone(between[-1], language) if between else None
    if alone is not None and alone.place:
        return alone
    return dateline_alone(" ".join(between[-2:]), language) or alone


def _texts(lines: Sequence[Line], readings: Sequence[Reading], start: int, end: int) -> list[str]:
    """Return the words of the lines of a range; captions are left out, an agency alone in brackets is not one."""
    texts = ((squeezed(lines[number].text), readings[number].is_caption) for number in range(start, end))
    return [
        text for text, is_caption in texts if not is_caption or names_agency_alone(text) or bylines.are_people(text)
    ]


#: a report tells of days so near
_NEAR = dt.timedelta(days=3)
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(?:19|20)?\d\d(?!\d)")


def _day_first(lines: Sequence[str], language: str | None) -> bool | None:
    """Tell how dates of numbers are written: as another date of the page shows, or as the page's language does."""
    for text in lines:
        for match in _NUMERIC.finditer(text):
            if match[2] == "." or int(match[1]) > 12:
                return True
            if int(match[3]) > 12:
                return False
    return day_first(language)


def _day_first_as_told(lines: Sequence[str], told: str) -> bool | None:
    """Tell how dates of numbers are written by a day that the article and its captions name: near one of the two readings."""
    numbered = [text for text in lines if _NUMERIC.search(text)]
    named = [dt.date.fromisoformat(found.iso[:_DAY]) for found in stated_times(told)] if numbered else []
    for text in numbered:
        near = [
            day_first
            for day_first in (True, False)
            if (stated := stated_time(text, day_first=day_first)) is not None
            and any(abs(dt.date.fromisoformat(stated[:_DAY]) - day) <= _NEAR for day in named)
        ]
        if len(near) == 1:
            return near[0]
    return None


def _place(between: Sequence[str], opening: str, language: str) -> str | None:
    """Return the place that stands by itself or with the time above the report, where the report names it too."""
    for number, text in enumerate(between):
        place = place_before_date(text, language) if len(text) < 90 else None
        if place == text and text.isupper() and number and bylines.people_in(between[number - 1], alone=True):
            return place
        if place is None or not (is_timed(text) or number + 2 >= len(between)):
            continue
        place = re.sub(rf"\s\((?:{AGENCIES})\)$", "", place)
        city = re.split(r"[,(/]", place)[0].strip()
        if re.search(rf"(?<!\w){re.escape(city)}(?!\w)", opening, 0 if not city.isupper() else re.I):
            return place
    return None


def _section(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the parts of the nearest path; slashes and bars make one only after "Home"."""
    for text in reversed(lines):
        if not is_path(text) or stated_time(text) is not None:
            continue
        arrows = re.search(r"[>»›→]", text) is not None
        parts = [part.strip() for part in re.split(r"\s*(?:>+|»|›|→)\s*" if arrows else r"\s+/\s+", text)]
        if not arrows and parts[0].lower() not in _HOME:
            continue
        parts = [_LABELLED.split(part)[0].strip() for part in parts]
        parts = [part for part in parts if part and part.lower() not in _HOME]
        if parts and all(any(map(str.isalpha, part)) and not is_furniture(part) for part in parts):
            return tuple(parts)
    return ()
