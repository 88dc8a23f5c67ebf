"""Whether somebody is quoted with what a question says that they said: not every word on the ferry is that it was late."""

import re
from dataclasses import dataclass

from retrieval.domain import Evidence
from retrieval.questions import Analysis
from retrieval.questions.patterns import Pattern
from retrieval.text.languages import DEFAULT, language
from retrieval.text.terms import analyzer, question_words

_PATTERNS = language(DEFAULT).section("answers.patterns")
_CLAIMED = Pattern(_PATTERNS["claimed"], re.IGNORECASE, signs="who")
_DENIED = Pattern(_PATTERNS["denied"], re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Claimed:
    """What somebody is to have said of something: the terms of it in all their forms, and whether they deny it."""

    terms: frozenset[str]
    denied: bool

    def is_told(self, text: str) -> bool:
        """Tell whether a text has a word of the claim, and does not say its contrary."""
        denied = _denied(text, self.terms)
        return bool(denied) and (self.denied or not all(denied))


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
    told = frozenset(form for term in terms for form in (term, *analysis.others.get(term, ())))
    return Claimed(told, match["denied"] is not None or any(_denied(match["what"], told)))


def bears_out(told: Claimed, sentence: Evidence) -> bool:
    """Tell whether a sentence, or the one that it takes up, has a word of what is claimed."""
    return told.is_told(sentence.text) or (sentence.lead_text is not None and told.is_told(sentence.lead_text))


def _denied(text: str, terms: frozenset[str]) -> list[bool]:
    """Tell of each word of a text that has one of the terms whether a negation stands just before it."""
    at = [word.start for word in question_words(text) if not terms.isdisjoint(word.terms)]
    return [_DENIED.search(text[:start]) is not None for start in at]
