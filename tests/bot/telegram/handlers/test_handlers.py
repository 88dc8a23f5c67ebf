"""How updates are handled: which count, how often, for whom, and beside which others."""

import asyncio
import threading

from bot.chat.turn_store import TurnsInMemory
from bot.telegram.handlers.rate_limits import Limits, Rates


async def test_a_question_that_is_too_long_is_refused_without_work(chat, program):
    assert "1,000 characters" in (await chat.say("When " + "x" * 100_000))[0]
    assert not program.answerer.asked


async def test_a_reply_to_an_answer_is_a_question_about_it(chat, program, recorder):
    await chat.say("When did the ferry stop?")
    number = recorder.number
    await chat.say("/new")
    shown = {"message_id": number, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "…"}
    await chat.say("When exactly?", reply_to_message=shown, quote={"text": "Nobody was hurt.", "position": 0})
    asked = program.answerer.asked[-1]
    assert asked.context.articles == ("ferry",)
    assert asked.quoted == "Nobody was hurt."


async def test_an_expired_button_answers_politely(chat, recorder):
    await chat.say("When did the ferry stop?")
    chat.application.bot_data["services"].conversation._turns = TurnsInMemory()
    assert await chat.press("More") == []
    assert "expired" in recorder.sent("answerCallbackQuery")[-1]["text"]


async def test_data_that_is_not_ours_answers_politely(chat, recorder):
    query = {
        "id": "1",
        "from": {"id": 5, "is_bot": False, "first_name": "R"},
        "chat_instance": "1",
        "data": "x:" + "9" * 60,
    }
    await chat.update(callback_query=query)
    assert "expired" in recorder.sent("answerCallbackQuery")[-1]["text"]


async def test_an_update_that_is_repeated_is_handled_once(chat, recorder):
    message = chat.message("When did the ferry stop?")
    for _ in range(2):
        chat._id = 500
        await chat.update(message=message)
    assert len(recorder.texts()) == 1


async def test_edited_messages_and_channel_posts_are_left_alone(chat, recorder):
    for kind in ("edited_message", "channel_post", "edited_channel_post"):
        for text in ("When did the ferry stop?", "/start"):
            await chat.update(**{kind: chat.message(text)})
    assert not recorder.texts()


GROUP = {"id": -100, "type": "supergroup", "title": "Readers"}


async def test_in_a_group_only_what_is_addressed_to_the_bot_is_answered(chat, program, recorder):
    assert await chat.say("When did the ferry stop?", chat=GROUP) == []
    mention = {"entities": [{"type": "mention", "offset": 0, "length": 13}], "chat": GROUP}
    (reply,) = await chat.say("@onrecord_bot When did the ferry stop?", **mention)
    assert "March 2021" in reply
    assert program.answerer.asked[-1].text == "When did the ferry stop?"
    assert "reply_parameters" in recorder.sent()[-1]
    bot = {"id": 12345, "is_bot": True, "first_name": "onrecord", "username": "onrecord_bot"}
    earlier = {"message_id": 7, "date": 1, "chat": GROUP, "from": bot, "text": "…"}
    assert await chat.say("When exactly?", chat=GROUP, reply_to_message=earlier)
    assert await chat.say("/help@onrecord_bot", chat=GROUP)
    assert await chat.say("/help@another_bot", chat=GROUP) == []
    assert await chat.say("/nonsense", chat=GROUP) == []


async def test_markup_in_what_users_write_is_shown_as_characters(chat):
    (reply,) = await chat.say('/stories <b>&<a href="javascript:x">')
    assert "<b>&<a" not in reply


async def test_a_fault_is_admitted_in_a_line_and_logged_without_words(chat, caplog):
    assert await chat.say("break the secret words") == ["Something went wrong with that one. Please try again."]
    assert "RuntimeError" in caplog.text
    assert "secret words" not in caplog.text


async def test_inline_queries_offer_sentences_that_can_be_sent(chat, recorder):
    person = {"id": 5, "is_bot": False, "first_name": "R"}
    await chat.update(inline_query={"id": "9", "from": person, "query": "when did it stop", "offset": ""})
    offers = recorder.sent("answerInlineQuery")[-1]["results"]
    assert len(offers) == 3
    assert "March 2021" in offers[0]["input_message_content"]["message_text"]
    assert "Courier" in offers[0]["input_message_content"]["message_text"]
    assert "Ferry <stopped> after doors fail" in offers[0]["description"]
    await chat.update(inline_query={"id": "9", "from": person, "query": "football", "offset": ""})
    assert recorder.sent("answerInlineQuery")[-1]["results"] == []


async def test_a_slow_question_keeps_nobody_else_waiting(chat, program, recorder):
    answer, slow = program.answerer.answer, threading.Event()

    def waiting(question):
        if question.text == "When slowly?":
            slow.wait(300)
        return answer(question)

    program.answerer.answer = waiting
    asked = asyncio.create_task(chat.update(message=chat.message("When slowly?")))
    await asyncio.sleep(0.05)
    other = {"id": 6, "is_bot": False, "first_name": "Other"}
    assert "March 2021" in (await chat.say("When quickly?", chat={"id": 6, "type": "private"}, **{"from": other}))[0]
    assert len(recorder.texts()) == 1
    slow.set()
    await asked
    assert len(recorder.texts()) == 2


async def test_who_asks_too_fast_is_told_each_time(chat):
    services = chat.application.bot_data["services"]
    services.rates = Rates(Limits(burst=2, a_second=0.001))
    replies = [await chat.say("thanks") for _ in range(5)]
    assert [len(reply) for reply in replies] == [1, 1, 1, 1, 1]
    assert replies[2][0].startswith("One moment, please.")
