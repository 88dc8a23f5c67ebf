"""What speaks for a sentence being the answer once its text is read: what it holds, who says it, and what others hold too."""

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from retrieval.answering.factoid.answer_types import Fit
from retrieval.answering.factoid.candidates import Candidates, Numbers, Places
from retrieval.answering.factoid.registry import Registry
from retrieval.answering.factoid.speakers import asks_for_speaker, is_named
from retrieval.domain import Place, Quotation
from retrieval.questions import Analysis, AnswerType
from retrieval.questions.lexicon import lexicon
from retrieval.questions.patterns import Pattern
from retrieval.questions.words import STOP_TERMS
from retrieval.text.languages import DEFAULT, language
from retrieval.text.scores import is_score
from retrieval.text.sentences import which_ask, which_end
from retrieval.text.terms import analyzer

#: pairs of neighbouring words shared with the question that count as many
PAIRS = 4
#: what the second sentence behind a question counts of the first
SECOND = 0.5
#: somebody who did something is asked for
_DID = re.compile(language(DEFAULT).section("answers.patterns")["did"], re.IGNORECASE)
#: an entity that fits a person so well is one
NAMED = 0.5
#: where fewer of the sentences end in a mark, those without one are no less sentences
MARKED = 0.5
#: where a sentence holds this share of the question's weight, it begins to say the same
HALF = 0.5
#: somebody asks or does not know why, in the writer's words
_WHY_ASKED = Pattern(language(DEFAULT).section("answers.reasons").get("unknown", "(?!)"), re.IGNORECASE)
#: words before a noun that count
_COUNTS = frozenset(analyzer(DEFAULT).terms(" ".join(language(DEFAULT).words("questions.asking", "counts"))))
#: words that the best sentences of several articles share, and that feedback looks for
FEEDBACK = 5


@dataclass(frozen=True)
class Reading:
    """The sentences that are read: their rows among the candidates, places, texts, and entities of the type asked for.

    `whole` are the texts of their articles. `base` is each sentence's score by what was counted; `spoken` the quotation that
    each holds, with a speaker, if it does: None where nobody's words are asked for, and quotations were not looked for.
    """

    analysis: Analysis
    candidates: Candidates
    rows: Places
    places: Sequence[Place]
    whole: Mapping[str, str]
    texts: Sequence[str]
    fits: Sequence[list[Fit]]
    base: Numbers
    spoken: Mapping[int, Quotation] | None = None

    @cached_property
    def terms(self) -> list[tuple[str, ...]]:
        """The terms of each sentence."""
        return self.candidates.terms(self.rows)

    @cached_property
    def articles(self) -> list[int]:
        """The article of each sentence, as a number."""
        return [int(n) for n in self.candidates.articles[self.candidates.owner[self.rows]]]

    @cached_property
    def asked_before(self) -> dict[int, list[tuple[int, int, str]]]:
        """The questions of the text one or two sentences before each that asks none: how far back, row and words."""
        candidates = self.candidates
        before = [(n, back) for n in range(len(self.rows)) for back in (1, 2) if candidates.place[self.rows[n]] >= back]
        rows = sorted({int(self.rows[n]) - back for n, back in before})
        places = candidates.places(np.array(rows, dtype=int)) if rows else []
        texts = [self.whole.get(article, "")[start:end] for article, start, end in places]
        asking = {row: text for row, text, asks in zip(rows, texts, which_ask(texts), strict=True) if asks}
        found: dict[int, list[tuple[int, int, str]]] = {}
        for n, back in before:
            row = int(self.rows[n]) - back
            if row in asking and int(self.rows[n]) not in asking:
                found.setdefault(n, []).append((back, row, asking[row]))
        return found

    @cached_property
    def belief(self) -> Numbers:
        """How much each sentence is believed before it is read: 1 for the best."""
        return np.exp(self.base - self.base.max()) if len(self.base) else self.base


READ: Registry[Reading] = Registry()


@READ.register("pairs")
def pairs(reading: Reading) -> Numbers:
    """Return the pairs of neighbouring terms that stand in the question too, up to 1: bigrams of the sequential dependence
    model (Metzler and Croft 2005).
    """
    asked, given = set(itertools.pairwise(reading.analysis.terms)), frozenset(reading.analysis.terms)
    found = np.zeros(len(reading.rows))
    for n, terms in enumerate(reading.terms):
        if len(given.intersection(terms)) > 1:  # a pair is of two different terms
            kept = [term for term in terms if term not in STOP_TERMS]
            found[n] = min(1.0, sum(pair in asked for pair in itertools.pairwise(kept)) / PAIRS)
    return found


@READ.register("fitness")
def fitness(reading: Reading) -> Numbers:
    """Return how well the entity that fits the expected answer best does so, 0 where none does.

    Where a person is asked for, whoever is quoted in the sentence fits without doubt, be it "she" or a surname there.
    """
    found = np.array([max((fit.value for fit in fits), default=0.0) for fits in reading.fits])
    if reading.analysis.expected.type is AnswerType.PERSON:
        spoken = (reading.spoken or {}).items()
        found[[n for n, quotation in spoken if quotation.speaker and quotation.speaker.name]] = 1.0
    return found


@READ.register("no_person")
def no_person(reading: Reading) -> Numbers:
    """Return 1 for a sentence that names nobody whom the question does not, where it asks who did something but speak, or
    for somebody's name.

    "Who shot Brill?" is not answered by what names Brill and the town, though it has all the other words. A surname alone
    is somebody's who is named in full in another sentence.
    """
    analysis = reading.analysis
    if analysis.asks_for_speech or not (analysis.expected.by_name or _DID.search(analysis.text)):
        return np.zeros(len(reading.rows))
    named = (fit.entity.terms for fits in reading.fits for fit in fits if fit.value >= NAMED)
    surnames = {terms[-1] for terms in named if STOP_TERMS.isdisjoint(terms)}  # "Penry and Aldmoor" is nobody
    return np.array(
        [
            float(not any(fit.value >= NAMED or fit.entity.terms[-1] in surnames for fit in fits))
            for fits in reading.fits
        ]
    )


@READ.register("restated")
def restated(reading: Reading) -> Numbers:
    """Return how far a sentence only says again what is asked after, where a reason is: from 0 at half the question's weight.

    What repeats the event and gives no reason answers no "why", nor does what tells that somebody asks it; the reason often
    stands in the sentence behind.
    """
    if reading.analysis.expected.type is not AnswerType.REASON:
        return np.zeros(len(reading.rows))
    covered = reading.candidates.found[reading.rows] @ reading.candidates.weights
    again = np.maximum(0.0, covered - HALF) / (1 - HALF)
    again[[n for n, fits in enumerate(reading.fits) if fits]] = 0.0
    again[[n for n, text in enumerate(reading.texts) if _WHY_ASKED.search(text)]] = 1.0
    return again


@READ.register("member")
def member(reading: Reading) -> Numbers:
    """Return 1 where a known member of the kind asked for stands in the sentence: a country for "which country"."""
    members = next((lexicon().members[t] for t in reading.analysis.expected.noun if t in lexicon().members), None)
    if members is None:
        return np.zeros(len(reading.rows))
    return np.array([float(members.inside(terms, reading.analysis.all_terms)) for terms in reading.terms])


@READ.register("described")
def described(reading: Reading) -> Numbers:
    """Return 1 where what is asked for by its quality stands with a word for that, which the question lacks: "cruise missiles"
    for "what kind of missiles". A number of them says how many, and not of which kind.
    """
    expected = reading.analysis.expected
    if not expected.by_quality or not expected.noun:
        return np.zeros(len(reading.rows))
    noun, known = expected.noun[-1], STOP_TERMS | reading.analysis.all_terms | _COUNTS
    return np.array(
        [
            float(
                any(
                    word == noun and before not in known and not before[0].isdigit()
                    for before, word in itertools.pairwise(terms)
                )
            )
            for terms in reading.terms
        ]
    )


@READ.register("vote")
def vote(reading: Reading) -> Numbers:
    """Return how much the articles agree on an entity of the sentence that fits, from 0 to 1.

    Redundancy as evidence (Clarke, Cormack and Lynam 2001): each article speaks for a term once, by its best sentence.
    """
    best: dict[str, dict[int, float]] = {}
    for fits, article, belief in zip(reading.fits, reading.articles, reading.belief.tolist(), strict=True):
        for fit in fits:
            for term in fit.entity.terms:
                if term not in reading.analysis.all_terms and term not in STOP_TERMS:
                    of = best.setdefault(term, {})
                    of[article] = max(of.get(article, 0.0), belief * fit.value)
    sums = {term: sum(of.values()) for term, of in best.items()}
    total = max(sums.values(), default=1.0)
    return np.array([max((_agreed(fit, sums) / total for fit in fits), default=0.0) for fits in reading.fits])


def _agreed(fit: Fit, sums: Mapping[str, float]) -> float:
    known = [sums[term] for term in fit.entity.terms if term in sums]
    return fit.value * sum(known) / len(known) if known else 0.0


@READ.register("feedback")
def feedback(reading: Reading) -> Numbers:
    """Return how far a sentence agrees with the words that the best sentences of several articles share, from 0 to 1.

    Pseudo-relevance feedback as in relevance models (Lavrenko and Croft 2001), used to rank and not to search again.
    """
    known = STOP_TERMS | reading.analysis.all_terms
    distinct = [frozenset(terms) - known for terms in reading.terms]
    best: dict[str, dict[int, float]] = {}
    for terms, article, belief in zip(distinct, reading.articles, reading.belief.tolist(), strict=True):
        for term in terms:
            of = best.get(term)
            if of is None:
                best[term] = {article: belief}
            elif of.get(article, -1.0) < belief:
                of[article] = belief
    sums = {term: sum(of.values()) - max(of.values()) for term, of in best.items() if len(of) > 1}
    total = sum(sorted(sums.values(), reverse=True)[:FEEDBACK]) or 1.0
    return np.array(
        [sum(sorted([sums[t] for t in terms if t in sums], reverse=True)[:FEEDBACK]) / total for terms in distinct]
    )


@READ.register("spoken")
def spoken(reading: Reading) -> Numbers:
    """Return 1 for a sentence with a quotation of somebody, where the question asks for what was said or who said it."""
    found = np.zeros(len(reading.rows))
    found[list(reading.spoken or ())] = 1.0
    return found


@READ.register("speaker")
def speaker(reading: Reading) -> Numbers:
    """Return the weight of the question's terms in the name and role of a quotation's speaker that its sentence lacks.

    "She said …" is the mayor's where she is the mayor: who speaks counts as if it stood there.
    """
    found = np.zeros(len(reading.rows))
    candidates = reading.candidates
    for n, quotation in (reading.spoken or {}).items():
        named = f"{quotation.speaker.name or ''} {quotation.speaker.role or ''}" if quotation.speaker else ""
        columns = {candidates.columns.get(term) for term in analyzer(DEFAULT).terms(named)} - {None}
        found[n] = sum(
            candidates.weights[column] for column in columns if not candidates.found[reading.rows[n], column]
        )
    return found


@READ.register("question")
def question(reading: Reading) -> Numbers:
    """Return 1 for a sentence that asks, which answers nothing; where somebody's words are asked for, theirs may ask."""
    asking = np.array(which_ask(reading.texts), dtype=float)
    asking[list(reading.spoken or ())] = 0.0
    return asking


@READ.register("after_question")
def after_question(reading: Reading) -> Numbers:
    """Return the question's weight in a question of the text that the sentence stands right behind, half of it for the next.

    "How does it spread?" above a paragraph says what the paragraph answers, though it may use other words.
    """
    candidates = reading.candidates
    found = np.zeros(len(reading.rows))
    for n, questions in reading.asked_before.items():
        for back, row, _ in questions:
            share = float(candidates.found[row] @ candidates.weights)
            found[n] = max(found[n], share * (SECOND if back > 1 else 1.0))
    return found


@READ.register("unended")
def unended(reading: Reading) -> Numbers:
    """Return 1 for a line without a mark at its end, a label or an invitation to read on, where other sentences have one.

    The score of a match is told in such a line.
    """
    ends = zip(reading.texts, which_end(reading.texts), strict=True)
    without = np.array([not (ended or is_score(text)) for text, ended in ends], dtype=float)
    return without if len(without) and without.mean() < 1 - MARKED else np.zeros(len(without))


def read_values(reading: Reading) -> dict[str, Numbers]:
    """Return the value of each feature for each sentence that was read."""
    return {name: feature(reading) for name, feature in READ.items()}


@READ.register("asked_of")
def asked_of(reading: Reading) -> Numbers:
    """Return 1 for the words of somebody whom the question names, where it asks for words and not for who spoke them."""
    found = np.zeros(len(reading.rows))
    if reading.spoken and not asks_for_speaker(reading.analysis):
        text = reading.analysis.text
        theirs = [n for n, one in reading.spoken.items() if one.speaker and is_named(one.speaker, text)]
        found[theirs] = 1.0
    return found
