"""Who asks who said that is told whose words the last sentence shown are, and no other's."""

import pytest

from retrieval.answering import Answerer
from retrieval.answering.factoid.who_told import asks_who_told, who_told
from retrieval.domain import Fact

from ..conftest import Opened, answerer_of, asked_in_turn

STORIES = [
    {
        "id": "bees",
        "headline": "Hives of Torsby lose a third of their bees",
        "published": "2025-05-20",
        "text": "The hives of Torsby lost 340 of their queens in March, the beekeepers' society said on Tuesday.\n\n"
        "“They went out and did not come home,” said the beekeeper Arne Holm. The hives stand by the railway of Torsby.\n\n"
        "The farmer Siv Lie said that no poison had been sprayed.",
    },
    *(
        {"id": f"o{n}", "headline": f"Day {n} at sea", "text": f"The boat sailed {n} miles and came home."}
        for n in range(9)
    ),
]
ASKING = ["who said that?", "Says who?", "and who says so", "according to whom?", "who told you that"]


@pytest.fixture(scope="module")
def torsby(opened: Opened) -> Answerer:
    return answerer_of(*opened(STORIES))


@pytest.mark.parametrize("words", ASKING)
def test_who_said_that_is_whose_words_were_shown(torsby: Answerer, words: str) -> None:
    answer = asked_in_turn(torsby, "How many queens did the hives of Torsby lose in March?", words)
    assert "340 of their queens" in answer.sentences[0].text
    (quotation,) = answer.quotations
    assert quotation.speaker is not None
    assert "society" in (quotation.speaker.name or quotation.speaker.text)


@pytest.mark.parametrize("words", ASKING)
def test_of_what_the_writer_says_nobody_is_said_to_have_said_it(torsby: Answerer, words: str) -> None:
    answer = asked_in_turn(torsby, "Where do the hives of Torsby stand?", words)
    assert answer.abstained
    assert [one.text for one in answer.nearest] == ["The hives stand by the railway of Torsby."]


@pytest.mark.parametrize(
    "words",
    ["who said that the bees died?", "who said no", "what did he say", "who is that", "who thinks so highly of bees"],
)
def test_other_questions_are_of_no_sentence_that_was_shown(words: str) -> None:
    assert not asks_who_told(Fact(words, own=words, answered=("bees", 0, 9)))


def test_of_a_sentence_that_is_gone_nothing_is_told(opened: Opened) -> None:
    sources = answerer_of(*opened(STORIES))._sources
    assert who_told(Fact("says who"), sources) is None
    assert who_told(Fact("says who", answered=("gone", 0, 9)), sources) is None
    assert who_told(Fact("says who", answered=("bees", 0, 99_999)), sources) is None
