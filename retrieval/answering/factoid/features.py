"""What speaks for a sentence being the answer, as named numbers, most of them between 0 and 1.

None of them grows with the collection: coverage is a share of the question's weight, passages are compared with the best one.
"""

import datetime as dt
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.answering.factoid.answer_types import Fit
from retrieval.answering.factoid.candidates import SAME_EVENT, Candidates, Numbers, Places
from retrieval.answering.factoid.entities import Extraction
from retrieval.domain import BlockKind
from retrieval.questions import Analysis
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


def rough_features(analysis: Analysis, candidates: Candidates) -> Numbers:
    """Return a row for each sentence of the candidates, a column for each of ROUGH."""
    w, found, owner = candidates.weights, candidates.found, candidates.owner
    headline = candidates.headlines[owner]
    # the sentence before and after, within the passage
    before = np.zeros_like(found)
    after = np.zeros_like(found)
    same = owner[1:] == owner[:-1]
    before[1:][same] = found[:-1][same]
    after[:-1][same] = found[1:][same]
    around = np.maximum(np.maximum(found, before), headline)
    whole = np.zeros_like(candidates.headlines)
    np.maximum.at(whole, owner, found)
    np.maximum(whole, candidates.headlines, out=whole)
    articles = np.zeros((int(candidates.articles.max()) + 1, len(w)))
    np.maximum.at(articles, candidates.articles, whole)
    focus = np.array([term in analysis.focus for term in analysis.terms]) * w
    focus /= focus.sum() or 1.0
    named = frozenset(term for name in analysis.names for term in name)
    names = np.array([term in named for term in analysis.terms]) * w
    share = candidates.scores / (candidates.scores.max() or 1.0)
    lengths = candidates.lengths
    numbers = np.array([passage.number for passage in candidates.passages])[owner]
    columns = (
        share[owner],
        before @ w,
        after @ w,
        around @ w,
        found @ focus,
        (found @ names) / names.sum() if names.any() else np.full(len(found), 0.5),
        np.minimum(1.0, found.sum(axis=1) / (5 + lengths)),
        (articles @ w)[candidates.articles][owner],
        _event(candidates, share)[owner],
        (numbers == 0) & (candidates.place < 2),
        1 / (1 + numbers),
        lengths < 8,
        np.array([passage.kind is BlockKind.CAPTION for passage in candidates.passages])[owner],
        *(column[owner] for column in _times(analysis, candidates, share)),
    )
    return np.column_stack(columns).astype(np.float64)


def _times(analysis: Analysis, candidates: Candidates, share: Numbers) -> tuple[Numbers, ...]:
    """Return for each passage how far it is behind the newest good candidate, and whether it is of the time asked about.

    Ages are on a logarithmic scale on which ten years are 1.
    """
    days = np.array([passage.day for passage in candidates.passages], dtype=np.float64)
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


def _event(candidates: Candidates, share: Numbers) -> Numbers:
    """Return for each passage how many other articles of the same days are good candidates too, up to 1."""
    days = np.array([passage.day for passage in candidates.passages])
    best = np.zeros(int(candidates.articles.max()) + 1)
    np.maximum.at(best, candidates.articles, share**6)
    day = np.zeros(len(best))
    day[candidates.articles] = days
    close = (np.abs(day[:, None] - day[None, :]) <= SAME_EVENT) & (day > 0)[None, :]
    np.fill_diagonal(close, False)  # noqa: FBT003  numpy takes it by place
    return np.minimum(1.0, (close @ best) / 2)[candidates.articles]


@dataclass(frozen=True, slots=True)
class Close:
    """The sentences read closely: their rows among the candidates, texts, entities, and which of these fit what is asked."""

    rows: Places
    texts: Sequence[str]
    extractions: Sequence[Extraction]
    fits: Sequence[list[Fit]]


def close_features(analysis: Analysis, candidates: Candidates, close: Close, base: Numbers) -> Numbers:
    """Return a row for each sentence read, a column for each of CLOSE; `base` is the score by the rough features."""
    members = next((lexicon().members[t] for t in analysis.expected.noun if t in lexicon().members), None)
    pairs = set(itertools.pairwise(analysis.terms))
    belief = np.exp(base - base.max()) if len(base) else base
    articles = candidates.articles[candidates.owner[close.rows]]
    terms = [candidates.terms(row) for row in close.rows]
    votes = _votes(close, articles, belief, analysis)
    feedback = _feedback(terms, articles, belief, analysis)
    coverage = candidates.found[close.rows] @ candidates.weights
    made = np.zeros((len(close.rows), len(CLOSE)))
    for i, (extraction, fits, text) in enumerate(zip(close.extractions, close.fits, close.texts, strict=True)):
        sequence = [t for t in terms[i] if t not in STOP_TERMS]
        asks = text.rstrip('"”’) ').endswith("?")
        made[i] = (
            min(1.0, sum(1 for pair in itertools.pairwise(sequence) if pair in pairs) / 4),
            max((fit.value for fit in fits), default=0.0),
            members is not None and members.inside(terms[i], analysis.all_terms),
            _proximity(fits, extraction, candidates),
            votes[i],
            feedback[i],
            asks * coverage[i],
        )
    return made


def _votes(close: Close, articles: Places, belief: Numbers, analysis: Analysis) -> list[float]:
    """Return for each sentence how much the articles agree on an entity in it that fits the expected answer."""
    best: dict[str, dict[int, float]] = {}
    for fits, article, b in zip(close.fits, articles, belief, strict=True):
        for fit in fits:
            for term in fit.entity.terms:
                if term not in analysis.all_terms and term not in STOP_TERMS:
                    of = best.setdefault(term, {})
                    of[article] = max(of.get(article, 0.0), b * fit.value)
    sums = {term: sum(of.values()) for term, of in best.items()}
    total = max(sums.values(), default=1.0)
    found = []
    for fits in close.fits:
        values = [0.0]
        for fit in fits:
            known = [sums[t] for t in fit.entity.terms if t in sums]
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


def _proximity(fits: Sequence[Fit], extraction: Extraction, candidates: Candidates) -> float:
    """Return the largest weight of question terms around one fitting thing, less the further away in words."""
    columns = candidates.columns
    matched = [(n, columns[term]) for n, (term, _, _) in enumerate(extraction.words) if term in columns]
    best = 0.0
    for fit in fits if matched else ():
        entity = fit.entity
        near: dict[int, float] = {}
        for n, column in matched:
            distance = entity.first - n if n < entity.first else n - entity.last if n > entity.last else 0
            if distance:
                near[column] = max(near.get(column, 0.0), candidates.weights[column] / (1 + distance / 5))
        best = max(best, fit.value * sum(near.values()))
    return float(best)


def rows_of(features: Mapping[str, float], names: Sequence[str]) -> Numbers:
    """Return the weights of the named features in order, 0 for one that has none."""
    return np.array([features.get(name, 0.0) for name in names])
