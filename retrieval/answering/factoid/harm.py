"""What befell people: "was anyone hurt" is answered by what tells of the hurt, "how many are missing" not by how many died."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from retrieval.domain import Answer, Evidence
from retrieval.questions.patterns import Pattern
from retrieval.text.languages import DEFAULT, language
from retrieval.text.terms import analyzer

_ANYONE = Pattern(
    r"^\W*(?:(?:and|so|but)\s+)?(?:was|were|did|has|have|had|is|are)\s+(?:there\s+)?(?:any(?:one|body)?|some(?:one|body)|people)\b",
    re.IGNORECASE,
    signs="any some people",
)
_HOW_MANY = Pattern(r"^\W*(?:(?:and|so|but)\s+)?how\s+many\b", re.IGNORECASE, signs="how")


def telling_of_harm(answer: Answer, asked: str) -> Answer:
    """Return the answer, with the first of its sentences that tells of the harm which is asked for before those that do not.

    Only one of the same article goes first. "How many were hurt" is answered by any first sentence that tells of no other harm:
    a figure may be told without the word.
    """
    anyone = _ANYONE.match(asked) is not None
    if answer.abstained or len(answer.sentences) < 2 or not (anyone or _HOW_MANY.match(asked)):
        return answer
    kinds, first = harms(asked), answer.sentences[0]
    if len(kinds) != 1:
        return answer
    told = harms(first.text)
    if kinds <= told or not (anyone or told):
        return answer
    better = next((one for one in answer.sentences if _is_of(one, first, kinds)), None)
    if better is None:
        return answer
    rest = tuple(one for one in answer.sentences if one != better)
    leading = replace(better, score=max(better.score, first.score))
    return replace(answer, sentences=(leading, *rest), quotations=(), speaker=None)


def harms(text: str) -> frozenset[str]:
    """Return the kinds of harm that a text tells of.

    >>> sorted(harms("Two died, and nobody was hurt.")), sorted(harms("The ferry was late."))
    (['injured', 'killed'], [])
    """
    terms = frozenset(analyzer(DEFAULT).terms(text))
    return frozenset(kind for kind, known in _terms().items() if not known.isdisjoint(terms))


def _is_of(sentence: Evidence, first: Evidence, kinds: frozenset[str]) -> bool:
    return sentence.article_id == first.article_id and kinds <= harms(sentence.text)


@cache
def _terms() -> Mapping[str, frozenset[str]]:
    """Return the terms of each kind of harm: the stems that are told, and those of them that are whole words ("died")."""
    kinds = language(DEFAULT).section("claims.harm")
    return {kind: frozenset((*stems.split(), *analyzer(DEFAULT).terms(stems))) for kind, stems in kinds.items()}
