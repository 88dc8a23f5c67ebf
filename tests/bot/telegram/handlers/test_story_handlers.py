"""/stories, /timeline, /compare, /coverage, links to a story, and quotations as pictures, over a real archive."""

from collections.abc import AsyncIterator

import pytest

from bot.telegram.application import build_application
from bot.telegram.handlers.rate_limits import Limits
from retrieval.stories import Stories

from ...chatting import Chat
from ...newsroom import Newsroom
from ...recorder import TOKEN, Recorder


@pytest.fixture
async def reader(newsroom: Newsroom, recorder: Recorder) -> AsyncIterator[Chat]:
    application = build_application(newsroom, TOKEN, recorder, limits=Limits(1000, burst=1000))
    async with application:
        yield Chat(application, recorder, newsroom)
    application.bot_data["services"].close()


async def test_stories_are_listed_once_each_with_their_outlets(reader: Chat) -> None:
    (reply,) = await reader.say("/stories")
    lines = reply.splitlines()
    assert lines[2] == "1. Sol is chess champion · The Ledger · 1 Apr 2025"
    assert lines[3].startswith("2. ")
    assert "Coast Daily, The Ledger · 3 Mar 2025 – 4 Mar 2025 · 2 articles" in lines[3]
    assert len(lines) == 4
    (told,) = await reader.press("1")
    assert "Irina Sol" in told


async def test_words_that_no_headline_holds_are_looked_for_in_the_articles(reader: Chat) -> None:
    (reply,) = await reader.say("/stories grandmaster")
    assert "1. Sol is chess champion" in reply
    (reply,) = await reader.say("/stories volcano")
    assert reply == "I have no story about that."


async def test_a_timeline_is_told_by_words_by_id_and_by_button(reader: Chat, newsroom: Newsroom) -> None:
    (by_words,) = await reader.say("/timeline the Brunn flood")
    assert "<b>3 Mar 2025</b>" in by_words
    assert "<b>4 Mar 2025</b>" in by_words
    assert (
        "https://t.me/share/url?url=https%3A%2F%2Ft.me%2Fonrecord_bot%3Fstart%3Ds_"
        in reader.buttons()["Send to a chat"]
    )
    story = newsroom.stories.of_article("a")
    assert story is not None
    (by_id,) = await reader.say(f"/timeline {story.id}")
    assert by_id == by_words
    await reader.say("/summary Brunn flood")
    (by_button,) = await reader.press("Timeline")
    assert by_button == by_words


async def test_outlets_are_compared_by_words_and_by_button(reader: Chat) -> None:
    (reply,) = await reader.say("/compare Brunn flood")
    assert "<b>The number of dead differs</b>\nCoast Daily, 3 Mar 2025" in reply
    await reader.say("/summary Brunn flood")
    assert await reader.press("Side by side") == [reply]
    (reply,) = await reader.say("/compare chess champion")
    assert "Only one outlet" in reply


async def test_a_story_nobody_told_and_no_words_at_all_get_a_line(reader: Chat) -> None:
    for command in ("/timeline", "/compare"):
        (nearest,) = await reader.say(f"{command} the volcano of Fiji")
        assert "Nearest:" in nearest
        assert "blockquote" not in nearest
        assert not reader.buttons()
        (usage,) = await reader.say(command)
        assert "Sol is chess champion" in usage
    (usage,) = await reader.say("/coverage")
    assert "/coverage" in usage


async def test_a_link_opens_its_story(reader: Chat, newsroom: Newsroom) -> None:
    story = newsroom.stories.of_article("c")
    assert story is not None
    (reply,) = await reader.say(f"/start {story.id}")
    assert "Irina Sol" in reply
    assert await reader.say("/start s_aaaaaaaaaa") == ["I have no story about that."]


async def test_coverage_is_a_picture_with_words_below(reader: Chat, recorder: Recorder) -> None:
    assert await reader.say("/coverage Ada Kolb") == []
    (sent,) = recorder.sent("sendPhoto")
    assert sent["caption"].startswith("Ada Kolb: 2 articles from 3 Mar 2025 to 4 Mar 2025")
    assert await reader.say("/coverage nobody at all") == ["No dated article names nobody at all."]


async def test_coverage_is_counted_once_until_the_archive_changes(
    reader: Chat, newsroom: Newsroom, recorder: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[str] = []
    count = Stories.coverage
    monkeypatch.setattr(Stories, "coverage", lambda self, name: counted.append(name) or count(self, name))
    for _ in range(3):
        assert await reader.say("/coverage Ada Kolb") == []
        assert await reader.say("/coverage nobody") == ["No dated article names nobody."]
    assert counted == ["Ada Kolb", "nobody"]
    assert len({sent["caption"] for sent in recorder.sent("sendPhoto")}) == 1
    newsroom.archive.delete(["a"])
    await reader.say("/coverage Ada Kolb")
    assert counted == ["Ada Kolb", "nobody", "Ada Kolb"]
    assert recorder.sent("sendPhoto")[-1]["caption"].startswith("Ada Kolb: 1 article")


async def test_a_quotation_becomes_a_picture_to_forward(reader: Chat, recorder: Recorder) -> None:
    await reader.say("What did Ada Kolb say about the dyke?")
    assert await reader.press("As a picture") == []
    (sent,) = recorder.sent("sendPhoto")
    assert sent["caption"].startswith("“The dyke at Larch Mill had failed,” mayor Ada Kolb said. — Ada Kolb")
    assert "Coast Daily" in sent["caption"]


async def test_a_picture_for_somebody_who_blocked_the_bot_is_no_fault(reader: Chat, recorder: Recorder) -> None:
    recorder.refuse("sendPhoto", 403, "Forbidden: bot was blocked by the user")
    assert await reader.say("/coverage Ada Kolb") == []
    recorder.refuse("sendPhoto", 400, "Bad Request: chat upgraded", migrate_to_chat_id=-100)
    assert await reader.say("/coverage Ada Kolb") == []
    assert recorder.sent("sendPhoto")[-1]["chat_id"] == -100


async def test_why_tells_of_the_last_answer_or_of_the_one_above_a_button(reader: Chat) -> None:
    assert "no quoted answer" in (await reader.say("/why"))[-1]
    await reader.say("How many people were dead in Brunn by evening?")
    (told,) = await reader.say("/why")
    assert told.startswith("<b>Why this</b>")
    assert "Looked for: a number; here: 40" in told
    await reader.say("/new")  # what goes on about a story has a probability of its own
    await reader.say("How many people were dead in Brunn by evening?")
    await reader.press("⋯")
    (shown,) = await reader.press("Why this?")
    assert shown == told
