"""What stands around a reply: "typing…" while it is made."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from bot.telegram.handlers import replies
from bot.telegram.handlers.rate_limits import Limits, Rates
from bot.telegram.handlers.replies import typing


async def _shown(rates: Rates, replies_wanted: int, monkeypatch: pytest.MonkeyPatch, work: float) -> int:
    """Return how many signs so many chats see that are answered at once, each for `work` seconds."""
    monkeypatch.setattr(replies, "_TYPING_AFTER", 0.01)
    sent: list[int] = []

    async def send_chat_action(chat: int, *_: Any, **__: Any) -> None:
        sent.append(chat)

    services = SimpleNamespace(signs=rates, aside=set())
    context: Any = SimpleNamespace(
        bot=SimpleNamespace(send_chat_action=send_chat_action), bot_data={"services": services}
    )

    async def answer(number: int) -> None:
        update: Any = SimpleNamespace(effective_chat=SimpleNamespace(id=number), effective_message=None)
        async with typing(update, context):
            await asyncio.sleep(work)

    await asyncio.gather(*(answer(number) for number in range(replies_wanted)))
    await asyncio.gather(*services.aside)
    return len(sent)


async def test_where_many_wait_long_no_more_of_them_see_typing_than_there_is_room_for(monkeypatch):
    assert await _shown(Rates(Limits(burst=3, a_second=0.001)), 40, monkeypatch, work=0.1) == 3


async def test_who_waits_sees_typing_once_there_is_room(monkeypatch):
    clock = iter(range(1000))
    rates = Rates(Limits(burst=1, a_second=0.2), clock=lambda: next(clock))
    assert await _shown(rates, 2, monkeypatch, work=0.3) == 2
