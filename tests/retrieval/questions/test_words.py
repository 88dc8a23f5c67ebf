"""Questions in scripts without spaces: what they ask with is not searched for, and makes them questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.domain import AnswerKind
from retrieval.questions import analyse
from retrieval.questions.kinds import wanted
from retrieval.questions.words import asks, without_asking


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("港はいつ開きましたか", {"港"}),
        ("市長は誰ですか？", {"市長"}),
        ("大桥什么时候开放？", {"大桥", "开放"}),
        ("谁修了大桥", {"修了", "大桥"}),
    ],
)
def test_words_of_asking_are_not_searched_for(text: str, kept: set[str]) -> None:
    terms = set(analyse(text).terms)
    assert kept <= terms
    assert not terms & {"いつ", "誰で", "什么", "么时", "时候", "ですか", "谁修"}
    assert asks(text)
    assert wanted(text).kind is AnswerKind.FACT


@pytest.mark.parametrize("text", ["港", "きのこの山", "大桥", "When did it open?", ""])
def test_other_words_stay_and_ask_nothing(text: str) -> None:
    assert without_asking(text) == text
    assert not asks(text)


@given(st.text(max_size=40))
def test_nothing_moves(text: str) -> None:
    found = without_asking(text)
    assert len(found) == len(text)
    assert all(after in {before, " "} for before, after in zip(text, found, strict=True))
