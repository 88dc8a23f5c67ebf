"""The words by which questions are understood, read from one file a language that a person can extend."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from retrieval.text.terms import analyzer


@dataclass(frozen=True, slots=True)
class Members:
    """The members of a kind: terms that are one alone, and for a first term the rests of longer names."""

    single: frozenset[str]
    longer: dict[str, tuple[tuple[str, ...], ...]]

    def inside(self, terms: tuple[str, ...], given: frozenset[str]) -> bool:
        """Tell whether a member that is not wholly `given` stands in `terms`."""
        if not (self.single - given).isdisjoint(terms):
            return True
        if self.longer.keys().isdisjoint(terms):
            return False
        return any(
            terms[n + 1 : n + 1 + len(rest)] == rest and not (term in given and given.issuperset(rest))
            for n, term in enumerate(terms)
            for rest in self.longer.get(term, ())
        )


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What nouns ask for, the members of kinds by the kind's term, and the other forms of a term."""

    nouns: dict[str, str]
    members: dict[str, Members]
    forms: dict[str, tuple[str, ...]]


@cache
def lexicon() -> Lexicon:
    """Return the English lexicon."""
    data = tomllib.loads(resources.files(__package__).joinpath("english.toml").read_text("utf-8"))
    terms = analyzer("en").terms
    nouns = {word: kind for kind, words in data["nouns"].items() for word in words.split()}
    members: dict[str, Members] = {}
    for kind, names in data["members"].items():
        members[terms(kind)[0]] = _members(names.split())
    for kind, wider in data["wider"].items():
        parts = [members[terms(one)[0]] for one in wider.split()]
        longer: dict[str, tuple[tuple[str, ...], ...]] = {}
        for part in parts:
            for first, rests in part.longer.items():
                longer[first] = (*longer.get(first, ()), *rests)
        members[terms(kind)[0]] = Members(frozenset().union(*(part.single for part in parts)), longer)
    forms: dict[str, tuple[str, ...]] = {}
    for line in data["forms"]["irregular"].strip().splitlines():
        group = dict.fromkeys(term for word in line.split() for term in terms(word.upper() if word == "us" else word))
        for term in group:
            forms[term] = tuple(other for other in group if other != term)
    return Lexicon(nouns, members, forms)


def _members(names: list[str]) -> Members:
    single: set[str] = set()
    longer: dict[str, tuple[tuple[str, ...], ...]] = {}
    for name in names:
        first, *rest = analyzer("en").terms(name.replace("_", " "))
        if rest:
            longer[first] = (*longer.get(first, ()), tuple(rest))
        else:
            single.add(first)
    return Members(frozenset(single), longer)
