"""Whatever a forged button says, nothing of another chat is shown, nothing is counted, and nothing fails."""

import logging

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.views.callbacks import _NUMBERS, STORED, Action, pressed

from ...chatting import PERSON
from ...newsroom import Newsroom
from ...recorder import Recorder
from .test_buttons_for_ever import bot_of

STRANGER = {**PERSON, "id": 77}


def query(data: str, chat: int, person: dict[str, object]) -> dict[str, object]:
    shown = {"message_id": 3, "date": 1, "chat": {"id": chat, "type": "private"}, "text": "…"}
    return {"id": "1", "from": person, "chat_instance": "1", "message": shown, "data": data}


@given(st.text(max_size=64) | st.from_regex(r"1[a-zA-Z]:[\w:-]{0,50}", fullmatch=True))
@settings(max_examples=300)
def test_any_data_is_read_or_is_none_of_ours(packed: str) -> None:
    said = pressed(packed)
    assert said is None or isinstance(said.action, Action)


async def test_a_stored_answer_is_not_shown_in_another_chat_nor_voted_on(
    newsroom: Newsroom,
    caplog: pytest.LogCaptureFixture,
) -> None:
    recorder = Recorder()
    async with bot_of(newsroom, recorder) as chat:
        await chat.say("How many people were dead in Brunn after the flood?")
        stored = [
            data
            for data in chat.buttons().values()
            if (said := pressed(data)) and (said.of_answer or said.action in STORED)
        ]
        assert stored
        key = pressed(stored[0]).key
        forged = [f"1{action.value}:{key}{end}" for action in STORED for end in ("", ":0", ":3", ":999999999")]
        forged += [f"1{action.value.upper()}:{key}:{place}" for action in Action for place in (0, 7, 999999999)]
        forged += [
            "else:" + key,
            "1e:nobody",
            "1m:nobody:0",
            "1C:nobody:0",
            "1j:",
            "1j: \u200b",
            "1i::0",
            "",
            "::::",
            "1",
            "1c",
            "1c:a:1",
            "\x00" * 64,
        ]
        before = len(recorder.texts())
        with caplog.at_level(logging.WARNING):
            for data in forged:
                await chat.update(callback_query=query(data, 77, STRANGER))
        shown = " ".join(recorder.texts()[before:])
        assert "Brunn" not in shown
        assert not [record for record in caplog.records if "while handling an update" in record.getMessage()]
        for data in stored:  # and in its own chat it works
            await chat.update(callback_query=query(data, 5, PERSON))
        assert not [record for record in caplog.records if "while handling an update" in record.getMessage()]


async def test_a_button_of_any_action_that_names_nothing_or_something_odd_is_answered_and_fails_nowhere(
    newsroom: Newsroom,
    caplog: pytest.LogCaptureFixture,
) -> None:
    recorder = Recorder()
    keys = (
        "",
        " ",
        "%",
        "_",
        "\\",
        "'",
        '"',
        "the",
        "his",
        "\u202e",
        "x=",
        "=",
        "s=",
        "p=",
        "q=",
        "x=-1",
        "a\nb",
        "../..",
    )
    numbers = {0: ("",), 1: (":0", ":999999999"), 2: (":0:0", ":9:1", ":0:999999999")}
    async with bot_of(newsroom, recorder) as chat:
        for action in Action:
            many = _NUMBERS.get(action, 0)
            for data in (f"1{action.value}:{key}{end}" for key in keys for end in numbers[many]):
                acknowledged = len(recorder.sent("answerCallbackQuery"))
                await chat.update(callback_query=query(data, 5, PERSON))
                assert len(recorder.sent("answerCallbackQuery")) > acknowledged, data
    assert not [record.getMessage() for record in caplog.records if "while handling an update" in record.getMessage()]
