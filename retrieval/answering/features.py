"""What speaks for a sentence being the answer, as named numbers, most of them between 0 and 1.

None of them grows with the collection: coverage is a share of the question's weight, passages are compared with the best one.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.answering.pool import SAME_EVENT, Numbers, Places, Pool
from retrieval.answering.reading import Held, Holds, Reading
from retrieval.domain import BlockKind
from retrieval.questions import Analysis, Sought
from retrieval.questions.lexicon import lexicon
from retrieval.questions.words import STOP_TERMS

#: counted over all sentences of the candidates
ROUGH = (
    "passage", "rank", "coverage", "before", "after", "headline", "around", "focus", "focus_around", "names", "density", "spread",
    "passage_coverage", "focus_passage", "missing", "missing_focus", "event", "opening", "first", "short", "long", "caption",
)  # fmt: skip
#: read off the sentences that are promising by the rough ones
CLOSE = (
    "pairs", "fits", "fits_best", "member", "proximity", "noun", "noun_near", "vote", "feedback", "question", "echo", "new",
)  # fmt: skip
FEATURES = ROUGH + CLOSE

FITS: dict[Sought, Holds] = {
    Sought.PERSON: Holds.NAME,
    Sought.ORGANISATION: Holds.NAME,
    Sought.PLACE: Holds.NAME,
    Sought.NAME: Holds.NAME | Holds.QUOTED,
    Sought.THING: Holds.NAME,
    Sought.WORDS: Holds.QUOTED,
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


def rough_features(analysis: Analysis, pool: Pool) -> Numbers:
    """Return a row for each sentence of the pool, a column for each of ROUGH."""
    w, found, owner = pool.weights, pool.found, pool.owner
    headline = pool.headlines[owner]
    # the sentence before and after, within the passage
    before = np.zeros_like(found)
    after = np.zeros_like(found)
    same = owner[1:] == owner[:-1]
    before[1:][same] = found[:-1][same]
    after[:-1][same] = found[1:][same]
    around = np.maximum(np.maximum(found, before), headline)
    whole = np.zeros_like(pool.headlines)
    np.maximum.at(whole, owner, found)
    np.maximum(whole, pool.headlines, out=whole)
    articles = np.zeros((int(pool.articles.max()) + 1, len(w)))
    np.maximum.at(articles, pool.articles, whole)
    focus = np.array([term in analysis.focus for term in analysis.terms]) * w
    focus /= focus.sum() or 1.0
    named = frozenset(term for name in analysis.names for term in name)
    names = np.array([term in named for term in analysis.terms]) * w
    share = pool.scores / (pool.scores.max() or 1.0)
    lengths = pool.lengths
    numbers = np.array([passage.number for passage in pool.passages])[owner]
    columns = (
        share[owner],
        1 / (1 + owner),
        found @ w,
        before @ w,
        after @ w,
        headline @ w,
        around @ w,
        found @ focus,
        around @ focus,
        (found @ names) / names.sum() if names.any() else np.full(len(found), 0.5),
        np.minimum(1.0, found.sum(axis=1) / (5 + lengths)),
        (articles @ w)[pool.articles][owner],
        (whole @ w)[owner],
        (whole @ focus)[owner],
        ((1 - around) * w).max(axis=1),
        ((1 - around) * focus).max(axis=1),
        _event(pool, share)[owner],
        (numbers == 0) & (pool.place < 2),
        1 / (1 + numbers),
        lengths < 8,
        np.clip((lengths - 30) / 30, 0, 1),
        np.array([passage.kind is BlockKind.CAPTION for passage in pool.passages])[owner],
    )
    return np.column_stack(columns).astype(np.float64)


def _event(pool: Pool, share: Numbers) -> Numbers:
    """Return for each passage how many other articles of the same days are good candidates too, up to 1."""
    days = np.array([passage.day for passage in pool.passages])
    best = np.zeros(int(pool.articles.max()) + 1)
    np.maximum.at(best, pool.articles, share**6)
    day = np.zeros(len(best))
    day[pool.articles] = days
    close = (np.abs(day[:, None] - day[None, :]) <= SAME_EVENT) & (day > 0)[None, :]
    np.fill_diagonal(close, False)  # noqa: FBT003  numpy takes it by place
    return np.minimum(1.0, (close @ best) / 2)[pool.articles]


@dataclass(frozen=True, slots=True)
class Close:
    """The sentences read closely: their rows in the pool, texts and readings, and what each holds of the kind sought."""

    rows: Places
    texts: Sequence[str]
    readings: Sequence[Reading]
    fits: Sequence[list[Held]]


def fitting(analysis: Analysis, reading: Reading) -> list[Held]:
    """Return what the sentence holds of the kind sought and the question does not already give."""
    wanted = FITS.get(analysis.asked.sought)
    given = analysis.all_terms
    return [
        held
        for held in reading.held
        if wanted and held.holds & wanted and (held.holds & Holds.REASON or not given.issuperset(held.terms))
    ]


def close_features(analysis: Analysis, pool: Pool, close: Close, base: Numbers) -> Numbers:
    """Return a row for each sentence read, a column for each of CLOSE; `base` is the score by the rough features."""
    asked = analysis.asked
    noun = frozenset(asked.noun)
    best = _BEST.get(asked.sought)
    members = next((lexicon().members[t] for t in asked.noun if t in lexicon().members), None)
    if members is None and asked.sought is Sought.PLACE:
        members = lexicon().members["place"]
    pairs = set(itertools.pairwise(analysis.terms))
    belief = np.exp(base - base.max()) if len(base) else base
    articles = pool.articles[pool.owner[close.rows]]
    terms = [pool.terms(row) for row in close.rows]
    votes = _votes(close, articles, belief, analysis)
    feedback = _feedback(terms, articles, belief, analysis)
    coverage = pool.found[close.rows] @ pool.weights
    made = np.zeros((len(close.rows), len(CLOSE)))
    for i, (reading, fits, text) in enumerate(zip(close.readings, close.fits, close.texts, strict=True)):
        sequence = [t for t in terms[i] if t not in STOP_TERMS]
        asks = text.rstrip('"”’) ').endswith("?")
        made[i] = (
            min(1.0, sum(1 for pair in itertools.pairwise(sequence) if pair in pairs) / 4),
            bool(fits),
            any(best and held.holds & best for held in fits),
            members is not None and members.inside(terms[i], analysis.all_terms),
            _proximity(fits, reading, pool),
            not noun.isdisjoint(terms[i]),
            _noun_near(fits, reading, noun),
            votes[i],
            feedback[i],
            asks,
            asks * coverage[i],
            min(1.0, len({t for t in sequence if t not in analysis.all_terms}) / 20),
        )
    return made


def _votes(close: Close, articles: Places, belief: Numbers, analysis: Analysis) -> list[float]:
    """Return for each sentence how much the articles agree on something it holds of the kind sought."""
    best: dict[str, dict[int, float]] = {}
    for fits, article, b in zip(close.fits, articles, belief, strict=True):
        for held in fits:
            for term in held.terms:
                if term not in analysis.all_terms and term not in STOP_TERMS:
                    of = best.setdefault(term, {})
                    of[article] = max(of.get(article, 0.0), b)
    sums = {term: sum(of.values()) for term, of in best.items()}
    total = max(sums.values(), default=1.0)
    found = []
    for fits in close.fits:
        values = [0.0]
        for held in fits:
            known = [sums[t] for t in held.terms if t in sums]
            if known:
                values.append(sum(known) / len(known) / total)
        found.append(max(values))
    return found


def _feedback(terms: Sequence[Sequence[str]], articles: Places, belief: Numbers, analysis: Analysis) -> list[float]:
    """Return how well a sentence agrees with the words that the best sentences of several articles share."""
    best: dict[str, dict[int, float]] = {}
    distinct = [{t for t in one if t not in analysis.all_terms and t not in STOP_TERMS} for one in terms]
    for one, article, b in zip(distinct, articles, belief, strict=True):
        for term in one:
            of = best.setdefault(term, {})
            of[article] = max(of.get(article, 0.0), b)
    sums = {term: sum(of.values()) - max(of.values()) for term, of in best.items()}
    total = sum(sorted(sums.values(), reverse=True)[:5]) or 1.0
    return [sum(sorted((sums[t] for t in one), reverse=True)[:5]) / total for one in distinct]


def _proximity(fits: Sequence[Held], reading: Reading, pool: Pool) -> float:
    """Return the largest weight of question terms around one fitting thing, less the further away in words."""
    columns = pool.columns
    matched = [(n, columns[term]) for n, (term, _, _) in enumerate(reading.words) if term in columns]
    best = 0.0
    for held in fits if matched else ():
        near: dict[int, float] = {}
        for n, column in matched:
            distance = held.first - n if n < held.first else n - held.last if n > held.last else 0
            if distance:
                near[column] = max(near.get(column, 0.0), pool.weights[column] / (1 + distance / 5))
        best = max(best, sum(near.values()))
    return float(best)


def _noun_near(fits: Sequence[Held], reading: Reading, noun: frozenset[str]) -> float:
    """Tell whether the kind of thing asked for stands in or beside something that fits: "Delta Air Lines", "the airline Delta"."""
    if not noun:
        return 0.0
    places = [n for n, (term, _, _) in enumerate(reading.words) if term in noun]
    return float(any(held.first - 3 <= n <= held.last + 3 for n in places for held in fits))


def rows_of(features: Mapping[str, float], names: Sequence[str]) -> Numbers:
    """Return the weights of the named features in order, 0 for one that has none."""
    return np.array([features.get(name, 0.0) for name in names])
