"""Who asks for the score of a match is told the score, whatever else has figures in its report."""

import pytest

from retrieval.answering import Answerer
from retrieval.answering.factoid.answer_types import fitting
from retrieval.answering.factoid.match_scores import with_scores
from retrieval.domain import Question
from retrieval.questions import analyse

from ..conftest import Opened, answerer_of, asked_in_turn

STORIES = [
    {
        "id": "hockey",
        "headline": "Kelder beat Mossby on the last day",
        "published": "2025-02-03",
        "text": "Kelder won the northern title on Sunday before 3,120 people at home.\n\nKelder 5 Mossby 4\n\n"
        "Nils Aker, 31, scored 2 of the goals and was sent off after 58 minutes.\n\n"
        "“I have never been so tired,” said Aker.",
    },
    {
        "id": "handball",
        "headline": "Handball: Torsa through to the final",
        "published": "2025-02-05",
        "text": "Torsa reached the final by beating Velle 27-24 on Tuesday. Their goalkeeper, Ane Riis, stopped 14 shots.",
    },
]


@pytest.fixture(scope="module")
def matches(opened: Opened) -> Answerer:
    return answerer_of(*opened(STORIES))


@pytest.mark.parametrize(
    ("question", "score"),
    [
        ("What was the score between Kelder and Mossby?", "Kelder 5 Mossby 4"),
        ("final score kelder mossby", "Kelder 5 Mossby 4"),
        ("how did the match between kelder and mossby end", "Kelder 5 Mossby 4"),
        ("what was the result of torsa against velle", "27-24"),
    ],
)
def test_the_score_is_first_where_it_is_asked_for(matches: Answerer, question: str, score: str) -> None:
    answer = matches.answer(Question(question))
    assert score in answer.sentences[0].text


@pytest.mark.parametrize("question", ["what was the score?", "and the result?", "final score"])
def test_the_score_of_the_match_at_hand_is_meant(matches: Answerer, question: str) -> None:
    answer = asked_in_turn(matches, "Who won the northern title?", question)
    assert answer.sentences[0].text == "Kelder 5 Mossby 4"


def test_a_score_fits_and_no_other_figure_does() -> None:
    analysis, texts = analyse("What was the score?"), ["They won 3-1.", "He was 31.", "None came in 1987-88."]
    fits = with_scores(analysis, texts, fitting(analysis, [[], [], []]))
    assert [[texts[n][f.entity.start : f.entity.end] for f in one] for n, one in enumerate(fits)] == [["3-1"], [], []]
    other = analyse("How many came?")
    assert with_scores(other, texts, [[], [], []]) == [[], [], []]
