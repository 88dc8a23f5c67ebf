"""Requests in words: read back, the words ask for the same again."""

import pytest

from retrieval.domain import (
    CheckOf,
    DossierOf,
    EverythingBy,
    Fact,
    HowOften,
    LastQuoted,
    Latest,
    OthersOn,
    OutletsOn,
    Question,
    QuotationsIn,
    QuotationsOf,
    Request,
    SideBySide,
    SpeakersOn,
    StoryList,
    StoryOf,
    Summary,
    TimelineOf,
)
from retrieval.questions.reading import read_question
from retrieval.questions.wording import LONGEST, words_of

SAME = (
    Fact("How deep is the quarry?"),
    QuotationsOf("Edda Brill"),
    QuotationsOf("Edda Brill", "the dust"),
    SpeakersOn("the dust is harmless"),
    HowOften("Edda Brill", quoted=True),
    HowOften("Edda Brill", quoted=False),
    SideBySide(("Edda Brill", "Jonas Falk"), None),
    SideBySide(("Edda Brill", "Jonas Falk"), "the dust"),
    OthersOn("the dust"),
    Latest(StoryOf("the quarry at Tolm")),
    OutletsOn(StoryOf("the quarry at Tolm")),
    Summary(StoryOf("the quarry at Tolm")),
)


def read(words: str) -> Request:
    return read_question(Question(words, asked="2024-04-01"), lambda: 0).request


@pytest.mark.parametrize("request_", SAME, ids=repr)
def test_the_words_of_a_request_are_read_as_the_same_request(request_: Request) -> None:
    again = read(words_of(request_))
    assert type(again) is type(request_)
    for name in ("speaker", "topic", "name", "quoted", "speakers"):
        assert getattr(again, name, None) == getattr(request_, name, None)
    if (story := getattr(request_, "story", None)) is not None:
        assert story.words.removeprefix("the ") in getattr(again, "story").words  # noqa: B009


@pytest.mark.parametrize(
    "request_", [EverythingBy("Edda Brill"), DossierOf("Edda Brill"), LastQuoted("Edda Brill", None)]
)
def test_all_that_somebody_says_is_asked_for_as_what_they_said(request_: Request) -> None:
    again = read(words_of(request_))
    assert isinstance(again, QuotationsOf)
    assert (again.speaker, again.topic) == ("Edda Brill", None)


def test_the_last_words_on_a_topic_keep_it() -> None:
    assert words_of(LastQuoted("Edda Brill", "the dust")) == words_of(QuotationsOf("Edda Brill", "the dust"))


def test_a_long_message_to_be_checked_is_cut_and_a_short_one_is_not() -> None:
    assert words_of(CheckOf("x" * LONGEST)) == "x" * LONGEST
    assert words_of(CheckOf("x" * (LONGEST + 1))) == "x" * LONGEST


def test_what_is_not_asked_in_words_has_none() -> None:
    assert words_of(TimelineOf(StoryOf(id="s1"))) == ""


def test_without_a_topic_the_story_at_hand_is_meant() -> None:
    assert words_of(SpeakersOn(None)) == "Who said that?"
    assert words_of(OthersOn(None)) == "Who else spoke about that?"
    assert words_of(Summary(StoryOf(id="s1"))) == "Summarize this story"
    assert words_of(QuotationsIn(("a",))) == "Who said what?"
    assert words_of(StoryList(None)) == "stories"
