"""Names in a sentence, and whether they look like a person, an organisation or a place."""

from collections.abc import Iterator, Sequence
from functools import cache

from retrieval.answering.factoid.entities import Entity, EntityType, Words
from retrieval.answering.factoid.numbers import DAY_WORDS, MONTH_WORDS
from retrieval.questions.words import STOP_TERMS
from retrieval.quotations.lexicon import lexicon
from retrieval.text.languages import DEFAULT, language

_DEFAULT = language(DEFAULT)
_ORGANISATION_WORDS = frozenset(_DEFAULT.words("names", "organisations"))
_BEFORE_PLACE = frozenset(_DEFAULT.words("names", "before_places"))
_KINDS_OF_PLACE = frozenset(_DEFAULT.words("names", "kinds_of_place"))
_INSIDE_NAME = frozenset(_DEFAULT.words("names", "particles"))
_JOINING = frozenset((" ", ". ", "-", " & ", "/", " “", "’ "))


def names(texts: Sequence[str], sentences: Sequence[Words]) -> list[list[Entity]]:
    """Return of each sentence the runs of capitalised words.

    Inside them may stand "of", "the", "de" and the like, and numbers at the end.
    """
    return [list(_names(text, words)) for text, words in zip(texts, sentences, strict=True)]


def _names(text: str, words: Words) -> Iterator[Entity]:
    run: list[int] = []
    reached = 0
    for number, (_, start, end) in enumerate(words):
        first = text[start]
        if run and text[reached:start] not in _JOINING:
            yield from _name(text, words, run)
            run = []
        if first.isupper() or (run and (first.isdigit() or text[start:end] in _INSIDE_NAME)):
            run.append(number)
            reached = end
        elif run:
            yield from _name(text, words, run)
            run = []
    if run:
        yield from _name(text, words, run)


def _is_no_name(word: str, term: str) -> bool:
    return term in STOP_TERMS or word in MONTH_WORDS or word in DAY_WORDS or not word[0].isupper()


@cache
def _given_names() -> tuple[frozenset[str], frozenset[str]]:
    """Return given names, and words that show an organisation, in lower case."""
    known = lexicon(DEFAULT)
    return (
        (known.female | known.male, known.organisations | _ORGANISATION_WORDS)
        if known
        else (frozenset(), _ORGANISATION_WORDS)
    )


def _is_at_place(before: list[str]) -> bool:
    """Tell by the two words before a name whether it is a place's: "in …", "the village of …"."""
    return bool(before) and (
        before[-1] in _BEFORE_PLACE or (len(before) == 2 and before[1] == "of" and before[0] in _KINDS_OF_PLACE)
    )


def _name(text: str, words: Words, run: list[int]) -> Iterator[Entity]:
    while run and not (text[words[run[-1]][1]].isupper() or text[words[run[-1]][1]].isdigit()):
        run = run[:-1]
    if run and run[0] == 0 and words[0][0] in STOP_TERMS:
        run = run[1:]
        while run and not text[words[run[0]][1]].isupper():
            run = run[1:]
    if not run:
        return
    if all(_is_no_name(text[words[n][1] : words[n][2]], words[n][0]) for n in run):
        return
    types = EntityType.NAME
    if len(run) > 1:
        types |= EntityType.LONG_NAME
    parts = [text[words[n][1] : words[n][2]] for n in run]
    people = _given_names()
    if 1 < len(run) < 5 and parts[0].lower() in people[0]:
        types |= EntityType.PERSON
    elif (parts[0].isupper() and len(parts[0]) > 1) or any(part.lower() in people[1] for part in parts):
        types |= EntityType.ORGANISATION
    if _is_at_place([text[start:end].lower() for _, start, end in words[max(0, run[0] - 2) : run[0]]]):
        types |= EntityType.PLACE
    yield Entity(types, words[run[0]][1], words[run[-1]][2], tuple([words[n][0] for n in run]), run[0], run[-1])
