"""Whoever is asked for by a role is named by the article, or nobody is given in their place."""

import pytest

from retrieval.answering.factoid.role_names import is_named, role_asked
from retrieval.domain import Question

from ..conftest import Opened, answerer_of

GLIDER = {
    "id": "glider",
    "headline": "Glider lands on the beach of Morn",
    "text": "A glider landed on the beach of Morn on Saturday. The pilot, a woman from Sarn, was unhurt. "
    "Lifeguard Ben Orr gave her tea. “She asked for sugar,” Orr said. The beach was closed for an hour.",
}


@pytest.mark.parametrize("words", ["What is the name of the pilot of the glider?", "who was the pilot of the glider"])
def test_nobody_stands_in_for_somebody_who_is_not_named(opened: Opened, words: str) -> None:
    answer = answerer_of(*opened([GLIDER])).answer(Question(words))
    assert answer.abstained
    assert not answer.sentences
    assert answer.nearest
    assert [citation.article_id for citation in answer.citations] == ["glider"]


def test_somebody_who_is_named_is_given(opened: Opened) -> None:
    named = GLIDER | {"text": GLIDER["text"].replace("The pilot, a woman", "The pilot, Ida Prell, a woman")}
    answer = answerer_of(*opened([named])).answer(Question("who was the pilot of the glider"))
    assert not answer.abstained
    assert "Ida Prell" in answer.sentences[0].text


CHAMBER = {
    "id": "chamber",
    "headline": "Traders glad of the bridge",
    "text": "The president of the chamber of Lome, Leo Crane, said that traders were glad. The bridge opened on Friday.",
}


@pytest.mark.parametrize(
    "words", ["who is the president of france", "Who is the President of the Republic of Ostmark?"]
)
def test_the_bearer_of_an_office_is_not_the_one_of_an_office_that_no_story_knows(opened: Opened, words: str) -> None:
    assert answerer_of(*opened([CHAMBER])).answer(Question(words)).abstained


@pytest.mark.parametrize(
    "words", ["who is the president of the chamber", "Who is the president of the Chamber of Lome?"]
)
def test_but_of_one_that_a_story_knows(opened: Opened, words: str) -> None:
    answer = answerer_of(*opened([CHAMBER])).answer(Question(words))
    assert "Leo Crane" in answer.sentences[0].text


TUG = {
    "id": "tug",
    "headline": "Tug saves ferry off Lome",
    "text": "“The fog came in a minute,” said the ferry's captain, Egil Borg. The tug Blue Heron towed the ferry to Lome on "
    "Friday. The captain of the Blue Heron slept for an hour. The harbour of Lome was closed.",
}


def test_who_bears_the_role_elsewhere_lends_no_sentence_without_a_name_to_the_question(opened: Opened) -> None:
    answer = answerer_of(*opened([TUG])).answer(Question("who is the captain of the tug Blue Heron"))
    assert answer.abstained
    assert "Egil Borg" in answer.nearest[0].text  # whether it is he is for the reader to judge


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Captain Egil Borg spoke.", True),
        ("The captain, Egil Borg, spoke.", True),
        ("Egil Borg, 41, the ferry's captain, spoke.", True),
        ("The captain of the ferry, Egil Borg, spoke.", True),
        ("The captain was named as Egil Borg.", True),
        ("Egil Borg became captain in May.", True),
        ("On Tuesday. The captain spoke.", False),
        ("The captain thanked a diver, Ola Renn.", False),
        ("Ola Renn, a diver who saved the captain, spoke.", False),
        ("The captain spoke. Ola Renn listened.", False),
    ],
)
def test_a_name_belongs_to_a_role_only_where_they_stand_together(text: str, named: bool) -> None:
    assert is_named("captain", text) is named


@pytest.mark.parametrize(
    "words",
    ["Who won the race?", "What is the name of the ferry?", "who owns the mill", "Who was the captain's friend?"],
)
def test_other_questions_ask_for_no_role(words: str) -> None:
    assert role_asked(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "do you know the name of the pilot of the glider?",
        "name of the pilot who landed on the beach of Morn",
        "what's the name of the 40 year old pilot of the glider",
    ],
)
def test_a_name_is_asked_for_however_the_question_opens(words: str) -> None:
    assert role_asked(words) == "pilot"


def test_the_name_of_a_thing_is_nobodys() -> None:
    assert role_asked("name of the glider that landed on the beach") is None
    assert role_asked("who was in the glider when in the name of the pilot it was sold") is None
