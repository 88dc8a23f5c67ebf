"""Checking what is claimed: what is forwarded, linked, replied to with a mention, captioned or given to /check."""

import contextlib

import pytest

from bot.bootstrap import open_program
from bot.chat.conversation import ContextsInMemory
from bot.configuration.settings import ArchiveSettings, Settings, TelegramSettings
from bot.telegram.application import build_application

EDITOR = {"id": 77, "is_bot": False, "first_name": "Editor"}
READER = {"id": 5, "is_bot": False, "first_name": "Reader"}
BOT = {"id": 12345, "is_bot": True, "first_name": "onrecord", "username": "onrecord_bot"}
GROUP = {"id": -7, "type": "supergroup", "title": "Harbour talk"}
CLAIM = "300 people were aboard the Marisol Grey when it ran aground off Skerrin Point."
FRIEND = {"type": "user", "date": 1747300000, "sender_user": {"id": 9, "is_bot": False, "first_name": "Friend"}}


@pytest.fixture
async def chat(make_chat, tmp_path):
    settings = Settings(
        archive=ArchiveSettings(url=str(tmp_path / "archive")), telegram=TelegramSettings(allowed_users=(77,))
    )
    with contextlib.closing(open_program(settings)) as program:
        application = build_application(program, "1:token", make_chat.recorder, contexts=ContextsInMemory())
        async with application:
            yield make_chat(application, program)
        application.bot_data["services"].close()


def earlier(text, **more):
    return {"message_id": 3, "date": 1747300000, "chat": GROUP, "from": {**READER, "id": 8}, "text": text, **more}


def mention(text):
    at = text.index("@onrecord_bot")
    return [{"type": "mention", "offset": len(text[:at].encode("utf-16-le")) // 2, "length": len("@onrecord_bot")}]


def differs(reply):
    assert "says 214" in reply
    assert "says 217" in reply
    assert "the message says 300" in reply
    assert "Port Ellary Courier" in reply
    assert not any(word in reply.casefold() for word in ("true", "false", "wrong", "incorrect"))


async def test_a_forwarded_text_is_set_beside_what_the_stories_say(chat):
    (reply,) = await chat.say(CLAIM, forward_origin=FRIEND)
    differs(reply)
    assert reply.count("<blockquote") == 2
    assert "Store" not in chat.buttons()


async def test_a_claim_is_checked_by_command_and_a_bare_command_says_how(chat):
    (reply,) = await chat.say(f"/check {CLAIM}")
    differs(reply)
    (reply,) = await chat.say("/check")
    assert "/check" in reply
    assert "What is claimed?" in reply


async def test_a_claim_that_no_story_is_near_gets_one_plain_sentence(chat):
    assert await chat.say("/check The president of Arvonia resigned after protests") == ["My stories do not say."]


async def test_the_command_checks_what_it_replies_to(chat):
    (reply,) = await chat.say("/check", reply_to_message=earlier(CLAIM))
    differs(reply)


@pytest.mark.parametrize("words", ["@onrecord_bot", "@onrecord_bot is this true?", "is that right @onrecord_bot"])
async def test_in_a_group_a_reply_with_a_mention_checks_the_message(chat, words):
    (reply,) = await chat.say(words, entities=mention(words), chat=GROUP, reply_to_message=earlier(CLAIM))
    differs(reply)


async def test_in_a_group_nothing_is_checked_that_nobody_asked_for(chat):
    assert await chat.say(CLAIM, chat=GROUP, forward_origin=FRIEND) == []
    words = f"@onrecord_bot {CLAIM}"
    assert await chat.say(words, chat=GROUP, forward_origin=FRIEND, entities=mention(words)) == []
    assert await chat.say("is this true?", chat=GROUP, reply_to_message=earlier(CLAIM)) == []


async def test_a_question_in_reply_to_somebody_is_a_question(chat):
    words = "@onrecord_bot when was the coastguard alerted?"
    (reply,) = await chat.say(words, entities=mention(words), chat=GROUP, reply_to_message=earlier(CLAIM))
    assert "7:12" in reply
    assert "the message says" not in reply


async def test_the_quoted_part_alone_is_checked(chat):
    quote = {"text": "Kessel Bridge has been closed since October 2018", "position": 0}
    message = earlier(f"{quote['text']}. {CLAIM}")
    (reply,) = await chat.say("/check", reply_to_message=message, quote=quote)
    assert "says October 2019" in reply
    assert "the message says October 2018" in reply
    assert "300" not in reply


async def test_the_caption_of_a_picture_is_checked_and_a_question_in_one_answered(chat):
    photo = [{"file_id": "p", "file_unique_id": "u", "width": 9, "height": 9}]
    (reply,) = await chat.say(None, photo=photo, caption=CLAIM)
    differs(reply)
    (reply,) = await chat.say(None, photo=photo, caption="How many people were aboard the Marisol Grey?")
    assert "the message says" not in reply
    (reply,) = await chat.say(None, photo=photo, caption=CLAIM, forward_origin=FRIEND)
    differs(reply)


async def test_a_question_whether_it_is_true_is_a_check(chat):
    (reply,) = await chat.say("Is it true that 300 people were aboard the Marisol Grey?")
    differs(reply)


async def test_a_forwarded_question_is_answered(chat):
    (reply,) = await chat.say("Where did the ferry run aground?", forward_origin=FRIEND)
    assert "Skerrin Point" in reply


async def test_a_message_of_any_length_is_checked(chat):
    (reply,) = await chat.say("/check " + CLAIM + " The sea was calm." * 200)
    assert "the message says 300" in reply


async def test_several_claims_are_each_checked_under_their_words(chat):
    text = "The coastguard was alerted at 8:12 a.m. and sent two lifeboats. The mayor of Arvonia cancelled the ball."
    (reply,) = await chat.say(f"/check {text}")
    assert "says 7:12 a.m." in reply
    assert "the message says 8:12 a.m." in reply
    assert "On “The mayor of Arvonia cancelled the ball.” my stories do not say." in reply


async def test_what_was_checked_is_stored_only_when_asked_and_by_those_who_may(chat):
    text = "The lighthouse at Skarn will be sold this autumn, the harbour office announced on Monday. " * 2 + (
        "Its last keeper, Mira Oldane, told reporters that she would not leave the tower before the new owner had learned to "
        "wind the clock, and that the building is 140 years old and needs a new roof that costs about 90,000 crowns."
    )
    channel = {"id": -1001, "type": "channel", "title": "Skarn Today", "username": "skarntoday"}
    origin = {"type": "channel", "chat": channel, "message_id": 12, "date": 1715000000}
    (reply,) = await chat.say(text, forward_origin=origin, **{"from": EDITOR})
    assert "tored" not in reply
    assert chat.program.samples
    button = chat.buttons()["Store"]
    shown = {"message_id": 1001, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "…"}
    query = {"id": "1", "chat_instance": "1", "message": shown, "data": button}
    await chat.update(callback_query={**query, "from": READER})
    assert chat.recorder.texts()[-1].startswith("I take articles only from")
    await chat.update(callback_query={**query, "from": EDITOR})
    assert chat.recorder.texts()[-1].startswith("Stored:")
    assert "Skarn Today" in chat.recorder.texts()[-1]


async def test_a_link_that_may_not_be_fetched_is_refused_in_a_sentence(chat):
    link = "http://127.0.0.1:1/secret"
    entities = [{"type": "url", "offset": 0, "length": len(link)}]
    (reply,) = await chat.say(link, entities=entities)
    assert reply.startswith("I cannot read that page: 127.0.0.1 is not a public address")


async def test_a_link_to_a_stored_article_is_checked_against_the_others(chat):
    link = "https://lindmar-standard.example/velmora/island-ferry-hits-reef"
    entities = [{"type": "url", "offset": 0, "length": len(link)}]
    (reply,) = await chat.say(link, entities=entities, **{"from": EDITOR})
    assert "Island ferry hits reef" in reply
    assert "Store" not in chat.buttons()


async def test_a_link_with_words_that_ask_to_check_it_is_checked(chat):
    link = "https://lindmar-standard.example/velmora/island-ferry-hits-reef"
    text = f"Can you please check this {link}"
    entities = [{"type": "url", "offset": text.index(link), "length": len(link)}]
    (reply,) = await chat.say(text, entities=entities)
    assert "Island ferry hits reef" in reply
