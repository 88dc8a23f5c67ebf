"""From what Telegram delivers to its handlers: stored, handled in turn, and done in the transaction that keeps the turn."""

import asyncio
import contextlib
import json
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterable, Sequence
from typing import Any

from telegram import Bot, Update

from bot.chat.records import Records
from bot.telegram.attempts import Delivery, delivering
from bot.telegram.handlers.services import Recently
from bot.telegram.receiving.lanes import MOST, Entry, Lanes, standing_aside
from bot.telegram.receiving.stores import Store
from bot.telegram.receiving.together import FEWEST, handled_with
from bot.telegram.updates import lane_of, parsed
from retrieval.archive.inbox import Waiting

log = logging.getLogger(__name__)

#: attempts from which an update is handled alone, since it may be what ends the process, and after which it is given up
ALONE, ATTEMPTS = 4, 10
#: seconds before which none is given up: a process may be ended often in a short time, and by something else
GIVING_UP = 60.0
#: seconds after which a question is so old that its answer would surprise its asker
STALE = 2 * 3600.0
#: seconds after which somebody who waits is told so, seconds between two looks, and people told at one look at most
LONG_WAIT, WATCH, NOTICES = 20.0, 1.0, 5
#: updates of one lane that wait at most: thirty files or posts sent at once all have a place
MOST_IN_LANE = 40
#: update ids remembered, so that one that is repeated is handled once
SEEN = 20_000


class Receiver:
    """Takes updates in. `handle` answers one; `tell` says in a line why one is not answered, by the name of a text."""

    def __init__(
        self,
        bot: Bot,
        records: Records,
        store: Store,
        handle: Callable[[Update], Awaitable[None]],
        tell: Callable[[Update, str], Awaitable[None]],
        clock: Callable[[], float] = time.time,
        together: Callable[[Update], bool] = lambda _: False,
        most: int = MOST,
        most_in_lane: int = MOST_IN_LANE,
    ) -> None:
        """Hold at most so many updates that wait, in all and of one lane, where those that go `together` are handled so."""
        self._together = together
        self._bot, self._records, self._store, self._clock = bot, records, store, clock
        self._handle_update, self._tell = handle, tell
        self._seen = Recently(SEEN)
        #: chats that have been told that older questions are not answered: once
        self._told_stale = Recently(SEEN)
        #: chats that send more than they may and have been told so, until they have been answered again
        self._told_full = Recently(SEEN)
        #: chats that have been told that what they sent is kept, until all of it has been answered
        self._told_waiting = Recently(SEEN)
        self._alone = asyncio.Lock()
        self._beside: set[asyncio.Task[object]] = set()
        self._under_way: set[int] = set()
        self._most_in_lane = most_in_lane
        self.lanes = Lanes(self._handle, most=most)

    def prepare(self) -> None:
        """Learn what a former life of this process has done; raise OnrecordError where the archive cannot be read."""
        for update_id in self._store.known():
            self._seen.put(update_id, value=True)

    async def receive(self, updates: Iterable[Any]) -> None:
        """Take in updates as JSON and return once they are stored; raise OnrecordError where that cannot be."""
        waiting: list[Waiting] = []
        entries: list[Entry] = []
        readable = {found[0]["update_id"]: found for raw in updates if (found := parsed(raw, self._bot)) is not None}
        for number, (whole, update) in sorted(readable.items()):
            if self._seen.get(number):
                continue
            lane = lane_of(whole)
            waiting.append(Waiting(number, lane, json.dumps(whole, ensure_ascii=False), self._clock()))
            entries.append(Entry(number, lane, update, self._clock()))
        await self._store.put(waiting, entries, self._offer)
        for one in waiting:
            self._seen.put(one.id, value=True)

    def offer(self, waiting: Sequence[Waiting]) -> None:
        """Have updates handled that were stored before."""
        for one in waiting:
            found = parsed(json.loads(one.content or "{}") or {"update_id": one.id}, self._bot)
            update = found[1] if found else None
            self._offer(Entry(one.id, one.lane, update, one.received, one.attempts, one.sends))

    def _offer(self, entry: Entry) -> None:
        if entry.id in self._under_way:
            return
        self._under_way.add(entry.id)
        if self.lanes.waiting_in(entry.lane) < self._most_in_lane:
            self.lanes.offer(entry)
            return
        first = not self._told_full.get(entry.lane)
        self._told_full.put(entry.lane, value=True)
        self._aside(self._turned_away(entry, first=first))

    async def watch(self) -> None:
        """Tell chats that wait long, once until all that they sent is answered, that it is kept, until cancelled."""
        while True:
            await asyncio.sleep(WATCH)
            now = time.monotonic()
            long = [one for one in self.lanes.waiting() if now - one.arrived > LONG_WAIT and _is_message(one)]
            first = {one.lane: one for one in reversed(long) if not self._told_waiting.get(one.lane)}
            for lane, entry in list(first.items())[:NOTICES]:
                self._told_waiting.put(lane, value=True)
                if entry.update is not None:
                    self._aside(self._told(entry.update, "waiting"))

    async def _turned_away(self, entry: Entry, *, first: bool) -> None:
        """Leave an update of a chat unanswered that sends more than it may, and tell the chat so once."""
        if first and entry.update is not None:
            await self._told(entry.update, "too_many_at_once")
        self._records.later(self._store.finishing(entry.id, "turned away"))
        self._under_way.discard(entry.id)

    def _aside(self, work: Coroutine[Any, Any, object]) -> None:
        task = asyncio.create_task(work)
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)

    async def _handle(self, entry: Entry) -> None:
        """Handle an update; where this ends before it is done, the update stays in the inbox."""
        delivery = Delivery(entry.id, entry.sends, self._store.log)
        others = self._with(entry)
        try:
            await self._handled(entry, others, delivery)
        finally:
            self._under_way.difference_update(one.id for one in (entry, *others))
            if not self.lanes.waiting_in(entry.lane):
                self._told_full.put(entry.lane, value=False)
                self._told_waiting.put(entry.lane, value=False)

    def _with(self, entry: Entry) -> list[Entry]:
        """Return what is handled together with an update: what comes right after it, where all of it is to be."""

        def fits(one: Entry) -> bool:
            return one.update is not None and one.attempts < ALONE and self._together(one.update)

        return self.lanes.take_together(entry.lane, fits, FEWEST - 1) if fits(entry) else []

    async def _handled(self, entry: Entry, others: Sequence[Entry], delivery: Delivery) -> None:
        with self._records.together(), delivering(delivery), handled_with([one.update for one in others]):
            outcome = await self._outcome(entry)
            for one in (entry, *others):
                self._records.later(self._store.finishing(one.id, outcome))
        for one in (entry, *others):
            await self._store.done(one)

    async def _outcome(self, entry: Entry) -> str:
        """Do what there is to do and return what became of it."""
        update = entry.update
        if update is None:
            return "unreadable"
        if entry.attempts >= ATTEMPTS and self._clock() - entry.received > GIVING_UP:
            log.error("Update %d was begun %d times and never finished: given up.", entry.id, entry.attempts)
            return await self._told(update, "given_up")
        if self._clock() - entry.received > STALE and update.callback_query is None:
            first = not self._told_stale.get(entry.lane)
            self._told_stale.put(entry.lane, value=True)
            return await self._told(update, "stale") if first else "stale"
        try:
            async with self._apart(entry):
                await self._handle_update(update)
        except Exception as error:  # noqa: BLE001  the lane goes on
            log.error("%s while handling update %d", type(error).__name__, entry.id)
            return "failed"
        return "done"

    @contextlib.asynccontextmanager
    async def _apart(self, entry: Entry) -> AsyncIterator[None]:
        """Let no other suspect be handled at the same time as one that may have ended the process."""
        if entry.attempts < ALONE:
            yield
            return
        async with standing_aside():
            await self._alone.acquire()
        try:
            yield
        finally:
            self._alone.release()

    async def _told(self, update: Update, outcome: str) -> str:
        try:
            await self._tell(update, outcome)
        except Exception as error:  # noqa: BLE001  that nobody can be told stops nothing
            log.warning("%s while telling somebody that an update is not answered", type(error).__name__)
        return outcome

    async def close(self, seconds: float) -> None:
        """Finish what has been begun within so many seconds; the rest stays in the inbox."""
        if self._beside:
            await asyncio.wait(self._beside, timeout=seconds / 4)
        if not await self.lanes.drain(seconds):
            log.warning("What was not answered within %.0f s is answered after the next start.", seconds)


def _is_message(entry: Entry) -> bool:
    return entry.update is not None and entry.update.message is not None
