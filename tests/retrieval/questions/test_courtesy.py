"""Small words of courtesy: what is left of a question without them, and that something is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.questions.courtesy import without_asides, without_courtesy


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("why did the mill close tho", "why did the mill close"),
        ("who turned the wheel, pls?", "who turned the wheel?"),
        ("Thanks! who bought it", "who bought it"),
        ("ok, and the roof?", "and the roof?"),
        ("when does it open? thanks", "when does it open"),
        ("who said please", "who said"),
        ("what did Odo say about the pleasant wheel", "what did Odo say about the pleasant wheel"),
        ("Good evening, what is new at the mill?", "what is new at the mill?"),
        ("hey there! who bought it", "who bought it"),
        ("hello.", "hello."),
        ("thx", "thx"),
        ("pls!", "pls!"),
    ],
)
def test_what_is_added_to_a_question_is_no_part_of_it(typed: str, left: str) -> None:
    assert without_asides(typed) == left


def test_every_small_word_around_a_request_is_left_out() -> None:
    assert without_courtesy("hey, can u please give me the timeline pls?!") == "give me the timeline"
    assert without_courtesy("what has happened since then") == "what has happened since then"


@given(st.text(max_size=80))
def test_a_question_with_letters_keeps_some(text: str) -> None:
    assert any(map(str.isalnum, without_asides(text))) == any(map(str.isalnum, text))
