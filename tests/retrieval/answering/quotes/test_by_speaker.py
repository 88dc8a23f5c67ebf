from collections.abc import Callable

import pytest

from retrieval.answering.factoid.answer import FactoidAnswers
from retrieval.answering.factoid.weights import Weights
from retrieval.answering.quotes.by_speaker import answer_everything_by, answer_quotations_in, of_others, place_of
from retrieval.answering.search import Search
from retrieval.answering.sources import Sources
from retrieval.archive.archive import Archive
from retrieval.domain import Answer, EverythingBy, Message, Quotation, QuotationKind, QuotationsIn, Said, Speaker
from retrieval.index.embedded import EmbeddedIndex
from retrieval.quotations.people import is_joint
from retrieval.stories import Stories

STORIES = [
    {
        "id": "mill",
        "headline": "Mill at Garsten is for sale",
        "published": "2024-05-01",
        "text": "“The wheel has not turned since spring,” said the miller, Odo Kemp.\n\n"
        "“We will turn it again,” said Mayor Lina Fark.\n\n"
        "“Flour is not what it was,” said Odo Kemp.",
    },
    {
        "id": "wheel",
        "headline": "Garsten's wheel turns",
        "published": "2024-06-01",
        "text": "“It squeaks, but it turns,” said Odo Kemp on Saturday. The mill was built in 1790.\n\n"
        "“Nobody believed us,” said Odo Kemp and Lina Fark in a joint letter.",
    },
]


@pytest.fixture(scope="module")
def sources(opened: Callable[..., tuple[Archive, EmbeddedIndex]]) -> Sources:
    archive, index = opened(STORIES)
    return Sources(archive, Search(archive, index), FactoidAnswers(archive, Weights()), lambda: Stories(archive, index))


def words(answer: Answer) -> list[str]:
    return [quotation.text.strip("“”,. ") for quotation in answer.quotations]


def test_what_somebody_said_comes_newest_first_without_what_was_shown_or_said_by_two(sources: Sources) -> None:
    every = answer_everything_by(EverythingBy("Odo Kemp"), sources)
    assert words(every)[0] == "It squeaks, but it turns"
    assert "Nobody believed us" not in words(every)
    rest = answer_everything_by(EverythingBy("Odo Kemp", (place_of(every.quotations[0]),)), sources)
    assert words(rest) == words(every)[1:]
    nothing = answer_everything_by(EverythingBy("Odo Kemp", tuple(map(place_of, every.quotations))), sources)
    assert nothing.message == Said(Message.NO_OTHERS, speaker="Odo Kemp")


def test_the_quotations_of_an_article_stand_speaker_by_speaker(sources: Sources) -> None:
    answer = answer_quotations_in(QuotationsIn(("mill",)), sources)
    assert words(answer) == [
        "The wheel has not turned since spring",
        "Flour is not what it was",
        "We will turn it again",
    ]
    assert answer_quotations_in(QuotationsIn(("gone",)), sources).message == Said(Message.NOBODY_QUOTED)


def said(name: str | None, text: str = "she") -> Quotation:
    return Quotation(QuotationKind.DIRECT, ((0, 5),), "words", Speaker(text, 0, 3, name))


def test_others_are_those_who_are_not_the_first_speaker() -> None:
    first, again, other = said("Odo Kemp"), said("Odo Kemp", "Kemp"), said("Lina Fark")
    assert of_others([first, again, other]) == (other,)
    assert of_others([]) == ()


@pytest.mark.parametrize(
    ("name", "joint"), [("Odo Kemp and Lina Fark", True), ("Odo Kemp", False), ("Smith and Sons", False), (None, False)]
)
def test_two_people_quoted_as_one_are_joint_and_a_firm_is_not(name: str | None, joint: bool) -> None:
    assert is_joint(Speaker("they", 0, 4, name)) is joint
    assert not is_joint(None)
