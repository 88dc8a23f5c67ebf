"""When a question is about: "this week", "in June 2009", "since Monday", as days; the library for dates is loaded on demand."""

import datetime as dt
import functools
import re
from dataclasses import dataclass, replace

from retrieval.questions.patterns import Pattern
from retrieval.text.languages import DEFAULT
from retrieval.text.languages.calendar import alternatives, full, months, weekdays

#: words that say the news is new, without saying when
_RECENT = Pattern(
    r"\b(?:this|past|last) (?:week|weekend|month|year|season|summer|winter|spring|fall|autumn)\b|\brecent(?:ly)?\b|\blatest\b|"
    r"\btoday\b|\byesterday\b|\bthis (?:morning|evening|afternoon)\b|"
    r"\btonight\b|\bnew(?:est)?\b|\bjust\b|"
    r"\bcurrent(?:ly)?\b|\bnow\b|"
    r"\b(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: night)?\b",
    re.IGNORECASE,
)
_YEAR = Pattern(r"\b(?:19|20)\d\d\b")
_MONTHS = alternatives(full(months())).lower()
_DAYS = tuple(name.lower() for name in full(weekdays()))
_DATED = Pattern(
    rf"\b(?:in|on|of|since|until|before|after|during|from|around|late|early|mid)\s+"
    rf"((?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?:{_MONTHS})(?:\s+\d{{1,2}}(?:st|nd|rd|th)?(?=\b(?!\d)))?(?:,?\s+(?:19|20)\d\d)?)\b",
    re.IGNORECASE,
    signs=_MONTHS.replace("|", " "),
)
_RELATIVE = Pattern(
    r"\b(since\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|(?:this|last|past) (?:week|month|year)|"
    r"(?:in the )?(?:last|past) \d{1,3} (?:days|weeks|months))\b",
    re.IGNORECASE,
    signs="since today yesterday week month year days",
)


_WHEN_WORDS = frozenset(
    f"{_MONTHS} {' '.join(_DAYS)} today yesterday tonight day week weekend month year "
    "this last past the in on of since until from during early late mid days weeks months morning evening".replace(
        "|", " "
    ).split()
)
_TOKEN = re.compile(r"[^\W_]+")
#: days and months named that are remembered, each with the day of the question: the library takes its time
_READ = 512


@dataclass(frozen=True, slots=True)
class When:
    """What a question says of time: that it is about something new, the years it names, the days it means (as ordinals)."""

    recent: bool = False
    years: tuple[int, ...] = ()
    days: tuple[int, int] | None = None


def when_of(text: str, asked: str | None = None) -> When:
    """Read the time expressions of a question asked on the day `asked` (ISO 8601, today where None).

    >>> when_of("What happened in 2019 and 2021?").years
    (2019, 2021)
    >>> when_of("What is the latest on the ferry?").recent
    True
    """
    years = tuple(int(year) for year in dict.fromkeys(_YEAR.findall(text)))
    recent = _RECENT.search(text) is not None
    return When(recent, years, days_of(text, asked))


def before_newest(text: str, when: When, newest: int) -> When:
    """Return `when` with a day or month named without its year read as the last one before the newest story's day.

    `newest` is an ordinal, 0 where no story has a date. "On 2 April", asked of stories of the year before last, is theirs.

    >>> asked = "What happened on 2 April?"
    >>> newest = dt.date(2023, 5, 1).toordinal()
    >>> when = before_newest(asked, when_of(asked, "2025-06-01"), newest)
    >>> dt.date.fromordinal(when.days[0]).isoformat()
    '2023-04-02'
    """
    if not newest or when.days is None or when.years or when.days[0] <= newest or _RELATIVE.search(text):
        return when
    return replace(when, days=days_of(text, dt.date.fromordinal(newest).isoformat()))


def says_only_when(words: str | None) -> bool:
    """Tell whether the words name a time and nothing else: "14 March", "this week".

    >>> says_only_when("14 March")
    True
    >>> says_only_when("the ferry")
    False
    """
    tokens = _TOKEN.findall((words or "").lower())
    return bool(tokens) and all(
        token in _WHEN_WORDS or re.fullmatch(r"\d{1,4}(?:st|nd|rd|th)?", token) is not None for token in tokens
    )


def days_of(text: str, asked: str | None = None) -> tuple[int, int] | None:
    """Return the first and last day that the question means, None where it names none.

    >>> first, last = days_of("What happened this week?", "2025-05-15")
    >>> last - first
    7
    >>> days_of("What happened?")
    """
    if match := _RELATIVE.search(text):
        return _relative_days(match.group(1).lower(), _day(asked))
    if match := _DATED.search(text):
        return _dated_days(match.group(1), _day(asked))
    return None


def _day(asked: str | None) -> dt.date:
    try:
        return dt.date.fromisoformat((asked or "")[:10])
    except ValueError:
        return dt.datetime.now(dt.UTC).date()


def _relative_days(words: str, today: dt.date) -> tuple[int, int]:
    last = today.toordinal()
    if words == "yesterday":
        return last - 1, last - 1
    if words.startswith("since"):
        return last - (today.weekday() - _DAYS.index(words.split()[-1])) % 7, last
    if match := re.search(r"(\d+) (day|week|month)", words):
        return last - int(match[1]) * {"day": 1, "week": 7, "month": 31}[match[2]], last
    back = {"today": 0, "week": 7, "month": 31, "year": 366}[words.split()[-1]]
    return last - back * (2 if words.startswith("last") else 1), last


@functools.lru_cache(_READ)
def _dated_days(words: str, today: dt.date) -> tuple[int, int] | None:
    """Read a named day or month with the library; a month without a year is the last one that has begun."""
    import dateparser

    found = dateparser.parse(
        words,
        languages=[DEFAULT],
        settings={
            "PREFER_DATES_FROM": "past", "PREFER_DAY_OF_MONTH": "first", "RETURN_AS_TIMEZONE_AWARE": False,
            "RELATIVE_BASE": dt.datetime.combine(today, dt.time()),
        },
    )  # fmt: skip
    if found is None:
        return None
    first = found.date()
    without_year = _YEAR.sub("", words)
    if re.search(r"\d", without_year):
        return first.toordinal(), first.toordinal()
    return first.replace(day=1).toordinal(), first.replace(day=1).toordinal() + 30
