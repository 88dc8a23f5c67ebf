"""Mending a misspelt word of a question by the words of the passages that its other words have found, or by any there are."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from string import ascii_lowercase

from retrieval.questions.analysis import Analysis

#: shorter words are too near to too many others
SHORTEST = 5
#: from this length on, two slips are forgiven, below one
LONG = 7


def corrections(unknown: Iterable[str], known: Iterable[str]) -> dict[str, str]:
    """Return for each unknown term the one it may have been meant for; the first letter is taken to be right.

    >>> corrections(["ferri", "habrour"], ["harbour", "ferry", "hospital"])
    {'ferri': 'ferry', 'habrour': 'harbour'}
    """
    by_letter: dict[str, list[str]] = {}
    for term in set(known):
        by_letter.setdefault(term[:1], []).append(term)
    found: dict[str, str] = {}
    for term in unknown:
        if len(term) >= SHORTEST and term.isalpha():
            most = 2 if len(term) >= LONG else 1
            letters = set(term)
            near = [
                one
                for one in by_letter.get(term[0], ())
                # each slip puts in one letter at most, and takes out one
                if abs(len(one) - len(term)) <= most
                and len(letters.difference(one)) <= most
                and len(set(one) - letters) <= most
                and one.isalpha()
            ]
            best = min(((slips(term, one), one) for one in near), default=(most + 1, ""))
            if best[0] <= most:
                found[term] = best[1]
    return found


def one_slip_away(term: str) -> Iterator[str]:
    """Yield the terms that are one slip from a term of the letters a to z, some more than once; the first letter is right.

    Of a short one only letters that were left out or swapped are put right: it is near to too many others.

    >>> "ferri" in one_slip_away("feri"), "fury" in one_slip_away("furi"), "harbour" in one_slip_away("habrour")
    (True, False, True)
    """
    heads = [(term[:at], term[at:]) for at in range(1, len(term) + 1)]
    for head, tail in heads:
        yield from (f"{head}{letter}{tail}" for letter in ascii_lowercase)
        if len(tail) > 1:
            yield f"{head}{tail[1]}{tail[0]}{tail[2:]}"
        if tail and len(term) >= SHORTEST:
            yield f"{head}{tail[1:]}"
            yield from (f"{head}{letter}{tail[1:]}" for letter in ascii_lowercase if letter != tail[0])


def swapped(word: str) -> Iterator[str]:
    """Yield what a word is with two neighbouring letters swapped, the first one left where it is.

    >>> list(swapped("baker"))
    ['bkaer', 'baekr', 'bakre']
    """
    return (f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}" for at in range(1, len(word) - 1))


def slips(one: str, other: str) -> int:
    """Return the letters to be changed, left out, put in or swapped with their neighbour (optimal string alignment).

    >>> slips("harbour", "habrour")
    1
    >>> slips("ferry", "fury")
    2
    """
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]


def corrected(analysis: Analysis, meant: Mapping[str, str]) -> Analysis:
    """Return the question with terms replaced by those that were meant."""

    def mended(terms: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(meant.get(term, term) for term in terms))

    return replace(
        analysis,
        terms=mended(analysis.terms),
        weak=frozenset(mended(analysis.weak)),
        focus=frozenset(mended(analysis.focus)),
        names=tuple(mended(name) for name in analysis.names),
        all_terms=analysis.all_terms | frozenset(meant.values()),
        others={term: others for term, others in analysis.others.items() if term not in meant},
    )
