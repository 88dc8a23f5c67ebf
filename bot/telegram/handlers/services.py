"""The services behind every handler: the program, the conversation, the texts, and what is remembered between updates."""

import asyncio
import functools
import weakref
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any, TypeVar

from telegram.ext import ContextTypes

from bot.chat.conversation import Conversation
from bot.program import Program
from bot.telegram.handlers.rate_limits import Limits, Rates
from bot.views.texts import Texts

Result = TypeVar("Result")
Context = ContextTypes.DEFAULT_TYPE

#: threads that answer questions; two are as fast as many, the others keep a slow one from blocking them
THREADS = 4
#: update ids remembered, so that one that is repeated is handled once
SEEN = 10_000
#: charts kept, tens of kilobytes each
CHARTS = 64


class Recently:
    """The last few keys with a value each, the oldest forgotten first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Any, Any] = OrderedDict()

    def put(self, key: Any, value: Any) -> None:
        """Keep `value`."""
        self._kept[key] = value
        self._kept.move_to_end(key)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)

    def get(self, key: Any) -> Any:
        """Return what was kept, None if nothing."""
        return self._kept.get(key)


class Services:
    """What handlers share. One for each application; found again by `services_of`."""

    def __init__(
        self, program: Program, conversation: Conversation, texts: Texts, limits: Limits | None = None
    ) -> None:
        self.program = program
        self.conversation = conversation
        self.texts = texts
        self.limits = limits or Limits(longest=program.settings.answers.longest_question)
        self.rates = Rates(self.limits)
        #: inline queries come with every letter that is typed
        self.inline_rates = Rates(replace(self.limits, burst=4 * self.limits.burst, a_second=4 * self.limits.a_second))
        self.seen = Recently(SEEN)
        #: who has been told, in which group, to wait: once, until they are let through again
        self.told = Recently(SEEN)
        #: charts by what they are of and the archive's last change
        self.charts = Recently(CHARTS)
        #: one addition at a time: the archive has one writer
        self.adding = asyncio.Lock()
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="answering")
        self._orders: weakref.WeakValueDictionary[tuple[str, str], asyncio.Lock] = weakref.WeakValueDictionary()

    async def off_loop(self, work: Callable[..., Result], *args: Any, **named: Any) -> Result:
        """Run synchronous work in a thread, so that no other chat waits for it."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, functools.partial(work, *args, **named))

    def in_order(self, chat: str, user: str) -> asyncio.Lock:
        """Return the lock that keeps one user's questions in one chat in their order."""
        lock = self._orders.get((chat, user))
        if lock is None:
            lock = self._orders[chat, user] = asyncio.Lock()
        return lock

    def close(self) -> None:
        """Wait for the threads."""
        self._pool.shutdown()
        self.conversation.close()


def services_of(context: Context) -> Services:
    """Return the services of the application that runs this handler."""
    services: Services = context.bot_data["services"]
    return services
