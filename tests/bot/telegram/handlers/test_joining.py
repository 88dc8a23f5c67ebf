"""A group that takes the bot in is told once how to ask; a group that becomes another keeps what it was about."""

import pytest

from ...chatting import PERSON, Chat
from ...recorder import Recorder

GROUP = {"id": -100, "type": "group", "title": "Readers"}
BECOME = {"id": -1001, "type": "supergroup", "title": "Readers"}
BOT = {"id": 12345, "is_bot": True, "first_name": "onrecord", "username": "onrecord_bot"}


def change(before: str, after: str, chat: dict[str, object] = GROUP) -> dict[str, object]:
    def member(status: str) -> dict[str, object]:
        return {"status": status, "user": BOT, **({"until_date": 0} if status == "kicked" else {})}

    return {
        "chat": chat,
        "from": PERSON,
        "date": 1,
        "old_chat_member": member(before),
        "new_chat_member": member(after),
    }


async def test_a_group_is_told_once_how_to_ask(chat: Chat, recorder: Recorder) -> None:
    await chat.update(my_chat_member=change("left", "member"))
    await chat.update(message=chat.message(None, chat=GROUP, new_chat_members=[BOT]))
    (told,) = recorder.texts()
    assert "@onrecord_bot" in told
    assert "Anna Tolvik" in told
    assert "\n" not in told


async def test_who_takes_it_in_again_is_told_again(chat: Chat, recorder: Recorder) -> None:
    for before, after in (("left", "member"), ("member", "kicked"), ("kicked", "member")):
        await chat.update(my_chat_member=change(before, after))
    assert len(recorder.texts()) == 2


@pytest.mark.parametrize("kind", ["private", "channel"])
async def test_private_chats_and_channels_are_told_nothing(chat: Chat, recorder: Recorder, kind: str) -> None:
    await chat.update(my_chat_member=change("left", "member", {"id": 5, "type": kind, "title": "x"}))
    assert recorder.texts() == []


async def test_other_members_are_not_greeted(chat: Chat, recorder: Recorder) -> None:
    await chat.update(message=chat.message(None, chat=GROUP, new_chat_members=[{**PERSON, "id": 8}]))
    assert recorder.texts() == []


async def test_what_a_group_was_about_and_has_chosen_goes_along(chat: Chat, recorder: Recorder) -> None:
    services = chat.application.bot_data["services"]
    await chat.say("@onrecord_bot when", chat=GROUP, entities=[{"type": "mention", "offset": 0, "length": 13}])
    services.preferences.put("-100", "language", "de")
    before = len(recorder.texts())
    await chat.update(message=chat.message(None, chat=GROUP, migrate_to_chat_id=-1001))
    await chat.update(message=chat.message(None, chat=BECOME, migrate_from_chat_id=-100))
    assert len(recorder.texts()) == before
    assert services.conversation.topic("-1001", "5") == "Ferry <stopped> after doors fail"
    assert services.conversation.topic("-100", "5") is None
    assert services.preferences.of("-1001")["language"] == "de"


async def test_a_reply_that_telegram_sends_on_takes_the_context_along(chat: Chat, recorder: Recorder) -> None:
    recorder.refuse("sendMessage", 400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-1001)
    await chat.say("@onrecord_bot when", chat=GROUP, entities=[{"type": "mention", "offset": 0, "length": 13}])
    services = chat.application.bot_data["services"]
    assert services.conversation.topic("-1001", "5")
    assert recorder.sent()[-1]["chat_id"] == -1001
