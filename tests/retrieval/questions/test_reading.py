"""A question in somebody's own words becomes one request, read once, complete without the conversation."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.domain import (
    Context,
    Fact,
    Message,
    OutletsOn,
    Question,
    QuotationsIn,
    QuotationsOf,
    Request,
    SpeakersOn,
    StoryList,
    StoryOf,
    Summary,
    Talk,
    TimelineOf,
)
from retrieval.questions import reading
from retrieval.questions.reading import quotations_of, read_question, summary_of
from retrieval.questions.summaries import LONGER, SHORTER
from retrieval.questions.wording import words_of

NEWEST = dt.date(2025, 3, 10).toordinal()
TOLD = Context(
    topic="Ferry sinks in fog", question="When did the ferry sink?", articles=("a", "b"), shown=(("a", 0, 9),)
)
SPOKE = Context(topic="Talks", question="What did That Girl say?", articles=("a",), speaker="That Girl")


def read(text: str, context: Context = Context(), asked: str | None = None) -> Request:  # noqa: B008  frozen
    return read_question(Question(text, context=context, asked=asked), lambda: NEWEST).request


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("When was the bridge closed?", Fact("When was the bridge closed?")),
        ("Who said trams have rhythm?", SpeakersOn("trams have rhythm", (), Fact("Who said trams have rhythm?"))),
        (
            "What did Holt say about the frost?",
            QuotationsOf("Holt", "the frost", (), (), Fact("What did Holt say about the frost?")),
        ),
        ("Summarize the flood in two sentences", Summary(StoryOf("the flood"), 2)),
        ("bridge", StoryList("bridge")),
        ("what's new?", StoryList()),
        ("hello", Talk(Message.GREETING)),
        ("thanks", Talk(Message.THANKS)),
        ("?!", Talk(Message.NO_WORDS)),
        ("and when?", Talk(Message.NOTHING_BEFORE)),
    ],
)
def test_the_words_tell_the_request(text: str, request_: Request) -> None:
    assert read(text) == request_


def test_what_a_question_leaves_to_the_conversation_is_filled_in() -> None:
    assert read("summarize it", TOLD) == Summary(StoryOf(id="a"))
    assert read("summarize the second one", TOLD) == Summary(StoryOf(id="b"))
    assert read("what else?", TOLD) == Fact(
        "When did the ferry sink?", ("a", "b"), TOLD.shown, own="what else?", beside=TOLD.shown[-1]
    )
    assert read("tell me more about it in one sentence", TOLD) == read("tell me more about it in one sentence", TOLD)


@pytest.mark.parametrize("text", ["summarise", "sum it up", "can u sum that up pls", "what's it about?", "tl;dr"])
def test_a_summary_of_nothing_else_is_of_the_story_at_hand(text: str) -> None:
    assert read(text, TOLD) == Summary(StoryOf(id="a"))


@pytest.mark.parametrize("text", ["summarise", "tl;dr", "what is this about?"])
def test_without_a_story_at_hand_there_is_nothing_to_sum_up(text: str) -> None:
    assert read(text) == Talk(Message.NOTHING_BEFORE)


def test_how_long_a_summary_of_the_story_at_hand_is_to_be_is_read() -> None:
    assert read("short version?", TOLD) == read("in short", TOLD) == Summary(StoryOf(id="a"), SHORTER)
    assert read("tell me the whole story", TOLD) == Summary(StoryOf(id="a"), LONGER)


@pytest.mark.parametrize("text", ["who said what", "who is quoted in it?", "who spoke", "all the quotes pls"])
def test_who_said_what_is_asked_of_the_story_at_hand(text: str) -> None:
    assert read(text, TOLD) == QuotationsIn(("a", "b"))
    assert read(text) == Talk(Message.NOTHING_BEFORE)


@pytest.mark.parametrize("text", ["no", "wrong", "not him", "that's not what I asked", "thats wrong"])
def test_who_turns_an_answer_down_asks_again_for_another(text: str) -> None:
    request = read(text, TOLD)
    assert isinstance(request, Fact)
    assert (request.text, request.without) == (TOLD.question, TOLD.shown)


@pytest.mark.parametrize("topic", ["it", "her", "that", "them"])
def test_what_somebody_said_about_it_is_what_they_said_in_the_story_at_hand(topic: str) -> None:
    context = Context(question="Who won?", articles=("a",), person="Ole Holt")
    request = read(f"what did he say about {topic}?", context)
    assert isinstance(request, QuotationsOf)
    assert (request.speaker, request.topic, request.articles) == ("Ole Holt", None, ("a",))


def test_who_is_to_have_said_it_is_told_by_what_asks_and_not_by_what_it_leans_on() -> None:
    request = read("what did the harbour office say to that?", TOLD)
    assert isinstance(request, QuotationsOf)
    assert (request.speaker, request.topic, request.articles) == ("the harbour office", None, TOLD.articles)
    assert isinstance(read("what did they say to that?", TOLD), Fact)


@pytest.mark.parametrize("text", ["timeline pls", "can i get a timeline"])
def test_courtesy_is_no_topic(text: str) -> None:
    assert read(text, TOLD) == TimelineOf(StoryOf(id="a"))


@pytest.mark.parametrize("text", ["source?", "where did you get this", "which papers have it"])
def test_where_it_stands_is_asked_of_the_story_at_hand(text: str) -> None:
    assert read(text, TOLD) == OutletsOn(StoryOf(id="a"))


def test_days_are_read_off_the_words_and_the_newest_story() -> None:
    first = dt.date(2025, 2, 1).toordinal()
    assert read("news from February 2025") == StoryList(None, (first, first + 30))
    day = dt.date(2024, 4, 2).toordinal()
    assert read("What happened on 2 April?", asked="2026-06-01") == StoryList(None, (day, day))


def test_more_of_somebody_is_theirs_however_the_name_reads_as_words() -> None:
    request = read("what else?", SPOKE)
    assert isinstance(request, QuotationsOf)
    assert request.speaker == "That Girl"


def test_a_standing_question_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def counting(name: str) -> Any:
        real = getattr(reading, name)

        def call(*given: Any) -> Any:
            seen.append(name)
            return real(*given)

        return call

    for name in ("wanted", "resolve"):
        monkeypatch.setattr(reading, name, counting(name))
    read("What did Holt say about the frost?")
    assert seen == ["wanted", "resolve"]


@given(st.text(max_size=80))
def test_any_words_are_a_request_that_can_be_worded(text: str) -> None:
    assert isinstance(words_of(read(text, TOLD)), str)


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_name_and_a_topic_are_taken_as_they_are(name: str, topic: str) -> None:
    request = quotations_of(name, topic, Context())
    assert (request.speaker, request.topic or "") == (name, topic)


def test_she_is_whose_words_the_conversation_is_about() -> None:
    assert quotations_of("she", None, SPOKE).speaker == "That Girl"
    assert quotations_of("she", None, Context()).speaker == "she"


def test_the_words_of_a_command_may_name_length_and_number() -> None:
    assert summary_of("the second one in 2 sentences", TOLD) == Summary(StoryOf(id="b"), 2)
    assert summary_of("longer", TOLD) == Summary(StoryOf(id="a"), 6)
    assert summary_of("the flood since Monday", Context(), "2025-03-05") == Summary(
        StoryOf("the flood"), since="2025-03-03"
    )


def test_a_pronoun_asks_for_whom_it_stands_in_the_story_at_hand() -> None:
    """Of two ages in a story, that of whoever was named is asked for."""
    told = Context(question="Who won the race?", articles=("a",), person="Ines Dahl")
    asked = read("how old is she?", told)
    assert isinstance(asked, Fact)
    assert asked.own == "how old is Ines Dahl?"


@pytest.mark.parametrize(
    "words", ["tell me more about the wheel fire", "can you tell me a bit more about the wheel fire"]
)
def test_more_of_what_was_not_told_yet_is_its_story(words: str) -> None:
    request = read(words)
    assert isinstance(request, Summary)
    assert "wheel fire" in request.story.words
    assert isinstance(read("tell me more about the captain", TOLD), Fact)


@pytest.mark.parametrize("mark", ["\ud83d", "\ufffd ", "\u200f", "🎉 ", "👩‍🚀", "#", "@", "\u00ad"])
def test_what_nobody_reads_beside_a_name_is_no_part_of_it(mark: str) -> None:
    asked = read_question(Question(f"what did {mark}rusk say"), lambda: 0)
    assert asked == read_question(Question("what did rusk say"), lambda: 0)
