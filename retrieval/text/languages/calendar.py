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
