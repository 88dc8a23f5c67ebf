"""Extracting the entities of a sentence: names, dates, amounts, titles, each with its place and its terms."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from retrieval.answering.factoid.entities import Entity, EntityType, Words
from retrieval.answering.factoid.named_entities import names
from retrieval.answering.factoid.numbers import figures
from retrieval.questions.patterns import Pattern
from retrieval.text.languages import DEFAULT, language
from retrieval.text.terms import analyzer

#: how many words before a figure and after it may tell what it counts
BEFORE, AFTER = 2, 4

_NAMES = EntityType.NAME | EntityType.LONG_NAME | EntityType.PLACE
_FIGURES = (
    EntityType.NUMBER | EntityType.MONEY | EntityType.PERCENT | EntityType.DATE | EntityType.AGE | EntityType.DURATION
)

_QUOTED = Pattern(r"[“\"]([^“”\"\n]{2,60})[”\"]|‘([A-Z][^‘’\n]{1,50})’(?!\w)")
_CERTAINTY = {"surely": EntityType.REASON | EntityType.CAUSE, "maybe": EntityType.REASON}
_REASONS = {
    types: Pattern(rf"\b(?:{'|'.join(language(DEFAULT).lines('answers.reasons', key))})\b", re.IGNORECASE)
    for key, types in _CERTAINTY.items()
}


def extract_entities(texts: Sequence[str], wanted: int, language: str = DEFAULT) -> list[list[Entity]]:
    """Return of each sentence the entities that are of the types `wanted`.

    >>> (found,) = extract_entities(["Ola Renn paid $5."], EntityType.NAME | EntityType.MONEY)
    >>> [one.terms for one in found]
    [('ola', 'renn'), ('5',)]
    """
    if not wanted:
        return [[] for _ in texts]
    sentences = analyzer(language).words_of(texts)
    found = names(texts, sentences) if wanted & _NAMES else [[] for _ in texts]
    amounts = figures(texts, sentences) if wanted & _FIGURES else [[] for _ in texts]
    for text, words, entities, spans in zip(texts, sentences, found, amounts, strict=True):
        if wanted & EntityType.QUOTED:
            quoted = (m.span(1) if m[1] else m.span(2) for m in _QUOTED.finditer(text))
            spans.extend((EntityType.QUOTED, *span) for span in quoted)
        if wanted & EntityType.REASON:
            spans.extend((types, *match.span()) for types, form in _REASONS.items() for match in form.finditer(text))
        if spans and words:
            starts = [word[1] for word in words]
            entities.extend([_entity(types, start, end, words, starts) for types, start, end in spans])
    return found


def _entity(types: int, start: int, end: int, words: Words, starts: list[int]) -> Entity:
    first = max(bisect_right(starts, start) - 1, 0)
    if words[first][2] <= start and first + 1 < len(words):
        first += 1
    last = max(bisect_left(starts, end) - 1, first)
    terms = tuple([word[0] for word in words[max(0, first - BEFORE) : last + 1 + AFTER]])
    from_, to = min(first, BEFORE), min(first, BEFORE) + last + 1 - first
    return Entity(types, start, end, terms[from_:to], first, last, terms[:from_], terms[to:])
