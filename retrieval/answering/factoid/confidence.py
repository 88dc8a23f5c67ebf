"""How sure an answer is: the probability that its first sentence is right, from what speaks for it and what it lacks."""

import math
import re
from collections.abc import Mapping

import numpy as np

from retrieval.answering.factoid.answer_types import FIGURES
from retrieval.answering.factoid.scoring import CONTEXT, GAP, MEANING, OWN, WHOLE, Scored
from retrieval.answering.factoid.weights import Weights
from retrieval.questions import AnswerType
from retrieval.text.languages import DEFAULT, language
from retrieval.text.terms import analyzer

#: the logistic function is flat beyond this
FLAT = 50.0
#: types of which an answer holds a name; somebody may be meant by "she" or a role
NAMES = frozenset((AnswerType.ORGANISATION, AnswerType.PLACE, AnswerType.NAME, AnswerType.THING))
#: where less of the question's weight stands in an article, it hardly tells that story
HALF = 0.5
#: a sentence that holds more than this share of the question's weight has its very words
LITERAL = 0.8
#: features of the first sentence that tell whether its story is the one that is asked about
BY_COUNTING = ("around", "spread", "event")
#: what an encoder gives of the first sentence
BY_READING = (MEANING, OWN, CONTEXT, WHOLE, GAP)

#: an article, and the one or two words behind it
_THING = re.compile(language(DEFAULT).section("answers.patterns")["thing"])


def evidence(scored: Scored) -> dict[str, float]:
    """Return what tells whether the first sentence answers, by name; none of it grows with the collection.

    `bias` is 1; `score` the first sentence's score, in tens; `choice` how many sentences could as well be first by their
    scores, as the entropy of the choice in nats. Where an encoder has read, `agreed` is 1 if words alone would put the same
    sentence first, and `literal` grows to 1 where it holds every word asked with. `asks_person` and `asks_figure` are 1
    where such an answer is expected, `lacks_figure` and `lacks_name` how much the first sentence lacks of a figure, or of a
    name of a body, a place, a thing or somebody asked for by name, that fits. `names_unseen` is the share of the weight of the
    names in the question that stand nowhere in its article, and of things that no story names; `another_story` grows from 0 to
    1 where less than half of the weight of all its terms does.
    """
    best = int(scored.order[0])
    found = {"bias": 1.0, "score": float(scored.scores[best]) / 10, "choice": _entropy(scored)}
    for name in (*BY_COUNTING, *(BY_READING if scored.meant else ())):
        found[name] = float(scored.values[name][best])
    if scored.meant:
        found["agreed"] = float(best == scored.by_words)
        found["literal"] = max(0.0, float(scored.values["coverage"][best]) - LITERAL) / (1 - LITERAL)
    expected = scored.reading.analysis.expected.type
    lacking = 1 - max(float(scored.values[name][best]) for name in ("fitness", "described"))
    return found | {
        "asks_person": float(expected is AnswerType.PERSON),
        "asks_figure": float(expected in FIGURES),
        "lacks_figure": lacking * (expected in FIGURES),
        "lacks_name": lacking * (expected in NAMES or scored.reading.analysis.expected.by_name),
        "another_story": max(0.0, HALF - found["spread"]) / HALF,
        "names_unseen": _names_unseen(scored, best),
    }


def _entropy(scored: Scored) -> float:
    shares = np.exp(scored.scores - scored.scores.max())
    shares /= shares.sum()
    return float(-(shares * np.log(np.maximum(shares, np.finfo(float).tiny))).sum())


def _names_unseen(scored: Scored, best: int) -> float:
    """Return the share of the weight of the names in the question that the first sentence's article lacks.

    What a thing is called by, and no story has, is a name too.
    """
    analysis, candidates = scored.reading.analysis, scored.candidates
    seen = candidates.seen(int(candidates.articles[candidates.owner[scored.reading.rows[best]]]))
    named = {term for name in analysis.names for term in name}
    named |= candidates.unknown & things_named(analysis.text)
    columns = [n for n, term in enumerate(analysis.terms) if term in named]
    weights = candidates.weights[columns]
    return float((weights * (seen[columns] == 0)).sum() / (weights.sum() or 1.0))


def things_named(text: str) -> frozenset[str]:
    """Return the terms of words in small letters that something is called by, after an article: no story knows a thing without.

    >>> sorted(things_named("who repaired the silver zeppelin"))
    ['silver', 'zeppelin']
    """
    return frozenset(term for match in _THING.finditer(text) for term in analyzer(DEFAULT).terms(match["words"]))


def probability(scored: Scored, weights: Weights, *, at_hand: bool = False) -> float:
    """Return the probability that the first sentence answers: a logistic function of the `evidence`.

    Of the story `at_hand` it is known that the question is about it: how well its words fit says nothing.
    """
    if at_hand:
        chosen = weights.probability_at_hand_with_reader if scored.meant else weights.probability_at_hand
    else:
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
