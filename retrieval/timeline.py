"""What happened when: the dates that sentences state, resolved against the day their article was published.

English expressions are found by their form and other languages' by dateparser, which also reads them all.
"""

import datetime as dt
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from retrieval.domain import Precision, Span
from retrieval.text.languages import DEFAULT
from retrieval.text.languages import language as language_of
from retrieval.text.languages.calendar import alternatives, full, months, short, weekdays

_MONTH = rf"(?:{alternatives(full(months()))}|(?:{alternatives(short(months()))})\.?(?=\s))"
_WEEKDAY = rf"(?:{alternatives(full(weekdays()))})"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_NUMBER = rf"(?:\d{{1,3}}|an?|{'|'.join(language_of(DEFAULT).words('numbers', 'units')[:12])})"
_EXPRESSION = re.compile(
    rf"\b(?:(?P<iso>{_YEAR}-\d\d-\d\d)"
    rf"|(?:{_WEEKDAY},?\s+)?(?P<date>{_MONTH}\s+{_DAY}(?:,?\s+{_YEAR})?(?!\d|,\d)|{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?)"
    rf"(?!\s+(?:committee|panel|attacks?|riots?|hearings?|commission|movement)\b)"
    rf"|(?P<month>{_MONTH},?\s+(?:of\s+)?{_YEAR})"
    rf"|(?<=[Ii]n\s|\bby\s|\bof\s)(?P<bare>(?:early\s|late\s|mid-)?{_MONTH})(?!\s+\d)"
    rf"|(?P<since>(?<=[Ss]ince\s|until\s){_MONTH})(?!\s+\d)"
    rf"|(?P<near>(?:[Ll]ast|[Nn]ext|[Tt]his)\s+{_MONTH}(?!\s+\d))"
    rf"|(?P<weekday>(?:(?:[Ll]ast|[Nn]ext|[Tt]his)\s+)?{_WEEKDAY})(?!s)"
    rf"|(?P<relative>[Yy]esterday|[Tt]oday|[Tt]omorrow|{_NUMBER}\s+(?:day|week|month|year)s?\s+ago"
    rf"|(?:[Ll]ast|[Nn]ext)\s+(?:week|month|year))"
    rf"|(?<=[Ii]n\s|\bby\s|\bof\s)(?P<year>{_YEAR})(?=[\s,.;:)]|$)(?!\s+[a-z]+s\b)"
    rf"|(?<=[Ss]ince\s|until\s)(?P<year_since>{_YEAR})(?=[\s,.;:)]|$))\b"
)
_AHEAD = re.compile(
    r"\b(?:will|shall|next|plans?|planned|scheduled|expected|forecast|due|is to|are to|would|until|by|upcoming|ahead of|set to|"
    r"as early as)\b"
)
_STATES_YEAR = re.compile(rf"\b{_YEAR}\b")
#: years in which news may have been published: at the ends of the calendar there is no counting back or on
_YEARS = range(1500, 2500)
#: days after its publication that an article may tell of as past, having been added to since
_WEEKS_AHEAD = 30
#: a sentence states few dates; one that lists dozens is read so far
_MOST_IN_A_SENTENCE = 8
#: expressions read that are remembered, each with the day it was seen from: the articles of a story share most of theirs
_READ = 4_096

_EXACTNESS = {Precision.DAY: 0, Precision.WEEK: 1, Precision.MONTH: 2, Precision.YEAR: 3}


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date as words of a text state it.

    `span` are the words; `when` is ISO 8601 as far as they go ("2009-06-27", "2008-08", "2008"; of a week its Monday), None
    where they cannot be resolved.
    """

    span: Span
    when: str | None
    precision: Precision = Precision.DAY

    @property
    def order(self) -> tuple[str, int]:
        """A key to sort by time: a year comes before its months, a month before its days."""
        return self.when or "9999", -_EXACTNESS[self.precision]


def main_date(dates: list[StatedDate]) -> StatedDate | None:
    """Return the date that a sentence is about: the most exact of those that can be resolved, of equals the first.

    >>> text = "The ferry, built in 1969, sank on 3 May 2025."
    >>> main_date(stated_dates(text, (0, len(text)))).when
    '2025-05-03'
    >>> main_date([])
    """
    known = [date for date in dates if date.when is not None]
    return min(known or dates, key=lambda date: _EXACTNESS[date.precision], default=None)


def stated_dates(text: str, span: Span, published: str | None = None, language: str = DEFAULT) -> list[StatedDate]:
    """Return the dates stated in a sentence of `text`, in its order; `published` (ISO 8601) is what "on Saturday" refers to.

    >>> text = "It sank on Saturday, and was raised on 3 June 2025."
    >>> [(text[slice(*date.span)], date.when) for date in stated_dates(text, (0, len(text)), "2025-05-15")]
    [('Saturday', '2025-05-10'), ('3 June 2025', '2025-06-03')]
    """
    base = _base(published)
    if language != DEFAULT:
        return _searched(text, span, base, language)
    found: list[StatedDate] = []
    sentence = text[span[0] : span[1]]
    for match in _expressions(sentence):
        kind = match.lastgroup or ""
        start, end = match.span(kind)
        ahead = _AHEAD.search(sentence[max(0, start - 60) : start]) is not None
        when, precision = _resolved(match[kind], kind, base, ahead=ahead)
        found.append(StatedDate((span[0] + start, span[0] + end), when, precision))
    return found


def _expressions(sentence: str) -> Iterator[re.Match[str]]:
    for number, match in enumerate(_EXPRESSION.finditer(sentence)):
        if number == _MOST_IN_A_SENTENCE:
            return
        yield match


def _base(published: str | None) -> dt.datetime | None:
    try:
        base = dt.datetime.combine(dt.date.fromisoformat(published[:10]), dt.time(12)) if published else None
    except ValueError:
        return None
    return base if base and base.year in _YEARS else None


def _resolved(words: str, kind: str, base: dt.datetime | None, *, ahead: bool) -> tuple[str | None, Precision]:
    """Return when the words of this kind are, seen from `base`, before it unless they look `ahead`."""
    stated = _STATES_YEAR.search(words) is not None
    if base is None and not stated:
        return None, Precision.DAY
    seen_from = base or dt.datetime(2000, 1, 1, 12)  # noqa: DTZ001  any: the words name their year
    if kind == "weekday" and not words[:5].lower().startswith(("last ", "next ")):
        # "on Saturday" in a report of a Saturday is that day
        seen_from += dt.timedelta(days=-1 if ahead else 1)
    if kind == "near" and words[:4].lower() == "last":
        seen_from = seen_from.replace(day=1) - dt.timedelta(days=1)
    when, precision = _read(_plain(words), seen_from, ahead=ahead or words[:4].lower() == "next", language=DEFAULT)
    if kind == "date" and not stated and not ahead and when and base:
        return _nearer(when, base), precision
    return when, precision


def _nearer(when: str, base: dt.datetime) -> str:
    """Return a day of the last year, or the same day next time where that comes within weeks: pages are kept up to date."""
    try:
        coming = dt.date.fromisoformat(when).replace(year=int(when[:4]) + 1)
    except ValueError:  # 29 February
        return when
    return coming.isoformat() if 0 < (coming - base.date()).days <= _WEEKS_AHEAD else when


def _plain(words: str) -> str:
    """Return the words without what dateparser does not read: "last August" is the last one anyway."""
    words = re.sub(rf"^(?:last|next|this|early|late)\s+(?={_MONTH}|{_WEEKDAY})|^mid-", "", words, flags=re.I)
    return re.sub(r"(?<=\d)(?:st|nd|rd|th)\b|\bof\s+", "", words)


@functools.lru_cache(_READ)
def _read(words: str, seen_from: dt.datetime, *, ahead: bool, language: str) -> tuple[str | None, Precision]:
    data = _reader(language, ahead=ahead, seen_from=seen_from).get_date_data(words)
    if data.date_obj is None:
        return None, Precision.DAY
    return _iso(data.date_obj.date(), data.period)


def _reader(language: str, *, ahead: bool, seen_from: dt.datetime) -> Any:
    from dateparser.date import DateDataParser  # heavy, and needed for a timeline alone

    return DateDataParser(languages=[language], settings=_settings(ahead=ahead, seen_from=seen_from))


def _settings(*, ahead: bool, seen_from: dt.datetime) -> dict[str, Any]:
    return {
        "RELATIVE_BASE": seen_from,
        "PREFER_DATES_FROM": "future" if ahead else "past",
        "PREFER_DAY_OF_MONTH": "first",
        "RETURN_AS_TIMEZONE_AWARE": False,
    }


def _iso(day: dt.date, period: str) -> tuple[str, Precision]:
    if period == "year":
        return f"{day.year:04}", Precision.YEAR
    if period == "month":
        return f"{day.year:04}-{day.month:02}", Precision.MONTH
    if period == "week":
        return (day - dt.timedelta(days=day.weekday())).isoformat(), Precision.WEEK
    return day.isoformat(), Precision.DAY


def _searched(text: str, span: Span, base: dt.datetime | None, language: str) -> list[StatedDate]:
    """Return the dates that dateparser finds in a sentence of another language; none where it does not know the language."""
    from dateparser.search import search_dates

    sentence = text[span[0] : span[1]]
    if not any(character.isdigit() for character in sentence) and base is None:
        return []
    seen_from = base or dt.datetime(2000, 1, 1, 12)  # noqa: DTZ001  replaced by the words' own year, or given up below
    try:
        found = search_dates(sentence, languages=[language], settings=_settings(ahead=False, seen_from=seen_from)) or []
    except ValueError:
        return []
    dates: list[StatedDate] = []
    after = 0
    for words, read in found[:_MOST_IN_A_SENTENCE]:
        start = sentence.find(words, after)
        if start < 0 or len(words) < 4:
            continue
        after = start + len(words)
        where = span[0] + start, span[0] + after
        if base is None and not _STATES_YEAR.search(words):
            dates.append(StatedDate(where, None))
        else:
            when, precision = _read(words, seen_from, ahead=False, language=language)
            dates.append(StatedDate(where, when or read.date().isoformat(), precision))
    return dates
