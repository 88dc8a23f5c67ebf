"""How sure an answer is: what speaks for the first sentence, and the probability that comes of it."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answering.factoid.confidence import BY_READING, evidence, logistic, probability
from retrieval.answering.factoid.scoring import Scored, rescored
from retrieval.answering.factoid.standalone import score_alone
from retrieval.answering.factoid.weights import Weights

TEXTS = ["The ferry Marisol sank in fog near Port Ellary.", "Anna Velde sank the ferry.", "It rained in Brunn."]


def scored(question: str, texts: list[str] = TEXTS, weights: Weights | None = None) -> Scored:
    found = score_alone(question, texts, weights or Weights())
    assert found is not None
    return found


@given(st.floats(-40, 40), st.floats(-3, 3))
def test_the_probability_is_the_logistic_function_of_the_weighted_sum(value: float, weight: float) -> None:
    found = logistic({"bias": 1.0, "score": value}, {"bias": -1.0, "score": weight, "unknown": 9.0})
    assert found == pytest.approx(1 / (1 + math.exp(-max(-50, min(50, value * weight - 1)))))
    assert 0 <= found <= 1


def test_beyond_fifty_nats_nothing_grows() -> None:
    assert (
        logistic({"a": 1e9}, {"a": 1.0}) == logistic({"a": 50.0}, {"a": 1.0}) < 1
        or logistic({"a": 1e9}, {"a": 1.0}) == 1.0
    )
    assert logistic({"a": -1e9}, {"a": 1.0}) == logistic({"a": -50.0}, {"a": 1.0}) > 0


def test_the_evidence_is_that_of_the_first_sentence() -> None:
    found = scored("Who sank the ferry?")
    first, second = found.scores[found.order[:2]].tolist()
    told = evidence(found)
    assert told["bias"] == 1.0
    assert told["score"] == pytest.approx(first / 10)
    assert told["margin"] == pytest.approx(min(2.0, first - second))
    assert told["spread"] == pytest.approx(found.values["spread"][found.order[0]])


def test_a_type_that_is_asked_for_is_held_or_missed() -> None:
    held = evidence(scored("Who sank the ferry?"))
    assert (held["fits"], held["misses"]) == (1.0, 0.0)
    missed = evidence(scored("When did the ferry sink?"))
    assert (missed["fits"], missed["misses"]) == (0.0, 1.0)
    neither = evidence(scored("How did the ferry sink?"))
    assert (neither["fits"], neither["misses"]) == (0.0, 0.0)


def test_the_heaviest_term_that_the_article_lacks_counts_against_it() -> None:
    assert evidence(scored("Who sank the ferry?", ["Anna Velde sank the ferry."]))["rarest_unseen"] == 0.0
    lacking = scored("Who sank the ferry Orchid?", ["Anna Velde sank the ferry."])
    weights = dict(zip(lacking.reading.analysis.terms, lacking.candidates.weights.tolist(), strict=True))
    assert evidence(lacking)["rarest_unseen"] == pytest.approx(weights["orchid"])


def test_a_sentence_alone_leads_by_one() -> None:
    assert evidence(scored("Who sank the ferry?", ["Anna Velde sank the ferry."]))["margin"] == 1.0


def test_the_weights_of_the_probability_are_those_without_a_reader_unless_one_has_read() -> None:
    found = scored("Who sank the ferry?")
    weights = Weights(probability={"bias": 1.0}, probability_with_reader={"bias": -1.0})
    assert probability(found, weights) == pytest.approx(1 / (1 + math.exp(-1)))
    read = replace(found, values={**found.values, **dict.fromkeys(BY_READING, np.zeros(len(found.scores)))}, meant=True)
    assert probability(read, weights) == pytest.approx(1 / (1 + math.exp(1)))


def test_scores_are_the_features_times_their_weights() -> None:
    found = scored("Who sank the ferry?")
    again = rescored(found, {"fitness": 2.0, "coverage": -1.0, "unknown": 7.0}, meant=False)
    expected = 2.0 * found.values["fitness"] - found.values["coverage"]
    assert again.scores.tolist() == pytest.approx(expected.tolist())
    assert again.scores[again.order].tolist() == sorted(expected.tolist(), reverse=True)
