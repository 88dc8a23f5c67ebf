"""Quiet screens: a tap changes the message it was made on, there is a way back, and in groups the presser alone sees it."""

import asyncio

import pytest

from bot.telegram.application import build_application
from bot.telegram.handlers.rate_limits import Limits
from retrieval.domain import Answer, AnswerKind, Turn

from ...chatting import PERSON, Chat
from ...newsroom import Newsroom
from ...recorder import TOKEN, Recorder

GROUP = {"id": -100, "type": "supergroup", "title": "Readers"}


@pytest.fixture
async def reader(newsroom: Newsroom, recorder: Recorder):
    application = build_application(newsroom, TOKEN, recorder, limits=Limits(1000, burst=1000))
    async with application:
        yield Chat(application, recorder, newsroom)
    application.bot_data["services"].close()


def calls(recorder: Recorder, before: int) -> list[str]:
    shown = ("sendMessage", "editMessageText", "sendPhoto")
    return [name for name, _ in recorder.calls[before:] if name in shown]


@pytest.mark.parametrize("label", ["Longer", "Shorter", "Who said what", "Timeline", "Side by side"])
async def test_what_is_done_with_a_summary_takes_its_place_and_leads_back(
    reader: Chat, recorder: Recorder, label: str
) -> None:
    (summary,) = await reader.say("/summary the Brunn flood")
    buttons = reader.buttons()
    before = len(recorder.calls)
    (shown,) = await reader.press(label)
    assert "sendMessage" not in calls(recorder, before)
    assert shown != summary
    (again,) = await reader.press("‹ Back")
    assert again == summary
    assert reader.buttons().keys() == buttons.keys()
    assert "sendMessage" not in calls(recorder, before)


async def test_a_sentence_in_context_and_its_story_take_the_place_of_the_answer(reader: Chat) -> None:
    (answer,) = await reader.say("How many people were dead in Brunn after the flood?")
    (around,) = await reader.press("In context")
    assert around != answer
    assert list(reader.buttons()) == ["Read it here", "‹ Back"]
    assert await reader.press("‹ Back") == [answer]
    (told,) = await reader.press("The story")
    assert "Longer" in reader.buttons()
    (longer,) = await reader.press("Longer")
    assert len(longer) >= len(told)
    assert await reader.press("‹ Back") == [answer]
    assert "‹ Back" not in reader.buttons()


async def test_an_answer_has_at_most_four_buttons_and_the_rest_behind_the_last(reader: Chat) -> None:
    for text in (
        "How many people were dead in Brunn after the flood?",
        "What did Ada Kolb say?",
        "/summary the Brunn flood",
    ):
        await reader.say(text)
        assert len(reader.buttons()) <= 4
        assert list(reader.buttons())[-1] == "⋯"
        await reader.press("⋯")
        assert {"👍", "👎", "‹ Back"} <= set(reader.buttons())
        (again,) = await reader.press("‹ Back")
        assert again
        assert len(reader.buttons()) <= 4


async def test_stories_have_their_numbers_in_one_row(reader: Chat, recorder: Recorder) -> None:
    (reply,) = await reader.say("/stories")
    assert reply.splitlines()[2].startswith("1. ")
    rows = recorder.sent()[-1]["reply_markup"]["inline_keyboard"]
    assert [button["text"] for button in rows[0]] == ["1", "2"]
    await reader.press("2")
    (again,) = await reader.press("‹ Back")
    assert "Sol is chess champion" in again


async def test_what_follows_the_first_sentence_opens_at_a_tap(reader: Chat) -> None:
    (summary,) = await reader.say("/summary the Brunn flood")
    assert summary.startswith("<blockquote>")
    assert summary.count("<blockquote expandable>") == 1
    (course,) = await reader.say("/timeline the Brunn flood")
    assert "<blockquote>" not in course
    assert "<blockquote expandable>" in course


async def test_two_taps_at_once_are_one(reader: Chat, recorder: Recorder) -> None:
    await reader.say("/summary the Brunn flood")
    data = reader.buttons()["Longer"]
    recorder.refuse("editMessageText", 400, "Bad Request: message is not modified: the same")
    shown = {"message_id": recorder.number, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "…"}
    query = {"id": "1", "from": PERSON, "chat_instance": "1", "message": shown, "data": data}
    before = len(recorder.calls)
    await asyncio.gather(reader.update(callback_query=query), reader.update(callback_query={**query, "id": "2"}))
    assert calls(recorder, before) == ["editMessageText", "editMessageText"]
    assert not [text for text in recorder.texts() if "went wrong" in text]
    (back,) = await reader.press("‹ Back")
    assert back == recorder.sent()[0]["text"]


async def test_in_a_group_a_tap_is_shown_to_the_presser_alone(reader: Chat, recorder: Recorder) -> None:
    mention = {"entities": [{"type": "mention", "offset": 0, "length": 13}], "chat": GROUP}
    await reader.say("@onrecord_bot Who won the chess title in Tasqar?", **mention)
    buttons = reader.buttons()
    shown = {"message_id": recorder.number, "date": 1, "chat": GROUP, "text": "…"}
    query = {"id": "1", "from": PERSON, "chat_instance": "1", "message": shown}
    before = len(recorder.calls)
    await reader.update(callback_query={**query, "data": buttons["In context"]})
    assert not calls(recorder, before)
    (said,) = recorder.sent("answerCallbackQuery")
    assert said["show_alert"]
    assert "Sol" in said["text"]
    assert len(said["text"]) <= 200
    await reader.update(callback_query={**query, "data": buttons["⋯"]})
    assert not calls(recorder, before)
    link = recorder.sent("answerCallbackQuery")[-1]["url"]
    assert link.startswith("https://t.me/onrecord_bot?start=b_")
    (told,) = await reader.say(f"/start {link.rpartition('=')[2]}")
    assert "Sol is chess champion" in told
    assert "👍" in reader.buttons()


async def test_a_link_that_says_nothing_is_answered_politely(reader: Chat) -> None:
    for parameter in ("b_eA", "b_MW06Z29uZTow", "b_MWQ6"):
        (reply,) = await reader.say(f"/start {parameter}")
        assert "expired" in reply


async def test_one_clear_source_is_previewed_and_several_are_not(chat, recorder) -> None:
    await chat.say("When did the ferry stop?")
    preview = recorder.sent()[-1]["link_preview_options"]
    assert preview == {"url": "https://courier.example/ferry?a=1&b=2", "prefer_small_media": True}
    await chat.say("ferry")
    assert recorder.sent()[-1]["link_preview_options"] == {"is_disabled": True}


def test_a_turn_over_another_leads_back_to_it_and_lengths_of_a_summary_do_not_pile_up(program) -> None:
    from bot.chat.conversation import Conversation

    conversation = Conversation(program)
    fact = Turn("f", "1", "2", "?", Answer(AnswerKind.FACT, abstained=False))
    told = Turn("s", "1", "2", "?", Answer(AnswerKind.SUMMARY, abstained=False))
    longer = Turn("l", "1", "2", "?", Answer(AnswerKind.SUMMARY, abstained=False))
    over = conversation.over(told, fact)
    assert over.back == "f"
    assert conversation.turn("s") == over
    assert conversation.over(longer, over).back == "f"
    assert conversation.over(longer, told).back == "s"
    assert conversation.over(fact, over).back is None
    assert conversation.over(told, told) == told
