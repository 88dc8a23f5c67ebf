"""Read it here: the article in the chat, and answers about it that quote the exact sentence, with or without Telegram's leave."""

import json
from collections.abc import AsyncIterator

import pytest

from bot.telegram.application import build_application
from bot.telegram.handlers.rate_limits import Limits

from ...chatting import Chat
from ...newsroom import Newsroom
from ...recorder import TOKEN, Recorder

GROUP = {"id": -7, "type": "supergroup", "title": "Harbour talk"}
DEAD = "How many people were dead in Brunn after the flood?"


@pytest.fixture
async def reader(newsroom: Newsroom, recorder: Recorder) -> AsyncIterator[Chat]:
    application = build_application(newsroom, TOKEN, recorder, limits=Limits(1000, burst=1000))
    async with application:
        yield Chat(application, recorder, newsroom)
    application.bot_data["services"].close()


def replied(recorder: Recorder) -> dict[str, object]:
    given = recorder.sent()[-1].get("reply_parameters") or "{}"
    return json.loads(given) if isinstance(given, str) else given


async def test_the_article_is_sent_with_its_parts_numbered(reader: Chat, recorder: Recorder) -> None:
    await reader.say(DEAD)
    (piece,) = await reader.press("Read it here")
    assert "Soldiers brought boats to Brunn." in piece
    assert piece.endswith("[1/1]")


async def test_an_answer_about_an_article_that_was_read_quotes_the_sentence_in_it(
    reader: Chat, recorder: Recorder
) -> None:
    await reader.say(DEAD)
    assert not replied(recorder)
    await reader.press("Read it here")
    number, text = recorder.number, recorder.sent()[-1]["text"]
    await reader.say(DEAD)
    given = replied(recorder)
    assert given["message_id"] == number
    assert given["quote"] in text
    assert "40 people were dead" in str(given["quote"])
    assert isinstance(given["quote_position"], int)


async def test_without_telegrams_leave_the_answer_comes_without_the_quotation(reader: Chat, recorder: Recorder) -> None:
    await reader.say(DEAD)
    await reader.press("Read it here")
    recorder.refuse("sendMessage", 400, "Bad Request: QUOTE_TEXT_INVALID")
    (reply,) = (await reader.say(DEAD))[-1:]
    assert "40 people were dead" in reply or "40" in reply
    assert "quote" not in replied(recorder)


async def test_what_was_read_is_known_after_a_restart(
    newsroom: Newsroom,
    recorder: Recorder,
) -> None:
    for again in (False, True):
        application = build_application(newsroom, TOKEN, recorder, limits=Limits(1000, burst=1000))
        async with application:
            chat = Chat(application, recorder, newsroom)
            chat._id = 500 * again
            await chat.say(DEAD)
            if not again:
                await chat.press("Read it here")
        application.bot_data["services"].close()
    assert "quote" in replied(recorder)


async def test_the_sentence_in_context_offers_its_article_too(reader: Chat) -> None:
    await reader.say(DEAD)
    await reader.press("In context")
    assert "Read it here" in reader.buttons()
    (piece,) = await reader.press("Read it here")
    assert piece.endswith("[1/1]")


async def test_in_a_group_the_reader_is_led_to_the_private_chat(reader: Chat, recorder: Recorder) -> None:
    await reader.say(DEAD)
    await reader._press("⋯")
    button = reader.buttons()["Read it here"]
    shown = {"message_id": 1, "date": 1, "chat": GROUP, "text": "…"}
    query = {"id": "1", "from": {"id": 5, "is_bot": False, "first_name": "R"}, "chat_instance": "1", "message": shown}
    sent = len(recorder.sent())
    await reader.update(callback_query={**query, "data": button})
    url = recorder.sent("answerCallbackQuery")[-1]["url"]
    assert url.startswith("https://t.me/onrecord_bot?start=b_")
    assert len(recorder.sent()) == sent
    (piece,) = await reader.say(f"/start {url.partition('start=')[2]}")
    assert piece.endswith("[1/1]")
