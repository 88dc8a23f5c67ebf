"""Reading a question: its kind, what it asks for, its terms, and which of its sentences asks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from retrieval.domain import AnswerKind
from retrieval.questions.kinds import Wanted, wanted
from retrieval.questions.sought import Asked, asked_for
from retrieval.questions.times import When, when_of
from retrieval.questions.words import STOP_TERMS, WEAK_TERMS
from retrieval.text.sentences import split_sentences
from retrieval.text.terms import QuestionWord, analyzer, question_words

#: "how far" asks for a figure; "so far" does not give one
_MEASURE = re.compile(r"\bhow (far|long|old|soon|often|late|few|tall|fast|deep|big|high|large|heavy|early)\b")

_NO_TIME = When()


@dataclass(frozen=True, slots=True)
class Analysis:
    """A question, read.

    `terms` are all its terms without function words (all its terms, where nothing else is left), in order, once each;
    `weak` those among them that say little; `focus` those of the sentence that asks; `groups` the alternative terms of
    each word over the archive's languages; `names` runs of capitalised words, each as its terms.
    """

    text: str
    wanted: Wanted
    asked: Asked
    words: tuple[QuestionWord, ...]
    terms: tuple[str, ...]
    weak: frozenset[str]
    focus: frozenset[str]
    names: tuple[tuple[str, ...], ...]
    all_terms: frozenset[str]
    when: When = _NO_TIME

    @property
    def kind(self) -> AnswerKind:
        """The kind of answer wanted."""
        return self.wanted.kind


def analyse(text: str, languages: Iterable[str] = ("en",), asked_on: str | None = None) -> Analysis:
    """Read a question asked on a day (ISO 8601, today where None); any text is one, down to none at all."""
    words = tuple(question_words(text, languages))
    every = [term for word in words for term in word.terms]
    measures = _MEASURE.findall(text.lower())
    silent = STOP_TERMS.union(*(analyzer("en").terms(word) for word in measures)) if measures else STOP_TERMS
    kept = [term for term in dict.fromkeys(every) if term not in silent]
    terms = tuple(kept or dict.fromkeys(every))
    asking = _asking_sentence(text)
    focus = frozenset(
        term for word in words if asking[0] <= word.start < asking[1] for term in word.terms if term in terms
    )
    asked = asked_for(text[asking[0] : asking[1]])
    weak = frozenset(t for t in terms if t in WEAK_TERMS)
    if len(weak) == len(terms):
        weak = frozenset()
    return Analysis(
        text,
        wanted(text),
        asked,
        words,
        terms,
        weak,
        focus,
        _names(words, text),
        frozenset(every),
        when_of(text, asked_on),
    )


def _asking_sentence(text: str) -> tuple[int, int]:
    """Return the last sentence: those before it are context."""
    sentences = split_sentences(text)
    if not sentences:
        return 0, len(text)
    return sentences[-1]


def _names(words: tuple[QuestionWord, ...], text: str) -> tuple[tuple[str, ...], ...]:
    """Return runs of capitalised words, but not the first word of a sentence alone."""
    runs: list[list[QuestionWord]] = []
    current: list[QuestionWord] = []
    for word in words:
        if word.text[:1].isupper() and word.terms[0] not in STOP_TERMS:
            if current and text[current[-1].end : word.start].strip():
                runs.append(current)
                current = []
            current.append(word)
        elif current:
            runs.append(current)
            current = []
    if current:
        runs.append(current)
    return tuple(tuple(w.terms[0] for w in run) for run in runs)
