"""What speaks for a sentence being the answer, as named numbers between about 0 and 1."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from retrieval.answering.pool import Pool, Sentence
from retrieval.answering.reading import Held, Holds, Reading
from retrieval.domain import BlockKind
from retrieval.questions import Analysis, Sought
from retrieval.questions.words import STOP_TERMS

Matrix = npt.NDArray[np.float64]

_FITS: dict[Sought, Holds] = {
    Sought.PERSON: Holds.NAME | Holds.LONG_NAME,
    Sought.ORGANISATION: Holds.NAME | Holds.LONG_NAME,
    Sought.PLACE: Holds.NAME | Holds.PLACE,
    Sought.NAME: Holds.NAME | Holds.QUOTED,
    Sought.THING: Holds.NAME,
    Sought.DATE: Holds.DATE,
    Sought.NUMBER: Holds.NUMBER,
    Sought.MONEY: Holds.MONEY,
    Sought.PERCENT: Holds.PERCENT,
    Sought.AGE: Holds.AGE,
    Sought.DURATION: Holds.DURATION,
    Sought.REASON: Holds.REASON,
}
_BEST: dict[Sought, Holds] = {
    Sought.PERSON: Holds.LONG_NAME,
    Sought.PLACE: Holds.PLACE,
    Sought.NAME: Holds.QUOTED,
}


def fitting(analysis: Analysis, reading: Reading) -> list[Held]:
    """Return what the sentence holds of the kind sought and the question does not already give."""
    wanted = _FITS.get(analysis.asked.sought)
    given = analysis.all_terms
    return [
        held
        for held in reading.held
        if wanted and held.holds & wanted and (held.holds & Holds.REASON or not given.issuperset(held.terms))
    ]


FEATURES = (
    "passage", "rank", "coverage", "before", "headline", "around", "focus", "focus_around", "names", "pairs", "bm25", "fits", "fits_best",
    "proximity", "noun", "noun_near", "support", "spread", "vote", "feedback", "opening", "short", "long", "caption", "question",
    "new", "density", "any_name", "any_number",
)  # fmt: skip


def sentence_features(
    analysis: Analysis, pool: Pool, readings: Sequence[Reading], texts: Sequence[str], average: float
) -> Matrix:
    """Return a row for each sentence of the pool, a column for each of FEATURES."""
    weights, total = pool.weights, pool.total
    rows = np.zeros((len(pool.sentences), len(FEATURES)))
    focus_total = _sum(weights, analysis.focus & weights.keys()) or 1.0
    asked = analysis.asked
    noun = frozenset(asked.noun)
    fits = [fitting(analysis, reading) for reading in readings]
    base = [_base(s, weights, total) for s in pool.sentences]
    votes = _votes(pool.sentences, fits, base, analysis)
    feedback = _feedback(pool.sentences, base, analysis)
    best = _BEST.get(asked.sought)
    name_terms = frozenset(t for name in analysis.names for t in name) & weights.keys()
    name_total = _sum(weights, name_terms) or 1.0
    pairs = set(zip(analysis.terms, analysis.terms[1:]))
    for i, (s, reading) in enumerate(zip(pool.sentences, readings, strict=True)):
        around = s.found | s.before | s.headline
        length = len(s.terms)
        sequence = [t for t in s.terms if t not in STOP_TERMS]
        matched_pairs = sum(1 for pair in zip(sequence, sequence[1:]) if pair in pairs)
        rows[i] = (
            s.passage,
            1 / (1 + s.hit),
            _sum(weights, s.found) / total,
            _sum(weights, s.near - s.found) / total,
            _sum(weights, s.headline) / total,
            _sum(weights, around) / total,
            _sum(weights, s.found & analysis.focus) / focus_total,
            _sum(weights, around & analysis.focus) / focus_total,
            _sum(weights, (s.found) & name_terms) / name_total if name_terms else 0.5,
            min(1.0, matched_pairs / 4),
            sum(weights[t] * 2.2 / (1 + 1.2 * (0.25 + 0.75 * length / 25)) for t in s.found) / total,
            bool(fits[i]),
            any(best and held.holds & best for held in fits[i]),
            _proximity(fits[i], reading, weights, total),
            bool(noun) and not noun.isdisjoint(s.terms),
            _noun_near(fits[i], reading, noun),
            min(1.0, s.support / 4),
            s.spread,
            votes[i],
            feedback[i],
            s.opening,
            length < 8,
            min(1.0, max(0, length - 30) / 30),
            s.kind is BlockKind.CAPTION,
            texts[i].rstrip('"”’) ').endswith("?"),
            min(1.0, len({t for t in s.terms if t not in STOP_TERMS and t not in analysis.all_terms}) / 20),
            len(s.found) / max(1, len(sequence)),
            any(h.holds & Holds.NAME and not analysis.all_terms.issuperset(h.terms) for h in reading.held),
            any(h.holds & Holds.NUMBER and not analysis.all_terms.issuperset(h.terms) for h in reading.held),
        )
    return rows


def _sum(weights: Mapping[str, float], terms: frozenset[str] | set[str]) -> float:
    return sum(weights[t] for t in terms)


def _base(s: Sentence, weights: Mapping[str, float], total: float) -> float:
    value = s.passage + _sum(weights, s.found | s.before | s.headline) / total + 0.5 * _sum(weights, s.found) / total
    return float(np.exp(4 * (value - 2)))


def _votes(
    sentences: Sequence[Sentence], fits: Sequence[list[Held]], base: Sequence[float], analysis: Analysis
) -> list[float]:
    """Return for each sentence how much other articles' sentences agree on something it holds of the kind sought."""
    best: dict[str, dict[str, float]] = {}
    for s, held, b in zip(sentences, fits, base, strict=True):
        for one in held:
            for term in one.terms:
                if term not in analysis.all_terms and term not in STOP_TERMS:
                    of = best.setdefault(term, {})
                    of[s.article_id] = max(of.get(s.article_id, 0.0), b)
    sums = {term: sum(of.values()) for term, of in best.items()}
    total = max(sums.values(), default=1.0)
    found = []
    for held in fits:
        values = [0.0]
        for one in held:
            terms = [t for t in one.terms if t in sums]
            if terms:
                values.append(sum(sums[t] for t in terms) / len(terms) / total)
        found.append(max(values))
    return found


def _feedback(sentences: Sequence[Sentence], base: Sequence[float], analysis: Analysis) -> list[float]:
    """Return how well a sentence agrees with the words that the best sentences of several articles share."""
    best: dict[str, dict[str, float]] = {}
    for s, b in zip(sentences, base, strict=True):
        for term in set(s.terms):
            if term not in analysis.all_terms and term not in STOP_TERMS:
                of = best.setdefault(term, {})
                of[s.article_id] = max(of.get(s.article_id, 0.0), b)
    sums = {term: sum(of.values()) - max(of.values()) for term, of in best.items()}
    total = sum(sorted(sums.values(), reverse=True)[:5]) or 1.0
    return [sum(sorted((sums[t] for t in set(s.terms) if t in sums), reverse=True)[:5]) / total for s in sentences]


def _proximity(fits: Sequence[Held], reading: Reading, weights: Mapping[str, float], total: float) -> float:
    """Return the largest weight of question terms around one fitting thing, less the further away in words."""
    best = 0.0
    matched = [(n, weights[t]) for n, (t, _, _) in enumerate(reading.words) if t in weights]
    if not matched:
        return 0.0
    for held in fits:
        places = [n for n, (_, a, b) in enumerate(reading.words) if a < held.end and b > held.start]
        if not places:
            continue
        low, high = places[0], places[-1]
        near: dict[str, float] = {}
        for n, w in matched:
            distance = low - n if n < low else n - high if n > high else 0
            if distance:
                term = reading.words[n][0]
                near[term] = max(near.get(term, 0.0), w / (1 + distance / 5))
        best = max(best, sum(near.values()))
    return best / total


def _noun_near(fits: Sequence[Held], reading: Reading, noun: frozenset[str]) -> float:
    """Tell whether the kind of thing asked for stands in or beside something that fits ("Delta Air Lines", "the airline Delta")."""
    if not noun:
        return 0.0
    for n, (term, _, _) in enumerate(reading.words):
        if term in noun:
            for held in fits:
                if term in held.terms:
                    return 1.0
                if any(abs(n - k) <= 3 for k, (_, a, b) in enumerate(reading.words) if a < held.end and b > held.start):
                    return 1.0
    return 0.0
