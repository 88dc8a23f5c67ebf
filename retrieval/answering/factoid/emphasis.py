"""What of a sentence is emphasised as the answer: the words that surely are, and nothing where none surely is."""

import re
from collections.abc import Iterable, Sequence

from retrieval.answering.factoid.answer_types import Fit, is_place
from retrieval.answering.factoid.entities import Entity, EntityType
from retrieval.answering.factoid.numbers import DAY_WORDS, MONTH_WORDS
from retrieval.domain import Span
from retrieval.questions import AnswerType

#: what fits less well than this is not emphasised
CLEAR = 0.55
_ARTICLE_BEFORE = re.compile(r"\b(?:the|a|an)\s+$", re.IGNORECASE)
_NUMBER_APART = re.compile(r"\b[a-z]+ \d|\b(?:on|in|at|to|with|from)\b")
_BEGINS = re.compile(r"^\W*$")
#: types that a name of one word has where something else than its capital shows that it is one
_KNOWN = EntityType.PERSON | EntityType.ORGANISATION | EntityType.PLACE


def emphases(
    sentences: Iterable[tuple[Sequence[Fit], str, int]], expected: AnswerType, asked: frozenset[str] = frozenset()
) -> list[tuple[Span, ...]]:
    """Return the `emphasis` of each sentence, given as its fits, its text and where it begins."""
    return [emphasis(fits, text, start, expected, asked) for fits, text, start in sentences]


def emphasis(
    fits: Sequence[Fit], text: str, start: int, expected: AnswerType, asked: frozenset[str] = frozenset()
) -> tuple[Span, ...]:
    """Return what answers most directly: the first of those that fit best, if it fits well and surely is of its type.

    `text` is the sentence, which begins at `start` of its article. Of people, those count before all others who stand beside
    a term that was `asked` with: "the owner, Ola Renn" where the owner is asked for.
    """
    clear = [fit for fit in fits if fit.value >= CLEAR]
    if expected is AnswerType.PERSON:
        clear = [fit for fit in clear if not asked.isdisjoint(_around(fit.entity))] or clear
    best = max(clear, key=lambda fit: fit.value, default=None)
    if best is None or best.entity.types & EntityType.REASON:
        return ()
    sure = [fit.entity for fit in clear if fit.value == best.value and is_sure(fit.entity, text, expected)]
    return tuple((start + entity.start, start + entity.end) for entity in sure[:1])


def _around(entity: Entity) -> tuple[str, ...]:
    """Return the terms of a name, into which a role may have run, and those beside it."""
    return (*entity.before, *entity.terms, *entity.after[:1])


def is_sure(entity: Entity, text: str, expected: AnswerType) -> bool:
    """Say whether a name is nothing else than what is asked for: a ship or a day is nobody, and no person is a thing.

    Names are runs of capitalised words, into which a day, a figure and what was done there may have run; nobody's name
    follows an article.
    """
    if not entity.types & EntityType.NAME:
        return True
    words = text[entity.start : entity.end]
    if " " not in words and _BEGINS.match(text[: entity.start]) and not (entity.types & _KNOWN or is_place(entity)):
        return False  # every sentence begins with a capital
    if _NUMBER_APART.search(words) or {word.strip(".,") for word in words.split()} & (DAY_WORDS | MONTH_WORDS):
        return False
    if expected is AnswerType.PERSON:
        return _ARTICLE_BEFORE.search(text[: entity.start]) is None
    return not (expected is AnswerType.THING and entity.types & EntityType.PERSON)
