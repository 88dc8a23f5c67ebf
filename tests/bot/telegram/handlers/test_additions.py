"""Files that an allowed user sends. The bot says what it stored, or why not."""

import contextlib

import pytest

from bot.bootstrap import open_program
from bot.chat.stores import ContextsInMemory
from bot.configuration.settings import ArchiveSettings, FetchingSettings, Settings, TelegramSettings
from bot.telegram.application import build_application

EDITOR = {"id": 77, "is_bot": False, "first_name": "Editor"}
PAGE = """Lighthouse at Skarn to be sold

(Vantor News)
Updated: 2024-05-06 10:00

SKARN: The lighthouse at Skarn will be sold this autumn, the harbour office announced on Monday after a year of talks.

Its last keeper, Mira Oldane, told reporters she would not leave the tower before the new owner had learned to wind the clock.

The building is 140 years old and needs a new roof, which will cost about 90,000 crowns, the office said in a report.
"""


@pytest.fixture
async def chat(make_chat, tmp_path):
    settings = Settings(
        archive=ArchiveSettings(url=str(tmp_path / "archive")),
        telegram=TelegramSettings(allowed_users=(77,)),
        fetching=FetchingSettings(),
    )
    with contextlib.closing(open_program(settings)) as program:
        application = build_application(program, "1:token", make_chat.recorder, contexts=ContextsInMemory())
        async with application:
            yield make_chat(application, program)
        application.bot_data["services"].close()


def document(name, size=1000):
    return {"document": {"file_id": "f", "file_unique_id": "u", "file_name": name, "file_size": size}, "from": EDITOR}


async def test_a_file_is_stored_once_and_can_be_asked_about(chat, tmp_path):
    chat.recorder.file = PAGE.encode()
    (reply,) = await chat.say(None, **document("../../etc/cron.d/x.txt"))
    assert reply.startswith("Stored: Lighthouse at Skarn to be sold")
    assert "6 May 2024" in reply
    (reply,) = await chat.say(None, **document("again.txt"))
    assert reply.startswith("I have it already")
    (reply,) = await chat.say("Who is the last keeper of the lighthouse?")
    assert "Mira Oldane" in reply
    assert not list(tmp_path.rglob("cron.d"))


async def test_a_file_that_is_no_article_is_refused_with_the_reason(chat):
    chat.recorder.file = b""
    (reply,) = await chat.say(None, **document("empty.txt"))
    assert reply == "Not stored: empty.txt: the file is empty."
    assert "I can read .txt" in (await chat.say(None, **document("song.mp3")))[0]
    assert "20 MB" in (await chat.say(None, **document("book.pdf", 50_000_000)))[0]
    assert chat.program.samples  # nothing was added: the samples go on answering


async def test_others_may_not_add(chat):
    (reply,) = await chat.say(None, **{**document("page.txt"), "from": {**EDITOR, "id": 5}})
    assert reply.startswith("I take articles only from the people who run me.")


async def test_a_link_within_a_question_is_a_question(chat):
    text = "What did the captain say about https://courier.example/story yesterday?"
    entities = [{"type": "url", "offset": text.index("https"), "length": 29}]
    (reply,) = await chat.say(text, entities=entities, **{"from": EDITOR})
    assert "tored" not in reply


async def test_in_a_group_everybody_may_add_where_an_allowed_administrator_says_so(chat):
    group = {"id": -100, "type": "supergroup", "title": "Readers"}
    ours = {
        "message_id": 1,
        "date": 1,
        "chat": group,
        "text": "…",
        "from": {"id": 12345, "is_bot": True, "first_name": "o"},
    }
    sent = {**document("x.txt"), "from": {"id": 5, "is_bot": False, "first_name": "Reader"}, "chat": group}
    chat.recorder.file = PAGE.encode()
    (refused,) = await chat.say(None, **sent, reply_to_message=ours)
    assert "only from the people who run me" in refused
    chat.recorder.results["getChatMember"] = {"status": "creator", "user": EDITOR, "is_anonymous": False}
    await chat.say("/settings adding everybody", chat=group, **{"from": EDITOR})
    (stored,) = await chat.say(None, **sent, reply_to_message=ours)
    assert stored.startswith("Stored:")
