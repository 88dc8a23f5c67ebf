"""Reading a question: its kind, what it asks for, its terms, and which of its sentences asks."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from retrieval.domain import AnswerKind
from retrieval.questions.answer_types import ExpectedAnswer, expected_answer
from retrieval.questions.match_scores import ASKING_TERMS, asks_for_score
from retrieval.questions.other_forms import other_forms
from retrieval.questions.speech import is_somebody_on, speech_terms
from retrieval.questions.times import When, when_of
from retrieval.questions.words import STOP_TERMS, TELLING, WEAK_TERMS, foreign_function_words, without_asking
from retrieval.text.languages import DEFAULT
from retrieval.text.sentences import split_sentences
from retrieval.text.terms import QuestionWord, analyzer, question_words

#: "how far" asks for a figure; "so far" does not give one
_MEASURE = re.compile(r"\bhow (many|much|far|long|old|soon|often|late|few|tall|fast|deep|big|high|large|heavy|early)\b")

#: what something is called is its name, and nothing that anybody says
_NAMED = re.compile(r"\b(?:is|are|was|were|be|been|being)\b[^.?!,]{0,80}\bcalled\b", re.IGNORECASE)
_CALL = frozenset(analyzer(DEFAULT).terms("called"))

#: terms that mean one story plainly
PLAIN = 3

_NO_TIME = When()


@dataclass(frozen=True, slots=True)
class Analysis:
    """A question, read.

    `terms` are all its terms without function words (all its terms, where nothing else is left), in order, once each;
    `others` gives for a term those that its word has in the archive's other languages, and its other forms ("1.5m", "seawall"),
    which count as the term itself;
    `weak` those among them that say little; `focus` those of the sentence that asks; `names` runs of capitalised words,
    each as its terms; `kind` is the kind of answer it is analysed for. `searched` is every term to search for: each term and
    what its word is in other languages; `asks_for_speech` whether what somebody said, thinks or felt is asked for, or who did:
    "which mayor thinks", "how did she react".
    """

    text: str
    expected: ExpectedAnswer
    words: tuple[QuestionWord, ...]
    terms: tuple[str, ...]
    weak: frozenset[str]
    focus: frozenset[str]
    names: tuple[tuple[str, ...], ...]
    all_terms: frozenset[str]
    when: When = _NO_TIME
    others: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    kind: AnswerKind = AnswerKind.FACT
    searched: tuple[str, ...] = field(init=False, compare=False)
    asks_for_speech: bool = field(init=False, compare=False)

    def __post_init__(self) -> None:
        # asked for at every step of an answer, so worked out once
        every = dict.fromkeys(one for term in self.terms for one in (term, *self.others.get(term, ())))
        object.__setattr__(self, "searched", tuple(every) if self.others else self.terms)
        object.__setattr__(self, "asks_for_speech", _asks_for_speech(self.text, self.all_terms, self.kind))

    @property
    def has_topic(self) -> bool:
        """Whether a word in it is about something: "and when?" has none."""
        return any(term not in STOP_TERMS and term not in self.weak and term not in WEAK_TERMS for term in self.terms)

    @property
    def means_one_story(self) -> bool:
        """Whether its words are enough to mean one story plainly: of fewer, several stories may fit as well.

        >>> analyse("the fog off Ellin").means_one_story, analyse("the sinking of the barge off Ellin").means_one_story
        (False, True)
        """
        return len(self.terms) >= PLAIN

    def together(self, counted: Mapping[str, int], most: int) -> dict[str, int]:
        """Return the counts of the terms, those of a word in several languages added, up to `most`."""
        return {
            term: min(most, sum(counted.get(one, 0) for one in {term, *self.others.get(term, ())}))
            for term in self.terms
        }


def analyse(text: str, languages: Iterable[str] = (DEFAULT,), asked_on: str | None = None) -> Analysis:
    """Read a question asked on a day (ISO 8601, today where None); any text is one, down to none at all.

    >>> asked = analyse("The ferry hit a reef. How many people were aboard the Marisol Grey?")
    >>> asked.terms
    ('ferri', 'hit', 'reef', 'peopl', 'aboard', 'marisol', 'grey')
    >>> asked.names
    (('marisol', 'grey'),)
    >>> asked.expected.type
    <AnswerType.NUMBER: 'number'>
    """
    known = sorted(languages, key=lambda code: code != DEFAULT)
    bare = text if text.isascii() else without_asking(text)
    words = tuple(question_words(bare, known)) or tuple(question_words(text, known))
    every = [word.terms[0] for word in words]
    silent = _silent(text, words, known)
    kept = [term for word, term in zip(words, every, strict=True) if word.start not in silent]
    terms = tuple(dict.fromkeys(kept or every))
    asking = _asking_sentence(text)
    focus = frozenset(
        term for word, term in zip(words, every, strict=True) if asking[0] <= word.start < asking[1] and term in terms
    )
    expected = expected_answer(text[slice(*asking)])
    of_score = asks_for_score(text)
    weak = frozenset(term for term in terms if term in WEAK_TERMS or (of_score and term in ASKING_TERMS))
    if len(weak) == len(terms) and not of_score:
        weak = frozenset()
    return Analysis(
        text,
        expected,
        words,
        terms,
        weak,
        focus,
        _names(words, text),
        frozenset(term for word in words for term in word.terms),
        when_of(text, asked_on),
        _merged(_others(words), other_forms(words)),
    )


def _asks_for_speech(text: str, terms: frozenset[str], kind: AnswerKind) -> bool:
    if kind in {AnswerKind.WHO_SAID, AnswerKind.WHAT_SAID}:
        return True
    spoken = speech_terms() & terms
    said = bool(spoken - _CALL) or bool(spoken and not _NAMED.search(text))
    return said or is_somebody_on(text)


def _silent(text: str, words: Sequence[QuestionWord], languages: Sequence[str]) -> frozenset[int]:
    """Return where words start that carry no topic: function words, in English whatever the archive's languages are."""
    measures = _MEASURE.findall(text.lower())
    stop = STOP_TERMS.union(analyzer(DEFAULT).terms(" ".join(measures))) if measures else STOP_TERMS
    foreign = foreign_function_words(text, languages) if list(languages) != [DEFAULT] else frozenset[str]()
    if foreign:
        return frozenset(word.start for word in words if word.text.lower() in foreign)
    terms = analyzer(DEFAULT).terms_of([word.text for word in words])
    return frozenset(
        word.start
        for word, of_word in zip(words, terms, strict=True)
        if not stop.isdisjoint(of_word) and word.text.lower() not in TELLING
    )


def _others(words: Sequence[QuestionWord]) -> dict[str, tuple[str, ...]]:
    """Return for the first term of each word those that it has in other languages."""
    others: dict[str, tuple[str, ...]] = {}
    for word in words:
        if len(word.terms) > 1:
            others[word.terms[0]] = tuple(dict.fromkeys((*others.get(word.terms[0], ()), *word.terms[1:])))
    return others


def _merged(one: Mapping[str, tuple[str, ...]], other: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {term: tuple(dict.fromkeys((*one.get(term, ()), *other.get(term, ())))) for term in (*one, *other)}


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
