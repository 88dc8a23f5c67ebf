"""The services behind every handler: the program, the conversation, the texts, and what is remembered between updates."""

import asyncio
import contextvars
import functools
import weakref
from collections import OrderedDict
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from telegram.ext import ContextTypes

from bot.chat.conversation import Conversation
from bot.chat.preference_store import Preferences
from bot.chat.records import Records
from bot.program import Program
from bot.telegram.attempts import current_delivery
from bot.telegram.handlers.rate_limits import Limits, Rates
from bot.telegram.manner import MANNER, Manner
from bot.views.texts import DEFAULT, Languages, Texts
from retrieval.errors import OnrecordError

Result = TypeVar("Result")
#: the language in which the update that is being handled is answered
_LANGUAGE = contextvars.ContextVar("language", default=DEFAULT)
Context = ContextTypes.DEFAULT_TYPE

#: threads that answer questions; two are as fast as many, the others keep a slow one from blocking them
THREADS = 4
#: threads where processes answer: a thread only waits for one, and whatever else is looked up is not to stand behind it
THREADS_THAT_WAIT = 16
#: update ids remembered, so that one that is repeated is handled once
SEEN = 10_000
#: seconds that a question may take in a thread
SECONDS = 20.0
#: signs of typing a second that are shown at once
SIGNS = 5
#: charts kept, tens of kilobytes each
CHARTS = 64


class TookTooLong(OnrecordError):
    """A question took longer than it may."""


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
        records: Records | None = None,
    ) -> None:
        self.program = program
        #: what chats leave in the archive
        self.records = records or Records(lambda: program.chats)
        self.conversation = conversation
        self.languages = languages
        self.preferences = preferences
        self.limits = limits or Limits.of(program.settings)
        self.rates = Rates(self.limits)
        self.inline_rates, self.tap_rates = Rates(self.limits.often()), Rates(self.limits.often())
        #: signs that somebody is answered, which cost a call each
        self.signs = Rates(Limits(burst=SIGNS, a_second=SIGNS))
        self.seen = Recently(SEEN)
        #: the last question by chat and user, which may be edited
        self.asked = Recently(SEEN)
        #: the key of the answer that was last shown, by chat and user
        self.latest = Recently(SEEN)
        #: groups that the bot has introduced itself to, and the chats that groups have become
        self.joined, self.moved = Recently(SEEN), Recently(SEEN)
        #: charts by what they are of and the archive's last change
        self.charts = Recently(CHARTS)
        #: one addition at a time: the archive has one writer
        self.adding = asyncio.Lock()
        #: tasks that nobody waits for
        self.aside: set[asyncio.Task[None]] = set()
        #: times that threads were left to themselves because one of them hung
        self.abandoned = 0
        self._threads = THREADS_THAT_WAIT if program.settings.answers.processes else THREADS
        self._executor = ThreadPoolExecutor(self._threads, thread_name_prefix="answering")
        self._storing = ThreadPoolExecutor(1, thread_name_prefix="storing")
        self._orders: weakref.WeakValueDictionary[tuple[str, str], asyncio.Lock] = weakref.WeakValueDictionary()

    @property
    def texts(self) -> Texts:
        """The words of the bot in the language of the update that is being handled."""
        return self.languages[_LANGUAGE.get()]

    def speak(self, language: str) -> None:
        """Answer in a language until the update that is being handled has been dealt with."""
        _LANGUAGE.set(language)

    def take_manner(self, manner: Manner) -> None:
        """Send messages in a manner until the update that is being handled has been dealt with."""
        MANNER.set(manner)

    async def off_loop(self, work: Callable[..., Result], *args: Any, **named: Any) -> Result:
        """Run synchronous work in a thread, so that no other chat waits for it; raise TookTooLong beyond its time.

        A thread cannot be stopped: one that hangs is left to itself, and others take the place of all of them.
        """
        executor, call = self._executor, functools.partial(_begun, work, *args, **named)
        running = asyncio.get_running_loop().run_in_executor(executor, contextvars.copy_context().run, call)
        await asyncio.wait((running,), timeout=SECONDS)
        if not running.done():
            running.add_done_callback(_forget)
            self._abandon(executor)
            raise TookTooLong("A question took longer than it may.")
        return running.result()

    async def chosen_in(self, chat: str) -> Mapping[str, str]:
        """Return what a chat has chosen, by name; what is at hand is worth no thread."""
        at_hand = self.preferences.at_hand(chat)
        return at_hand if at_hand is not None else await self.off_loop(self.preferences.of, chat)

    async def store(self, work: Callable[..., Result], *args: Any) -> Result:
        """Run what stores articles, which may take its time, one after the other on a thread of its own."""
        return await asyncio.get_running_loop().run_in_executor(
            self._storing, contextvars.copy_context().run, work, *args
        )

    def _abandon(self, executor: ThreadPoolExecutor) -> None:
        if executor is self._executor:
            self._executor = ThreadPoolExecutor(self._threads, thread_name_prefix="answering")
            executor.shutdown(wait=False)
            self.abandoned += 1

    def in_order(self, chat: str, user: str) -> asyncio.Lock:
        """Return the lock that keeps one user's questions in one chat in their order."""
        lock = self._orders.get((chat, user))
        if lock is None:
            lock = self._orders[chat, user] = asyncio.Lock()
        return lock

    def close(self) -> None:
        """Wait for the threads, but for those that hang, and until all is kept that chats leave behind."""
        for task in self.aside:
            task.cancel()
        self._executor.shutdown(cancel_futures=True)
        self._storing.shutdown(cancel_futures=True)
        self.conversation.close()
        self.preferences.close()
        self.records.close()


def _begun(work: Callable[..., Result], *args: Any, **named: Any) -> Result:
    """Work, having noted that it is begun: should it end the process, it is known what did."""
    delivery = current_delivery()
    if delivery is not None:
        delivery.is_worked_at()
    return work(*args, **named)


def _forget(running: asyncio.Future[Any]) -> None:
    """Look at the end of work that nobody waits for any more, so that nothing is logged of it."""
    if not running.cancelled():
        running.exception()


def services_of(context: Context) -> Services:
    """Return the services of the application that runs this handler."""
    services: Services = context.bot_data["services"]
    return services
