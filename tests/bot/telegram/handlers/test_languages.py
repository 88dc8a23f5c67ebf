"""Everybody is answered in the language of their Telegram, or the one that their chat has chosen; groups by their administrators."""

import pytest

from bot.telegram.introduction import introduce
from bot.views.texts import LANGUAGES, Languages
from tests.bot.chatting import PERSON, Chat
from tests.bot.recorder import Recorder

GERMAN = {**PERSON, "language_code": "de-AT"}
GROUP = {"id": -100, "type": "supergroup", "title": "Readers"}


def member(recorder: Recorder, status: str) -> None:
    """Make the readers of a group its members, or its administrators."""
    user = {"id": 5, "is_bot": False, "first_name": "Reader"}
    rights = dict.fromkeys(
        ("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
         "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
         "can_edit_stories", "can_delete_stories"), False,
    )  # fmt: skip
    recorder.results["getChatMember"] = {
        "status": status,
        "user": user,
        **(rights if status == "administrator" else {}),
    }


async def test_a_reader_is_answered_in_the_language_of_their_telegram(chat: Chat) -> None:
    assert await chat.say("thanks", **{"from": GERMAN}) == ["Gern geschehen."]
    assert await chat.say("thanks") == ["You&#x27;re welcome."]


async def test_a_chosen_language_goes_before_that_of_telegram(chat: Chat) -> None:
    await chat.say("/language en", **{"from": GERMAN})
    assert await chat.say("thanks", **{"from": GERMAN}) == ["You&#x27;re welcome."]


@pytest.mark.parametrize("words", ["de", "Deutsch", "deutsch"])
async def test_a_language_is_chosen_by_its_code_or_its_own_name(chat: Chat, words: str) -> None:
    (reply,) = await chat.say(f"/language {words}")
    assert "Deutsch" in reply
    assert await chat.say("thanks") == ["Gern geschehen."]


async def test_a_language_is_chosen_by_a_button_and_given_back(chat: Chat) -> None:
    await chat.say("/language")
    assert len(chat.buttons()) == len(LANGUAGES) + 1
    assert "✓ English" in chat.buttons()
    (changed,) = await chat.press("Deutsch")
    assert "Deutsch" in changed
    assert chat.recorder.calls[-1][0] == "editMessageText"
    await chat.press("Wie mein Telegram")
    assert await chat.say("thanks") == ["You&#x27;re welcome."]


async def test_a_chat_that_chose_a_language_sees_its_commands_in_it(chat: Chat, recorder: Recorder) -> None:
    await chat.say("/language de")
    (menu,) = recorder.sent("setMyCommands")
    assert menu["scope"] == {"type": "chat", "chat_id": 5}
    assert "was ich kann" in str(menu["commands"])
    await chat.say("/language auto")
    assert recorder.sent("deleteMyCommands")


async def test_a_group_speaks_what_its_administrators_choose(chat: Chat, recorder: Recorder) -> None:
    member(recorder, "member")
    (refused,) = await chat.say("/language de", chat=GROUP)
    assert "administrators" in refused
    member(recorder, "administrator")
    await chat.say("/language de", chat=GROUP)
    assert await chat.say("/new", chat=GROUP) == ["Erledigt. Was möchten Sie wissen?"]
    assert await chat.say("thanks") == ["You&#x27;re welcome."]


async def test_an_anonymous_administrator_chooses_as_the_group(chat: Chat) -> None:
    (reply,) = await chat.say("/language de", chat=GROUP, sender_chat=GROUP)
    assert "Deutsch" in reply
    (refused,) = await chat.say("/language en", chat=GROUP, sender_chat={**GROUP, "id": -200})
    assert "Administratoren" in refused


async def test_a_word_that_is_no_language_gets_the_choice(chat: Chat) -> None:
    (reply,) = await chat.say("/language of birds")
    assert "Which language" in reply


async def test_days_are_written_as_the_language_writes_them(chat: Chat) -> None:
    (reply,) = await chat.say("when", **{"from": GERMAN})
    assert "4. März 2021" in reply


async def test_telegram_is_given_commands_and_profile_for_every_kind_of_chat_in_every_language(
    chat: Chat, recorder: Recorder
) -> None:
    await introduce(chat.application.bot, Languages())
    given = {(p["scope"]["type"], p.get("language_code", "")) for p in recorder.sent("setMyCommands")}
    kinds = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
    assert given == {(kind, code) for kind in kinds for code in ("", *LANGUAGES)}
    assert {p.get("language_code", "") for p in recorder.sent("setMyDescription")} == {"", *LANGUAGES}
    assert {p.get("language_code", "") for p in recorder.sent("setMyShortDescription")} == {"", *LANGUAGES}
    assert "de" in {p["language_code"] for p in recorder.sent("setMyName")}


async def test_what_telegram_has_already_is_not_given_again(chat: Chat, recorder: Recorder) -> None:
    await introduce(chat.application.bot, Languages())
    before = len(recorder.calls)
    await introduce(chat.application.bot, Languages())
    assert [name for name, _ in recorder.calls[before:] if name.startswith("set")] == []


async def test_names_that_telegram_takes_no_more_of_cost_no_commands(chat: Chat, recorder: Recorder) -> None:
    recorder.refuse("setMyName", 429, "Too Many Requests: retry after 80000", retry_after=80_000)
    await introduce(chat.application.bot, Languages())
    assert {p.get("language_code", "") for p in recorder.sent("setMyCommands")} == {"", *LANGUAGES}
