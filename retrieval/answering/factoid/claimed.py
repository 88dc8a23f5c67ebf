"""Whether somebody is quoted with what a question says that they said: not every word on the ferry is that it was late."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from retrieval.domain import Evidence
from retrieval.questions import Analysis
from retrieval.questions.patterns import Pattern
from retrieval.text.languages import DEFAULT, language
from retrieval.text.terms import analyzer, question_words

_CLAIMED = Pattern(language(DEFAULT).section("answers.patterns")["claimed"], re.IGNORECASE, signs="who")
#: a verb and its negation in one word, and what more is said than a "not" denies
_NEGATED = re.compile(r"n['’]?t$", re.IGNORECASE)
_NOT_ONLY = frozenset(("only", "just", "merely", "simply"))
#: words of a sentence before one within which a negation is of it
REACH = 2


@dataclass(frozen=True, slots=True)
class Claimed:
    """What somebody is to have said of something: the terms of it, each with its other forms, and whether they deny it."""

    terms: tuple[frozenset[str], ...]
    denied: bool

    def is_told(self, text: str) -> bool:
        """Tell whether a text has a word of the claim, and does not say its contrary."""
        words = [(word.text.lower(), word.terms) for word in question_words(text)]
        every = frozenset().union(*self.terms)
        at = [n for n, (_, terms) in enumerate(words) if not every.isdisjoint(terms)]
        if not at:
            return False
        said = [word for word, _ in words]
        denied = [_is_denied(said, n) for n in at]
        return True if self.denied else not all(denied)


def claimed(analysis: Analysis) -> Claimed | None:
    """Return what a question says that somebody said; None where it says nothing that can be looked for.

    >>> from retrieval.questions import analyse
    >>> said = claimed(analyse("Who said the ferry was late?"))
    >>> said.is_told("He said it came late, as ever."), said.is_told("He said the ferry was not late.")
    (True, False)
    >>> claimed(analyse("Who praised the ferry?")) is None
    True
    """
    match = _CLAIMED.match(analysis.text)
    if match is None:
        return None
    terms = [term for term in analyzer(DEFAULT).terms(match["what"]) if term in analysis.terms]
    if not terms:
        return None
    told = tuple(frozenset((term, *analysis.others.get(term, ()))) for term in dict.fromkeys(terms))
    words = match["what"].lower().split()[: REACH + 1]
    return Claimed(told, bool(_NEGATED.search(match["verb"] or "")) or not _negations().isdisjoint(words))


def bears_out(told: Claimed, sentence: Evidence) -> bool:
    """Tell whether a sentence, or the one that it takes up, has a word of what is claimed."""
    return told.is_told(sentence.text) or (sentence.lead_text is not None and told.is_told(sentence.lead_text))


def _is_denied(words: list[str], at: int) -> bool:
    """Tell whether a negation stands just before a word."""
    near = words[max(at - REACH, 0) : at]
    return any(_is_negation(word) for word in near) and _NOT_ONLY.isdisjoint(near)


def _is_negation(word: str) -> bool:
    return word in _negations() or _NEGATED.search(word) is not None


@cache
def _negations() -> frozenset[str]:
    return frozenset(_listed(language(DEFAULT).words("quotations.words", "negations")))


def _listed(words: Iterable[str]) -> Iterable[str]:
    return (*words, "no")
