"""Tells followers what is new: one worker at a time looks for it, and sends each article once, when it is due."""

import asyncio
import contextlib
import datetime as dt
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from telegram import Bot
from telegram.error import ChatMigrated, Forbidden, TelegramError

from bot.chat.due_times import next_due, start_of_day
from bot.program import Program
from bot.telegram.attempts import Delivery, delivering
from bot.telegram.delivery import patiently
from bot.telegram.forms import keyboard, preview_of
from bot.telegram.manner import Manner, manner_of
from bot.views.answers import render
from bot.views.follows import news_html, stop_buttons
from bot.views.html import escape, plain, split
from bot.views.texts import Languages, Texts
from retrieval.archive.follows import Follow, Follows
from retrieval.archive.leases import Leases
from retrieval.archive.preferences import Preferences
from retrieval.archive.sending_log import FileLog, SendingLog
from retrieval.domain import Archived, Article, Question
from retrieval.errors import OnrecordError
from retrieval.stories.following import has_any, is_about, names, quotes

log = logging.getLogger(__name__)

#: seconds between two looks, and for which a worker that looks has the work to itself
SWEEP, LEASE = 5.0, 30.0
#: changes of the archive, and messages that are due, that are looked at together
CHANGES, TOGETHER = 200, 100
#: where the messages of the outbox have their place among the updates in the log of what is sent
OUTBOX = 2**60


@dataclass(frozen=True, slots=True)
class Message:
    """What is to be sent for a follow: rows of the outbox, and what they say."""

    follow: Follow
    rows: tuple[int, ...]
    html: str
    last: bool = False  # whether the follow has its end with it
    preview: str | None = None  # the address of which a small preview is shown


class Alerts:
    """The follows of a running bot."""

    def __init__(
        self,
        program: Program,
        bot: Bot,
        languages: Languages,
        worker: str,
        sending: SendingLog | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._program, self._bot, self._languages, self._clock = program, bot, languages, clock
        self._follows = Follows(program.chats, str(bot.id), clock)
        self._leases, self._sending = Leases(program.chats, worker, clock), sending
        self._name = f"alerts {bot.id}"
        self._held = False

    async def run(self) -> None:
        """Look and send, until cancelled."""
        while True:
            try:
                await self.sweep()
            except OnrecordError as error:
                log.warning("Followers are told later: %s", error)
            except Exception as error:  # noqa: BLE001  the next look may go well
                log.error("%s while looking for what followers are to be told", type(error).__name__)
            await asyncio.sleep(SWEEP)

    async def leave(self) -> None:
        """Let another worker have the work at once, where this one has it."""
        if self._held:
            self._held = False
            with contextlib.suppress(OnrecordError):
                await asyncio.to_thread(self._leases.give_back, self._name)

    async def sweep(self) -> None:
        """Look once for what is new and send what is due, if this is the worker that does so."""
        if await asyncio.to_thread(self._follows.position) is None:
            return  # nobody has followed anything yet
        if not await asyncio.to_thread(self._leases.take, self._name, LEASE):
            self._held = False
            return
        if not self._held:
            await asyncio.to_thread(self._resume)
            self._held = True
        while await asyncio.to_thread(self._look):
            pass
        full = True
        while full:  # a digest to many is not sent a handful at every look
            due = await asyncio.to_thread(self._follows.due, TOGETHER)
            full = sum(map(len, due.values())) >= TOGETHER
            for number, rows in due.items():
                if not await asyncio.to_thread(self._leases.take, self._name, LEASE):
                    return
                await self._tell(number, rows)

    def _resume(self) -> None:
        """Decide on messages that were being sent when the process before this one ended: most likely they arrived."""
        interrupted = self._follows.interrupted()
        if interrupted and isinstance(self._sending, FileLog):
            sent = self._sending.counts()
            unsent = [row for row in interrupted if sent[OUTBOX + row] <= 0]
            self._follows.mark(unsent, "waiting")
            interrupted = [row for row in interrupted if row not in unsent]
        if interrupted:
            self._follows.mark(interrupted, "sent", "its confirmation was not seen")
        self._follows.sweep()

    def _look(self) -> bool:
        """Look at some changes of the archive; return whether there may be more."""
        position, archive = self._follows.position(), self._program.archive
        if position is None or self._program.samples:
            return False
        changes = archive.changes(position, CHANGES)
        if not changes:
            return False
        articles = archive.articles(dict.fromkeys(article_id for _, article_id in changes))
        found = [
            (follow, article.id, self._due(follow))
            for follow in self._follows.active()
            for article in self._matching(follow, list(articles.values()))
        ]
        self._follows.put(found, changes[-1][0])
        return len(changes) == CHANGES

    def _due(self, follow: Follow) -> float:
        now = self._clock()
        return now if follow.hour is None else next_due(now, follow.hour, follow.zone)

    def _matching(self, follow: Follow, articles: Sequence[Article]) -> list[Article]:
        """Return the articles of which a follower wants to be told."""
        if not articles:
            return []
        wanted = [one for one in articles if not has_any(one, follow.excluded)]
        if follow.kind == "words":
            return [one for one in wanted if is_about(one, follow.subject)]
        if follow.kind == "person":
            said = self._program.archive.quotations([one.id for one in wanted])
            return [one for one in wanted if quotes(said.get(one.id, ()), follow.subject) or names(one, follow.subject)]
        if follow.kind == "story":
            of = self._program.stories.of_articles([follow.subject, *(one.id for one in wanted)])
            story = of.get(follow.subject)
            return [one for one in wanted if story and of.get(one.id) == story and one.id != follow.subject]
        answer = self._program.answerer.answer(Question(follow.subject))
        ids = {one.article_id for one in answer.sentences} | {one.article_id for one in answer.quotations}
        return [] if answer.abstained else [one for one in wanted if one.id in ids][:1]

    async def _tell(self, number: int, rows: Sequence[tuple[int, str]]) -> None:
        """Send what is due of a follow, or send it later where it has had its messages for the day."""
        message = await asyncio.to_thread(self._message, number, rows)
        if message is None:
            return
        follow, first = message.follow, message.rows[0]
        texts = self._texts(follow)
        await asyncio.to_thread(self._follows.mark, message.rows, "sending")
        markup = None if message.last else keyboard(stop_buttons([follow], texts))
        manner = await asyncio.to_thread(self._manner, follow)

        async def send(chat: str) -> None:
            counted = Delivery(OUTBOX + first, log=self._sending if isinstance(self._sending, FileLog) else None)
            number, _, thread = chat.partition("/")
            html = split(message.html)[0]
            with delivering(counted):
                await patiently(
                    lambda: self._bot.send_message(
                        int(number),
                        plain(html) if manner.plain else html,
                        parse_mode=None if manner.plain else "HTML",
                        message_thread_id=int(thread) if thread else None,
                        reply_markup=markup,
                        disable_notification=manner.silent or None,
                        link_preview_options=preview_of(message.preview),
                        **_as_digest(self._bot),
                    ),
                    counted,
                )

        try:
            try:
                await send(follow.chat)
            except ChatMigrated as error:
                await asyncio.to_thread(self._follows.move, follow.chat.partition("/")[0], str(error.new_chat_id))
                await send(str(error.new_chat_id))
        except Forbidden:
            await asyncio.to_thread(self._follows.pause, follow.chat.partition("/")[0], "blocked")
            await asyncio.to_thread(self._follows.mark, message.rows, "given up", "the bot is blocked there")
        except TelegramError as error:
            await asyncio.to_thread(self._follows.mark, message.rows, "given up", type(error).__name__)
        else:
            await asyncio.to_thread(self._follows.mark, message.rows, "sent")
            if message.last:
                await asyncio.to_thread(self._follows.stop, follow.number, follow.chat)

    def _message(self, number: int, rows: Sequence[tuple[int, str]]) -> Message | None:
        """Return the message of rows that are due, None where there is none now."""
        follow, numbers = self._follows.get(number), tuple(row for row, _ in rows)
        if follow is None or follow.paused:
            self._follows.mark(numbers, "given up", "nobody follows it any more")
            return None
        now = self._clock()
        if self._follows.messages_since(number, start_of_day(now, follow.zone)) >= follow.most:
            self._follows.delay(numbers, next_due(now, follow.hour or 0, follow.zone))
            return None
        cited = self._program.archive.citations([article for _, article in rows])
        if not cited:
            self._follows.mark(numbers, "given up", "the article is gone")
            return None
        texts = self._texts(follow)
        if follow.kind != "question":
            preview = next(iter(cited.values())).url if len(cited) == 1 else None
            return Message(follow, numbers, news_html(follow, list(cited.values()), texts), preview=preview)
        answer = self._program.answerer.answer(Question(follow.subject))
        shown = render(answer, lambda: Archived(1), texts)
        head = escape(texts("follow_answer", question=follow.label))
        return Message(follow, numbers, f"{head}\n{shown.html}", last=True)

    def _manner(self, follow: Follow) -> Manner:
        """Return how a follower's chat is told, in quiet hours of the zone that the follow was made in unless it chose one."""
        chosen = Preferences(self._program.chats).of(follow.chat.partition("/")[0])
        return manner_of(chosen, dt.datetime.fromtimestamp(self._clock(), dt.UTC), follow.zone)

    def _texts(self, follow: Follow) -> Texts:
        return self._languages[follow.language]


def _as_digest(bot: Bot) -> dict[str, Any]:
    """Return what has a message wait for all answers, where there is a budget of what is sent."""
    return {"rate_limit_args": "digest"} if getattr(bot, "rate_limiter", None) else {}
