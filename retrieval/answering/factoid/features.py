"""What speaks for a sentence being the answer, as named numbers, most of them between 0 and 1.

None of them grows with the collection: coverage is a share of the question's weight, passages are compared with the best one.
"""

import datetime as dt
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.answering.factoid.candidates import SAME_EVENT, Numbers, Places, Pool
from retrieval.answering.factoid.extraction import Held, Holds, Reading
from retrieval.domain import BlockKind
from retrieval.questions import Analysis, Asked, Sought
from retrieval.questions.lexicon import lexicon
from retrieval.questions.words import STOP_TERMS

#: counted over all sentences of the candidates
ROUGH = (
    "passage", "before", "after", "around", "focus", "names", "density", "spread", "event", "opening", "first",
    "short", "caption",
    "old", "old_for_news", "year", "days",
)  # fmt: skip
#: read off the sentences that are promising by the rough ones
CLOSE = ("pairs", "fitness", "member", "proximity", "vote", "feedback", "echo")
#: candidates with this share of the best one's BM25 say how new the news can be
GOOD = 0.5
FEATURES = ROUGH + CLOSE

FITS: dict[Sought, int] = {
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
        before @ w,
        after @ w,
        around @ w,
        found @ focus,
        (found @ names) / names.sum() if names.any() else np.full(len(found), 0.5),
        np.minimum(1.0, found.sum(axis=1) / (5 + lengths)),
        (articles @ w)[pool.articles][owner],
        _event(pool, share)[owner],
        (numbers == 0) & (pool.place < 2),
        1 / (1 + numbers),
        lengths < 8,
        np.array([passage.kind is BlockKind.CAPTION for passage in pool.passages])[owner],
        *(column[owner] for column in _times(analysis, pool, share)),
    )
    return np.column_stack(columns).astype(np.float64)


def _times(analysis: Analysis, pool: Pool, share: Numbers) -> tuple[Numbers, ...]:
    """Return for each passage how far it is behind the newest good candidate, and whether it is of the time asked about.

    Ages are on a logarithmic scale on which ten years are 1.
    """
    days = np.array([passage.day for passage in pool.passages], dtype=np.float64)
    newest = days[share > GOOD].max(initial=0.0)  # none is good where no word is shared
    age = np.where(
        days > 0, np.log1p(np.clip(newest - days, 0, None) / 30) / np.log1p(3650 / 30), 0.5 if newest else 0.0
    )
    year = np.zeros(len(days))
    for named in analysis.when.years:
        start = dt.date(named, 1, 1).toordinal()
        year = np.maximum(year, (days >= start - 30) & (days < start + 396))
    inside = np.zeros(len(days))
    if analysis.when.days:
        first, last = analysis.when.days
        inside = ((days >= first - 1) & (days <= last + 2)).astype(np.float64)
    return age, age * analysis.when.recent, year, inside


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
    fits: Sequence[list["Fit"]]


@dataclass(frozen=True, slots=True)
class Fit:
    """Something that could be the answer, and how well it fits what is sought, from 0 to 1."""

    held: Held
    value: float


def fitting(analysis: Analysis, reading: Reading) -> list[Fit]:
    """Return what the sentence holds of the kind sought and the question does not already give, with how well it fits."""
    wanted = FITS.get(analysis.asked.sought)
    given = analysis.all_terms
    if not wanted:
        return []
    return [
        Fit(held, fitness(analysis.asked, held))
        for held in reading.held
        if held.holds & wanted and (held.holds & Holds.REASON or not given.issuperset(held.terms))
    ]


def fitness(asked: Asked, held: Held) -> float:
    """Return how well something of roughly the right kind fits, by a scale set by hand: 1 for no doubt."""
    holds = held.holds
    if asked.sought is Sought.DATE:
        return 0.5 + 0.5 * bool(holds & Holds.NUMBER)
    if asked.sought is Sought.NUMBER:
        return 0.3 if holds & Holds.DATE else 0.7 if holds & (Holds.MONEY | Holds.PERCENT | Holds.AGE) else 1.0
    if holds & Holds.NAME and asked.sought in {Sought.PERSON, Sought.ORGANISATION} and _is_place(held):
        return 0.2
    if asked.sought is Sought.PERSON:
        return (
            1.0 if holds & Holds.PERSON else 0.6 if holds & Holds.LONG_NAME and not holds & Holds.ORGANISATION else 0.3
        )
    if asked.sought is Sought.ORGANISATION:
        return 1.0 if holds & Holds.ORGANISATION else 0.2 if holds & Holds.PERSON else 0.6
    if asked.sought is Sought.PLACE:
        known = _is_place(held)
        if not asked.noun:  # "where": at a place, not of one
            return (0.7 if holds & Holds.PLACE else 0.2) + (0.3 if known else 0.0)
        if known:
            return 1.0
        return 0.2 if holds & Holds.PERSON else 0.6 if holds & Holds.PLACE else 0.4
    if asked.sought is Sought.NAME:
        return 1.0 if holds & Holds.QUOTED else 0.5
    return 1.0


def _is_place(held: Held) -> bool:
    return lexicon().members["place"].inside(held.terms, frozenset())


def close_features(analysis: Analysis, pool: Pool, close: Close, base: Numbers) -> Numbers:
    """Return a row for each sentence read, a column for each of CLOSE; `base` is the score by the rough features."""
    asked = analysis.asked
    members = next((lexicon().members[t] for t in asked.noun if t in lexicon().members), None)
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
            max((fit.value for fit in fits), default=0.0),
            members is not None and members.inside(terms[i], analysis.all_terms),
            _proximity(fits, reading, pool),
            votes[i],
            feedback[i],
            asks * coverage[i],
        )
    return made


def _votes(close: Close, articles: Places, belief: Numbers, analysis: Analysis) -> list[float]:
    """Return for each sentence how much the articles agree on something it holds of the kind sought."""
    best: dict[str, dict[int, float]] = {}
    for fits, article, b in zip(close.fits, articles, belief, strict=True):
        for fit in fits:
            for term in fit.held.terms:
                if term not in analysis.all_terms and term not in STOP_TERMS:
                    of = best.setdefault(term, {})
                    of[article] = max(of.get(article, 0.0), b * fit.value)
    sums = {term: sum(of.values()) for term, of in best.items()}
    total = max(sums.values(), default=1.0)
    found = []
    for fits in close.fits:
        values = [0.0]
        for fit in fits:
            known = [sums[t] for t in fit.held.terms if t in sums]
            if known:
                values.append(fit.value * sum(known) / len(known) / total)
        found.append(max(values))
    return found


def _feedback(terms: Sequence[Sequence[str]], articles: Places, belief: Numbers, analysis: Analysis) -> list[float]:
    """Return how well a sentence agrees with the words that the best sentences of several articles share."""
    known = STOP_TERMS | analysis.all_terms
    distinct = [frozenset(one) - known for one in terms]
    best: dict[str, dict[int, float]] = {}
    for one, article, b in zip(distinct, articles.tolist(), belief.tolist(), strict=True):
        for term in one:
            of = best.get(term)
            if of is None:
                best[term] = {article: b}
            elif b > of.get(article, 0.0):
                of[article] = b
    sums = {term: sum(of.values()) - max(of.values()) for term, of in best.items() if len(of) > 1}
    total = sum(sorted(sums.values(), reverse=True)[:5]) or 1.0
    return [sum(sorted([sums[t] for t in one if t in sums], reverse=True)[:5]) / total for one in distinct]


def _proximity(fits: Sequence[Fit], reading: Reading, pool: Pool) -> float:
    """Return the largest weight of question terms around one fitting thing, less the further away in words."""
    columns = pool.columns
    matched = [(n, columns[term]) for n, (term, _, _) in enumerate(reading.words) if term in columns]
    best = 0.0
    for fit in fits if matched else ():
        held = fit.held
        near: dict[int, float] = {}
        for n, column in matched:
            distance = held.first - n if n < held.first else n - held.last if n > held.last else 0
            if distance:
                near[column] = max(near.get(column, 0.0), pool.weights[column] / (1 + distance / 5))
        best = max(best, fit.value * sum(near.values()))
    return float(best)


def rows_of(features: Mapping[str, float], names: Sequence[str]) -> Numbers:
    """Return the weights of the named features in order, 0 for one that has none."""
    return np.array([features.get(name, 0.0) for name in names])
