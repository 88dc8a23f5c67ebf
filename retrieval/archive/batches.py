"""Values and statements in parts: a statement takes so many bound values at most."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

#: values a statement; SQLite takes 32,766 parameters
MANY = 1_000
#: words of a search that make a condition each: a statement is compiled, and kept, for every number of conditions
MOST_WORDS = 12


def searched_words(words: str | None) -> list[str]:
    """Return the first different words of a search, `MOST_WORDS` of them at most.

    >>> searched_words("ferry lost Ferry at sea")
    ['ferry', 'lost', 'at', 'sea']
    """
    different: dict[str, str] = {}
    for word in (words or "").split():
        different.setdefault(word.casefold(), word)
    return list(islice(different.values(), MOST_WORDS))


def parts(values: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield the values in lists of up to `size`.

    >>> list(parts("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    remaining = iter(values)
    while part := list(islice(remaining, size)):
        yield part
