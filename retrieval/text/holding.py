"""Which of many texts hold one of some terms: nearly all that cannot are told by how their words begin, none taken apart."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from retrieval.text.languages import DEFAULT
from retrieval.text.terms import BESIDE, analyzer

#: letters by which a word that may have a term is told, at most
_BEGINNING = 6
#: what a term may write otherwise: letters with marks, scripts without spaces, wide figures, and dotted letters ("U.K.")
_UNUSUAL = re.compile(r"\.[a-z]\."), re.compile("[^\x00-\x7f‘“”–—…]")
#: stands between two texts, and in none
_BETWEEN = "\x00"


def hold_any(texts: Iterable[str], terms: Iterable[str], language: str = DEFAULT) -> list[bool]:
    """Tell of each text whether it holds one at least of some terms; what stands between two spaces is looked at once.

    >>> hold_any(["Two ferries sank.", "Fog came."], ["ferri"])
    [True, False]
    """
    every, wanted = list(texts), frozenset(terms)
    if language != DEFAULT:
        chunks = [text.split() for text in every]
        held = analyzer(language).holding(set().union(*chunks), wanted)
        return [not held.isdisjoint(one) for one in chunks]
    beginnings = tuple({beginning for term in wanted for beginning in _beginnings(term)})
    found = [False] * len(every)
    may = {n: every[n].split() for n in _may_hold(every, beginnings)}
    begun = _may_begin(set().union(*may.values()), beginnings)
    held = analyzer(language).holding(begun, wanted)
    for n, chunks_of_text in may.items():
        found[n] = not held.isdisjoint(chunks_of_text)
    return found


def _may_begin(chunks: Iterable[str], beginnings: tuple[str, ...]) -> list[str]:
    """Leave out words that begin like none: they need not be taken apart."""
    return [
        chunk
        for chunk in chunks
        if (word := chunk.strip(BESIDE)).lower().startswith(beginnings) or not (word.isascii() and word.isalpha())
    ]


def _may_hold(texts: Sequence[str], beginnings: Sequence[str]) -> Iterable[int]:
    """Return the numbers of the texts in which a word begins like one of these, or is unusual."""
    letters = _BETWEEN.join(texts).replace("'", "").replace("’", "").lower()
    begins = list(accumulate((len(one) + 1 for one in letters.split(_BETWEEN)), initial=0))
    if len(begins) != len(texts) + 1 or "" in beginnings:
        return range(len(texts))
    found: set[int] = set()
    for beginning in beginnings:
        at = letters.find(beginning)
        while at >= 0:
            if at and letters[at - 1].isalpha():  # within a word
                at = letters.find(beginning, at + 1)
                continue
            n = bisect_right(begins, at)
            found.add(n - 1)
            at = letters.find(beginning, begins[n])  # once is enough of a text
    for pattern in _UNUSUAL:
        unusual = pattern.search(letters)
        while unusual:
            n = bisect_right(begins, unusual.start())
            found.add(n - 1)
            unusual = pattern.search(letters, begins[n])
    return found


def _beginnings(term: str) -> tuple[str, ...]:
    """Return how the words of an English term begin, in small letters and without apostrophes.

    A stem is the beginning of its words but for its last letter ("happi"), and for a "y" ("dying", die).

    >>> _beginnings("happi"), _beginnings("die"), _beginnings("12000"), _beginnings("u.s")
    (('happ',), ('di', 'dying'), ('1200', '12,'), ('us', 'u.s'))
    """
    if term == "percent":
        return "percen", "%"
    if term == "u.s":
        return "us", term
    if term[:1].isdigit():
        return _beginnings_of_number(term)
    if len(term) == 3 and term.endswith("ie"):
        return term[:2], f"{term[0]}ying"
    return (term[: min(_BEGINNING, max(2, len(term) - 1))],)


def _beginnings_of_number(number: str) -> tuple[str, ...]:
    """Return how a number may begin in a text, where commas may stand before every three of its figures."""
    figures = len(number) - len(number.lstrip("0123456789"))
    return (number[: min(figures, 4)], *([f"{number[: figures % 3 or 3]},"] if figures > 3 else []))
