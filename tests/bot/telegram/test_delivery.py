"""A reply arrives once, in pieces if it must, with patience where Telegram asks for it."""

import asyncio

import pytest
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut

from bot.telegram import attempts, delivery
from bot.telegram.attempts import Delivery, delivering
from bot.telegram.delivery import Place, deliver, patiently
from bot.telegram.receiving.lanes import Entry, Lanes
from bot.views.keys import Button


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


class Noted:
    """A log of what goes out."""

    def __init__(self):
        self.lines = []

    def note(self, update_id):
        self.lines.append(f"+{update_id}")

    def take_back(self, update_id):
        self.lines.append(f"-{update_id}")


def going(fault):
    """Return a call that goes out and then fails, or comes back."""

    async def call():
        attempt = attempts._attempt.get()
        attempt.goes()
        if isinstance(fault, RetryAfter | BadRequest):
            attempt.answered = True
        if fault:
            raise fault
        return "done"

    return call


def one_after_another(*faults):
    calls = iter([going(fault) for fault in faults])
    return lambda: next(calls)()


async def test_what_telegram_asks_to_wait_is_waited_however_long(pauses):
    call = Call(RetryAfter(7), RetryAfter(3600))
    assert await patiently(call) == "done"
    assert pauses == [7, 3600]


async def test_a_wait_that_no_answer_is_worth_is_given_up(pauses):
    with pytest.raises(RetryAfter):
        await patiently(Call(RetryAfter(3 * 3600)))
    assert pauses == []


async def test_a_call_that_cannot_go_out_is_tried_again_with_growing_pauses(pauses):
    assert await patiently(Call(*[NetworkError("down")] * 8)) == "done"
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60]


async def test_a_call_is_given_up_after_hours_of_a_dead_network(pauses, monkeypatch):
    clock = iter(range(0, 100_000, 600))
    monkeypatch.setattr(delivery.time, "monotonic", lambda: next(clock))
    with pytest.raises(NetworkError):
        await patiently(Call(*[NetworkError("down")] * 99))


@pytest.mark.parametrize("fault", [TimedOut(), NetworkError("reset")], ids=["no reply in time", "a reset"])
async def test_a_message_that_may_have_arrived_is_sent_again_once_and_no_third_time_while_none_gets_a_reply(
    pauses, fault
):
    log = Noted()
    counted = Delivery(9, log=log)
    assert await patiently(one_after_another(fault, None), counted) == "done"
    with pytest.raises(type(fault)):
        await patiently(one_after_another(fault, fault, None), counted)
    assert log.lines == ["+9", "-9", "+9", "+9", "-9", "+9"]


async def test_a_message_that_may_have_arrived_is_tried_a_few_times_more_while_others_get_their_reply(monkeypatch):
    async def sleep(_seconds):
        delivery.lost_replies.note(lost=False)

    monkeypatch.setattr(delivery.asyncio, "sleep", sleep)
    reset = NetworkError("reset")
    assert await patiently(one_after_another(reset, reset, reset, None), Delivery(9)) == "done"
    with pytest.raises(NetworkError):
        await patiently(one_after_another(*[reset] * 7), Delivery(9))


async def test_where_nobody_else_is_sent_anything_a_call_that_sends_nothing_tells_whether_replies_come_through(pauses):
    delivery.lost_replies.note(lost=False)
    reset = NetworkError("reset")
    reached, dead = Call(), Call(reset)
    assert await patiently(one_after_another(reset, reset, None), Delivery(9), reached) == "done"
    assert reached.tries == 1
    delivery.lost_replies.note(lost=False)
    with pytest.raises(NetworkError):
        await patiently(one_after_another(reset, reset, None), Delivery(9), dead)
    assert dead.tries == 1


async def test_a_reply_of_any_kind_says_that_the_message_has_not_arrived(pauses):
    log = Noted()
    with pytest.raises(BadRequest):
        await patiently(one_after_another(RetryAfter(1), BadRequest("no")), Delivery(9, log=log))
    assert log.lines == ["+9", "-9", "+9", "-9"]


async def test_while_a_call_waits_another_update_has_its_place(monkeypatch):
    begun, order, sleep = asyncio.Event(), [], asyncio.sleep

    async def waits(_seconds):
        while not order:
            await sleep(0)

    async def handle(entry):
        if entry.id == 1:
            await patiently(Call(RetryAfter(1)))
        order.append(entry.id)
        if len(order) == 2:
            begun.set()

    monkeypatch.setattr(delivery.asyncio, "sleep", waits)
    lanes = Lanes(handle, at_once=1)
    lanes.offer(Entry(1, "a", None, 0.0))
    lanes.offer(Entry(2, "b", None, 0.0))
    await asyncio.wait_for(begun.wait(), 60)
    assert order == [2, 1]


async def test_what_an_earlier_process_has_sent_is_not_sent_again(chat, recorder):
    with delivering(Delivery(9, before=2)):
        await deliver(chat.application.bot, Place(5), "A sentence of words. " * 500)
    assert len(recorder.sent()) == 1


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


async def test_buttons_that_telegram_does_not_take_are_left_out_once(chat, recorder):
    recorder.refuse("sendMessage", 400, "Bad Request: BUTTON_DATA_INVALID")
    await deliver(chat.application.bot, Place(5), "text", ((Button("More", "more:a"),),))
    assert "reply_markup" not in recorder.sent()[-1]
    recorder.refuse("sendMessage", 400, "Bad Request: BUTTON_DATA_INVALID")
    recorder.refuse("sendMessage", 400, "Bad Request: BUTTON_DATA_INVALID")
    with pytest.raises(BadRequest):
        await deliver(chat.application.bot, Place(5), "text", ((Button("More", "more:a"),),))
    assert len(recorder.sent()) == 4
