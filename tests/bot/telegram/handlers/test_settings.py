"""What a chat chooses holds from then on: quiet hours, messages without markup, and in a group who may add articles."""

import datetime as dt

import pytest

from bot.telegram import manner as module
from bot.telegram.manner import Manner, manner_of

from ...chatting import Chat
from ...programs import ALLOWED
from ...recorder import Recorder
from .test_languages import GROUP, member


async def test_settings_are_shown_with_buttons_that_change_them(chat: Chat) -> None:
    (reply,) = await chat.say("/settings")
    assert "Quiet hours: none" in reply
    (reply,) = await chat.press("Quiet 22–7")
    assert "Quiet hours: 22–7 (UTC)" in reply
    (reply,) = await chat.press("No quiet hours")
    assert "Quiet hours: none" in reply
    (reply,) = await chat.press("Language")
    assert "Which language" in reply


async def test_settings_are_changed_by_words(chat: Chat) -> None:
    (reply,) = await chat.say("/settings quiet 23-6 Asia/Tehran")
    assert "23–6 (Asia/Tehran)" in reply
    (reply,) = await chat.say("/settings zone Europe/Lisbon")
    assert "23–6 (Europe/Lisbon)" in reply


@pytest.mark.parametrize(
    "words", ["quiet", "quiet 25-3", "quiet 22-7 Moon/Crater", "zone x", "loud on", "adding everybody"]
)
async def test_what_is_no_choice_is_told(chat: Chat, words: str) -> None:
    (reply,) = await chat.say(f"/settings {words}")
    assert "do not know that choice" in reply


async def test_messages_without_markup_hold_no_tags(chat: Chat, recorder: Recorder) -> None:
    await chat.say("/plain")
    (reply,) = await chat.say("when")
    assert reply.startswith("> The Lindmar ferry")
    assert "parse_mode" not in recorder.sent()[-1]
    await chat.press("In context")
    assert "parse_mode" not in recorder.sent("editMessageText")[-1]
    await chat.say("/plain")
    (reply,) = await chat.say("when")
    assert "<blockquote>" in reply


async def test_messages_make_no_sound_in_quiet_hours(chat: Chat, recorder: Recorder, monkeypatch) -> None:
    await chat.say("/settings quiet 22-7")

    class Night(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> "Night":
            return cls(2025, 1, 5, 3, 0, tzinfo=tz)

    monkeypatch.setattr(module.dt, "datetime", Night)
    await chat.say("when")
    assert recorder.sent()[-1]["disable_notification"]


def test_by_day_and_without_a_choice_messages_are_as_usual() -> None:
    assert manner_of({}) == Manner()
    assert manner_of({"quiet": "nonsense", "zone": "nowhere", "plain": "on"}) == Manner(plain=True)


async def test_in_a_group_administrators_alone_choose(chat: Chat, recorder: Recorder) -> None:
    member(recorder, "member")
    (refused,) = await chat.say("/settings quiet 22-7", chat=GROUP)
    assert "administrators" in refused
    (refused,) = await chat.say("/plain", chat=GROUP)
    assert "administrators" in refused
    member(recorder, "creator")
    recorder.results["getChatMember"]["is_anonymous"] = False
    (reply,) = await chat.say("/settings quiet 22-7", chat=GROUP)
    assert "22–7" in reply


async def test_who_may_add_lets_a_group_add(chat: Chat, recorder: Recorder) -> None:
    member(recorder, "administrator")
    (refused,) = await chat.say("/settings adding everybody", chat=GROUP)
    assert "do not know that choice" in refused
    editor = {"id": ALLOWED, "is_bot": False, "first_name": "Editor"}
    (reply,) = await chat.say("/settings adding everybody", chat=GROUP, **{"from": editor})
    assert "everybody in this group" in reply
