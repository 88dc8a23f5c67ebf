"""What a reader gets, update by update, from the bot in process."""

import asyncio
import threading

from bot.chat.turn_store import TurnsInMemory
from bot.telegram.handlers.rate_limits import Limits, Rates
from retrieval.archive.archive import Archive
from retrieval.archive.votes import Votes
from retrieval.domain import Answer, AnswerKind, QuotationsOf, SpeakersOn, StoryOf, Summary

from ...newspaper import ANSWERS


async def test_a_question_is_answered_with_the_sentence_and_its_citation(chat):
    (reply,) = await chat.say("When did the ferry stop?")
    assert reply == (
        "<blockquote>The Lindmar ferry was stopped in <b>March 2021</b> after its doors failed.</blockquote>\n"
        '<a href="https://courier.example/ferry?a=1&amp;b=2#:~:text=The%20Lindmar%20ferry%20was,its%20doors%20failed.">'
        "Ferry &lt;stopped&gt; after doors fail</a> · Port Ellary Courier · 4 Mar 2021"
    )
    assert list(chat.buttons())[:3] == ["In context", "The story", "More"]


async def test_the_typing_sign_is_shown(chat, recorder):
    await chat.say("When did the ferry stop?")
    assert recorder.sent("sendChatAction")[0]["action"] == "typing"


async def test_a_question_takes_one_way_into_a_thread_and_looks_its_context_up_once(chat, monkeypatch):
    await chat.say("When did the ferry stop?")  # what the chat has chosen is at hand from now on
    services = chat.application.bot_data["services"]
    threads, contexts = services.off_loop, services.conversation.context
    ways, looks = [], []
    monkeypatch.setattr(services, "off_loop", lambda *work, **how: ways.append(work[0]) or threads(*work, **how))
    monkeypatch.setattr(services.conversation, "context", lambda *whose: looks.append(whose) or contexts(*whose))
    (reply,) = await chat.say("When did the ferry stop?")
    assert "March 2021" in reply
    assert len(ways) == len(looks) == 1


async def test_more_shows_the_next_sentences_once(chat):
    await chat.say("When did the ferry stop?")
    (reply,) = await chat.press("More")
    assert "Nobody was hurt." in reply
    assert "Repairs" in reply
    assert "March 2021" not in reply
    assert "More" not in chat.buttons()


async def test_in_context_shows_the_sentences_around(chat):
    await chat.say("When did the ferry stop?")
    (reply,) = await chat.press("In context")
    assert (
        "<b>The Lindmar ferry was stopped in March 2021 after its doors failed.</b> Nobody was hurt. “We will" in reply
    )
    assert "Port Ellary Courier" in reply


async def test_who_said_it_names_the_speaker_with_role_and_tells_direct_from_reported(chat):
    (reply,) = await chat.say("Who said the doors must be tested?")
    assert reply.startswith(
        "<b>Anna Tolvik</b>, the line&#x27;s director, in direct speech:\n<blockquote>“We will not sail"
    )
    assert "The council" not in reply  # another speaker is a button away
    assert list(chat.buttons())[:3] == ["In context", "More from Anna Tolvik", "Who else?"]


async def test_more_from_a_speaker_gives_everything_they_said_and_nothing_twice(chat):
    await chat.say("Who said the doors must be tested?")
    (reply,) = await chat.press("More from Anna Tolvik")
    assert "Repairs will cost 4 million crowns." in reply
    assert reply.count("We will not sail") == 1


async def test_who_else_gives_the_other_speakers(chat):
    await chat.say("Who said the doors must be tested?")
    (reply,) = await chat.press("Who else?")
    assert "<b>The council</b>, reported:\n<blockquote>The council said buses would run instead.</blockquote>" in reply
    assert "Anna Tolvik" not in reply


async def test_a_vote_is_kept_as_a_line_of_a_data_set_and_may_be_changed(chat, program, recorder, tmp_path):
    real = Archive.open(tmp_path)
    program.archive.database = real.database
    await chat.say("When did the ferry stop?")
    await chat.press("👍")
    await chat.press("👎")
    assert recorder.sent("answerCallbackQuery")[-1]["text"] == "Noted, thank you."
    (line,) = Votes(real.database).lines()
    assert (line["question"], line["good"], line["articles"]) == ("When did the ferry stop?", False, ["ferry"])
    assert [sentence["text"][:10] for sentence in line["sentences"]] == ["The Lindma"]
    real.close()


async def test_a_summary_is_in_order_under_one_citation_with_its_buttons(chat):
    (reply,) = await chat.say("/summary the ferry")
    assert reply.index("doors failed") < reply.index("Nobody was hurt") < reply.index("Port Ellary Courier")
    assert reply.count("Port Ellary Courier") == 1
    assert {"Longer", "Shorter", "Who said what"} <= set(chat.buttons())
    (said,) = await chat.press("Who said what")
    assert "Anna Tolvik" in said


async def test_an_abstention_tells_what_there_is_and_quotes_nothing(chat):
    (reply,) = await chat.say("Football: who won?")
    assert reply.startswith("My stories do not answer that. I have 2 stories, from 4 March to 30 May 2021.\n\nNearest:")
    assert "Trams return · Brannock Herald · 30 May 2021" in reply
    assert "blockquote" not in reply
    assert list(chat.buttons()) == ["Tell me when you know"]


async def test_what_nothing_comes_near_to_can_be_told_later_as_well(chat, monkeypatch):
    monkeypatch.setitem(ANSWERS, "zebra", Answer(AnswerKind.FACT, abstained=True))
    await chat.say("Zebra races: who won?")
    assert "Tell me when you know" in chat.buttons()


async def test_a_topic_alone_lists_its_stories_with_buttons(chat, program):
    (reply,) = await chat.say("ferry")
    assert reply.index("Trams return") < reply.index("Ferry &lt;stopped&gt;")
    (told,) = await chat.press("2")
    assert "blockquote" in told
    assert program.answerer.asked[-1].request == Summary(StoryOf(id="ferry"))


async def test_the_topic_is_shown_above_a_follow_up_and_can_be_dropped(chat, program, recorder):
    await chat.say("When did the ferry stop?")
    (reply,) = await chat.say("and when?")
    assert reply.startswith("<i>about: Ferry &lt;stopped&gt; after doors fail</i>\n")
    await chat.press("New topic")
    assert recorder.sent("answerCallbackQuery")[-1]["text"].startswith("Done.")
    await chat.say("When exactly?")
    assert program.answerer.asked[-1].context.articles == ()


async def test_new_forgets_the_topic(chat, program):
    await chat.say("When did the ferry stop?")
    await chat.say("/new")
    await chat.say("When exactly?")
    assert program.answerer.asked[-1].context.topic is None


async def test_thanks_get_a_line_and_no_buttons(chat):
    assert await chat.say("thanks") == ["You&#x27;re welcome."]
    assert not chat.buttons()


async def test_start_says_what_there_is_and_gives_examples(chat):
    (reply,) = await chat.say("/start")
    assert "I have 2 stories, from 4 March to 30 May 2021." in reply
    (said,) = await chat.press("What did Anna Tolvik say?")
    assert "We will not sail again" in said


async def test_help_tells_only_allowed_users_about_adding(chat):
    (reply,) = await chat.say("/help")
    assert "Send me a link" not in reply
    (reply,) = await chat.say("/help", **{"from": {"id": 77, "is_bot": False, "first_name": "Editor"}})
    assert "Send me a link" in reply


async def test_sources_lists_outlets(chat):
    (reply,) = await chat.say("/sources")
    assert "• Port Ellary Courier: 1" in reply


async def test_stories_are_paged_and_searched(chat, program, recorder):
    tram = program.archive.kept.pop("tram")
    for number in range(20):
        program.archive.kept[f"t{number}"] = type(tram)(f"t{number}", tram.text, tram.blocks, headline=f"Tram {number}")
    (reply,) = await chat.say("/stories tram")
    assert "1. Tram 0 · source not stated · undated" in reply
    assert "9." not in reply
    await chat.press("Next ›")
    edited = recorder.sent("editMessageText")[-1]["text"]
    assert "9. Tram 8" in edited
    assert {"‹ Previous", "Next ›"} <= set(chat.buttons())
    (reply,) = await chat.say("/stories submarine")
    assert reply == "I have no story about that."


async def test_quotes_and_who_build_requests_whatever_the_names_are(chat, program):
    await chat.say("/quotes Anna Tolvik about the doors")
    assert program.answerer.asked[-1].request == QuotationsOf("Anna Tolvik", "the doors")
    await chat.say("/new")
    await chat.say("/quotes That Girl")
    assert program.answerer.asked[-1].request == QuotationsOf("That Girl")
    (reply,) = await chat.say("/who every door has been tested")
    assert program.answerer.asked[-1].request == SpeakersOn("every door has been tested")
    assert reply.startswith("<b>Anna Tolvik</b>")
    for command in ("/quotes", "/who"):
        assert command in (await chat.say(command))[0]


async def test_an_unknown_command_points_to_help(chat):
    assert "/help" in (await chat.say("/nonsense"))[0]


async def test_what_holds_no_words_gets_a_hint_with_examples(chat, program):
    for text in ("🙂🙂", "\u200b\u200b", "?!"):
        (reply,) = await chat.say(text)
        assert reply.startswith("I can read questions in words.")
        assert "What did Anna Tolvik say?" in chat.buttons()
    sticker = {"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1, "is_animated": False, "is_video": False}
    (reply,) = await chat.say(None, sticker={**sticker, "type": "regular"})
    assert "What did Anna Tolvik say?" in chat.buttons()
    assert not program.answerer.asked


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
