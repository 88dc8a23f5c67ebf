"""What people do with the bot from one message to the next, over real HTTP, on the sample stories."""

import json

import pytest

CLAIM = "300 people were aboard the Marisol Grey when it ran aground off Skerrin Point."
FRIEND = {"type": "hidden_user", "date": 1747300000, "sender_user_name": "Friend"}
READER = {"id": 5, "is_bot": False, "first_name": "Reader"}
GROUP = {"id": -1007, "type": "supergroup", "title": "Harbour talk"}


@pytest.fixture(autouse=True)
def _nothing_refused(api):
    yield
    assert api.refused == []


async def replies(api, number, chat=5):
    await api.until(lambda: len(api.sent(chat)) >= number)
    return api.sent(chat)[number - 1]


async def give(api, text, chat=None, **more):
    message = {
        "message_id": 900,
        "date": 1747400000,
        "chat": chat or {"id": 5, "type": "private"},
        "from": READER,
        "text": text,
    }
    await api.give(message={**message, **more})


async def test_a_forwarded_claim_is_set_beside_the_stories_and_leads_on(api, start):
    await start()
    await give(api, CLAIM, forward_origin=FRIEND)
    reply = (await replies(api, 1))["text"]
    assert "says 214" in reply
    assert "says 217" in reply
    assert "the message says 300" in reply
    await api.press("The story")
    await replies(api, 2)
    await give(
        api,
        "/check Norrwind will build 80 turbines off Cape Morrow",
        entities=[{"type": "bot_command", "offset": 0, "length": 6}],
    )
    assert "says 62" in (await replies(api, 3))["text"]
    await give(
        api, "/check The queen of Arvonia abdicated", entities=[{"type": "bot_command", "offset": 0, "length": 6}]
    )
    assert (await replies(api, 4))["text"] == "My stories do not say."


async def test_in_a_group_somebodys_message_is_checked_when_the_bot_is_mentioned_in_reply(api, start):
    await start()
    earlier = {"message_id": 70, "date": 1747300000, "chat": GROUP, "from": {**READER, "id": 8}, "text": CLAIM}
    await give(api, CLAIM, chat=GROUP, forward_origin=FRIEND)
    mention = [{"type": "mention", "offset": 0, "length": len("@onrecord_bot")}]
    await give(api, "@onrecord_bot is this true?", chat=GROUP, entities=mention, reply_to_message=earlier)
    reply = await replies(api, 1, GROUP["id"])
    assert "the message says 300" in reply["text"]
    assert len(api.sent(GROUP["id"])) == 1


async def test_an_article_is_read_in_the_chat_and_quoted_in_the_answer(api, start):
    await start()
    await api.say("When was the coastguard alerted?")
    await replies(api, 1)
    await api.press("In context")
    await replies(api, 2)
    await api.press("Read it here")
    await api.until(lambda: any("[1/" in p["text"] for p in api.sent(5)))
    read = len(api.sent(5))
    await api.say("When was the coastguard alerted?")
    answer = await replies(api, read + 1)
    given = json.loads(answer["reply_parameters"])
    assert "7:12 a.m." in given["quote"]
    assert given["quote_position"] > 0


async def test_a_person_has_a_dossier_in_pages(api, start):
    await start()
    await api.say("/who Berit Aldgate")
    first = await replies(api, 1)
    assert "1/2" in first["text"]
    assert "Transport Minister" in first["text"]
    await api.press("Next ›")
    await api.until(lambda: any("2/2" in p.get("text", "") for _, p in api.calls))


async def test_keywords_are_looked_for_inline_page_by_page(api, start):
    await start()
    query = {"id": "7", "from": READER, "query": "ferry", "offset": ""}
    await api.give(inline_query=query)
    await api.until(lambda: any(name == "answerInlineQuery" for name, _ in api.calls))
    first = next(p for name, p in api.calls if name == "answerInlineQuery")
    assert len(json.loads(first["results"])) == 10
    assert json.loads(first["button"])["start_parameter"].startswith("q_")
    await api.give(inline_query={**query, "id": "8", "offset": first["next_offset"]})
    await api.until(lambda: sum(name == "answerInlineQuery" for name, _ in api.calls) == 2)
