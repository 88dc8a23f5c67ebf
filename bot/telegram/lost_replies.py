"""Whether it is every reply of Telegram's that is lost, or only this one: it decides whether a message is tried again."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

from telegram.error import TelegramError

from bot.telegram.receiving.lanes import standing_aside

#: seconds for which it is waited to see whether others get through
WATCHING = 20


class LostReplies:
    """How many messages in a row were sent without a reply, over all chats."""

    def __init__(self) -> None:
        self.in_a_row = 0

    def note(self, *, lost: bool) -> None:
        """Take note of what became of a message."""
        self.in_a_row = self.in_a_row + 1 if lost else 0


lost_replies = LostReplies()


async def others_get_through(unsure: int, probe: Callable[[], Awaitable[object]] | None) -> bool:
    """Return whether, within a while, a message of somebody else gets its reply, or at its end a call that sends nothing."""
    async with standing_aside():
        for _ in range(WATCHING):
            if lost_replies.in_a_row < unsure:
                return True
            await asyncio.sleep(1)
        with contextlib.suppress(TelegramError):
            if probe is not None:
                await probe()
                return True
    return False
