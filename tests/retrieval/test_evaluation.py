import numpy as np
import pytest

from retrieval.answering.factoid.tuning import fit_choice, fit_probability
from retrieval.domain import Answer, AnswerKind, Evidence
from retrieval.errors import BadDataset
from retrieval.evaluation import evaluate, is_right, read_asked


def test_an_answer_is_matched_as_whole_words_without_accents_and_commas() -> None:
    assert is_right("It cost 3,000 crowns in Orlé.", ["3000", "orle"])
    assert not is_right("It cost 13,000 crowns.", ["3000"])
    assert not is_right("anything", [])


@pytest.mark.parametrize(
    "line",
    [
        {},
        {"question": ""},
        {"question": "Who?", "answers": "x"},
        {"question": "Who?", "candidates": ["a"], "labels": [2]},
    ],
)
def test_a_line_of_another_form_is_refused(line: dict[str, object]) -> None:
    with pytest.raises(BadDataset):
        read_asked(line)


def test_the_figures_are_those_of_the_data_set() -> None:
    def answer(question: str) -> Answer:
        texts = ["It was blue.", "It was red."]
        silent = question == "Nothing?"
        found = [] if silent else [Evidence("a", 0, len(t), t, 1.0) for t in texts]
        return Answer(AnswerKind.FACT, silent, tuple(found))

    asked = [
        {"question": "Which colour?", "answers": ["red"], "articles": ["a"]},
        {"question": "Nothing?", "answers": []},
        {"question": "Rank?", "candidates": ["x", "y"], "labels": [0, 1]},
    ]
    figures = evaluate([read_asked(one) for one in asked], answer, lambda _: ["b", "a"], lambda *_: [0.0, 1.0])
    assert figures.questions == 3
    assert figures.values == {
        "A@1": 0.0, "A@3": 1.0, "A@5": 1.0, "abstained, answerable": 0.0, "abstained, unanswerable": 1.0,
        "D@1": 0.0, "D@5": 1.0, "D@10": 1.0, "MAP": 1.0, "MRR": 1.0, "P@1": 1.0,
    }  # fmt: skip


def test_tuning_finds_the_feature_that_tells_and_is_reproducible() -> None:
    source = np.random.default_rng(0)
    matrices = [source.normal(size=(6, 3)) for _ in range(60)]
    right = [[bool(n == int(matrix[:, 1].argmax())) for n in range(6)] for matrix in matrices]
    weights = fit_choice(matrices, right)
    assert int(np.abs(weights).argmax()) == 1
    assert np.array_equal(weights, fit_choice(matrices, right))


def test_the_probability_rises_with_what_tells() -> None:
    doubts = [{"bias": 1.0, "around": n / 20} for n in range(20)]
    weights, threshold = fit_probability(doubts, [n >= 10 for n in range(20)])
    assert weights["around"] > 0
    assert 0 < threshold < 1
