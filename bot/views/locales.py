"""How a language writes numbers and days, which plural a number takes, and which way it is read: the data of CLDR."""

import datetime as dt
import functools
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

#: characters that keep what is between them from changing the direction of what is around it
_FIRST_STRONG, _POP = "\u2068", "\u2069"
_RIGHT_TO_LEFT = frozenset(("R", "AL"))


@functools.cache
def _locale(language: str) -> "Locale":
    from babel import Locale

    return Locale.parse(language)


def plural(language: str, count: int) -> str:
    """Return the plural category of a count: zero, one, two, few, many or other.

    >>> plural("en", 1), plural("ru", 3), plural("ar", 2), plural("zh", 1)
    ('one', 'few', 'two', 'other')
    """
    return str(_locale(language).plural_form(count))


def plurals(language: str) -> frozenset[str]:
    """Return the plural categories of a language.

    >>> sorted(plurals("ru"))
    ['few', 'many', 'one', 'other']
    """
    return frozenset(_locale(language).plural_form.tags) | {"other"}


@functools.lru_cache(1024)
def number(language: str, value: int) -> str:
    """Return a number with the separators of a language, in the digits that the quoted sentences have.

    >>> number("en", 12345), number("de", 12345)
    ('12,345', '12.345')
    """
    from babel.numbers import format_decimal

    return str(format_decimal(value, locale=_locale(language)))


@functools.lru_cache(1024)
def day(language: str, when: dt.date, pattern: str) -> str:
    """Return a day by a pattern of CLDR (d, MMM, MMMM, y), its month in the words of a language.

    >>> day("es", dt.date(2009, 6, 28), "d MMM y")
    '28 jun 2009'
    """
    from babel.dates import format_date

    return str(format_date(when, pattern, locale=_locale(language)))


def is_right_to_left(language: str) -> bool:
    """Say whether a language is written from right to left.

    >>> is_right_to_left("ar"), is_right_to_left("en")
    (True, False)
    """
    return str(_locale(language).text_direction) == "rtl"


@functools.lru_cache(1024)
def isolated(language: str, text: str) -> str:
    """Return foreign text between isolates where its letters may run another way than those of the language.

    >>> isolated("en", "Lindmar Standard")
    'Lindmar Standard'
    >>> isolated("ar", "Lindmar Standard")
    '\\u2068Lindmar Standard\\u2069'
    """
    directions = {unicodedata.bidirectional(character) for character in text}
    turned = "L" in directions if is_right_to_left(language) else bool(directions & _RIGHT_TO_LEFT)
    return f"{_FIRST_STRONG}{text}{_POP}" if turned else text
