"""The bot as its own process, over real HTTP, against a server that refuses what Telegram refuses."""

import asyncio
import json
import signal

import aiohttp
import pytest

from tests.end_to_end.bot_api_rules import Refusal


@pytest.fixture(autouse=True)
def _nothing_refused(api):
    yield
    assert api.refused == []


async def ready(api):
    await api.until(lambda: any(name == "getMyCommands" for name, _ in api.calls))


async def test_a_reader_asks_and_the_bot_stops_cleanly(api, start):
    api.told = {}
    bot = await start()
    await api.say("/start")
    await api.until(lambda: bool(api.sent()))
    assert "stories" in api.sent()[0]["text"]
    await api.say("When did the ferry run aground?")
    await api.until(lambda: len(api.sent()) == 2)
    reply = api.sent()[1]
    assert "<blockquote>" in reply["text"]
    assert " · " in reply["text"]
    assert any(name == "sendChatAction" for name, _ in api.calls)
    await api.press("In context")
    await api.until(lambda: len(api.sent()) == 3)
    query = {"id": "7", "from": {"id": 5, "is_bot": False, "first_name": "R"}, "query": "ferry aground", "offset": ""}
    await api.give(inline_query=query)
    await api.until(lambda: any(name == "answerInlineQuery" for name, _ in api.calls))
    await api.until(lambda: any(name == "setMyCommands" for name, _ in api.calls))
    menu = next(json.loads(p["commands"]) for name, p in api.calls if name == "setMyCommands")
    assert {"help", "stories", "summary"} <= {entry["command"] for entry in menu}
    bot.signal(signal.SIGTERM)
    status, errors = await bot.end()
    assert status == 0
    assert errors == ""


async def test_a_reply_in_flight_is_finished_before_the_end(api, start):
    bot = await start()
    api.slow["sendMessage"] = 1.0
    await api.say("When did the ferry run aground?")
    await api.until(lambda: any(name == "sendChatAction" for name, _ in api.calls))
    bot.signal(signal.SIGTERM)
    status, _ = await bot.end()
    assert status == 0
    assert len(api.sent()) == 1


async def test_patience_is_kept_and_a_reader_who_blocked_the_bot_stops_nobody(api, start):
    await start()
    api.refuse_next("sendMessage", 429, "Too Many Requests: retry after 1", retry_after=1)
    api.blocked.add(6)
    await api.say("hello", chat=6)
    await api.say("hello", chat=5)
    await api.say("hello", chat=7)
    await api.until(lambda: len(api.sent()) == 2)
    assert {p["chat_id"] for p in api.sent()} == {"5", "7"}


async def test_an_update_that_comes_twice_is_answered_once(api, start):
    await start()
    await api.say("hello")
    await api.until(lambda: bool(api.sent()))
    api.again()
    await api.say("thanks")
    await api.until(lambda: len(api.sent()) > 1)
    assert [p["text"][:5] for p in api.sent()] == ["Hello", "You&#"]


async def test_a_second_instance_says_so_and_leaves_the_first_alone(api, start):
    await start()
    await ready(api)
    second = await start(ONRECORD_TELEGRAM__CONFLICT_PATIENCE="1")
    status, errors = await second.end()
    assert status == 1
    waiting, sentence = errors.splitlines()
    assert "waiting for it to stop" in waiting
    assert "409" in sentence
    await api.say("hello")
    await api.until(lambda: bool(api.sent()))


async def test_an_instance_that_is_being_stopped_is_waited_for(api, start):
    first = await start()
    await ready(api)
    second = await start()
    await api.until(lambda: api.conflicts > 0)
    first.signal(signal.SIGTERM)
    assert (await first.end())[0] == 0
    await api.say("hello")
    await api.until(lambda: bool(api.sent()))
    second.signal(signal.SIGTERM)
    status, errors = await second.end()
    assert status == 0
    assert len(errors.splitlines()) == 1
    assert "waiting for it to stop" in errors


async def test_a_refused_token_is_named_in_one_sentence(api, start):
    bot = await start(token="123456:another-token-of-the-right-form")
    status, errors = await bot.end()
    assert status == 2
    assert len(errors.splitlines()) == 1
    assert "TELEGRAM_BOT_TOKEN" in errors
    assert "another-token" not in errors


async def test_a_network_that_is_down_is_waited_for(api, start):
    port = api.port
    await api.stop()
    await start()
    await asyncio.sleep(1.5)
    await api.start(port)
    await api.say("hello")
    await api.until(lambda: bool(api.sent()))


async def test_webhooks_are_taken_only_with_the_secret(api, start, unused_tcp_port):
    await start(
        ONRECORD_TELEGRAM__WEBHOOK_URL=f"http://127.0.0.1:{unused_tcp_port}/hook",
        ONRECORD_TELEGRAM__WEBHOOK_PORT=str(unused_tcp_port),
        ONRECORD_TELEGRAM__WEBHOOK_SECRET="a-secret",
    )
    await ready(api)
    assert api.webhook["secret_token"] == "a-secret"
    forged = {
        "update_id": 1,
        "message": {"message_id": 1, "date": 1, "chat": {"id": 9, "type": "private"}, "text": "hello"},
    }
    async with (
        aiohttp.ClientSession() as session,
        session.post(api.webhook["url"], json=forged, headers={"X-Telegram-Bot-Api-Secret-Token": "guess"}) as response,
    ):
        assert response.status == 403
    await api.say("hello")
    await api.until(lambda: bool(api.sent()))
    assert [p["chat_id"] for p in api.sent()] == ["5"]


async def test_logs_hold_neither_the_token_nor_what_readers_write(api, start):
    bot = await start(ONRECORD_LOG__LEVEL="debug")
    await api.say("Tell me about the very secret submarine")
    await api.until(lambda: bool(api.sent()))
    bot.signal(signal.SIGINT)
    status, errors = await bot.end()
    assert status == 0
    assert "only-this-server-knows" not in errors
    assert "submarine" not in errors


async def test_a_webhook_that_telegram_refuses_is_named_in_one_sentence(api, start, unused_tcp_port):
    api.refuse_next("setWebhook", 400, "Bad Request: bad webhook: HTTPS url must be provided for webhook")
    bot = await start(
        ONRECORD_TELEGRAM__WEBHOOK_URL=f"http://127.0.0.1:{unused_tcp_port}/hook",
        ONRECORD_TELEGRAM__WEBHOOK_PORT=str(unused_tcp_port),
    )
    status, errors = await bot.end()
    api.refused.clear()
    assert status == 1
    assert len(errors.splitlines()) == 1
    assert "url must be provided" in errors


UNREADABLE = (
    {"from": {"id": 5, "is_bot": False}, "text": "a submarine"},
    {"from": {"id": 5, "is_bot": False, "first_name": "Ottoline"}, "date": 2**62},
    {"from": {"id": 5, "is_bot": False, "first_name": "Ottoline"}, "poll": {"id": "1", "question": "a submarine"}},
)


@pytest.mark.parametrize("hooked", [False, True], ids=["polling", "webhook"])
async def test_updates_that_cannot_be_parsed_stop_nobody(api, start, unused_tcp_port, hooked):
    webhook = {
        "ONRECORD_TELEGRAM__WEBHOOK_URL": f"http://127.0.0.1:{unused_tcp_port}/hook",
        "ONRECORD_TELEGRAM__WEBHOOK_PORT": str(unused_tcp_port),
    }
    bot = await start(ONRECORD_LOG__LEVEL="debug", **(webhook if hooked else {}))
    await ready(api)
    for content in UNREADABLE:
        await api.give(message={"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, **content})
    await api.give(thought={"text": "a submarine"})
    await api.say("hello")
    await api.until(lambda: bool(api.sent()))
    bot.signal(signal.SIGTERM)
    status, errors = await bot.end()
    assert status == 0
    assert errors.count("cannot be parsed") == len(UNREADABLE)
    assert errors.count("unknown kind") == 1
    assert "submarine" not in errors
    assert "Ottoline" not in errors


async def test_half_a_character_is_answered_as_if_it_were_not_there(api, start):
    await start()
    await api.say("When did the ferry\ud83d run aground?")
    await api.say("When did the ferry run aground?", chat=6)
    await api.say("/coverage ferry\ud83d", chat=7)
    query = {"id": "7", "from": {"id": 5, "is_bot": False, "first_name": "R"}, "query": "ferry\ud83d", "offset": ""}
    await api.give(inline_query=query)
    message = {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "…"}
    pressed = {"id": "1", "from": query["from"], "chat_instance": "1", "message": message, "data": "\ud83d"}
    await api.give(callback_query=pressed)
    answers = {"answerInlineQuery", "answerCallbackQuery", "sendPhoto"}
    await api.until(lambda: answers <= {name for name, _ in api.calls})
    await api.until(lambda: bool(api.sent(5) and api.sent(6)))
    assert api.sent(5)[0]["text"] == api.sent(6)[0]["text"]
    found = next(json.loads(p["results"]) for name, p in api.calls if name == "answerInlineQuery")
    assert found


async def test_the_settings_say_how_fast_a_user_may_ask(api, start):
    await start(ONRECORD_RATES__QUESTIONS_IN_A_ROW="2", ONRECORD_RATES__QUESTIONS_A_MINUTE="0.5")
    for _ in range(3):
        await api.say("hello")
    await api.say("hello", chat=6)
    await api.until(lambda: len(api.sent(5)) == 3 and len(api.sent(6)) == 1)
    first, second, third = (parameters["text"] for parameters in api.sent(5))
    assert first == second
    assert "again in" in third


async def test_while_telegram_has_sixteen_chats_wait_a_seventeenth_is_answered(api, start):
    waiting = set(range(101, 117))

    async def answer(method, parameters):
        if method == "sendMessage" and int(parameters["chat_id"]) in waiting:
            waiting.discard(int(parameters["chat_id"]))
            raise Refusal(429, "Too Many Requests: retry after 600", retry_after=600)
        return await before(method, parameters)

    before, api._answer = api._answer, answer
    for chat in range(101, 117):
        await api.say("hello", chat=chat)
    await start()
    while waiting:  # noqa: ASYNC110  the server tells of what it takes, not of what it refuses
        await asyncio.sleep(0.05)
    await api.say("hello", chat=200)
    await api.until(lambda: bool(api.sent(200)))
    assert len(api.sent()) == 1  # none of the sixteen has been waited for
