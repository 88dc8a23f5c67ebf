"""/who NAME and [More from …] over a real archive: a page at a time, in one message; lists lead back to their page."""

from collections.abc import AsyncIterator

import pytest

from bot.telegram.application import build_application
from bot.telegram.handlers.rate_limits import Limits
from retrieval.ingest.pipeline import Pipeline

from ...chatting import Chat
from ...newsroom import Newsroom, report
from ...recorder import TOKEN, Recorder

THINGS = ("goat", "organ", "kiln", "ferry", "orchard", "glider", "violin", "statue", "bakery", "pump")
SAID = (
    "She ate my hat on Sunday",
    "Whoever took the organ will bring it back",
    "Bricks are not baked by wishing",
    "Somebody rowed it to Hald at night",
    "Cherries grow wherever they like",
    "It flew over three villages",
    "Music was better without strings",
    "Bronze melts and so do thieves",
    "We shall have to eat cake",
    "Water runs downhill anyway",
)


@pytest.fixture
async def reader(newsroom: Newsroom, recorder: Recorder) -> AsyncIterator[Chat]:
    texts = [
        f"The {thing} of Dorn{n}holm has gone. “{SAID[n]},” said Ina Falk, the mayor of Orm."
        for n, thing in enumerate(THINGS)
    ]
    told = [
        report(f"t{n}", text, f"2024-{n + 1:02}-02", f"The {thing} has gone", "Echo")
        for n, (text, thing) in enumerate(zip(texts, THINGS, strict=True))
    ]
    Pipeline(newsroom.archive, newsroom.index).add_batch(told)
    application = build_application(newsroom, TOKEN, recorder, limits=Limits(1000, burst=1000))
    async with application:
        yield Chat(application, recorder, newsroom)
    application.bot_data["services"].close()


async def test_a_name_after_who_gives_the_dossier_in_pages_of_one_message(reader: Chat, recorder: Recorder) -> None:
    (reply,) = await reader.say("/who Ina Falk")
    assert reply.startswith("<b>Ina Falk</b>\nmayor of Orm, ")
    assert "10 quotations" in reply
    assert "1/2" in reply
    sent = len(recorder.sent())
    (second,) = await reader.press("Next ›")
    assert "2/2" in second
    assert "Next ›" not in reader.buttons()
    assert len(recorder.sent()) == sent
    (again,) = await reader.press("‹ Previous")
    assert again == reply


async def test_words_after_who_that_name_nobody_ask_who_said_them(reader: Chat) -> None:
    (reply,) = await reader.say("/who said whoever took the organ will bring it back")
    assert "Ina Falk" in reply
    assert "1/2" not in reply


async def test_more_from_a_speaker_is_the_dossier_and_leads_back(reader: Chat) -> None:
    (asked,) = await reader.say("Who said whoever took the organ will bring it back?")
    (dossier,) = await reader.press("More from Ina Falk")
    assert dossier.startswith("<b>Ina Falk</b>")
    await reader.press("Next ›")
    (back,) = await reader.press("‹ Back")
    assert back == asked


async def test_a_number_leads_to_the_quotation_in_its_article(reader: Chat) -> None:
    await reader.say("/who Ina Falk")
    (reply,) = await reader.press("2")
    assert "<b>" in reply
    assert "Ina Falk" in reply


async def test_back_from_a_story_leads_to_the_page_of_the_list_that_it_was_on(reader: Chat) -> None:
    await reader.say("/stories")
    (page,) = await reader.press("Next ›")
    assert "\n9. " in page
    await reader.press("9")
    (back,) = await reader.press("‹ Back")
    assert back == page
    assert "‹ Previous" in reader.buttons()


async def test_a_card_leads_to_its_quotation_in_the_private_chat(reader: Chat, recorder: Recorder) -> None:
    await reader.say("Who said whoever took the organ will bring it back?")
    await reader.press("As a picture")
    caption = recorder.sent("sendPhoto")[-1]["caption"]
    words, link = caption.split("\n")
    assert "Whoever took the organ will bring it back" in words
    assert "Ina Falk" in words
    assert link.startswith("https://t.me/onrecord_bot?start=b_")
    (reply,) = await reader.say(f"/start {link.partition('start=')[2]}")
    assert "bring it back" in reply


async def test_without_a_name_somebody_is_given_as_an_example(chat):
    (reply,) = await chat.say("/who")
    assert "/who Anna Tolvik" in reply
