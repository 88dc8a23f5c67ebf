"""A relative is given only where the story has a word for such a tie."""

import pytest

from retrieval.answering.factoid.kin import tie_asked
from retrieval.domain import Question

from ..conftest import Opened, answerer_of

PILOT = {
    "id": "pilot",
    "headline": "Glider pilot lands on a school",
    "published": "2024-06-02",
    "text": "Glider pilot Runa Voss landed on the roof of a school in Tarn on Friday. Voss, 41, was unhurt.\n\n"
    "“I needed a flat place,” said Voss, who was helped down by the caretaker, Emil Sand.",
}
WEDDING = {
    "id": "baker",
    "headline": "Baker of Osk wins a prize",
    "published": "2024-06-03",
    "text": "Baker Tilda Wroe won the prize of Osk on Friday. Her bread is black.\n\n"
    "Wroe married Anton Bly, a miller, in 2009.",
}


@pytest.mark.parametrize(
    "question",
    [
        "who is runa voss's husband",
        "who is voss husband",
        "who's the husband of Runa Voss?",
        "what is runa voss's daughter called",
    ],
)
def test_nobody_is_given_for_a_relative_of_whom_the_story_has_no_word(opened: Opened, question: str) -> None:
    answer = answerer_of(*opened([PILOT, WEDDING])).answer(Question(question))
    assert answer.abstained


@pytest.mark.parametrize("question", ["who is tilda wroe's husband", "who is the husband of the baker Tilda Wroe"])
def test_another_word_for_the_tie_tells_it(opened: Opened, question: str) -> None:
    answer = answerer_of(*opened([PILOT, WEDDING])).answer(Question(question))
    assert not answer.abstained
    assert {one.article_id for one in answer.sentences} == {"baker"}


@pytest.mark.parametrize(
    "question",
    [
        "who is Runa Voss",
        "who married Runa Voss's brother",
        "what did her husband say",
        "who saved the children of Tarn",
    ],
)
def test_other_questions_ask_for_no_relative(question: str) -> None:
    assert tie_asked(question) == ()


def test_one_word_of_a_line_stands_for_the_others() -> None:
    assert {"wife", "married"} <= set(tie_asked("who was his late wife?"))
