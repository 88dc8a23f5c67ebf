"""Which messages are answered, whose rate and whose context they count for."""

import pytest

from bot.telegram.application import COMMANDS
from bot.telegram.handlers.rate_limits import Limits, Rates

GROUP = {"id": -100, "type": "supergroup", "title": "Readers"}
OTHER = {"id": -200, "type": "supergroup", "title": "Others"}
PHOTO = {"photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]}
MENTION = [{"type": "mention", "offset": 0, "length": 13}]
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}


async def test_a_question_below_a_picture_is_answered(chat):
    (reply,) = await chat.say(None, **PHOTO, caption="When did the ferry stop?")
    assert "March 2021" in reply
    caption = "@onrecord_bot When did the ferry stop?"
    (reply,) = await chat.say(None, **PHOTO, chat=GROUP, caption=caption, caption_entities=MENTION)
    assert "March 2021" in reply
    assert chat.program.answerer.asked[-1].text == "When did the ferry stop?"
    assert await chat.say(None, **PHOTO, chat=GROUP, caption="When did the ferry stop?") == []


async def test_an_album_gets_one_reply_and_it_is_the_answer(chat):
    replies = [
        await chat.say(None, **PHOTO, media_group_id="7", **more)
        for more in ({}, {"caption": "When did the ferry stop?"}, {})
    ]
    assert [len(reply) for reply in replies] == [0, 1, 0]
    assert "March 2021" in replies[1][0]


async def test_a_post_of_the_linked_channel_is_left_alone(chat):
    post = {"chat": GROUP, "entities": MENTION, "is_automatic_forward": True}
    assert await chat.say("@onrecord_bot When did the ferry stop?", **post) == []


async def test_anonymous_administrators_of_two_groups_share_neither_rate_nor_context(chat):
    services = chat.application.bot_data["services"]
    services.rates = Rates(Limits(burst=1, a_second=0.001))

    async def ask(group):
        sent = {"chat": group, "sender_chat": group, "from": ANONYMOUS, "entities": MENTION}
        return await chat.say("@onrecord_bot When did the ferry stop?", **sent)

    assert "March 2021" in (await ask(GROUP))[0]
    assert (await ask(GROUP))[0].startswith("One moment")
    assert "March 2021" in (await ask(OTHER))[0]


async def test_each_topic_of_a_forum_has_its_own_context(chat):
    def topic(number):
        return {
            "chat": {**GROUP, "is_forum": True},
            "message_thread_id": number,
            "is_topic_message": True,
            "entities": MENTION,
        }

    await chat.say("@onrecord_bot When did the ferry stop?", **topic(11))
    await chat.say("@onrecord_bot When exactly?", **topic(12))
    assert chat.program.answerer.asked[-1].context.topic is None
    await chat.say("@onrecord_bot When exactly?", **topic(11))
    assert chat.program.answerer.asked[-1].context.topic == "Ferry <stopped> after doors fail"


async def test_an_inline_query_over_the_rate_is_refused_to_one_person_and_for_now(chat, recorder):
    services = chat.application.bot_data["services"]
    services.inline_rates = Rates(Limits(burst=1, a_second=0.001))
    query = {
        "id": "1",
        "from": {"id": 5, "is_bot": False, "first_name": "R"},
        "query": "When did it stop",
        "offset": "",
    }
    for _ in range(2):
        await chat.update(inline_query=query)
    first, second = recorder.sent("answerInlineQuery")
    assert first["results"]
    assert first["cache_time"] > 0
    assert (second["results"], second["cache_time"], second["is_personal"]) == ([], 0, True)
    (reply,) = await chat.say("When did the ferry stop?")  # asking has a rate of its own
    assert "March 2021" in reply


async def test_a_question_forwarded_by_somebody_who_may_not_add_is_a_question(chat):
    origin = {"type": "hidden_user", "sender_user_name": "A reader", "date": 1}
    (reply,) = await chat.say("When did the ferry stop?", forward_origin=origin)
    assert "March 2021" in reply


async def test_in_a_group_questions_over_the_rate_wait_their_turn(chat):
    services = chat.application.bot_data["services"]
    services.rates = Rates(Limits(burst=2, a_second=50))
    replies = [await chat.say("/stories", chat=GROUP) for _ in range(6)]
    assert all("Trams return" in reply for (reply,) in replies)


async def test_in_a_group_each_of_those_that_would_wait_too_long_is_told(chat):
    services = chat.application.bot_data["services"]
    services.rates = Rates(Limits(burst=1, a_second=0.001))
    replies = [await chat.say("/stories", chat=GROUP) for _ in range(4)]
    assert "Trams return" in replies[0][0]
    assert all(reply.startswith("One moment") for (reply,) in replies[1:])


async def test_commands_for_another_bot_and_words_for_nobody_cost_nothing(chat):
    services = chat.application.bot_data["services"]
    services.rates = Rates(Limits(burst=1, a_second=0.001))
    for text in ("/stories@another_bot", "/weather", "When did the ferry stop?"):
        assert await chat.say(text, chat=GROUP) == []
    assert "Trams return" in (await chat.say("/stories", chat=GROUP))[0]


async def test_taps_are_not_taken_for_questions_and_have_more_room(chat):
    services = chat.application.bot_data["services"]
    services.rates = Rates(Limits(burst=2, a_second=0.001))
    await chat.say("When did the ferry stop?")
    for _ in range(8):
        assert "One moment" not in " ".join(await chat.press("More"))
        await chat.press("‹ Back")
    assert services.rates.wait(5) == 0


async def test_in_private_each_of_too_many_is_told(chat):
    services = chat.application.bot_data["services"]
    services.rates = Rates(Limits(burst=1, a_second=0.001))
    assert [len(await chat.say("/stories")) for _ in range(4)] == [1, 1, 1, 1]


@pytest.mark.parametrize("command", [name for names in COMMANDS for name in names if name != "check"])
async def test_the_words_of_every_command_have_the_limit_of_a_question(chat, command):
    (reply,) = await chat.say(f"/{command} " + "a " * 600, chat=GROUP)
    assert "1,000 characters" in reply
    assert not chat.program.answerer.asked
