"""The desk behind every handler: the program, the conversation, the texts, and what is remembered between updates."""

import asyncio
import functools
import time
import weakref
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from telegram import Message, Update
from telegram.constants import ChatAction
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from bot.chat.conversation import Conversation, Source, Turn
from bot.configuration.settings import Settings
from bot.telegram.delivery import Place, deliver
from bot.views.answers import render
from bot.views.buttons import Rows, answer_buttons
from bot.views.texts import Texts

if TYPE_CHECKING:
    from retrieval.archive.archive import Archive
    from retrieval.domain import Article
    from retrieval.ingest.pipeline import Outcome
    from retrieval.stories import Stories

Result = TypeVar("Result")
Context = ContextTypes.DEFAULT_TYPE

#: threads that answer questions; two are as fast as many, the others keep a slow one from blocking them
THREADS = 4
#: sent messages whose answer is remembered, so that a reply to one is a question about it
SENT = 5000
#: update ids remembered, so that one that is repeated is handled once
SEEN = 10_000
#: questions a user may ask in a row, and how many more each second allows
BURST, A_SECOND = 10, 0.5
_TYPING_LASTS = 4.5


class Program(Source, Protocol):
    """What the bot is started with: bootstrap's Program."""

    @property
    def settings(self) -> Settings:
        """Return the settings it was opened with."""
        ...

    @property
    def archive(self) -> "Archive":
        """Return the archive that is open."""
        ...

    @property
    def stories(self) -> "Stories":
        """Return the stories of the archive."""
        ...

    @property
    def samples(self) -> bool:
        """Say whether the sample stories answer."""
        ...

    def add(self, articles: "Iterable[Article]") -> "Iterator[Outcome]":
        """Add articles to the user's archive and yield what became of each."""
        ...


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one user may ask: a question's characters, and the rate; `trusted` users may add articles."""

    longest: int = 1000
    burst: float = BURST
    a_second: float = A_SECOND
    trusted: bool = False


class Rates:
    """A bucket of questions for each user, which fills steadily."""

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self._limits, self._clock = limits, clock
        self._buckets: OrderedDict[int, tuple[float, float]] = OrderedDict()
        self._told: set[int] = set()

    def wait(self, user: int) -> float:
        """Take one from the user's bucket; return 0, or the seconds until there is one again."""
        now = self._clock()
        left, before = self._buckets.pop(user, (self._limits.burst, now))
        left = min(self._limits.burst, left + (now - before) * self._limits.a_second)
        allowed = left >= 1
        self._buckets[user] = (left - 1 if allowed else left, now)
        while len(self._buckets) > SEEN:
            self._buckets.popitem(last=False)
        if allowed:
            self._told.discard(user)
        return 0.0 if allowed else (1 - left) / self._limits.a_second

    def is_news(self, user: int) -> bool:
        """Say whether the user has yet to be told that they are too fast, and take them as told."""
        told = user in self._told
        self._told.add(user)
        return not told


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


class Desk:
    """What handlers share. One for each application; found again by `desk_of`."""

    def __init__(
        self, program: Program, conversation: Conversation, texts: Texts, limits: Limits | None = None
    ) -> None:
        self.program = program
        self.conversation = conversation
        self.texts = texts
        self.limits = limits or Limits(longest=program.settings.answers.longest_question)
        self.rates = Rates(self.limits)
        self.seen = Recently(SEEN)
        self.sent = Recently(SENT)
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


def desk_of(context: Context) -> Desk:
    """Return the desk of the application that runs this handler."""
    desk: Desk = context.bot_data["desk"]
    return desk


def whose(update: Update) -> tuple[str, str]:
    """Return chat and user of an update as the conversation keys them."""
    chat, user = update.effective_chat, update.effective_user
    return str(chat.id if chat else user.id if user else 0), str(user.id if user else 0)


def place_of(message: Message) -> Place:
    """Return where to answer a message: in its topic, and in groups as a reply to it."""
    private = message.chat.type == "private"
    thread = message.message_thread_id if message.is_topic_message else None
    return Place(message.chat_id, thread, None if private else message.message_id)


async def say(update: Update, context: Context, html: str, rows: Rows = ()) -> Message | None:
    """Send a reply to the message of this update (or to the one whose button was pressed)."""
    message = update.effective_message
    return await deliver(context.bot, place_of(message), html, rows) if message else None


async def show(update: Update, context: Context, turn: Turn, skip: int = 0) -> None:
    """Send a turn's answer, from its sentence `skip` on, and remember which message shows it."""
    desk = desk_of(context)
    archived = await desk.off_loop(desk.conversation.archived)
    most = desk.program.settings.answers.sentences
    rendered = render(turn.answer, archived, desk.texts, about=turn.about, skip=skip, most=most)
    sent = await say(update, context, rendered.html, answer_buttons(turn, rendered, desk.texts, skip))
    if sent:
        desk.sent.put((sent.chat_id, sent.message_id), turn.key)


@asynccontextmanager
async def typing(update: Update, context: Context) -> AsyncIterator[None]:
    """Show "typing…" while the body works; its faults are nobody's business."""
    chat = update.effective_chat
    done = asyncio.Event()

    async def keep_typing() -> None:
        message = update.effective_message
        thread = message.message_thread_id if message and message.is_topic_message else None
        while chat and not done.is_set():
            with suppress(TelegramError):
                await context.bot.send_chat_action(chat.id, ChatAction.TYPING, message_thread_id=thread)
            with suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), _TYPING_LASTS)

    task = asyncio.create_task(keep_typing())
    try:
        yield
    finally:
        done.set()
        await task
