"""The weights that tuning finds are where the penalised likelihood is stationary, and the same for the same data."""

import math
from collections.abc import Sequence

import numpy as np
import pytest

from retrieval.answering.factoid.tuning import PENALTY, RIDGE, SILENT, fit_choice, fit_probability


def questions(count: int = 40, width: int = 3, seed: int = 1) -> tuple[list[np.ndarray], list[list[bool]]]:
    """Questions whose right sentence is mostly the one with the greatest second feature."""
    source = np.random.default_rng(seed)
    matrices = [source.normal(size=(6, width)) for _ in range(count)]
    best = [int((matrix[:, 1] + source.normal(size=6) / 2).argmax()) for matrix in matrices]
    right = [[n == one for n in range(6)] for one in best]
    return matrices, right


def loss(weights: np.ndarray, matrices: Sequence[np.ndarray], right: Sequence[Sequence[bool]], penalty: float) -> float:
    """The negative log-likelihood of a conditional logit, a question at a time, and the squares of the weights."""
    total = 0.0
    for matrix, labels in zip(matrices, right, strict=True):
        scores = [math.exp(float(row @ weights)) for row in matrix]
        total -= math.log(sum(s for s, label in zip(scores, labels, strict=True) if label) / sum(scores))
    return total / len(matrices) + penalty * float(weights @ weights)


@pytest.mark.parametrize("penalty", [PENALTY, 0.1, 1.0])
def test_no_small_step_makes_the_penalised_likelihood_greater(penalty: float) -> None:
    matrices, right = questions()
    weights = fit_choice(matrices, right, penalty)
    least = loss(weights, matrices, right, penalty)
    for n in range(len(weights)):
        for step in (-0.01, 0.01):
            moved = weights.copy()
            moved[n] += step
            assert loss(moved, matrices, right, penalty) > least


def test_a_greater_penalty_holds_the_weights_nearer_to_nothing() -> None:
    matrices, right = questions()
    sizes = [float(np.abs(fit_choice(matrices, right, penalty)).sum()) for penalty in (1e-3, 1e-2, 1e-1, 1, 100)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] < 0.02 < 1 < sizes[0]


def test_without_a_word_on_it_the_penalty_is_a_thousandth() -> None:
    matrices, right = questions()
    assert PENALTY == 1e-3
    assert np.array_equal(fit_choice(matrices, right), fit_choice(matrices, right, 1e-3))


def test_questions_without_a_right_sentence_or_without_a_wrong_one_change_nothing() -> None:
    matrices, right = questions()
    others = [np.ones((2, 3)), np.ones((2, 3)) * 5]
    weights = fit_choice([*matrices, *others], [*right, [False, False], [True, True]])
    assert np.allclose(weights, fit_choice(matrices, right))
    assert fit_choice(others, [[False, False], [True, True]]).tolist() == [0, 0, 0]


def test_any_of_several_right_sentences_may_be_chosen() -> None:
    # the second right sentence is nothing like the first; only being chosen by the first feature tells both from the wrong one
    matrix = np.array([[1.0, 5.0], [1.0, -5.0], [0.0, 0.0]])
    weights = fit_choice([matrix] * 10, [[True, True, False]] * 10, 0.01)
    assert weights[0] > 0.5
    assert loss(weights, [matrix], [[True, True, False]], 0.01) < loss(
        np.zeros(2), [matrix], [[True, True, False]], 0.01
    )


def doubts(count: int = 200) -> tuple[list[dict[str, float]], list[bool]]:
    source = np.random.default_rng(3)
    there = [bool(source.random() < 0.8) for _ in range(count)]
    around = [float(source.normal(1.0 if one else 0.0)) for one in there]
    return [{"bias": 1.0, "around": value, "noise": float(source.normal())} for value in around], there


def test_the_probability_is_the_logistic_regression_held_near_zero_that_loses_least() -> None:
    rows, there = doubts()
    weights, _ = fit_probability(rows, there)

    def lost(bias: float, around: float) -> float:
        total = 0.0
        for row, answered in zip(rows, there, strict=True):
            sure = 1 / (1 + math.exp(-(bias + around * row["around"] + weights["noise"] * row["noise"])))
            total -= math.log(sure if answered else 1 - sure)
        return total + RIDGE * around**2 / 2

    bias, around = weights["bias"], weights["around"]
    least = lost(bias, around)
    assert all(lost(bias + a, around + b) > least for a, b in ((0.05, 0), (-0.05, 0), (0, 0.05), (0, -0.05))), weights
    assert around > 5 * abs(weights["noise"])


def test_of_answers_that_are_given_a_probability_as_many_are_right() -> None:
    rows, there = doubts(4000)
    weights, _ = fit_probability(rows, there)
    sure = np.array([1 / (1 + math.exp(-sum(weights[name] * value for name, value in row.items()))) for row in rows])
    for least in (0.5, 0.7, 0.9):
        within = (sure >= least) & (sure < least + 0.1)
        assert np.mean(np.array(there)[within]) == pytest.approx(np.mean(sure[within]), abs=0.08)


def test_the_least_probability_is_one_that_few_answerable_questions_fall_below() -> None:
    rows, there = doubts()
    weights, threshold = fit_probability(rows, there)
    sure = [1 / (1 + math.exp(-sum(weights[name] * value for name, value in row.items()))) for row in rows]
    below = sum(s < threshold for s, one in zip(sure, there, strict=True) if one) / sum(there)
    assert below == pytest.approx(SILENT, abs=0.02)
    assert 0 < threshold < 1


def test_where_nothing_can_be_answered_the_threshold_is_a_half() -> None:
    assert fit_probability([{"bias": 1.0}, {"bias": 1.0}], [False, False])[1] == 0.5


def test_weights_are_written_with_two_digits_and_the_threshold_with_three() -> None:
    weights, threshold = fit_probability(*doubts())
    assert all(round(weight, 2) == weight for weight in weights.values())
    assert round(threshold, 3) == threshold
