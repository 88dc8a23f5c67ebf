"""Names of months and days of the week in each language, as readers and patterns need them."""

import re
from collections.abc import Iterable
from functools import cache

from retrieval.text.languages import DEFAULT, language


@cache
def months(code: str = DEFAULT) -> tuple[tuple[str, ...], ...]:
    """Return the names of the twelve months, each with its short forms; nothing where the language's file has none.

    >>> months("en")[8]
    ('September', 'Sep', 'Sept')
    """
    return tuple(tuple(line.split()) for line in language(code).lines("dates", "months"))


@cache
def weekdays(code: str = DEFAULT) -> tuple[tuple[str, ...], ...]:
    """Return the names of the days from Monday on, each with its short forms."""
    return tuple(tuple(line.split()) for line in language(code).lines("dates", "days"))


#: countries (ISO 3166) that write the month before the day
_MONTH_FIRST = frozenset(("us", "ph", "ca"))


def day_first(code: str | None, country: str | None = None) -> bool | None:
    """Tell whether the day is written before the month where both are numbers: in a country, or else in a language.

    None where the language is written either way, or is not known.

    >>> day_first("en", "us"), day_first("en", "gb"), day_first("en"), day_first("de"), day_first(None)
    (False, True, None, True, None)
    """
    if country is not None:
        return country not in _MONTH_FIRST
    if code is None:
        return None
    return True if language(code).section("dates").get("numbers", "day first") == "day first" else None


def full(names: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the first name of each, which is the full one."""
    return tuple(forms[0] for forms in names)


def short(names: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return all the short forms.

    >>> short(months("en"))[:2]
    ('Jan', 'Feb')
    """
    return tuple(form for forms in names for form in forms[1:])


def month_numbers(codes: Iterable[str]) -> dict[str, int]:
    """Return the number of each month's name, in lower case, in any of the languages.

    >>> month_numbers(["en", "ru"])["июня"]
    6
    """
    return {form.lower(): number for code in codes for number, forms in enumerate(months(code), 1) for form in forms}


def alternatives(words: Iterable[str]) -> str:
    """Return a regular expression that matches any of the words, longer ones first; it never matches where there are none.

    >>> alternatives(["May", "March"])
    'March|May'
    """
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word))) or r"(?!)"
