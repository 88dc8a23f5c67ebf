"""Dates and times as pages state them, in ISO 8601: no zone, day or hour is added that is not written there."""

import datetime as dt
import re
from functools import cache

from retrieval.text.languages import known
from retrieval.text.languages.calendar import alternatives, month_numbers

_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_DAY = r"(?<![\d.])(?P<day>[0-3]?\d)(?!\d)"
#: hours of difference to Greenwich of the zone names that mean one thing in the press
_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "akst": -9,
    "akdt": -8, "hst": -10, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "msk": 3, "jst": 9, "kst": 9, "sgt": 8, "aest": 10,
    "aedt": 11, "nzst": 12, "nzdt": 13,
}  # fmt: skip


@cache
def _month_numbers() -> dict[str, int]:
    return month_numbers(known())


@cache
def _dates() -> tuple[re.Pattern[str], ...]:
    """Return the forms of dates; a month may be named in any language that is known."""
    name = rf"(?P<month>{alternatives(_month_numbers())})\.?(?![^\W\d_])"
    return (
        re.compile(rf"(?<!\d){_YEAR}[-/.](?P<month_number>[01]?\d)[-/.](?P<day>[0-3]?\d)(?!\d)"),
        re.compile(rf"(?<!\d){_YEAR}\s?[年년]\s?(?P<month_number>[01]?\d)\s?[月월]\s?(?P<day>[0-3]?\d)\s?[日일]"),
        re.compile(rf"\b{name}\s*[ -]\s*{_DAY}(?:st|nd|rd|th)?[,.]?(?:\s*[-/]\s*|\s+(?:at\s+)?){_YEAR}", re.I),
        re.compile(
            rf"{_DAY}(?:st|nd|rd|th|er|º|\.)?\s*[ -]?\s*(?:de\s+|of\s+|d['’])?{name},?\s*[ -]?\s*(?:de\s+|del\s+)?{_YEAR}",
            re.I,
        ),
        re.compile(
            r"(?<![\d/.])(?P<first>[0-3]?\d)(?P<mark>[/.-])(?P<second>[0-3]?\d)(?P=mark)(?P<year>(?:19|20)?\d\d)(?![\d/])"
        ),
    )


_TIME = re.compile(
    r"(?<![\d.:])(?P<hour>[0-2]?\d)(?:[:.hH](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?)?\s*(?P<half>[ap]\.?\s?m\b\.?)?"
    r"\s*(?:\(?(?P<zone>[A-Z]{1,4}T|UTC|GMT|MSK|Z)\)?(?![A-Za-z]))?\s*(?P<offset>[+-]\d{2}:?\d{2})?",
    re.I,
)
#: a time stands within so many characters of its date
_NEAR = 40
EARLIEST, LATEST = 1600, 2200


def stated_time(text: str, *, day_first: bool | None = None) -> str | None:
    """Return the first date of the text, with its time where there is one beside it; None where there is none.

    `day_first` says how to read 05/10/2018; where it is None such a date counts only if one of the two is over 12.
    """
    found = None
    for pattern in _dates():
        for match in pattern.finditer(text):
            date = _date(match, day_first)
            if date is not None:
                if found is None or match.start() < found[1].start():
                    found = date, match
                break
    if found is None:
        return None
    date, match = found
    return date.isoformat() + _time_beside(text, match)


def _date(match: re.Match[str], day_first: bool | None) -> dt.date | None:
    parts = match.groupdict()
    if "first" in parts:
        return _numeric(int(parts["first"]), int(parts["second"]), int(parts["year"]), day_first)
    month = int(parts["month_number"]) if parts.get("month_number") else _month_numbers()[parts["month"].lower()]
    return _valid(int(parts["year"]), month, int(parts["day"]))


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


def _time_beside(text: str, date: re.Match[str]) -> str:
    """Look for a time just after the date, then just before it."""
    after = text[date.end() : date.end() + _NEAR].split("\n")[0]
    before = text[max(0, date.start() - _NEAR) : date.start()].split("\n")[-1]
    for piece, last in ((after, False), (before, True)):
        times = [t for match in _TIME.finditer(piece) if (t := _clock(match)) is not None]
        if times:
            return times[-1] if last else times[0]
    return ""


def _clock(match: re.Match[str]) -> str | None:
    if match["minute"] is None and match["half"] is None:
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    if hour > 23:
        return None
    seconds = f":{match['second']}" if match["second"] else ""
    return f"T{hour:02}:{minute:02}{seconds}{_zone(match)}"


def _zone(match: re.Match[str]) -> str:
    if match["offset"]:
        digits = match["offset"].replace(":", "")
        return f"{digits[:3]}:{digits[3:]}"
    hours = _ZONES.get((match["zone"] or "").lower())
    return "" if hours is None else f"{'-' if hours < 0 else '+'}{abs(hours):02}:00"


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
