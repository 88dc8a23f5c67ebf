"""Scoring sentences in two steps: all of them by what is quickly counted, the best by what they hold."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.answering.factoid.answer_types import FITS, fitting
from retrieval.answering.factoid.candidates import Candidates, Numbers, Places
from retrieval.answering.factoid.extraction import extract_entities
from retrieval.answering.factoid.features import (
    CLOSE,
    FEATURES,
    ROUGH,
    Close,
    close_features,
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

    `rough` is the score of every sentence of the candidates by what is counted alone.
    """

    candidates: Candidates
    close: Close
    matrix: Numbers
    scores: Numbers
    order: Places
    rough: Numbers


def score_sentences(
    analysis: Analysis, candidates: Candidates, texts: Texts, weights: Weights, keep: int
) -> Scored | None:
    """Score the sentences of the candidates; None where there is none."""
    if not len(candidates.found):
        return None
    features = rough_features(analysis, candidates)
    rough = features @ rows_of(weights.sentence, ROUGH)
    rows = np.argsort(-rough, kind="stable")[:keep]
    given = texts([(candidates.passages[candidates.owner[row]], int(candidates.place[row])) for row in rows])
    there = [n for n, text in enumerate(given) if text is not None]
    if not there:
        return None
    rows = rows[there]
    known = [text for text in given if text is not None]
    wanted = FITS.get(analysis.expected.type, 0)
    extractions = [extract_entities(text, wanted) for text in known]
    close = Close(rows, known, extractions, [fitting(analysis, extraction) for extraction in extractions])
    more = close_features(analysis, candidates, close, rough[rows])
    scores = rough[rows] + more @ rows_of(weights.sentence, CLOSE)
    return Scored(
        candidates, close, np.hstack([features[rows], more]), scores, np.argsort(-scores, kind="stable"), rough
    )


def passage_values(scored: Scored, article: Mapping[str, float]) -> Numbers:
    """Return a value for each passage of the candidates: its best sentence's score, and what speaks for its article as a whole.

    `article` weighs that: further good sentences (`together`), the best passage's BM25 (`passage`), the question's terms
    in the `headline` and anywhere in the article (`spread`). A sentence that was not read closely has what counting gives it,
    less what close reading adds to the least of those read.
    """
    candidates = scored.candidates
    values = scored.rough + min(0.0, float((scored.scores - scored.rough[scored.close.rows]).min()))
    values[scored.close.rows] = scored.scores
    best = np.full(len(candidates.passages), -np.inf)
    np.maximum.at(best, candidates.owner, values)
    owners = candidates.articles[candidates.owner]
    size = int(candidates.articles.max()) + 1
    top = np.full(size, -np.inf)
    np.maximum.at(top, owners, values)
    together, passage, headline = np.zeros(size), np.zeros(size), np.zeros(size)
    np.add.at(together, owners, np.exp(values - top[owners]))
    np.maximum.at(passage, candidates.articles, candidates.scores / (candidates.scores.max() or 1.0))
    np.maximum.at(headline, candidates.articles, candidates.headlines @ candidates.weights)
    covered = np.zeros((size, len(candidates.weights)))
    np.maximum.at(covered, owners, candidates.found)
    whole = (
        article.get("together", 0.0) * np.log(together)
        + article.get("passage", 0.0) * passage
        + article.get("headline", 0.0) * headline
        + article.get("spread", 0.0) * (covered @ candidates.weights)
    )
    found: Numbers = best + whole[candidates.articles]
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
