"""One budget for all that is sent: answers first, digests with what answers leave."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from telegram.ext import BaseRateLimiter

from bot.telegram.receiving.lanes import standing_aside

Result = bool | dict[str, Any] | list[dict[str, Any]]

#: messages a second that Telegram takes of a bot, in all and in one chat, and a minute in a group
A_SECOND, IN_CHAT, IN_GROUP = 30.0, 1.0, 20.0
#: the part of the whole budget that digests leave to answers
RESERVE = 1 / 3
#: chats whose budget is remembered
CHATS = 20_000
#: what has no answer waiting for it: pass it as `rate_limit_args`
DIGEST = "digest"


class Bucket:
    """So many messages at once, and so many more each second; it may be overdrawn, and then has to fill again first."""

    def __init__(self, most: float, a_second: float, now: float) -> None:
        self._most, self._a_second, self._left, self._at = most, a_second, most, now

    def wait(self, now: float, keep: float = 0.0) -> float:
        """Return the seconds until a message can be taken that leaves at least `keep`."""
        self._left = min(self._most, self._left + max(now - self._at, 0.0) * self._a_second)
        self._at = now
        return max((1.0 + keep - self._left) / self._a_second, 0.0)

    def take(self) -> None:
        """Take a message."""
        self._left -= 1.0


class SendBudget(BaseRateLimiter[str | None]):
    """Delays what is sent and changed so that Telegram takes it.

    An answer waits only where Telegram would refuse it: where all that is sent is more than `a_second` (None: another
    server than Telegram's, which has no such limit), and in groups, where only `in_group` may be sent a minute. A digest
    waits until there is more than the `RESERVE`.
    """

    def __init__(
        self,
        a_second: float | None = A_SECOND,
        in_group: float = IN_GROUP,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._clock, self._sleep, self._limited = clock, sleep, a_second is not None
        rate, self._in_group = a_second or A_SECOND, in_group
        self._reserve = RESERVE * rate
        self._all = Bucket(rate, rate, clock())
        self._chats: OrderedDict[str, Bucket] = OrderedDict()

    async def initialize(self) -> None:
        """Do nothing."""

    async def shutdown(self) -> None:
        """Do nothing."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Result]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: str | None,
    ) -> Result:
        """Make a call when there is room for it."""
        if endpoint.startswith(("send", "edit")) and endpoint != "sendChatAction":
            await self.room(str(data.get("chat_id", "")), digest=rate_limit_args == DIGEST)
        return await callback(*args, **kwargs)

    async def room(self, chat: str, *, digest: bool = False) -> None:
        """Wait until a message to a chat may go out, and take it from the budget."""
        bucket = self._of(chat)
        while (wait := self._wait(bucket, chat, digest=digest)) > 0:
            async with standing_aside():
                await self._sleep(wait)
        self._all.take()
        bucket.take()

    def _wait(self, bucket: Bucket, chat: str, *, digest: bool) -> float:
        now = self._clock()
        in_all = self._all.wait(now, self._reserve if digest else 0.0)
        in_chat = bucket.wait(now)
        if digest:
            return max(in_all, in_chat)
        return max(in_all if self._limited else 0.0, in_chat if chat.startswith("-") else 0.0)

    def _of(self, chat: str) -> Bucket:
        bucket = self._chats.pop(chat, None)
        if bucket is None:
            group = chat.startswith("-")
            most, a_second = (self._in_group, self._in_group / 60) if group else (3.0, IN_CHAT)
            bucket = Bucket(most, a_second, self._clock())
        self._chats[chat] = bucket
        while len(self._chats) > CHATS:
            self._chats.popitem(last=False)
        return bucket
