"""As a guest in a chat that it is not in the bot answers once, in one message, and sends nothing else."""

import json

import pytest

from bot.telegram.application import build_application
from bot.telegram.handlers.rate_limits import Limits, Rates
from retrieval.domain import CheckOf

from ...chatting import Chat
from ...newspaper import ABOUT, ANSWERS
from ...programs import FakeProgram
from ...recorder import TOKEN, Recorder

ELSEWHERE = {"id": -500, "type": "supergroup", "title": "Others"}


@pytest.fixture
async def invited(program: FakeProgram, recorder: Recorder):
    recorder.results["getMe"] = {
        "id": 12345, "is_bot": True, "first_name": "onrecord", "username": "onrecord_bot", "supports_guest_queries": True,
    }  # fmt: skip
    application = build_application(program, TOKEN, recorder, limits=Limits(1000, burst=1000))
    async with application:
        yield Chat(application, recorder, program)
    application.bot_data["services"].close()


async def ask(chat: Chat, text: str, **more: object) -> str:
    entities = [{"type": "mention", "offset": 0, "length": 13}]
    message = chat.message(f"@onrecord_bot {text}", chat=ELSEWHERE, guest_query_id="g1", entities=entities, **more)
    before = len(chat.recorder.calls)
    await chat.update(guest_message=message)
    ((name, given),) = [call for call in chat.recorder.calls[before:] if call[0] != "getMe"]
    assert name == "answerGuestQuery"
    assert given["guest_query_id"] == "g1"
    result = given["result"]
    result = json.loads(result) if isinstance(result, str) else result
    assert result["type"] == "article"
    content = result["input_message_content"]
    assert len(content["message_text"].encode("utf-16-le")) // 2 <= 4096
    return content["message_text"]


async def test_a_question_is_answered_once_by_its_query(invited: Chat) -> None:
    said = await ask(invited, "When did the ferry stop?")
    assert "March 2021" in said
    assert "Port Ellary Courier" in said


async def test_what_was_replied_to_is_what_the_question_is_about(invited: Chat) -> None:
    earlier = {"message_id": 1, "date": 1, "chat": ELSEWHERE, "text": "The ferry of Lindmar was stopped"}
    await ask(invited, "when?", reply_to_message=earlier)
    assert invited.program.answerer.asked[-1].quoted == "The ferry of Lindmar was stopped"


@pytest.mark.parametrize("words", ["", "is this true?", "check this"])
async def test_what_was_replied_to_is_checked_where_that_is_asked(invited: Chat, words: str) -> None:
    earlier = {"message_id": 1, "date": 1747300000, "chat": ELSEWHERE, "text": "Nine ferries of Lindmar were stopped"}
    await ask(invited, words, reply_to_message=earlier)
    asked = invited.program.answerer.asked[-1].request
    assert asked == CheckOf("Nine ferries of Lindmar were stopped", "2025-05-15")


async def test_no_conversation_is_kept_from_where_it_is_a_guest(invited: Chat) -> None:
    await ask(invited, "When did the ferry stop?")
    assert ANSWERS["when"].context == ABOUT
    assert invited.application.bot_data["services"].conversation.topic("-500", "5") is None


async def test_words_that_are_none_a_flood_and_a_fault_are_answered_in_a_line(invited: Chat) -> None:
    assert "questions in words" in await ask(invited, "?!")
    services = invited.application.bot_data["services"]
    services.inline_rates = Rates(Limits(burst=1, a_second=0.001))
    await ask(invited, "When did the ferry stop?")
    assert "One moment" in await ask(invited, "When did the ferry stop?")
    services.inline_rates = Rates(Limits(burst=9, a_second=0.001))
    assert "went wrong" in await ask(invited, "break it")


async def test_without_guest_queries_nothing_is_sent(chat: Chat, recorder: Recorder) -> None:
    before = len(recorder.calls)
    await chat.update(guest_message=chat.message("@onrecord_bot when?", chat=ELSEWHERE, guest_query_id="g1"))
    assert recorder.calls[before:] == []
