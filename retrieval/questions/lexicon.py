"""The words by which questions are understood: the section "questions" of a language's file."""

from dataclasses import dataclass
from functools import cache

from retrieval.text.languages import DEFAULT, language
from retrieval.text.terms import Analyzer, analyzer


@dataclass(frozen=True, slots=True)
class Members:
    """The members of a kind: terms that are one alone, and for a first term the rests of longer names."""

    single: frozenset[str]
    longer: dict[str, tuple[tuple[str, ...], ...]]

    def inside(self, terms: tuple[str, ...], given: frozenset[str]) -> bool:
        """Tell whether a member that is not wholly `given` stands in `terms`.

        >>> places = Members(frozenset({"oslo"}), {"port": (("ellari",),)})
        >>> places.inside(("in", "port", "ellari"), frozenset())
        True
        >>> places.inside(("in", "oslo"), frozenset({"oslo"}))
        False
        """
        if not self.single.isdisjoint(terms) and any(term in self.single and term not in given for term in terms):
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
    """What nouns ask for, the members of kinds by the kind's term, the terms of units by what is measured in them, and the
    other forms of a term.
    """

    nouns: dict[str, str]
    members: dict[str, Members]
    units: dict[str, frozenset[str]]
    forms: dict[str, tuple[str, ...]]


@cache
def lexicon(code: str = DEFAULT) -> Lexicon:
    """Return the lexicon of a language (ISO 639-1), an empty one where its file has none.

    >>> lexicon().nouns["airline"]
    'organisation'
    >>> lexicon("xx").nouns
    {}
    """
    section, analyse = language(code).section, analyzer(code)
    terms = analyse.terms
    nouns = {word: kind for kind, words in section("questions.nouns").items() for word in words.split()}
    members: dict[str, Members] = {}
    for kind, names in section("questions.members").items():
        members[terms(kind)[0]] = _members(names.split(), analyse)
    for kind, wider in section("questions.wider").items():
        parts = [members[terms(one)[0]] for one in wider.split()]
        longer: dict[str, tuple[tuple[str, ...], ...]] = {}
        for part in parts:
            for first, rests in part.longer.items():
                longer[first] = (*longer.get(first, ()), *rests)
        members[terms(kind)[0]] = Members(frozenset().union(*(part.single for part in parts)), longer)
    units = {word: frozenset(terms(of)) for word, of in section("questions.units").items()}
    return Lexicon(nouns, members, units, _forms(code))


def _forms(code: str) -> dict[str, tuple[str, ...]]:
    """Return for each term those that stand for it, of all lines in which a word of it is."""
    terms, listed = analyzer(code).terms, language(code)
    forms: dict[str, dict[str, None]] = {}
    for line in (*listed.lines("questions.forms", "irregular"), *listed.lines("questions.forms", "synonyms")):
        group = dict.fromkeys(term for word in line.split() for term in terms(word.upper() if word == "us" else word))
        for term in group:
            forms.setdefault(term, {}).update(group)
    return {term: tuple(other for other in others if other != term) for term, others in forms.items()}


def _members(names: list[str], analyse: Analyzer) -> Members:
    single: set[str] = set()
    longer: dict[str, tuple[tuple[str, ...], ...]] = {}
    for name in names:
        first, *rest = analyse.terms(name.replace("_", " "))
        if rest:
            longer[first] = (*longer.get(first, ()), tuple(rest))
        else:
            single.add(first)
    return Members(frozenset(single), longer)
