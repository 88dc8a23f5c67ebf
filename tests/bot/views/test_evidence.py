"""Sentences are shown from where they begin, without the marks of lists, interviews and live reports before them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views.evidence import sentence_html
from bot.views.texts import bundled_texts
from retrieval.domain import Evidence

TEXTS = bundled_texts()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("• The ferry came at noon.", "The ferry came at noon."),
        ("A: The ferry came at noon.", "The ferry came at noon."),
        ("8:15 a.m. EDT: The ferry came.", "The ferry came."),
        ("14.30 – The ferry came.", "The ferry came."),
        ("► 9:05: The ferry came.", "The ferry came."),
        ("BRILL: The ferry came.", "BRILL: The ferry came."),
        ("8.15 a.m. is too early for the ferry.", "8.15 a.m. is too early for the ferry."),
        ("A ferry: that is what came.", "A ferry: that is what came."),
        ("4.50 – 6.20 crowns is what a ticket costs.", "4.50 – 6.20 crowns is what a ticket costs."),
        ("10:30 – 12:30: The pool is closed.", "10:30 – 12:30: The pool is closed."),
        ("•", "•"),
    ],
)
def test_what_is_no_part_of_a_sentence_is_not_shown(text: str, shown: str) -> None:
    assert sentence_html(Evidence("a", 7, 7 + len(text), text, 1.0), TEXTS) == shown


def test_the_emphasis_stays_on_its_words() -> None:
    text = "A: The ferry came at noon."
    at = 7 + text.index("noon")
    told = Evidence("a", 7, 7 + len(text), text, 1.0, emphasis=((at, at + 4),))
    assert sentence_html(told, TEXTS) == "The ferry came at <b>noon</b>."


def test_the_time_before_a_sentence_is_shown_where_it_is_the_answer() -> None:
    text = "13:05: The ferry left."
    told = Evidence("a", 7, 7 + len(text), text, 1.0, emphasis=((7, 12),))
    assert sentence_html(told, TEXTS) == "<b>13:05</b>: The ferry left."


@given(st.text(max_size=60))
def test_what_is_shown_is_the_end_of_what_stands_there(text: str) -> None:
    shown = sentence_html(Evidence("a", 0, len(text), text, 1.0), TEXTS)
    whole = sentence_html(Evidence("a", 0, len(text) + 1, f"x{text}", 1.0), TEXTS)
    assert whole.endswith(shown)
