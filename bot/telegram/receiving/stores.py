"""Where updates are kept: with this process alone in a folder, or shared by several workers on a server."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from bot.chat.records import Records, Write
from bot.telegram.receiving.lanes import Entry
from retrieval.archive.inbox import Inbox, Waiting
from retrieval.archive.sending_log import FileLog, SendingLog, ServerLog
from retrieval.errors import OnrecordError

log = logging.getLogger(__name__)

#: seconds for which a worker has an update to itself unless it says again that it is there, and how often it says so
LEASE, RENEWAL = 12.0, 3.0
#: seconds between two looks for updates that another worker has left or taken in
LOOK = 0.5
#: seconds between two looks whether another process of this bot has ended
TAKE_OVER = 0.5

#: updates that were done before the start and are not to be handled again, the last ones
KNOWN = 20_000

Offer = Callable[[Entry], None]


class Store(Protocol):
    """Where updates are kept until they are done."""

    @property
    def log(self) -> SendingLog | None:
        """The log of what is sent."""
        ...

    def known(self) -> list[int]:
        """Return the ids of the updates that were done last."""
        ...

    async def put(self, waiting: Sequence[Waiting], entries: Sequence[Entry], offer: Offer) -> None:
        """Keep updates, and offer those to be handled that are this process's."""
        ...

    def finishing(self, update_id: int, outcome: str) -> Write:
        """Return what writes that an update is done."""
        ...

    async def done(self, entry: Entry) -> None:
        """Take note that an update has been handled."""
        ...

    async def run(self, offer: Callable[[Sequence[Waiting]], None], room: Callable[[], int]) -> None:
        """Offer what others have left, `room` updates at most, until cancelled."""
        ...

    async def leave(self) -> None:
        """Let others have what is not done."""
        ...

    def close(self) -> None:
        """Let go of what is held, once everything has been written."""
        ...


class OwnStore:
    """The inbox of an archive in a folder: one process at a time works for a bot, and starts with what the last one left.

    Where nothing can be written the bot answers nevertheless; what it was asked is then lost with the process.
    """

    def __init__(self, records: Records, log_file: FileLog | None, bot: str, worker: str) -> None:
        self._records, self._bot, self._worker = records, bot, worker
        self._file = log_file
        self._before = log_file.counts() if log_file else {}
        #: what has come in before what others have left was offered
        self._came: set[int] | None = set()
        self._warned = False

    @property
    def log(self) -> SendingLog | None:
        """The log of what is sent, None where there is no folder that can be written to."""
        return self._file

    async def put(self, waiting: Sequence[Waiting], entries: Sequence[Entry], offer: Offer) -> None:
        """Keep updates and offer them at once: acknowledging waits for the disk, answering does not."""
        if self._came is not None:
            self._came.update(entry.id for entry in entries)
        for entry in entries:
            entry.sends = max(self._before.get(entry.id, 0), 0)
        kept = self._records.now(lambda joined: Inbox(joined, self._bot, self._worker).put(waiting))
        for entry in entries:
            offer(entry)
        try:
            await asyncio.wrap_future(kept)
        except OnrecordError as error:
            if not self._warned:
                log.warning("Questions are answered, but would not outlive the process: %s", error)
            self._warned = True
        else:
            self._warned = False

    def finishing(self, update_id: int, outcome: str) -> Write:
        """Return what writes that an update is done."""
        return lambda joined: Inbox(joined, self._bot, self._worker).finish(update_id, outcome)

    def known(self) -> list[int]:
        """Return the ids of the updates that were done last."""
        return self._records.read(lambda joined: Inbox(joined, self._bot, self._worker).done_last(KNOWN))

    async def done(self, entry: Entry) -> None:
        """Do nothing: what comes next in the lane is there."""

    async def run(self, offer: Callable[[Sequence[Waiting]], None], room: Callable[[], int]) -> None:
        """Once this is the only process of the bot, offer what others have left."""
        while self._file is not None and not self._file.acquire():  # noqa: ASYNC110  another process cannot set an event
            await asyncio.sleep(TAKE_OVER)
        try:
            left = await asyncio.to_thread(self._left)
        except OnrecordError as error:
            log.warning("What was asked before the start cannot be read: %s", error)
            return
        came, self._came = self._came or set(), None
        offer([one for one in left if one.id not in came])

    def _left(self) -> list[Waiting]:
        def read(inbox: Inbox) -> list[Waiting]:
            inbox.sweep()
            return inbox.unfinished()

        left: list[Waiting] = self._records.now(lambda joined: read(Inbox(joined, self._bot, self._worker))).result()
        if self._file is None:
            return left
        sent, begun = self._file.counts(), self._file.begun()
        with contextlib.suppress(OSError):
            self._file.compact([one.id for one in left])
        return [
            Waiting(one.id, one.lane, one.content, one.received, begun[one.id], max(sent[one.id], 0)) for one in left
        ]

    async def leave(self) -> None:
        """Do nothing: the next process finds everything."""

    def close(self) -> None:
        """Let another process work for the bot."""
        if self._file is not None:
            self._file.close()


class SharedStore:
    """The inbox of an archive on a server: any number of workers claim what is in it, the first of a lane each."""

    def __init__(self, records: Records, log_: ServerLog, bot: str, worker: str) -> None:
        self._records, self._bot, self._worker, self._log = records, bot, worker, log_
        self._wake = asyncio.Event()
        self._mine: set[int] = set()

    @property
    def log(self) -> SendingLog | None:
        """The log of what is sent."""
        return self._log

    def known(self) -> list[int]:
        """Return nothing: the archive tells when an update comes again."""
        return []

    async def put(self, waiting: Sequence[Waiting], entries: Sequence[Entry], offer: Offer) -> None:
        """Keep updates for whichever worker claims them."""
        await self._write(lambda inbox: inbox.put(waiting))
        self._wake.set()

    def finishing(self, update_id: int, outcome: str) -> Write:
        """Return what writes that an update is done."""
        return lambda joined: Inbox(joined, self._bot, self._worker).finish(update_id, outcome)

    async def done(self, entry: Entry) -> None:
        """Look for what comes next in the lane, once the archive knows that this is done."""
        self._mine.discard(entry.id)
        with contextlib.suppress(OnrecordError):
            await self._write(lambda inbox: None)
        self._wake.set()

    async def run(self, offer: Callable[[Sequence[Waiting]], None], room: Callable[[], int]) -> None:
        """Claim what nobody else has, and say now and then that this worker is there, until cancelled."""
        renewing = asyncio.create_task(self._renew(), name="renewing leases")
        try:
            while True:
                self._wake.clear()
                claimed = await self._claim(room())
                offer(claimed)
                if not claimed:
                    with contextlib.suppress(TimeoutError):
                        await asyncio.wait_for(self._wake.wait(), LOOK)
        finally:
            renewing.cancel()

    async def _claim(self, most: int) -> list[Waiting]:
        if most <= 0:
            return []
        try:
            claimed: list[Waiting] = await self._write(lambda inbox: inbox.claim(most, LEASE))
        except OnrecordError as error:
            log.warning("The inbox cannot be read: %s", error)
            return []
        self._mine.update(one.id for one in claimed)
        return claimed

    async def _renew(self) -> None:
        while True:
            await asyncio.sleep(RENEWAL)
            with contextlib.suppress(OnrecordError):
                await self._write(lambda inbox: inbox.renew(list(self._mine), LEASE))
                await self._write(lambda inbox: inbox.sweep())

    async def _write(self, write: Callable[[Inbox], Any]) -> Any:
        return await asyncio.wrap_future(
            self._records.now(lambda joined: write(Inbox(joined, self._bot, self._worker)))
        )

    async def leave(self) -> None:
        """Let other workers have at once what this one has not finished."""
        with contextlib.suppress(OnrecordError):
            await self._write(lambda inbox: inbox.release())

    def close(self) -> None:
        """Let go of the log."""
        self._log.close()
