from collections.abc import Callable

import pytest

from retrieval.answering import Answerer
from retrieval.archive.archive import Archive
from retrieval.domain import Answer, Message, Question, Said
from retrieval.index.embedded import EmbeddedIndex

from ..conftest import answerer_of

STORIES = [
    {
        "id": "circus",
        "headline": "Circus loses its tent in Velden",
        "published": "2024-06-01",
        "text": "A gust carried off the tent of the Circus Bramani in Velden on Friday.\n\n"
        "“It went up like a prayer,” said the director, Carla Bramani. She said the elephants had not been frightened.\n\n"
        "Mayor Hugo Stahl promised the circus a hall. He said rent was out of the question.\n\n"
        "Veltex Canvas said in a statement that the pegs had been too short.",
    },
    {
        "id": "trial",
        "headline": "Baker denies selling Norden rolls as fresh",
        "published": "2024-06-03",
        "text": "The baker Egon Tuft told the court on Monday that his rolls had been fresh. Tuft has baked in Norden for 30 years.\n\n"
        "His lawyer, Ida Quist, said freshness was a matter of opinion.\n\n"
        "Mayor Rita Oland of Norden said she had switched to porridge.",
    },
]

MUSEUM = {
    "id": "museum",
    "headline": "Museum at Orrin opens its cellar",
    "published": "2024-06-05",
    "text": "The museum at Orrin opened its cellar of clocks on Sunday. Its director, Pavel Ruhl, said that every clock ran late.",
}


@pytest.fixture(scope="module")
def court(opened: Callable[..., tuple[Archive, EmbeddedIndex]]) -> Answerer:
    return answerer_of(*opened(STORIES))


def speakers(answer: Answer) -> set[str | None]:
    return {quotation.speaker.name for quotation in answer.quotations if quotation.speaker}


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("what did the director say", "Carla Bramani"),
        ("What did the director of the circus say about the elephants?", "Carla Bramani"),
        ("What did the mayor of Norden say?", "Rita Oland"),
        ("What did the mayor of Velden say?", "Hugo Stahl"),
        ("what did Tuft's lawyer say", "Ida Quist"),
    ],
)
def test_somebody_asked_for_by_a_role_is_quoted(court: Answerer, question: str, speaker: str) -> None:
    assert speakers(court.answer(Question(question))) == {speaker}


def test_of_several_in_a_role_the_one_is_quoted_who_spoke_of_what_is_asked(
    opened: Callable[..., tuple[Archive, EmbeddedIndex]],
) -> None:
    court = answerer_of(*opened([*STORIES, MUSEUM]))
    assert speakers(court.answer(Question("what did the director think of the clocks"))) == {"Pavel Ruhl"}
    assert speakers(court.answer(Question("what did the director think of the elephants"))) == {"Carla Bramani"}


def test_anyone_from_a_company_may_be_the_company_itself(court: Answerer) -> None:
    answer = court.answer(Question("Has anyone from Veltex Canvas commented on the pegs?"))
    assert speakers(answer) == {"Veltex Canvas"}


def test_what_else_follows_from_a_role(court: Answerer) -> None:
    first = court.answer(Question("what did the director say"))
    after = court.answer(Question("what else did she say", context=first.context))
    assert after.abstained
    assert after.message == Said(Message.NO_MORE, speaker="Carla Bramani")


def test_a_role_that_nobody_has_is_quoted_by_nobody(court: Answerer) -> None:
    assert court.answer(Question("what did the captain say")).abstained
    assert court.answer(Question("what did the mayor of Tarsk say")).abstained


def test_somebody_quoted_on_something_else_is_said_to_be(court: Answerer) -> None:
    answer = court.answer(Question("What did Stahl say about the elephants?"))
    assert answer.abstained
    assert not answer.quotations
    assert answer.message == Said(Message.NOT_ON_TOPIC, speaker="Hugo Stahl", topic="the elephants")
