"""Whatever somebody said is on "the match", though their words and the story do not call it one."""

import pytest

from retrieval.answering import Answerer
from retrieval.answering.quotes.answer import IN_ROLE
from retrieval.domain import Message, Question
from retrieval.questions.kinds import is_when_they_did
from retrieval.questions.speech import is_general

from ..conftest import Opened, answerer_of

STORIES = [
    {
        "id": "rowing",
        "headline": "Eights of Lune go home without a medal",
        "published": "2025-07-01",
        "text": "The eights of Lune came in last on Sunday. “My arms were gone at the bridge,” said the stroke, Kari Bue. "
        "The trainer, Per Lid, said that the boat had been too heavy.",
    },
    {
        "id": "dairy",
        "headline": "Dairy of Sund sells its herd",
        "published": "2025-07-02",
        "text": "The dairy of Sund sold its herd. “The cows will be happier than I am,” said the farmer, Gro Nes.",
    },
]


@pytest.fixture(scope="module")
def lune(opened: Opened) -> Answerer:
    return answerer_of(*opened(STORIES))


@pytest.mark.parametrize("topic", ["the race", "the result", "the whole situation", "this defeat"])
def test_somebody_is_quoted_on_what_only_stands_for_the_story(lune: Answerer, topic: str) -> None:
    answer = lune.answer(Question(f"What did Kari Bue say about {topic}?"))
    assert "My arms were gone" in answer.sentences[0].text
    assert answer.probability <= IN_ROLE


def test_on_a_matter_of_its_own_somebody_is_still_not_quoted(lune: Answerer) -> None:
    answer = lune.answer(Question("What did Kari Bue say about milk?"))
    assert answer.abstained
    assert answer.message is not None
    assert answer.message.message is Message.NOT_ON_TOPIC


@pytest.mark.parametrize(
    ("topic", "general"), [("the game", True), ("the game of chess", False), ("herds", False), ("", False)]
)
def test_a_topic_is_general_by_its_noun_alone(topic: str, general: bool) -> None:
    assert is_general(topic) is general


TWICE = {
    "id": "regatta",
    "headline": "Lune hopes for the autumn regatta",
    "published": "2025-08-01",
    "text": "Lune trains for the autumn. “We row at five in the morning,” said the stroke, Kari Bue.",
}


@pytest.mark.parametrize("when", ["when she lost", "after she tripped", "as she stepped ashore"])
def test_somebody_of_one_story_is_quoted_on_when_they_did_something(lune: Answerer, when: str) -> None:
    answer = lune.answer(Question(f"What did Kari Bue say {when}?"))
    assert "My arms were gone" in answer.sentences[0].text
    assert answer.probability <= IN_ROLE


def test_of_several_stories_none_is_known_to_be_of_that_time(opened: Opened) -> None:
    answer = answerer_of(*opened([*STORIES, TWICE])).answer(Question("What did Kari Bue say when she married?"))
    assert answer.abstained


@pytest.mark.parametrize(
    ("topic", "theirs"),
    [
        ("when he resigned", True),
        ("when they met the pope", False),
        ("when the roof fell", False),
        ("after the vote", False),
        ("when she heard of the fire in the mill", False),
        (None, False),
    ],
)
def test_a_time_is_theirs_where_they_did_something_in_a_word_or_two(topic: str | None, theirs: bool) -> None:
    assert is_when_they_did(topic) is theirs
