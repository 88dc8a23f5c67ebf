"""Scoring sentences in two steps: all of them by what is quickly counted, the best by what they hold."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.answering.factoid.candidates import Numbers, Places, Pool
from retrieval.answering.factoid.extraction import read_sentence
from retrieval.answering.factoid.features import (
    CLOSE,
    FEATURES,
    FITS,
    ROUGH,
    Close,
    close_features,
    fitting,
    rough_features,
    rows_of,
)
from retrieval.answering.factoid.weights import Weights
from retrieval.domain import Passage
from retrieval.questions import Analysis

#: gives the text of sentences: each is a passage and the sentence's place in it; None where the article has gone
Texts = Callable[[Sequence[tuple[Passage, int]]], list[str | None]]


@dataclass(frozen=True, slots=True)
class Scored:
    """The sentences read closely: their features (the columns of FEATURES) and scores, best first in `order`.

    `rough` is the score of every sentence of the pool by what is counted alone.
    """

    pool: Pool
    close: Close
    matrix: Numbers
    scores: Numbers
    order: Places
    rough: Numbers


def score_sentences(analysis: Analysis, pool: Pool, texts: Texts, weights: Weights, keep: int) -> Scored | None:
    """Score the sentences of the pool; None where there is none."""
    if not len(pool.found):
        return None
    features = rough_features(analysis, pool)
    rough = features @ rows_of(weights.sentence, ROUGH)
    rows = np.argsort(-rough, kind="stable")[:keep]
    given = texts([(pool.passages[pool.owner[row]], int(pool.place[row])) for row in rows])
    there = [n for n, text in enumerate(given) if text is not None]
    if not there:
        return None
    rows = rows[there]
    known = [text for text in given if text is not None]
    wanted = FITS.get(analysis.asked.sought, 0)
    readings = [read_sentence(text, wanted) for text in known]
    close = Close(rows, known, readings, [fitting(analysis, reading) for reading in readings])
    more = close_features(analysis, pool, close, rough[rows])
    scores = rough[rows] + more @ rows_of(weights.sentence, CLOSE)
    return Scored(pool, close, np.hstack([features[rows], more]), scores, np.argsort(-scores, kind="stable"), rough)


def passage_values(scored: Scored, article: Mapping[str, float]) -> Numbers:
    """Return a value for each passage of the pool: its best sentence's score, and what speaks for its article as a whole.

    `article` weighs that: further good sentences (`together`), the best passage's BM25 (`passage`), the question's terms
    in the `headline` and anywhere in the article (`spread`). A sentence that was not read closely has what counting gives it,
    less what close reading adds to the least of those read.
    """
    pool = scored.pool
    values = scored.rough + min(0.0, float((scored.scores - scored.rough[scored.close.rows]).min()))
    values[scored.close.rows] = scored.scores
    best = np.full(len(pool.passages), -np.inf)
    np.maximum.at(best, pool.owner, values)
    owners = pool.articles[pool.owner]
    size = int(pool.articles.max()) + 1
    top = np.full(size, -np.inf)
    np.maximum.at(top, owners, values)
    together, passage, headline = np.zeros(size), np.zeros(size), np.zeros(size)
    np.add.at(together, owners, np.exp(values - top[owners]))
    np.maximum.at(passage, pool.articles, pool.scores / (pool.scores.max() or 1.0))
    np.maximum.at(headline, pool.articles, pool.headlines @ pool.weights)
    covered = np.zeros((size, len(pool.weights)))
    np.maximum.at(covered, owners, pool.found)
    whole = (
        article.get("together", 0.0) * np.log(together)
        + article.get("passage", 0.0) * passage
        + article.get("headline", 0.0) * headline
        + article.get("spread", 0.0) * (covered @ pool.weights)
    )
    found: Numbers = best + whole[pool.articles]
    return found


def doubts(scored: Scored) -> dict[str, float]:
    """Return what tells whether the answer is there at all, by name; none of it grows with the collection."""
    best = dict(zip(FEATURES, scored.matrix[scored.order[0]].tolist(), strict=True))
    highest = dict(zip(FEATURES, scored.matrix.max(axis=0).tolist(), strict=True))
    return {
        "bias": 1.0,
        "around": best["around"],
        "spread": best["spread"],
        "most_around": highest["around"],
        "most_spread": highest["spread"],
        "score": float(scored.scores.max()) / 10,
    }


def probability(scored: Scored, weights: Weights) -> float:
    """Return the probability that the answer is there: a logistic function of `doubts`."""
    sure = sum(weights.probability.get(name, 0.0) * value for name, value in doubts(scored).items())
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, sure))))
