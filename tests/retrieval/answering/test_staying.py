"""Brief questions stay with the story at hand, and what "his" and "her" stand for is whoever was asked of."""

from dataclasses import replace

import pytest

from retrieval.answering import Answerer
from retrieval.domain import Fact, Question
from retrieval.questions.last_question import asked_of

from .conftest import Opened, answerer_of, asked_in_turn

STORIES = [
    {
        "id": "dam",
        "headline": "Dam at Ulvik leaves 900 houses dry of water",
        "published": "2025-06-02",
        "text": "A crack in the dam at Ulvik left 900 houses without water on Sunday.\n\n"
        "The waterworks said that 640 of the taps had been opened again by noon.\n\n"
        "The engineer Solveig Aune and the mayor, Henrik Aune, are brother and sister. Her predecessor had warned of frost.\n\n"
        "Solveig Aune's husband, Matti Kallio, declined to speak to reporters.\n\n"
        "The painter Dagny Roe, who lives below the dam, replied that she had slept well.",
    },
    {
        "id": "market",
        "headline": "Market hall of Sund is sold back to the town",
        "published": "2025-06-03",
        "text": "The market hall of Sund was sold back to the town. Its traders are not related to the owners.\n\n"
        "“We have come back,” said the butcher, Jens Holt. The roof was recovered from the river.",
    },
    *(
        {"id": f"other{n}", "headline": f"Day {n} at sea", "text": f"The boat sailed {n} miles and came back at dusk."}
        for n in range(9)
    ),
]


@pytest.fixture(scope="module")
def towns(opened: Opened) -> Answerer:
    return answerer_of(*opened(STORIES))


def test_a_pronoun_stays_with_the_story_though_one_word_stands_in_another_alone(towns: Answerer) -> None:
    answer = asked_in_turn(towns, "Who is the engineer Solveig Aune of Ulvik?", "are they related?")
    assert {one.article_id for one in (*answer.sentences, *answer.nearest)} == {"dam"}


def test_a_brief_question_that_nothing_answers_shows_what_is_nearest_in_the_story_at_hand(towns: Answerer) -> None:
    answer = asked_in_turn(towns, "How many houses are without water at Ulvik?", "how many are recovered")
    assert [one.article_id for one in (*answer.sentences, *answer.nearest)][:1] == ["dam"]


def test_his_name_is_that_of_the_relative_who_was_asked_of(towns: Answerer) -> None:
    answer = asked_in_turn(towns, "What did Solveig Aune's husband say?", "what is his name?")
    assert "Matti Kallio" in answer.sentences[0].text


@pytest.mark.parametrize(
    ("question", "whom"),
    [
        ("What did Ann Moss's lawyer say?", "Ann Moss's lawyer"),
        ("How did Ann Moss explain it?", "Ann Moss"),
        ("What is Ann Moss's job?", "Ann Moss"),
        ("Why did it sink?", None),
    ],
)
def test_whom_the_last_question_named_may_be_somebody_of_theirs(question: str, whom: str | None) -> None:
    assert asked_of(question) == whom


def test_what_somebody_answered_is_what_they_said(towns: Answerer) -> None:
    answer = asked_in_turn(towns, "How many houses are without water at Ulvik?", "what did the painter answer?")
    assert [one.speaker.name for one in answer.quotations if one.speaker] == ["Dagny Roe"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("and Kallio?", "Matti Kallio"),
        ("and the painter?", "Dagny Roe"),
        ("and Henrik?", "Henrik Aune"),
    ],
)
def test_of_whom_a_question_is_asked_anew_is_told(towns: Answerer, words: str, told: str) -> None:
    answer = asked_in_turn(towns, "Why is there no water at Ulvik?", words)
    assert told in f"{answer.sentences[0].lead_text or ''} {answer.sentences[0].text}"


def test_of_whom_the_story_does_not_tell_the_answer_is_what_it_was(towns: Answerer) -> None:
    before = towns.answer(Question("How many houses are without water at Ulvik?"))
    alone = Fact("are without water at Ulvik. How many taps?", near=("dam",), own="How many taps?")
    anew = replace(alone, about="Zubrin")
    answers = [towns.answer(Question("", context=before.context, request=one)) for one in (alone, anew)]
    assert answers[0].sentences == answers[1].sentences
