"""Dates and times as pages state them, in ISO 8601: no zone, day or hour is added that is not written there."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from retrieval.text.languages import known
from retrieval.text.languages.calendar import alternatives, month_numbers

_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_DAY = r"(?<![\d.])(?P<day>[0-3]?\d)(?!\d)"
_BETWEEN = r"\s{0,24}+(?:-\s{0,12}+)?"
#: every date holds one of these: most lines hold none, which is quick to see
_YEARLIKE = re.compile(r"(?:19|20)\d\d|\d\s?[/.-]\s?\d")
#: minutes of difference to Greenwich of the zone names that mean one thing in the press
_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "est": -300, "edt": -240, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
    "akst": -540, "akdt": -480, "hst": -600, "nst": -210, "ndt": -150, "brt": -180, "art": -180, "clt": -240, "pet": -300,
    "wet": 0, "west": 60, "bst": 60, "cet": 60, "cest": 120, "met": 60, "mez": 60, "mest": 120, "mesz": 120, "eet": 120,
    "eest": 180, "sast": 120, "cat": 120, "wat": 60, "eat": 180, "msk": 180, "мск": 180, "trt": 180, "gst": 240, "pkt": 300,
    "ist": 330, "npt": 345, "ict": 420, "wib": 420, "wita": 480, "hkt": 480, "sgt": 480, "myt": 480, "pht": 480, "awst": 480,
    "cot": -300, "ect": -300, "vet": -240, "bot": -240, "clst": -180, "uyt": -180, "irst": 210, "yekt": 300, "omst": 360,
    "krat": 420, "bdt": 360, "irkt": 480, "yakt": 540, "vlat": 600, "jst": 540, "kst": 540,
    "acst": 570, "acdt": 630, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780,
}  # fmt: skip
#: central time, of America where the clock has twelve hours: China's has twenty-four
_AMERICAN = {"cst": -360}
_NAMES = "|".join(sorted({*_ZONES, *_AMERICAN}, key=len, reverse=True))
_AFTER_NOON = frozenset(("午後", "下午", "晚上", "오후", "م"))
_TIME = re.compile(
    r"(?<![\d.:/])(?P<early>午前|上午|早上|凌晨|오전|午後|下午|晚上|오후)?\s{0,12}(?P<hour>[0-2]?\d)"
    r"(?:\s?[:.hH時时시点點]\s?(?P<minute>[0-5]\d)分?분?(?::(?P<second>[0-5]\d))?)?\s{0,12}(?P<half>[ap]\.?\s?m\b\.?|[صم](?!\w))?"
    rf"\s{{0,12}}(?:uhr|hrs?|h|ч)?\.?\s{{0,12}}(?:[(\[]?(?P<zone>{_NAMES})(?![^\W\d_]))?\s{{0,12}}(?P<offset>[+\-−]\s?\d{{1,2}}(?::?[0-5]\d)?(?![\d/.-]))?",
    re.I,
)
#: a time stands within so many characters of its date
_NEAR = 40
EARLIEST, LATEST = 1600, 2200


@dataclass(frozen=True, slots=True)
class StatedTime:
    """A date in a text, from `start` to `end`, in ISO 8601 with the time beside it."""

    start: int
    end: int
    iso: str


def stated_time(text: str, *, day_first: bool | None = None) -> str | None:
    """Return the first date of the text, with its time where there is one beside it; None where there is none.

    `day_first` says how to read 05/10/2018; where it is None such a date counts only if one of the two is over 12.

    >>> stated_time("Updated Nov. 18, 2030 at 6:02 p.m. EST")
    '2030-11-18T18:02-05:00'
    >>> stated_time("Stand: 3. März 2030, 14.05 Uhr")
    '2030-03-03T14:05'
    """
    return next((found.iso for found in stated_times(text, day_first=day_first)), None)


def stated_times(text: str, *, day_first: bool | None = None) -> list[StatedTime]:
    """Return every date of the text in order, each with the time that stands beside it."""
    text = _with_plain_digits(text)
    if _YEARLIKE.search(text) is None:
        return []
    found: list[tuple[int, int, dt.date]] = []
    for start, end, date in sorted(_dates(text, day_first), key=lambda match: (match[0], -match[1])):
        if not found or start >= found[-1][1]:
            found.append((start, end, date))
    bounds = [0, *(edge for start, end, _ in found for edge in (start, end)), len(text)]
    around = list(pairwise(bounds))[::2]
    return [
        StatedTime(start, end, date.isoformat() + _time_beside(text[slice(*before)], text[slice(*after)]))
        for (start, end, date), before, after in zip(found, around, around[1:], strict=False)
    ]


def _with_plain_digits(text: str) -> str:
    """Write the digits of other scripts as those of ASCII."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if not c.isascii() and c.isdecimal() else c for c in text)


def _dates(text: str, day_first: bool | None) -> Iterator[tuple[int, int, dt.date]]:
    for pattern in _patterns():
        for match in pattern.finditer(text):
            date = _date(match, day_first)
            if date is not None:
                yield match.start(), match.end(), date


@cache
def _month_numbers() -> dict[str, int]:
    return month_numbers(known())


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    name = rf"(?P<month>{alternatives(_month_numbers())})\.?(?![^\W\d_])"
    return (
        re.compile(rf"(?<!\d){_YEAR}(?P<mark>[-/.])\s?(?P<month_number>[01]?\d)(?P=mark)\s?(?P<day>[0-3]?\d)(?!\d)"),
        re.compile(rf"(?<!\d){_YEAR}\s?[年년]\s?(?P<month_number>[01]?\d)\s?[月월]\s?(?P<day>[0-3]?\d)\s?[日일]"),
        re.compile(
            rf"(?<!\w)(?=[^\W\d_]){name}\s{{0,12}}[ -]\s{{0,12}}{_DAY}(?:st|nd|rd|th)?[,.]?(?:\s{{0,12}}[-/]\s{{0,12}}|"
            rf"\s{{1,12}}(?:at\s{{1,12}})?){_YEAR}",
            re.I,
        ),
        re.compile(rf"(?<!\d){_YEAR}[.,]?\s{{1,12}}{name}\s{{1,12}}{_DAY}(?:\.|-[^\W\d_])?", re.I),
        re.compile(
            # what stands between is taken once, and no name of a month is tried where no letter stands
            rf"{_DAY}(?:st|nd|rd|th|er|º|\.)?{_BETWEEN}(?=[^\W\d_])(?:de\s{{1,12}}|of\s{{1,12}}|"
            rf"d['’])?{name},?{_BETWEEN}(?:de\s{{1,12}}|del\s{{1,12}})?{_YEAR}",
            re.I,
        ),
        re.compile(
            r"(?<![\d/.])(?P<first>[0-3]?\d)(?P<mark>[/.-])\s?(?P<second>[0-3]?\d)(?P=mark)\s?(?P<year>(?:19|20)\d\d|(?<!\s)\d\d(?!:\d))"
            r"(?![\d/])"
        ),
    )


def _date(match: re.Match[str], day_first: bool | None) -> dt.date | None:
    parts = match.groupdict()
    if "first" in parts:
        if day_first is None and parts["mark"] == ".":  # nobody writes the month first with full stops
            day_first = True
        return _numeric(int(parts["first"]), int(parts["second"]), int(parts["year"]), day_first)
    numbered = parts.get("month_number")
    return _valid(
        int(parts["year"]),
        int(numbered) if numbered else _month_numbers()[parts["month"].lower()],
        int(parts["day"]),
    )


def _numeric(first: int, second: int, year: int, day_first: bool | None) -> dt.date | None:
    year += 2000 if year < 70 else 1900 if year < 100 else 0
    if first > 12 or (day_first and second <= 12):
        return _valid(year, second, first)
    if second > 12 or day_first is False or first == second:
        return _valid(year, first, second)
    return None


def _valid(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _time_beside(before: str, after: str) -> str:
    """Look for a time just after the date, then just before it."""
    for piece, last in ((after[:_NEAR].split("\n")[0], False), (before[-_NEAR:].split("\n")[-1], True)):
        times = [time for match in _TIME.finditer(piece) if (time := _clock(match)) is not None]
        if times:
            return times[-1] if last else times[0]
    return ""


def _clock(match: re.Match[str]) -> str | None:
    half = (match["half"] or match["early"] or "").casefold()
    if match["minute"] is None and not half:
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if half and hour <= 12:  # "17:05 PM" is written too
        if hour == 0:
            return None
        hour = hour % 12 + (12 if half[0] == "p" or half in _AFTER_NOON else 0)
    if hour > 23:
        return None
    seconds = f":{match['second']}" if match["second"] else ""
    return f"T{hour:02}:{minute:02}{seconds}{_zone(match)}"


def _zone(match: re.Match[str]) -> str:
    """Return the difference to Greenwich: of a zone's name, of "GMT+2", or of "+0200" alone."""
    name = (match["zone"] or "").casefold()
    minutes = _ZONES.get(name, _AMERICAN.get(name) if match["half"] else None)
    if match["offset"] and minutes in (None, 0):
        sign, digits = match["offset"][0], re.sub(r"\D", "", match["offset"])
        if not name and len(digits) < 4:  # "14:05 -15" is no zone
            return ""
        hours, rest = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
        minutes = (hours * 60 + rest) * (1 if sign == "+" else -1)
    if minutes is None or abs(minutes) > 14 * 60:
        return ""
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def valid_iso(stated: object) -> str | None:
    """Return an ISO 8601 date or time as it was given, None where it is none or its year cannot be a newspaper's."""
    if not isinstance(stated, str):
        return None
    text = stated.strip()
    try:
        year = dt.datetime.fromisoformat(text).year
    except ValueError:
        return None
    return text if EARLIEST <= year <= LATEST and len(text) >= 10 else None
