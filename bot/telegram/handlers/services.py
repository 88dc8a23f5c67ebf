"""The services behind every handler: the program, the conversation, the texts, and what is remembered between updates."""

import asyncio
import contextvars
import functools
import weakref
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any, TypeVar

from telegram.ext import ContextTypes

from bot.chat.conversation import Conversation
from bot.chat.preference_store import Preferences
from bot.program import Program
from bot.telegram.handlers.rate_limits import Limits, Rates
from bot.views.texts import DEFAULT, Languages, Texts

Result = TypeVar("Result")
#: the language in which the update that is being handled is answered
_LANGUAGE = contextvars.ContextVar("language", default=DEFAULT)
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
        self,
        program: Program,
        conversation: Conversation,
        languages: Languages,
        preferences: Preferences,
        limits: Limits | None = None,
    ) -> None:
        self.program = program
        self.conversation = conversation
        self.languages = languages
        self.preferences = preferences
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

    @property
    def texts(self) -> Texts:
        """The words of the bot in the language of the update that is being handled."""
        return self.languages[_LANGUAGE.get()]

    def speak(self, language: str) -> None:
        """Answer in a language until the update that is being handled has been dealt with."""
        _LANGUAGE.set(language)

    async def off_loop(self, work: Callable[..., Result], *args: Any, **named: Any) -> Result:
        """Run synchronous work in a thread, so that no other chat waits for it."""
        call = functools.partial(contextvars.copy_context().run, work, *args, **named)
        return await asyncio.get_running_loop().run_in_executor(self._pool, call)

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
        self.preferences.close()


def services_of(context: Context) -> Services:
    """Return the services of the application that runs this handler."""
    services: Services = context.bot_data["services"]
    return services
