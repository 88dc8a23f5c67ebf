"""Chats that ask for rich messages get one for each reply, and HTML where Telegram does not take it."""

import json
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.rich_messages import LONGEST, rich_html, rich_message
from bot.views.html import escape, quote

from ..chatting import Chat
from ..recorder import Recorder


class Reading(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self.open: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


texts = st.text(st.sampled_from("ab <>&\n“”"), max_size=60)


@given(st.lists(st.tuples(st.sampled_from(["line", "quote", "folded"]), texts), max_size=6))
def test_every_word_stays_and_every_tag_is_closed(parts: list[tuple[str, str]]) -> None:
    made = [
        escape(text) if kind == "line" else quote("\n".join(map(escape, text.split("\n"))), expandable=kind == "folded")
        for kind, text in parts
    ]
    source = "\n".join(made)
    before, after = Reading(), Reading()
    before.feed(source)
    after.feed(rich_html(source))
    assert after.open == []
    assert "".join(after.words.split()) == "".join(before.words.split())


def test_what_is_longer_than_a_rich_message_is_none() -> None:
    assert rich_message("a" * LONGEST) is None
    assert rich_message("a", right_to_left=True) == {"html": "<p>a</p>", "is_rtl": True}


async def test_a_chat_gets_ordinary_messages_until_it_chooses(chat: Chat, recorder: Recorder) -> None:
    await chat.say("when")
    assert recorder.sent("sendRichMessage") == []
    await chat.say("/settings")
    (changed,) = await chat.press("Rich messages")
    assert "rich, where Telegram shows them" in changed
    await chat.say("when")
    (sent,) = recorder.sent("sendRichMessage")
    assert sent["rich_message"]["html"].startswith("<blockquote>The Lindmar ferry")
    assert sent["reply_markup"]


async def test_what_telegram_does_not_take_is_sent_as_html(chat: Chat, recorder: Recorder) -> None:
    await chat.say("/settings rich on")
    for code, said in ((404, "Not Found"), (400, "Bad Request: RICH_MESSAGE_INVALID")):
        recorder.refuse("sendRichMessage", code, said)
        (reply,) = await chat.say("when")
        assert reply.startswith("<blockquote>")


async def test_a_tap_changes_a_rich_message_into_a_rich_one(chat: Chat, recorder: Recorder) -> None:
    await chat.say("/settings rich on")
    await chat.say("when")
    markup = recorder.sent("sendRichMessage")[-1]["reply_markup"]
    rows = markup["inline_keyboard"] if isinstance(markup, dict) else json.loads(markup)["inline_keyboard"]
    data = next(button["callback_data"] for row in rows for button in row if button["text"] == "In context")
    shown = {"message_id": recorder.number, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "…"}
    person = {"id": 5, "is_bot": False, "first_name": "Reader"}
    await chat.update(callback_query={"id": "1", "from": person, "chat_instance": "1", "message": shown, "data": data})
    assert "rich_message" in recorder.sent("editMessageText")[-1]
