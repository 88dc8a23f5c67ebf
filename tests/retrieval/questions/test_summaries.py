"""Requests for a summary: which story, in how many sentences, since when."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.domain import StoryOf, Summary
from retrieval.questions.summaries import LONGER, MOST, SHORTER, read_summary

#: a Wednesday
TODAY = dt.date(2025, 3, 5)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the flood story", Summary(StoryOf("the flood"))),
        ("the flood in two sentences", Summary(StoryOf("the flood"), 2)),
        ("in one sentence, the flood", Summary(StoryOf("the flood"), 1)),
        ("the flood in 4 short sentences please", Summary(StoryOf("the flood"), 4)),
        ("this story in 900 sentences", Summary(StoryOf(""), MOST)),
        ("the flood, briefly", Summary(StoryOf("the flood"), SHORTER)),
        ("longer", Summary(StoryOf(""), LONGER)),
        ("a bit longer please", Summary(StoryOf(""), LONGER)),
        ("make it shorter", Summary(StoryOf(""), SHORTER)),
        ("in two sentences", Summary(StoryOf(""), 2)),
        ("that coffee drinkers live longer", Summary(StoryOf("that coffee drinkers live longer"))),
        ("a longer version of the flood", Summary(StoryOf("a version of the flood"), LONGER)),
        ("the flood pls", Summary(StoryOf("the flood"))),
        ("the flood in more detail", Summary(StoryOf("the flood"), LONGER)),
        ("the flood since Monday", Summary(StoryOf("the flood"), since="2025-03-03")),
        ("the flood since last week", Summary(StoryOf("the flood"), since="2025-02-26")),
        ("the flood since 1 March", Summary(StoryOf("the flood"), since="2025-03-01")),
        ("the flood since February 2025", Summary(StoryOf("the flood"), since="2025-02-01")),
        ("the flood since 2024", Summary(StoryOf("the flood"), since="2024-01-01")),
        ("the story about the mayor of Brunn", Summary(StoryOf("the mayor of Brunn"))),
        ("news from Brunn", Summary(StoryOf("news from Brunn"))),
        ("it", Summary(StoryOf(""))),
        ("this article", Summary(StoryOf(""))),
        ("", Summary(StoryOf(""))),
    ],
)
def test_a_request_is_read(words: str, expected: Summary) -> None:
    assert read_summary(words, TODAY) == expected


@given(st.text(max_size=60))
def test_any_words_are_a_request(words: str) -> None:
    request = read_summary(words, TODAY)
    assert request.sentences is None or 1 <= request.sentences <= MOST
