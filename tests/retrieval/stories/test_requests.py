"""Requests for a summary: which story, in how many sentences, since when."""

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.domain import AnswerKind, Article, Context, Question
from retrieval.stories import Stories
from retrieval.stories.requests import LONGER, MOST, SHORTER, Request, read_request

from .conftest import CHESS, FLOOD, FLOOD_AGAIN, Newsroom

Report = Callable[..., Article]
#: a Wednesday
TODAY = dt.date(2025, 3, 5)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the flood story", Request("the flood")),
        ("the flood in two sentences", Request("the flood", 2)),
        ("in one sentence, the flood", Request("the flood", 1)),
        ("the flood in 4 short sentences please", Request("the flood", 4)),
        ("this story in 900 sentences", Request("", MOST)),
        ("the flood, briefly", Request("the flood", SHORTER)),
        ("longer", Request("", LONGER)),
        ("a bit longer please", Request("", LONGER)),
        ("make it shorter", Request("", SHORTER)),
        ("in two sentences", Request("", 2)),
        ("the flood in more detail", Request("the flood", LONGER)),
        ("the flood since Monday", Request("the flood", since="2025-03-03")),
        ("the flood since last week", Request("the flood", since="2025-02-26")),
        ("the flood since 1 March", Request("the flood", since="2025-03-01")),
        ("the flood since February 2025", Request("the flood", since="2025-02-01")),
        ("the flood since 2024", Request("the flood", since="2024-01-01")),
        ("the story about the mayor of Brunn", Request("the mayor of Brunn")),
        ("news from Brunn", Request("news from Brunn")),
        ("it", Request("")),
        ("this article", Request("")),
        ("", Request("")),
    ],
)
def test_a_request_is_read(words: str, expected: Request) -> None:
    assert read_request(words, TODAY) == expected


@given(st.text(max_size=60))
def test_any_words_are_a_request(words: str) -> None:
    request = read_request(words, TODAY)
    assert request.sentences is None or 1 <= request.sentences <= MOST


@pytest.fixture
def stories(newsroom: Newsroom, report: Report) -> Stories:
    newsroom.add(
        report("a", FLOOD, "2025-03-03", "Lind floods Brunn", "Coast Daily"),
        report("b", FLOOD_AGAIN, "2025-03-04", "Boats search Brunn", "The Ledger"),
        report("c", CHESS, "2025-03-04", "Sol is chess champion", "The Ledger"),
        report(
            "d",
            "Irina Sol opened a chess school in Dornholm. The chess school has 12 boards.",
            "2025-06-01",
            "Chess school opens",
        ),
    )
    return Stories(newsroom.archive, newsroom.pipeline.index)


def test_a_story_is_told_at_the_length_asked_for(stories: Stories) -> None:
    answer = stories.tell(Question("Summarize the Brunn flood in two sentences"), "the Brunn flood in two sentences")
    assert answer.kind is AnswerKind.SUMMARY
    assert len(answer.sentences) == 2
    assert answer.context.question == "Summarize the Brunn flood in two sentences"
    assert len(stories.tell(Question("tl;dr"), "the Brunn flood, longer").sentences) == 6


def test_this_story_is_the_one_the_conversation_is_about(stories: Stories) -> None:
    context = Context(topic="Sol is chess champion", articles=("c",))
    answer = stories.tell(
        Question("Summarize this story in one sentence", context=context), "this story in one sentence"
    )
    assert [e.article_id for e in answer.sentences] == ["c"]


def test_since_a_day_only_what_came_after_is_told(stories: Stories) -> None:
    answer = stories.tell(Question("catch me up", asked="2025-03-05"), "the Brunn flood since yesterday")
    assert {e.article_id for e in answer.sentences} == {"b"}


def test_where_several_stories_fit_they_are_offered(stories: Stories) -> None:
    answer = stories.tell(Question("Summarize Irina Sol chess"), "Irina Sol chess")
    assert answer.kind is AnswerKind.STORIES
    assert {c.article_id for c in answer.citations} == {"c", "d"}
    assert not answer.sentences


def test_a_headline_names_its_story(stories: Stories) -> None:
    answer = stories.tell(Question("Summarize: Chess school opens"), "Chess school opens")
    assert {e.article_id for e in answer.sentences} == {"d"}


def test_a_story_nobody_told_gets_the_nearest_headlines(stories: Stories) -> None:
    context = Context(topic="earlier")
    answer = stories.tell(Question("Summarize the volcano of Tasqar", context=context), "the volcano of Peru and Fiji")
    assert answer.abstained
    assert answer.citations
    assert answer.context == context
