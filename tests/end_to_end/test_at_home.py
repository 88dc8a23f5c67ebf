"""Journeys of people who choose their language, take back what is kept of them, ask in groups and as guests; over real HTTP."""

import contextlib
import json
import random
import signal

import pytest

from retrieval.archive.archive import Archive

READER = {"id": 5, "is_bot": False, "first_name": "Reader"}
GROUP = {"id": -100, "type": "supergroup", "title": "Readers"}
BOT = {"id": 123456, "is_bot": True, "first_name": "onrecord", "username": "onrecord_bot"}
MENTION = [{"type": "mention", "offset": 0, "length": 13}]


@pytest.fixture(autouse=True)
def _nothing_refused(api):
    yield
    assert api.refused == []


async def reply(api, number):
    await api.until(lambda: len(api.sent()) >= number)
    return api.sent()[number - 1]["text"]


def called(api, method):
    return [parameters for name, parameters in api.calls if name == method]


async def test_a_reader_is_answered_in_their_language_and_the_chosen_one_outlives_a_restart(api, start):
    bot = await start()
    await api.say("/start", language="ru")
    assert "сюжет" in await reply(api, 1)
    await api.say("/language de", language="ru")
    assert "Deutsch" in await reply(api, 2)
    bot.signal(signal.SIGTERM)
    assert (await bot.end())[0] == 0
    await start()
    await api.say("thanks", language="ru")
    assert await reply(api, 3) == "Gern geschehen."


async def test_telegram_is_told_commands_and_profile_in_every_language(api, start):
    api.told = {}
    await start()
    await api.until(lambda: any(p.get("language_code") == "pt" for p in called(api, "setMyName")))
    languages = {"", "en", "ru", "es", "ar", "fa", "id", "de", "zh", "fr", "pt"}
    for method in ("setMyCommands", "setMyDescription", "setMyShortDescription"):
        assert {p.get("language_code", "") for p in called(api, method)} == languages, method
    scopes = {json.loads(p["scope"])["type"] for p in called(api, "setMyCommands")}
    assert {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"} <= scopes


async def test_what_is_kept_of_somebody_is_handed_out_and_forgotten(api, start):
    await start()
    await api.say("When did the ferry run aground?")
    await reply(api, 1)
    await api.say("/export")
    await api.until(lambda: bool(called(api, "sendDocument")))
    await api.say("/forget")
    await reply(api, 2)
    await api.press("Delete it")
    await api.until(lambda: bool(called(api, "editMessageText")))
    assert "nothing of you any more" in called(api, "editMessageText")[-1]["text"]
    await api.say("/export")
    assert "nothing of you" in await reply(api, 3)


async def test_a_group_is_told_how_to_ask_and_its_edited_question_has_one_answer(api, start):
    await start()
    await api.give(
        my_chat_member={
            "chat": GROUP, "from": READER, "date": 1, "old_chat_member": {"status": "left", "user": BOT},
            "new_chat_member": {"status": "member", "user": BOT},
        }
    )  # fmt: skip
    assert "@onrecord_bot" in await reply(api, 1)
    said = {"message_id": 900, "date": 1, "chat": GROUP, "from": READER, "entities": MENTION}
    await api.give(message={**said, "text": "@onrecord_bot Who won the football match?"})
    assert "do not answer" in await reply(api, 2)
    await api.give(edited_message={**said, "edit_date": 2, "text": "@onrecord_bot When did the ferry run aground?"})
    await api.until(lambda: bool(called(api, "editMessageText")))
    assert "<blockquote>" in called(api, "editMessageText")[-1]["text"]
    assert len(api.sent()) == 2


async def test_a_guest_answers_once(api, start):
    await start()
    said = {"message_id": 901, "date": 1, "chat": GROUP, "from": READER, "entities": MENTION, "guest_query_id": "g"}
    await api.give(guest_message={**said, "text": "@onrecord_bot When did the ferry run aground?"})
    await api.until(lambda: bool(called(api, "answerGuestQuery")))
    (given,) = called(api, "answerGuestQuery")
    assert "<blockquote>" in json.loads(given["result"])["input_message_content"]["message_text"]
    assert api.sent() == []


async def test_who_runs_the_bot_adds_a_source_and_strangers_are_turned_away(api, start, tmp_path):
    await start(ONRECORD_TELEGRAM__ALLOWED_USERS="77", ONRECORD_TELEGRAM__ACCESS="allowed")
    await api.say("When did the ferry run aground?")
    assert "let in" in await reply(api, 1)
    await api.say("/admin add https://courier.example/feed.xml Courier", chat=77)
    assert "Added: Courier" in await reply(api, 2)
    await api.say("/admin", chat=77)
    assert "Courier – not read yet" in await reply(api, 3)
    assert (tmp_path / "archive" / "feeds.yaml").is_file()


def post(number: int, chat: int = 5) -> dict[str, object]:
    """Return a post of a channel, unlike any other, forwarded to the bot."""
    drawn = random.Random(number)
    words = ["".join(drawn.choices("abdefgiklmnoprstu", k=7)) for _ in range(60)]
    text = f"The {words[0]} of {words[1].title()} was opened on Monday. " + " ".join(
        f"The {a} {b} of {c.title()} was seen there by {number + 3} people."
        for a, b, c in zip(*[iter(words[2:])] * 3, strict=False)
    )
    channel = {"id": -1001, "type": "channel", "title": "Skarn Today", "username": "skarntoday"}
    origin = {"type": "channel", "chat": channel, "message_id": number, "date": 1715000000}
    person = {"id": chat, "is_bot": False, "first_name": "Editor"}
    shown = {"message_id": number, "date": 1715000000, "chat": {"id": chat, "type": "private"}, "from": person}
    return {**shown, "text": text, "forward_origin": origin}


async def test_of_thirty_posts_forwarded_at_once_by_one_who_may_add_all_are_stored_and_one_report_comes(
    api, start, tmp_path
):
    for number in range(1, 31):
        await api.give(message=post(number))
    await start(ONRECORD_TELEGRAM__ALLOWED_USERS="5")
    await api.until(lambda: bool(api.sent(5)))
    await api.say("/sources", chat=5)
    await api.until(lambda: len(api.sent(5)) == 2)
    report, sources = (parameters["text"] for parameters in api.sent(5))
    assert report == "Stored: 30"
    assert "30 stories" in sources
    with contextlib.closing(Archive.open(tmp_path / "archive")) as archive:
        assert archive.count() == 30


async def test_of_thirty_posts_forwarded_at_once_by_a_stranger_nothing_is_stored_and_who_asks_too_fast_is_told(
    api, start, tmp_path
):
    for number in range(1, 31):
        await api.give(message=post(number, chat=6))
    await start(ONRECORD_TELEGRAM__ALLOWED_USERS="5")
    await api.until(lambda: len(api.sent(6)) == 30)
    assert not any("tored" in parameters["text"] for parameters in api.sent(6))
    assert any("again in" in parameters["text"] for parameters in api.sent(6))
