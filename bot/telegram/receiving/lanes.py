"""Lanes of updates: each is handled in its order, all of them in turn, only so many at once."""

import asyncio
import contextlib
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

#: updates handled at the same time; those that wait for Telegram's patience do not count
AT_ONCE = 32
#: updates that wait at most
MOST = 2_000


@dataclass(slots=True)
class Entry:
    """An update on its way: its id, its lane, what was read of it, and what is known of earlier attempts."""

    id: int
    lane: str
    update: Any
    received: float
    attempts: int = 0
    sends: int = 0
    #: this process's clock when it came in
    arrived: float = field(default_factory=time.monotonic)


Handle = Callable[[Entry], Awaitable[None]]


class Lanes:
    """Handles what is offered: in a lane one after the other, lanes in turn.

    Whatever `handle` raises ends with its update, and never its lane.
    """

    def __init__(self, handle: Handle, at_once: int = AT_ONCE, most: int = MOST) -> None:
        self._handle, self._most = handle, most
        # first come, first served: a lane that has had its turn stands behind all the others
        self._slots = asyncio.Semaphore(at_once)
        self._lanes: dict[str, deque[Entry]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._count = 0
        self._room = asyncio.Event()
        self._room.set()

    def offer(self, entry: Entry) -> None:
        """Have an update handled after all that its lane holds."""
        self._count += 1
        if self._count >= self._most:
            self._room.clear()
        lane = self._lanes.get(entry.lane)
        if lane is not None:
            lane.append(entry)
            return
        self._lanes[entry.lane] = deque([entry])
        task = asyncio.create_task(self._run(entry.lane), name="lane")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def waiting_in(self, lane: str) -> int:
        """Return how many updates of a lane wait to be begun."""
        return len(self._lanes.get(lane, ()))

    def waiting(self) -> Iterator[Entry]:
        """Yield what waits to be begun."""
        for lane in list(self._lanes.values()):
            yield from list(lane)

    def take_together(self, lane: str, fits: Callable[[Entry], bool], fewest: int) -> list[Entry]:
        """Return those that wait first in a lane and fit, which then wait no more; none where they are fewer than `fewest`."""
        waiting = self._lanes.get(lane, deque())
        taken = list(takewhile(fits, waiting))
        if len(taken) < fewest:
            return []
        for _ in taken:
            waiting.popleft()
        self._leave(len(taken))
        return taken

    @property
    def count(self) -> int:
        """The number of updates that are handled or wait."""
        return self._count

    @property
    def is_full(self) -> bool:
        """Whether as many wait as may."""
        return not self._room.is_set()

    async def room(self) -> None:
        """Wait until fewer updates wait than may."""
        await self._room.wait()

    async def drain(self, seconds: float) -> bool:
        """Wait for all to be handled, at most so long; then abandon the rest. Return whether all were."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        left = list(self._tasks)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        return not left

    async def _run(self, name: str) -> None:
        lane = self._lanes[name]
        try:
            while lane:
                async with self._slots:
                    if not lane:
                        break
                    entry = lane.popleft()
                    slot = _slot.set(self._slots)
                    try:
                        # a task of its own: what one update sets for its handling is not there for the next
                        await asyncio.create_task(self._handled(entry))
                    finally:
                        _slot.reset(slot)
                        self._leave(1)
        finally:
            del self._lanes[name]

    async def _handled(self, entry: Entry) -> None:
        await self._handle(entry)

    def _leave(self, number: int) -> None:
        self._count -= number
        if self._count < self._most:
            self._room.set()


_slot: ContextVar[asyncio.Semaphore | None] = ContextVar("slot", default=None)


@contextlib.asynccontextmanager
async def standing_aside() -> AsyncIterator[None]:
    """Let others be handled while this update only waits."""
    slot = _slot.get()
    if slot is None:
        yield
        return
    slot.release()
    try:
        yield
    finally:
        await slot.acquire()
