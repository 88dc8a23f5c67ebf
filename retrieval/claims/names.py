"""The names of a claim beside those of a sentence: which stands in the place of which."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.claims.words import claim_words
from retrieval.domain import Span
from retrieval.questions.words import STOP_TERMS
from retrieval.text.languages import DEFAULT
from retrieval.text.languages.calendar import full, months, weekdays
from retrieval.text.terms import analyzer, fold

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*\.?")
#: words before and after a name in which the word is looked for that tells what it is the name of
BEFORE, AFTER = 5, 2
_CALENDAR = frozenset((*full(months()), *full(weekdays())))


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitalised words: where it stands, its words folded, the word before, and the content words on either side.

    `before` is the word before it; `at_place` is that where it is "in", "near" and the like.
    """

    span: Span
    words: tuple[str, ...]
    left: str = ""
    right: str = ""
    at_place: str = ""
    before: str = ""
    initial: bool = False

    @property
    def is_first_word(self) -> bool:
        """Tell whether it is one word at the start of its sentence, which may be no name."""
        return self.initial and len(self.words) == 1

    @property
    def may_be_somebody(self) -> bool:
        """Tell whether it may name whom or what its sentence is on: more than a word, or one without "in the" before it."""
        return not self.at_place and (len(self.words) > 1 or self.before not in STOP_TERMS)


def names_in(text: str, span: Span, language: str = DEFAULT) -> list[Name]:
    """Return the names in a sentence of `text`, in its order.

    >>> [one.words for one in names_in("The captain, Ann Holt, left Port Ellary on Monday.", (0, 50))]
    [('ann', 'holt'), ('port', 'ellary')]
    """
    words = list(_WORD.finditer(text, *span))
    found: list[Name] = []
    run: list[int] = []
    for number, word in enumerate(words):
        if run and not _joins(text, words[run[-1]], word, language):
            found.extend(_named(text, words, run, language))
            run = []
        if _is_capitalised(word.group()) or (run and word.group() in claim_words(language).particles):
            run.append(number)
        elif run:
            found.extend(_named(text, words, run, language))
            run = []
    if run:
        found.extend(_named(text, words, run, language))
    return found


def _joins(text: str, one: re.Match[str], other: re.Match[str], language: str) -> bool:
    return text[one.end() : other.start()] in {" ", ". ", "\n"} and not (
        one.group().endswith(".") and len(one.group()) > 3
    )


def _is_capitalised(word: str) -> bool:
    if not word[0].isupper() or word.rstrip(".") in _CALENDAR:
        return False
    terms = analyzer(DEFAULT).terms(word)
    return not (terms and terms[0] in STOP_TERMS and not (word.isupper() and len(word) > 1))


def _named(text: str, words: Sequence[re.Match[str]], run: Sequence[int], language: str) -> Iterator[Name]:
    run = list(run)
    while run and not words[run[-1]].group()[0].isupper():
        run.pop()
    if not run:
        return
    parts = tuple(_bare(words[n].group()) for n in run)
    before = words[run[0] - 1].group().lower() if run[0] else ""
    places = claim_words(language).places
    yield Name(
        (words[run[0]].start(), words[run[-1]].start() + len(words[run[-1]].group().rstrip("."))),
        tuple(part for part in parts if part),
        _content(words, range(run[0] - 1, max(-1, run[0] - 1 - BEFORE), -1), language, over_names=True),
        _content(words, range(run[-1] + 1, min(len(words), run[-1] + 1 + AFTER)), language),
        before if before in places else "",
        before,
        not run[0],
    )


def _bare(word: str) -> str:
    return re.sub(r"['’]s?$", "", fold(word.rstrip(".")).lower())


def _content(words: Sequence[re.Match[str]], places: Sequence[int], language: str, *, over_names: bool = False) -> str:
    """Return the term of the first content word at these places, `over_names` that stand between: "the mayor of Orm, …"."""
    for n in places:
        if words[n].group()[0].isupper():
            if over_names:
                continue
            return ""
        terms = analyzer(language).terms(words[n].group())
        if terms and terms[0] not in STOP_TERMS:
            return terms[0]
    return ""


def is_among(name: Name, words: frozenset[str]) -> bool:
    """Say whether somebody or something of this name is there: by its last word, or any word that is like it."""
    last = name.words[-1]
    return last in words or any(_alike(last, word) for word in words)


def _alike(one: str, other: str) -> bool:
    """Tell whether two words may be one name spelt twice: with one letter more, or another in a longer word."""
    if max(len(one), len(other)) < 4 or abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    if len(one) == len(other) < 5:
        return False
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) <= 1
    short, long = sorted((one, other), key=len)
    return any(long[:n] + long[n + 1 :] == short for n in range(len(long)))


def counterpart(name: Name, others: Sequence[Name], claimed: frozenset[str]) -> Name | None:
    """Return which of the names of a sentence stands where `name` stands in a claim, None where none surely does.

    `claimed` are the words of the claim's names: what both name is in nobody's place.
    """
    free = [other for other in others if not is_among(other, claimed)]
    best = max(free, key=lambda other: _fitness(name, other, free), default=None)
    return best if best is not None and _fitness(name, best, free) else None


def _fitness(name: Name, other: Name, free: Sequence[Name]) -> int:
    shared = set(name.words) & set(other.words)
    value = 3 * bool(shared) + 2 * bool(name.left and name.left == other.left)
    value += bool(name.right and name.right == other.right)
    if name.at_place and name.at_place == other.at_place:
        value += 2 * (sum(one.at_place == name.at_place for one in free) == 1)
    return value if value > 1 and (bool(name.at_place) == bool(other.at_place) or shared or value > 2) else 0
