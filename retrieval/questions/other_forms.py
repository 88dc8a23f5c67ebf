"""Other forms in which an article may have a question's words: numbers, compounds, acronyms, irregular plurals, spellings.

Each form counts as the word itself: "1,500,000" as "1.5m", "two dozen" as "24", "sea wall" as "seawall", "UN" as "nations",
"colours" as "colors".
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from retrieval.questions.words import STOP_TERMS
from retrieval.text.languages import DEFAULT, language
from retrieval.text.terms import QuestionWord, analyzer

_SCALED = (1e9, 1e6)
#: letters behind a figure, and the scales they stand for
_SUFFIXES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9}
#: numbers up to this one are often written as words
_SMALL = 20
#: the shortest part of a compound; a hyphen may stand behind a shorter one
_PART = 3
#: a word of this length may be a compound that is written apart elsewhere
_COMPOUND = 6


def other_forms(words: Sequence[QuestionWord]) -> dict[str, tuple[str, ...]]:
    """Return for the first term of a word the terms that stand for it elsewhere.

    >>> from retrieval.text.terms import question_words
    >>> other_forms(question_words("two dozen mice"))["mice"]
    ('dozenmic', 'mous')
    >>> "24" in other_forms(question_words("two dozen mice"))["two"]
    True
    """
    found: dict[str, dict[str, None]] = {}
    for source in (_numbers, _compounds, _acronyms, _plurals, _spellings):
        for word, form in source(words):
            if form != word.terms[0]:
                found.setdefault(word.terms[0], {})[form] = None
    return {term: tuple(forms) for term, forms in found.items()}


def parts_of(word: str) -> Iterator[tuple[str, str]]:
    """Yield the two parts of each way in which a word may be a compound.

    >>> list(parts_of("seawall"))
    [('sea', 'wall'), ('seaw', 'all')]
    """
    if len(word) >= _COMPOUND and word.isalpha():
        for at in range(_PART, len(word) - _PART + 1):
            yield word[:at], word[at:]


@cache
def _small_numbers() -> Mapping[str, float]:
    """Return numbers by their words, from two on: "one" is more often a pronoun."""
    units, tens = language(DEFAULT).words("numbers", "units"), language(DEFAULT).words("numbers", "tens")
    small = {word: float(n) for n, word in enumerate(units, 1) if n > 1}
    return small | {word: 10.0 * n for n, word in enumerate(tens, 2)}


@cache
def _scales() -> Mapping[str, float]:
    return dict(language(DEFAULT).section("numbers").get("scales", {}))


def _numbers(words: Sequence[QuestionWord]) -> Iterator[tuple[QuestionWord, str]]:
    """Yield figures in words and words in figures."""
    at = 0
    while at < len(words):
        number, used = _number(words, at)
        if number is None:
            at += 1
            continue
        run = words[at : at + used]
        for word in run:
            yield word, f"{number:.0f}" if number.is_integer() else f"{number:g}"
        if used == 1 and run[0].text[0].isdigit():
            for form in _in_words(number):
                yield run[0], form
        at += used


def _number(words: Sequence[QuestionWord], at: int) -> tuple[float | None, int]:
    """Return the number that begins at a word, None where none does, and how many words it takes."""
    total, used = _figure(words[at].text), 1
    if total is None:
        low = words[at].text.lower()
        total = _small_numbers().get(low)
        if total is None:
            return None, 0
        following = _small_numbers().get(words[at + 1].text.lower(), 0.0) if at + 1 < len(words) else 0.0
        if total >= _SMALL and 0 < following < 10:
            total, used = total + following, 2
    while at + used < len(words):
        low = words[at + used].text.lower()
        scale = _scales().get(low) or (_SUFFIXES.get(low) if words[at].text[0].isdigit() else None)
        if scale is None:
            break
        total, used = total * scale, used + 1
    return total, used


def _figure(text: str) -> float | None:
    plain = text.replace(",", "")
    if not plain[:1].isdigit():
        return None
    try:
        return float(plain)
    except ValueError:
        return None


def _in_words(number: float) -> Iterator[str]:
    """Yield the terms of a figure written as words: "3" as "three", "24" as "dozen", "1500000" as "1.5"."""
    terms = analyzer(DEFAULT).terms
    for word, value in _small_numbers().items():
        if value == number:
            yield from terms(word)
    for word, value in _scales().items():
        if value <= number < 11 * value and number % value == 0:
            yield from terms(word)
    for scale in _SCALED:
        if number >= scale:
            yield f"{number / scale:g}"
            break


def _compounds(words: Sequence[QuestionWord]) -> Iterator[tuple[QuestionWord, str]]:
    """Yield for two words that stand together what they are as one: "sea wall" and "sea-wall" as "seawall"."""
    for one, other in pairwise(words):
        if other.start - one.end == 1 and _is_part(one) and _is_part(other):
            joined = analyzer(DEFAULT).terms(f"{one.text}{other.text}".lower())[0]
            yield one, joined
            yield other, joined


def _spellings(words: Sequence[QuestionWord]) -> Iterator[tuple[QuestionWord, str]]:
    """Yield what a word is where its ending is spelt as in another country: "colours" as "colors", "organize" as "organise"."""
    for word in words:
        low = word.text.lower()
        match = _spelt_otherwise().pattern.search(low) if len(low) > _PART + 1 else None
        if match:
            other = f"{low[: match.start(1)]}{_spelt_otherwise().other[match[1]]}{low[match.end(1) :]}"
            yield word, analyzer(DEFAULT).terms(other)[0]


class _Spellings(NamedTuple):
    """Endings of which a word has one, before inflections, and what each is elsewhere."""

    pattern: re.Pattern[str]
    other: Mapping[str, str]


@cache
def _spelt_otherwise() -> _Spellings:
    pairs = [line.split() for line in language(DEFAULT).lines("questions.forms", "spellings")]
    other = {a: b for pair in pairs for a, b in (pair, pair[::-1])}
    endings = "|".join(sorted(other, key=len, reverse=True))
    return _Spellings(
        re.compile(rf"(?<=[a-z]{{2}})({endings or '(?!)'})(?:e?[sdr]|ers?|ed|ful|ing|able|hood|ite)?$"), other
    )


def _is_part(word: QuestionWord) -> bool:
    return word.text.isalpha() and len(word.text) >= _PART and word.terms[0] not in STOP_TERMS


@cache
def _names() -> Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Return the acronyms' terms with those of their names, by the first term of the name."""
    lines = (line.split(maxsplit=1) for line in language(DEFAULT).lines("questions.forms", "acronyms"))
    terms = analyzer(DEFAULT).terms
    found: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {}
    for acronym, name in {terms(acronym)[0]: tuple(terms(name)) for acronym, name in lines}.items():
        found[name[0]] = (*found.get(name[0], ()), (acronym, name))
    return found


@cache
def _telling() -> Mapping[str, str]:
    """Return the term that tells the name of an acronym by itself, by the acronym's term."""
    lines = (line.split() for line in language(DEFAULT).lines("questions.forms", "acronyms"))
    terms = analyzer(DEFAULT).terms
    return {terms(acronym)[0]: terms(word)[0] for acronym, *name in lines for word in name if word.startswith("*")}


def _acronyms(words: Sequence[QuestionWord]) -> Iterator[tuple[QuestionWord, str]]:
    """Yield for an acronym the word that tells its name, and for each word of such a name the acronym."""
    names, terms = _names(), tuple(word.terms[0] for word in words)
    for n, word in enumerate(words):
        if word.terms[0] in _telling() and word.text.replace(".", "").isupper():
            yield word, _telling()[word.terms[0]]
        for acronym, name in names.get(terms[n], ()):
            if terms[n : n + len(name)] == name:
                for part in words[n : n + len(name)]:
                    yield part, acronym


@cache
def _irregular() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in language(DEFAULT).lines("questions.forms", "plurals"):
        group = tuple(dict.fromkeys(term for word in line.split() for term in analyzer(DEFAULT).terms(word)))
        found |= {term: tuple(other for other in group if other != term) for term in group}
    return found


def _plurals(words: Sequence[QuestionWord]) -> Iterator[tuple[QuestionWord, str]]:
    for word in words:
        for form in _irregular().get(word.terms[0], ()):
            yield word, form
