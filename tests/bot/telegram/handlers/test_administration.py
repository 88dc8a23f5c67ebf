"""Who runs the bot sees how it is doing and changes its sources from the chat; for others there is no such command."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.configuration.feed_list import load_outlets
from bot.configuration.sections import ArchiveSettings, FeedSettings, TelegramSettings
from bot.configuration.settings import Settings
from bot.telegram.application import build_application
from bot.telegram.handlers.rate_limits import Limits
from retrieval.archive.feed_states import FeedState, FeedStates

from ...chatting import PERSON, Chat
from ...newsroom import Newsroom
from ...recorder import TOKEN, Recorder

EDITOR = {**PERSON, "id": 77}
FEED = "https://courier.example/feed.xml"


@pytest.fixture
async def run(newsroom: Newsroom, recorder: Recorder, tmp_path: Path) -> AsyncIterator[Chat]:
    newsroom.settings = Settings(
        archive=ArchiveSettings(url=str(tmp_path)), telegram=TelegramSettings(allowed_users=(77,))
    )
    application = build_application(newsroom, TOKEN, recorder, limits=Limits(1000, burst=1000))
    async with application:
        yield Chat(application, recorder, newsroom)
    application.bot_data["services"].close()


async def test_for_others_there_is_no_such_command(run: Chat) -> None:
    (reply,) = await run.say("/admin")
    assert "do not know that command" in reply
    assert "/admin" not in (await run.say("/help"))[0]


async def test_numbers_and_sources_are_shown(run: Chat) -> None:
    await run.say("How many people were dead in Brunn after the flood?")
    (reply,) = await run.say("/admin", **{"from": EDITOR})
    assert "Articles: 3, stories: 2" in reply
    assert "No source is listed." in reply
    assert "/admin" in (await run.say("/help", **{"from": EDITOR}))[0]


async def test_a_source_is_added_shown_and_removed(run: Chat, newsroom: Newsroom) -> None:
    (reply,) = await run.say(f"/admin add {FEED} Port Ellary Courier", **{"from": EDITOR})
    assert "Added: Port Ellary Courier" in reply
    assert [(o.name, o.feeds[0].url) for o in load_outlets(newsroom.settings)] == [("Port Ellary Courier", FEED)]
    (reply,) = await run.say(f"/admin add {FEED}", **{"from": EDITOR})
    assert "in the list already" in reply
    (reply,) = await run.say("/admin", **{"from": EDITOR})
    assert "Port Ellary Courier – not read yet" in reply
    states = FeedStates(newsroom.archive.database)
    states.put(FeedState(FEED, polled=1e9, succeeded=1e9, added=7))
    (reply,) = await run.say("/admin", **{"from": EDITOR})
    assert "well, read on 9 Sep 2001, articles: 7" in reply
    states.put(FeedState(FEED, polled=1e9, failures=2, error="The server answered 500."))
    (reply,) = await run.say("/admin", **{"from": EDITOR})
    assert "failed: The server answered 500" in reply
    (reply,) = await run.say(f"/admin remove {FEED}", **{"from": EDITOR})
    assert "Removed" in reply
    assert load_outlets(newsroom.settings) == ()
    (reply,) = await run.say(f"/admin remove {FEED}", **{"from": EDITOR})
    assert "not in the list" in reply


async def test_an_address_that_is_none_is_refused_in_a_sentence(run: Chat) -> None:
    (reply,) = await run.say("/admin add ftp://nowhere", **{"from": EDITOR})
    assert reply.startswith("That did not work: ")


async def test_a_change_of_sources_is_told_to_what_polls_them(run: Chat, newsroom: Newsroom) -> None:
    newsroom.settings = replace(newsroom.settings, feeds=FeedSettings(watch=True))
    told: list[bool] = []
    run.application.bot_data["sources_changed"] = lambda: told.append(True)
    (reply,) = await run.say(f"/admin add {FEED}", **{"from": EDITOR})
    assert "read from now on" in reply
    assert told == [True]


@pytest.mark.parametrize(
    ("access", "person", "answered"),
    [("open", 5, True), ("allowed", 5, False), ("allowed", 77, True), ("admins", 77, False), ("admins", 88, True)],
)
async def test_the_settings_say_who_is_answered(
    newsroom: Newsroom,
    recorder: Recorder,
    access: str,
    person: int,
    answered: bool,
) -> None:
    telegram = TelegramSettings(allowed_users=(77,), admins=(88,), access=access)  # type: ignore[arg-type]
    newsroom.settings = Settings(telegram=telegram)
    application = build_application(newsroom, TOKEN, recorder, limits=Limits(1000, burst=1000))
    async with application:
        chat = Chat(application, recorder, newsroom)
        (reply,) = await chat.say("/sources", **{"from": {**PERSON, "id": person}})
        assert ("I have 3 stories" in reply) == answered
        assert ("give your number" in reply and str(person) in reply) != answered
    application.bot_data["services"].close()
