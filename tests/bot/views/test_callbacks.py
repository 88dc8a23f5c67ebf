"""What buttons send back fits Telegram's limit, says all there is to do, and is read as it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views.buttons import list_buttons
from bot.views.callbacks import (
    LONGEST_DATA,
    LONGEST_LINK,
    STORED,
    Action,
    Pressed,
    data,
    day_of,
    from_link,
    in_link,
    pressed,
    stored_data,
)
from bot.views.texts import bundled_texts
from retrieval.domain import Answer, AnswerKind, Story, Turn

NUMBERS = {
    Action.CONTEXT: 2, Action.CARD: 2, Action.MORE_FROM: 2, Action.LENGTH: 2, Action.WHO_SAID_WHAT: 2, Action.PAGE: 1,
    Action.DOSSIER: 1, Action.MORE: 1, Action.BACK: 1, Action.ALL: 1,
}  # fmt: skip
SMALL = st.integers(0, 999_999)


@given(st.sampled_from(list(Action)), st.text(max_size=80), SMALL, SMALL)
def test_whatever_fits_is_read_as_it_was_written(action: Action, key: str, one: int, two: int) -> None:
    numbers = (one, two)[: NUMBERS.get(action, 0)]
    packed = data(action, key, *numbers)
    if packed is None:
        return
    assert len(packed.encode("utf-8", "surrogatepass")) <= LONGEST_DATA
    assert pressed(packed) == Pressed(action, key, numbers)


@given(st.sampled_from([one for one in Action if one not in STORED]), SMALL, SMALL, SMALL)
def test_a_place_in_a_stored_answer_always_fits(action: Action, place: int, one: int, two: int) -> None:
    counts = (one, two) if action in {Action.LENGTH, Action.WHO_SAID_WHAT} else ()
    packed = stored_data(action, "12345678", place, *counts)
    assert len(packed) <= LONGEST_DATA
    assert pressed(packed) == Pressed(action, "12345678", (place, *counts), of_answer=True)


@given(st.text(max_size=70))
def test_anything_may_be_pressed(packed: str) -> None:
    said = pressed(packed)
    assert said is None or packed.startswith("1")


@pytest.mark.parametrize(
    "packed",
    ["", "1", "c:a:1:2", "1?:a", "1c:a:1", "1c:a:1:x", "1c:a:1:٢", "2c:a:1:2", "more:abc:3", "1m:a:9999999999"],
)
def test_data_of_another_form_is_nobodys(packed: str) -> None:
    assert pressed(packed) is None


def test_words_too_long_for_a_button_are_found_by_the_answer_that_has_them() -> None:
    words = "a very long search for stories that nobody would ever type on a telephone"
    story = Story("s_1", "Head", "article " * 20, None, None, 1)
    turn = Turn("12345678", "1", "2", words, Answer(AnswerKind.STORIES, abstained=False))
    rows = list_buttons(turn, [story] * 9, 1, bundled_texts())
    packed = [button.data or "" for row in rows for button in row]
    assert packed[0] == "1S:12345678:0"
    assert packed[-2:] == ["1P:12345678:0", "1P:12345678:2"]
    short = Turn("12345678", "1", "2", "tram: news", turn.answer)
    assert list_buttons(short, [story], 1, bundled_texts())[-1][0].data == "1p:tram: news:0"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=50))
def test_a_link_into_the_private_chat_says_what_the_button_says(packed: str) -> None:
    link = in_link(packed)
    if link is None:
        return
    assert len(link) <= LONGEST_LINK
    assert all(character.isascii() and (character.isalnum() or character in "_-") for character in link)
    assert from_link(link) == packed


@pytest.mark.parametrize("parameter", ["", "s_abc", "b_!", "b_A", "b_\u0663", "b_gICA"])
def test_a_link_of_another_form_is_no_button(parameter: str) -> None:
    assert from_link(parameter) is None


def test_the_day_a_story_is_told_from_is_an_ordinal() -> None:
    assert day_of(739_000) == "2024-04-24"
    assert day_of(0) is None
    assert day_of(10**9) is None
