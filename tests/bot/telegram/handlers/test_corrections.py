"""An article that is corrected: its answers say what changed, those before it too, and /changes tells all of it."""

from collections.abc import AsyncIterator

import pytest

from bot.telegram.application import build_application
from bot.telegram.handlers.rate_limits import Limits
from retrieval.ingest.pipeline import Pipeline

from ...chatting import Chat
from ...newsroom import Newsroom, report
from ...recorder import TOKEN, Recorder

ASKED = "How many crowns did the toll bridge of Varn cost?"


def told(newsroom: Newsroom, words: str) -> None:
    text = f"{words} Nobody paid it twice. Geese walk over it for nothing."
    Pipeline(newsroom.archive, newsroom.index).add_batch([report("toll", text, "2025-01-02", "Toll of Varn", "Echo")])


@pytest.fixture
async def reader(newsroom: Newsroom, recorder: Recorder) -> AsyncIterator[Chat]:
    told(newsroom, "The toll bridge of Varn cost 30 crowns on Monday.")
    application = build_application(newsroom, TOKEN, recorder, limits=Limits(1000, burst=1000))
    async with application:
        yield Chat(application, recorder, newsroom)
    application.bot_data["services"].close()


async def test_an_answer_from_a_corrected_article_says_what_it_said_before(reader: Chat) -> None:
    (reply,) = await reader.say(ASKED)
    assert "Corrected" not in reply
    told(reader.program, "The toll bridge of Varn cost 45 crowns on Monday.")
    (reply,) = await reader.say(ASKED)
    assert "45" in reply
    assert "it said “30”, now “45”." in reply
    await reader.press("What changed")
    assert "Before: The toll bridge of Varn cost 30 crowns on Monday." in reader.recorder.texts()[-1]


async def test_below_an_answer_from_before_the_sentence_is_found_in_the_newer_text(reader: Chat) -> None:
    await reader.say(ASKED)
    told(reader.program, "Rain fell on the market of Varn all week. The toll bridge of Varn cost 45 crowns on Monday.")
    (around,) = await reader.press("In context")
    assert "<b>The toll bridge of Varn cost 45 crowns on Monday.</b>" in around
    assert "it said “30”, now “45”." in around
    (back,) = await reader.press("‹ Back")
    assert "30" in back
    assert "it said “30”, now “45”." in back


async def test_changes_tells_what_was_changed_or_that_nothing_was(reader: Chat) -> None:
    (nothing,) = await reader.say("/changes toll bridge of Varn")
    assert nothing.startswith("Nothing in this story has been changed")
    told(reader.program, "The toll bridge of Varn cost 45 crowns on Monday.")
    (reply,) = await reader.say("/changes toll bridge of Varn")
    assert "Toll of Varn" in reply
    assert (
        "Before: The toll bridge of Varn cost 30 crowns on Monday.\nNow: The toll bridge of Varn cost 45 crowns"
        in reply
    )
    assert "Geese" not in reply
