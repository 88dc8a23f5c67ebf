"""Nobody's name is given to somebody of whom a story tells without one."""

import pytest

from retrieval.answering import Answerer
from retrieval.answering.factoid.unnamed import name_asked_of_somebody_unnamed
from retrieval.domain import Fact

from ..conftest import Opened, answerer_of, asked_in_turn

STORIES = [
    {
        "id": "slide",
        "headline": "Landslide at Hovde blocks the valley road",
        "published": "2025-04-07",
        "text": "A landslide at Hovde blocked the valley road on Monday. A man of 54 was killed in his lorry.\n\n"
        "His name has not been released. The road will stay shut for a week.\n\n"
        "“We heard it before we saw it,” said the teacher, Berit Sand. The geologist Odd Myhre measured the slope.\n\n"
        "A girl of nine was pulled out of the mud. She was later named as Signe Dahl by the hospital.",
    },
    {
        "id": "fair",
        "headline": "Fair of Lunde opens",
        "published": "2025-04-08",
        "text": "The fair of Lunde opened. The name of the horse that won was Brunte, and its rider was Ola Vik.",
    },
]


@pytest.fixture(scope="module")
def valley(opened: Opened) -> Answerer:
    return answerer_of(*opened(STORIES))


@pytest.mark.parametrize("words", ["what was his name", "who was he?", "and his name?"])
def test_who_has_no_name_in_the_story_gets_nobody_elses(valley: Answerer, words: str) -> None:
    answer = asked_in_turn(valley, "Who was killed by the landslide at Hovde?", words)
    assert answer.abstained
    assert "His name has not been released." in [one.text for one in answer.nearest]


def test_who_is_named_behind_what_was_shown_is_told(valley: Answerer) -> None:
    answer = asked_in_turn(valley, "Which girl was pulled out of the mud at Hovde?", "what is her name")
    assert "Signe Dahl" in answer.sentences[0].text


@pytest.mark.parametrize(
    ("text", "unnamed"),
    [
        ("did anyone die. what was her name", True),
        ("was anybody hurt. whats their names", True),
        ("who was he", True),
        ("was anybody hurt. and who was she?", True),
        ("was anybody hurt. and the victim, who was she", False),
        ("what was Ida Falk's name", False),
        ("what is the name of the ship", False),
        ("who was the mayor", False),
    ],
)
def test_a_name_is_asked_for_of_a_pronoun(text: str, unnamed: bool) -> None:
    assert name_asked_of_somebody_unnamed(Fact(text, answered=("slide", 0, 9))) is unnamed
    assert not name_asked_of_somebody_unnamed(Fact(text))


def test_who_is_named_before_what_was_shown_in_its_paragraph_is_told(opened: Opened) -> None:
    answerer = answerer_of(*opened([{
        "id": "dyke", "headline": "Dyke of Ellin holds", "published": "2025-04-09",
        "text": "The sea came at night.\n\n“I counted every stone,” said the warden, Thea Lie. “The dyke held, and I slept.”\n\n"
        "The dyke of Ellin was built in 1911. It cost 40 lives.",
    }]))  # fmt: skip
    answer = asked_in_turn(answerer, "Did the dyke of Ellin hold?", "who is she?")
    told = [f"{one.lead_text or ''} {one.text}" for one in (*answer.sentences, *answer.nearest)]
    assert "Thea Lie" in told[0]
