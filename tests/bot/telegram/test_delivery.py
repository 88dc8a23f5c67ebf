"""A reply arrives once, in pieces if it must, with patience where Telegram asks for it."""

import pytest
from telegram.error import NetworkError, RetryAfter, TimedOut

from bot.telegram import delivery
from bot.telegram.delivery import Place, deliver, patiently
from bot.views.buttons import Button


@pytest.fixture
def pauses(monkeypatch):
    slept: list[float] = []

    async def sleep(seconds):
        slept.append(seconds)

    monkeypatch.setattr(delivery.asyncio, "sleep", sleep)
    return slept


class Call:
    def __init__(self, *faults):
        self.faults, self.tries = list(faults), 0

    async def __call__(self):
        self.tries += 1
        if self.faults:
            raise self.faults.pop(0)
        return "done"


async def test_what_telegram_asks_to_wait_is_waited(pauses):
    call = Call(RetryAfter(7))
    assert await patiently(call) == "done"
    assert pauses == [7]


async def test_a_fault_of_the_network_is_tried_again_with_growing_pauses(pauses):
    assert await patiently(Call(NetworkError("down"), NetworkError("down"))) == "done"
    assert pauses == [1, 2]
    with pytest.raises(NetworkError):
        await patiently(Call(*[NetworkError("down")] * 9))


async def test_a_timeout_is_not_tried_again_because_the_message_may_have_arrived(pauses):
    call = Call(TimedOut())
    with pytest.raises(TimedOut):
        await patiently(call)
    assert call.tries == 1


async def test_a_wait_beyond_patience_is_given_up(pauses):
    with pytest.raises(RetryAfter):
        await patiently(Call(RetryAfter(3600)))
    assert pauses == []


async def test_a_long_reply_comes_in_pieces_with_the_buttons_below_the_last(chat, recorder):
    await deliver(chat.application.bot, Place(5), "A sentence of words. " * 500, ((Button("More", "more:a"),),))
    sent = recorder.sent()
    assert len(sent) == 3
    assert ["reply_markup" in message for message in sent] == [False, False, True]


async def test_a_reader_who_has_blocked_the_bot_is_let_go(chat, recorder):
    recorder.refuse("sendMessage", 403, "Forbidden: bot was blocked by the user")
    assert await deliver(chat.application.bot, Place(5), "text") is None


async def test_a_group_that_has_become_a_supergroup_is_followed(chat, recorder):
    recorder.refuse("sendMessage", 400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-1005)
    await deliver(chat.application.bot, Place(-5), "text")
    assert recorder.sent()[-1]["chat_id"] == -1005


async def test_html_that_telegram_does_not_parse_is_sent_as_plain_text(chat, recorder):
    recorder.refuse("sendMessage", 400, "Bad Request: can't parse entities: unexpected end tag")
    await deliver(chat.application.bot, Place(5), "<b>bold</b> &amp; plain")
    assert recorder.sent()[-1]["text"] == "bold & plain"
    assert "parse_mode" not in recorder.sent()[-1]
