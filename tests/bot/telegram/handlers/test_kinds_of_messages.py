"""Messages as Telegram brings them: edited, from anonymous administrators, in albums, with emoji, quoting other chats."""

import logging

import pytest

from retrieval.domain import Summary

GROUP = {"id": -7, "type": "supergroup", "title": "Harbour talk"}
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}


def mention(text: str) -> list[dict[str, object]]:
    at = text.index("@onrecord_bot")
    return [{"type": "mention", "offset": len(text[:at].encode("utf-16-le")) // 2, "length": 13}]


async def test_an_edited_message_that_asked_nothing_gets_no_reply_and_is_no_error(chat, recorder, caplog):
    await chat.update(edited_message={**chat.message("When did the ferry stop?"), "edit_date": 2})
    assert recorder.sent() == []
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


async def test_an_anonymous_administrators_command_is_answered(chat):
    (reply,) = await chat.say("/sources@onrecord_bot", chat=GROUP, sender_chat=GROUP, **{"from": ANONYMOUS})
    assert "Port Ellary Courier" in reply


@pytest.mark.parametrize("command", ["/sources@ONRECORD_BOT", "/Sources@onrecord_bot"])
async def test_the_bots_own_commands_are_known_in_any_case_and_other_bots_left_to_them(chat, command):
    assert len(await chat.say(command, chat=GROUP)) == 1
    assert await chat.say("/sources@harbour_bot", chat=GROUP) == []


async def test_an_album_of_ones_own_gets_one_reply_to_its_caption(chat):
    photo = [{"file_id": "p", "file_unique_id": "u", "width": 9, "height": 9}]
    replies = []
    for caption in (None, "When did the ferry stop?", None):
        more = {"caption": caption} if caption else {}
        replies += await chat.say(None, photo=photo, media_group_id="g1", **more)
    assert len(replies) == 1
    assert "March 2021" in replies[0]


async def test_a_button_does_its_work_though_its_query_is_too_old(chat, recorder):
    await chat.say("When did the ferry stop?")
    recorder.refuse("answerCallbackQuery", 400, "Bad Request: query is too old and response timeout expired")
    (more,) = await chat.press("More")
    assert "Nobody was hurt." in more


async def test_the_same_page_twice_is_no_error(chat, recorder, caplog):
    await chat.say("/stories")
    await chat.say("When did the ferry stop?")
    recorder.refuse("editMessageText", 400, "Bad Request: message is not modified: specified new message content")
    before = len(recorder.sent())
    await chat._press("In context")
    assert len(recorder.sent()) == before
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


async def test_a_mention_after_emoji_is_cut_from_the_question_cleanly(chat, program):
    text = "🚢🚢 @onrecord_bot When did the ferry stop?"
    await chat.say(text, chat=GROUP, entities=mention(text))
    assert program.answerer.asked[-1].text == "🚢🚢 When did the ferry stop?"


async def test_a_command_with_a_capital_and_a_line_break_is_the_command(chat, program):
    await chat.say("/Summary\nthe ferry", entities=[{"type": "bot_command", "offset": 0, "length": 8}])
    request = program.answerer.asked[-1].request
    assert isinstance(request, Summary)
    assert request.story.words == "the ferry"


async def test_a_quotation_of_a_message_elsewhere_is_what_the_question_is_about(chat, program):
    origin = {"type": "user", "date": 1, "sender_user": {"id": 8, "is_bot": False, "first_name": "A"}}
    quote = {"text": "The ferry was stopped in March", "position": 0}
    await chat.say("when?", external_reply={"origin": origin}, quote=quote)
    assert program.answerer.asked[-1].quoted == quote["text"]


async def test_characters_of_markup_in_a_headline_come_out_as_they_are(chat, program):
    from dataclasses import replace

    article = program.archive.kept["tram"]
    program.archive.kept["tram"] = replace(article, headline="- _a_ [b] *c* <d> & `e`")
    (reply,) = await chat.say("/stories")
    assert "- _a_ [b] *c* &lt;d&gt; &amp; `e`" in reply
