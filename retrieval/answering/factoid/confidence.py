"""How sure an answer is: the probability that its first sentence is right, from what speaks for it and what it lacks."""

import math
from collections.abc import Mapping

import numpy as np

from retrieval.answering.factoid.answer_types import FIGURES, FITS
from retrieval.answering.factoid.scoring import GAP, MEANING, OWN, WHOLE, WIDEST, Scored
from retrieval.answering.factoid.weights import Weights

#: the logistic function is flat beyond this
FLAT = 50.0
#: what an encoder gives of the first sentence
BY_READING = (MEANING, OWN, WHOLE, GAP, WIDEST)


def evidence(scored: Scored) -> dict[str, float]:
    """Return what tells whether the first sentence answers, by name; none of it grows with the collection.

    `bias` is 1; `score` the first sentence's score, in tens; `margin` what the next sentence lacks to it, in nats. `fits` is 1
    where the kind of answer is known and the first sentence holds one, `misses` 1 where it holds none, `misses_figure` 1
    where that is a figure. `rarest_unseen` is the weight of the heaviest term of the question that stands nowhere in the
    first sentence's article.
    """
    best = int(scored.order[0])
    found = {"bias": 1.0, "score": float(scored.scores[best]) / 10, "margin": _margin(scored)}
    for name in ("spread", *(BY_READING if scored.meant else ())):
        found[name] = float(scored.values[name][best])
    known = scored.reading.analysis.expected.type in FITS
    holds = bool(scored.values["fitness"][best] > 0)
    return found | {
        "fits": float(known and holds),
        "misses": float(known and not holds),
        "misses_figure": float(scored.reading.analysis.expected.type in FIGURES and not holds),
        "rarest_unseen": _rarest_unseen(scored, best),
    }


def _margin(scored: Scored) -> float:
    if len(scored.order) < 2:
        return 1.0
    first, second = scored.scores[scored.order[:2]].tolist()
    return min(2.0, float(first - second))


def _rarest_unseen(scored: Scored, best: int) -> float:
    """Return the weight of the heaviest term of the question that stands nowhere in the article of the first sentence."""
    candidates = scored.candidates
    article = candidates.articles[candidates.owner[scored.reading.rows[best]]]
    rows = candidates.articles[candidates.owner] == article
    seen = candidates.found[rows].max(axis=0, initial=0.0)
    seen = np.maximum(seen, candidates.headlines[candidates.articles == article].max(axis=0, initial=0.0))
    return float((candidates.weights * (seen == 0)).max(initial=0.0))


def probability(scored: Scored, weights: Weights) -> float:
    """Return the probability that the first sentence answers: a logistic function of the `evidence`."""
    chosen = weights.probability_with_reader if scored.meant else weights.probability
    return logistic(evidence(scored), chosen)


def least_probability(scored: Scored, weights: Weights) -> float:
    """Return the probability below which nothing is quoted."""
    return weights.minimum_probability_with_reader if scored.meant else weights.minimum_probability


def logistic(values: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return 1 / (1 + exp(-x)) for the weighted sum x of the values.

    >>> logistic({"bias": 1.0, "score": 2.0}, {"bias": -2.0, "score": 1.0})
    0.5
    """
    total = sum(weights.get(name, 0.0) * value for name, value in values.items())
    return 1 / (1 + math.exp(-max(-FLAT, min(FLAT, total))))
