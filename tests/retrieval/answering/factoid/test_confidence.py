"""How sure an answer is: what speaks for the first sentence, and the probability that comes of it."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answering.factoid.confidence import BY_COUNTING, BY_READING, evidence, logistic, probability
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
    best = int(found.order[0])
    told = evidence(found)
    assert told["bias"] == 1.0
    assert told["score"] == pytest.approx(found.scores[best] / 10)
    for name in BY_COUNTING:
        assert told[name] == pytest.approx(found.values[name][best])
    assert not set(BY_READING) & told.keys()


def test_where_an_encoder_has_read_it_counts_that_words_agree_and_that_all_of_them_are_there() -> None:
    found = scored("Who sank the ferry?")
    best = int(found.order[0])
    read = dict(found.values) | {name: np.zeros(len(found.scores)) for name in BY_READING}

    def told(coverage: float, by_words: int = best) -> tuple[float, float]:
        values = read | {"coverage": np.full(len(found.scores), coverage)}
        known = evidence(replace(found, values=values, meant=True, by_words=by_words))
        return known["agreed"], known["literal"]

    assert told(1.0) == (1.0, pytest.approx(1.0))
    assert told(0.9, by_words=best + 1) == (0.0, pytest.approx(0.5))
    assert told(0.7) == (1.0, 0.0)
    assert not {"agreed", "literal"} & evidence(found).keys()


def test_the_choice_is_the_entropy_of_the_scores() -> None:
    found = scored("Who sank the ferry?")
    shares = np.exp(found.scores) / np.exp(found.scores).sum()
    assert evidence(found)["choice"] == pytest.approx(float(-(shares * np.log(shares)).sum()))
    assert evidence(scored("Who sank the ferry?", TEXTS[1:2]))["choice"] == pytest.approx(0.0)
    alike = rescored(found, {}, meant=False)
    assert evidence(alike)["choice"] == pytest.approx(math.log(len(alike.scores)))


def test_what_kind_of_answer_is_asked_for_and_how_much_of_a_figure_is_lacking() -> None:
    def told(question: str, text: str) -> tuple[float, float, float]:
        found = evidence(scored(question, [text]))
        return found["asks_person"], found["asks_figure"], found["lacks_figure"]

    assert told("Who sank the ferry?", "Anna Velde sank the ferry.") == (1.0, 0.0, 0.0)
    assert told("How many people sank?", "The ferry sank.") == (0.0, 1.0, 1.0)
    assert told("How many people sank?", "All 40 people sank.") == (0.0, 1.0, 0.0)
    assert told("How did the ferry sink?", "The ferry sank.") == (0.0, 0.0, 0.0)


def test_a_name_of_a_body_or_place_is_lacking_where_none_stands() -> None:
    def lacks(question: str, text: str) -> float:
        return evidence(scored(question, [text]))["lacks_name"]

    assert lacks("Which company built the ferry?", "The ferry was built in a yard.") == 1.0
    assert lacks("Which company built the ferry?", "The ferry was built by Velde Shipping Ltd.") < 0.5
    assert lacks("Who built the ferry?", "The ferry was built in a yard.") == 0.0
    assert lacks("What kind of ferry was built there?", "They built an electric ferry.") == 0.0
    assert lacks("What kind of ferry was built there?", "They built the ferry.") == 1.0
    assert lacks("What is the name of the man who built the ferry?", "The man who built the ferry left.") == 1.0


def test_an_article_with_little_of_the_question_tells_another_story() -> None:
    def other(question: str) -> float:
        return evidence(scored(question, ["Anna Velde sank the ferry in fog."]))["another_story"]

    assert other("Who sank the ferry?") == 0.0
    assert 0 < other("Who built the grey hospital beside the ferry?") < 1
    assert evidence(scored("Who sank the ferry?", ["It rained.", "It snowed."]))["another_story"] == 1.0


def test_names_that_the_article_lacks_count_by_their_share_of_the_weight() -> None:
    def unseen(question: str) -> float:
        return evidence(scored(question, ["Anna Velde sank the ferry in fog."]))["names_unseen"]

    assert unseen("Who sank the ferry Orchid?") == 1.0
    assert unseen("When did Anna Velde drown people?") == 0.0
    assert 0 < unseen("When did Anna Orchid sink the ferry?") < 1


def test_a_thing_that_no_story_names_counts_as_a_name() -> None:
    def unseen(question: str) -> float:
        return evidence(scored(question, ["Anna Velde sank the ferry in fog."]))["names_unseen"]

    assert unseen("who repaired the zeppelin") == 1.0
    assert 0 < unseen("When did Anna Velde sink the tanker?") < 1
    assert unseen("who sank the ferry") == 0.0


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
