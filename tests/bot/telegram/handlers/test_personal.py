"""What is kept of a person is said, handed out and forgotten, in every table and at hand; other people keep theirs."""

import json

from sqlalchemy import func, select

from bot.telegram.application import build_application
from bot.telegram.handlers.personal import _kept
from bot.telegram.handlers.rate_limits import Limits
from retrieval.archive.message_tables import metadata
from retrieval.archive.personal import Personal, personal_tables

from ...chatting import PERSON, Chat
from ...newsroom import Newsroom
from ...recorder import TOKEN, Recorder
from .test_story_handlers import reader  # noqa: F401  a fixture of its own

OTHER = {**PERSON, "id": 6}
ASKED = "How many people were dead in Brunn after the flood?"


def rows(program: Newsroom) -> int:
    with program.archive.database.reading() as connection:
        return sum(connection.scalar(select(func.count()).select_from(table)) or 0 for table in personal_tables())


async def used(chat: Chat) -> None:
    await chat.say(ASKED)
    await chat.press("👍")
    await chat.say("/language de")
    await chat.say("/language en")


def test_every_table_that_keeps_something_of_a_chat_or_person_is_known() -> None:
    named = {table.name for table in personal_tables()}
    assert {"conversation", "turn", "sent_message", "vote", "preference"} <= named
    assert named == {table.name for table in metadata.sorted_tables if "chat" in table.c}


async def test_what_is_kept_is_said_with_how_long(reader: Chat) -> None:  # noqa: F811
    (reply,) = await reader.say("/privacy")
    assert "120 min" in reply
    assert "90 days" in reply


async def test_all_that_is_kept_is_handed_out_as_a_file(
    reader: Chat,  # noqa: F811
    newsroom: Newsroom,
    recorder: Recorder,
) -> None:
    await used(reader)
    told = await reader.application.bot_data["services"].off_loop(_kept, reader.application.bot_data["services"], "5")
    assert {"conversation", "turn", "vote", "preference"} <= set(told)
    assert told["turn"][0]["question"] == ASKED
    assert told["turn"][0]["answer"]["sentences"]
    json.dumps(told)
    await reader.say("/export")
    assert recorder.sent("sendDocument")


async def test_forgetting_leaves_nothing_of_a_person_and_all_of_others(
    newsroom: Newsroom,
    recorder: Recorder,
) -> None:
    application = build_application(newsroom, TOKEN, recorder, limits=Limits(1000, burst=1000))
    async with application:
        chat = Chat(application, recorder, newsroom)
        await used(chat)
        await chat.say(ASKED, chat={"id": 6, "type": "private"}, **{"from": OTHER})
        await chat.say("/forget")
        (kept,) = await chat.press("Keep it")
        assert "Nothing was deleted" in kept
        await chat.say("/forget")
        await chat.press("Delete it")
    application.bot_data["services"].close()
    assert Personal(newsroom.archive.database).of("5") == {}
    assert Personal(newsroom.archive.database).of("6")["turn"]
    assert rows(newsroom) >= 2


async def test_after_forgetting_an_old_button_and_a_follow_up_know_nothing(reader: Chat) -> None:  # noqa: F811
    await reader.say(ASKED)
    more = {label: data for label, data in reader.buttons().items() if data.startswith(("1o", "1m"))}
    await reader.say("/forget")
    await reader.press("Delete it")
    shown = {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "…"}
    for data in more.values():
        query = {"id": "1", "from": PERSON, "chat_instance": "1", "message": shown, "data": data}
        await reader.update(callback_query=query)
        assert "expired" in reader.recorder.sent("answerCallbackQuery")[-1]["text"]
    (reply,) = await reader.say("and when?")
    assert "refers to" in reply


async def test_in_a_group_one_is_led_into_the_private_chat(reader: Chat, recorder: Recorder) -> None:  # noqa: F811
    group = {"id": -100, "type": "supergroup", "title": "Readers"}
    for command in ("export", "forget"):
        (reply,) = await reader.say(f"/{command}", chat=group)
        assert "private" in reply
        assert list(reader.buttons().values()) == [f"https://t.me/onrecord_bot?start={command}"]
    assert recorder.sent("sendDocument") == []
    (asked,) = await reader.say("/start forget")
    assert "Delete all" in asked
