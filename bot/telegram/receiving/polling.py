"""Asking Telegram for updates: what comes is acknowledged, by the next poll, only once it has been stored."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.telegram.delivery import seconds_asked
from bot.telegram.updates import TolerantBot
from retrieval.errors import OnrecordError

log = logging.getLogger(__name__)

#: seconds that one poll waits for an update
POLL = 30
#: seconds between the beginnings of two polls that bring something: where many ask, some come together, and a poll and a
#: wait for the disk serve them all; on the way to Telegram's own servers and back most of it has passed
BETWEEN = 0.04
#: seconds until the next try after a fault, growing up to the longest
PAUSE, LONGEST_PAUSE = 1.0, 30.0
#: seconds that the last acknowledgement may take
FAREWELL = 2.0


class Polling:
    """The loop that polls."""

    def __init__(
        self,
        bot: TolerantBot,
        kinds: Sequence[str],
        receive: Callable[[Sequence[Any]], Awaitable[None]],
        room: Callable[[], Awaitable[None]],
        on_fault: Callable[[TelegramError], None],
    ) -> None:
        """Hand what comes to `receive`, which returns once it is stored, whenever there is `room`."""
        self._bot, self._kinds, self._receive, self._room, self._on_fault = bot, kinds, receive, room, on_fault
        self._offset: int | None = None

    async def run(self) -> None:
        """Poll until cancelled."""
        pause = PAUSE
        while True:
            await self._room()
            try:
                await self._poll()
            except RetryAfter as error:
                await asyncio.sleep(seconds_asked(error))
            except TelegramError as error:
                self._on_fault(error)
                await asyncio.sleep(PAUSE if isinstance(error, Conflict | InvalidToken) else pause)
                pause = min(pause * 1.5, LONGEST_PAUSE)
            except OnrecordError as error:
                log.warning("Updates are not acknowledged, because they cannot be stored: %s", error)
                await asyncio.sleep(pause)
                pause = min(pause * 1.5, LONGEST_PAUSE)
            else:
                pause = PAUSE

    async def acknowledge(self) -> None:
        """Acknowledge what has been stored, so that it is not given again; best done last, and no matter where it fails."""
        if self._offset is not None:
            with contextlib.suppress(TelegramError, TimeoutError):
                await asyncio.wait_for(self._bot.raw_updates(self._offset, 0, self._kinds), FAREWELL)

    async def _poll(self) -> None:
        began = time.monotonic()
        updates = await self._bot.raw_updates(self._offset, POLL, self._kinds)
        await self._receive(updates)
        ids = [one["update_id"] for one in updates if isinstance(one, dict) and isinstance(one.get("update_id"), int)]
        if ids:
            self._offset = max(ids) + 1
            await asyncio.sleep(max(began + BETWEEN - time.monotonic(), 0))
        elif updates:  # what has no id cannot be acknowledged
            await asyncio.sleep(PAUSE)
