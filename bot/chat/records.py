"""What chats leave in the archive, written beside the answers: in order, together, on a thread of its own."""

import contextlib
import logging
import queue
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextvars import ContextVar
from typing import Any, TypeVar

from retrieval.archive.transactions import Joined, Store, Transactions
from retrieval.errors import ArchiveLocked, OnrecordError

log = logging.getLogger(__name__)

#: writes of one transaction; the disk is waited for once for all of them
TOGETHER = 200
#: seconds for which writes that nobody waits for are gathered: what the disk costs, it costs for each transaction
GATHERING = 0.03
#: writes that wait at most; more are let go, since only buttons and context after a restart depend on them
MOST = 20_000
#: seconds until an archive that another process is writing to is tried again
PAUSE = 0.1

Result = TypeVar("Result")
Write = Callable[[Transactions], Any]


class Records:
    """Writes that nobody's answer waits for. Safe to use from several threads.

    What is written within `together` is committed in one transaction, when the block ends; an archive that cannot be
    written to costs what would have been kept, never an answer.
    """

    def __init__(self, store: Callable[[], Store]) -> None:
        """Write to what `store` returns at the time."""
        self._store = store
        self._waiting: queue.SimpleQueue[tuple[Write, Future[Any] | None] | None] = queue.SimpleQueue()
        self._closing = False
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    def read(self, read: Callable[[Transactions], Result]) -> Result:
        """Return what `read` finds among what has been written so far."""
        with self._store().reading() as connection:
            return read(Joined(connection))

    def later(self, write: Write) -> None:
        """Write when there is time, in the order of the calls; within `together`, at the end of it."""
        unit = _unit.get()
        if unit is not None:
            unit.append(write)
        elif self._waiting.qsize() < MOST:
            self._put((write, None))
        else:
            log.warning("The archive is too slow: what a chat would have kept is let go.")

    def now(self, write: Write) -> Future[Any]:
        """Write as soon as can be and return what will hold the result, or the OnrecordError."""
        done: Future[Any] = Future()
        self._put((write, done))
        return done

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """Commit all that is written within the block at its end, in one transaction; nothing of it where it raises."""
        unit: list[Write] = []
        before = _unit.set(unit)
        try:
            yield
        finally:
            _unit.reset(before)
        self.later(lambda joined: [write(joined) for write in unit])

    def close(self) -> None:
        """Wait until everything has been written."""
        self._closing = True
        self._waiting.put(None)
        if self._thread is not None:
            self._thread.join()

    def _put(self, item: tuple[Write, Future[Any] | None]) -> None:
        self._waiting.put(item)
        if self._thread is None:
            with self._starting:
                if self._thread is None:
                    self._thread = threading.Thread(target=self._run, name="records", daemon=True)
                    self._thread.start()

    def _run(self) -> None:
        ended = False
        while not ended:
            batch, ended = self._batch()
            if batch and not self._written(batch) and len(batch) > 1:
                for one in batch:  # one of them is at fault: the others are not to be lost with it
                    self._written([one])

    def _batch(self) -> tuple[list[tuple[Write, Future[Any] | None]], bool]:
        batch: list[tuple[Write, Future[Any] | None]] = []
        item = self._waiting.get()
        until = time.monotonic() + GATHERING
        while item is not None:
            batch.append(item)
            if len(batch) == TOGETHER:
                return batch, False
            if item[1] is not None:  # somebody waits
                until = 0.0
            left = until - time.monotonic()
            try:
                item = self._waiting.get(left > 0, max(left, 0.0))
            except queue.Empty:
                return batch, False
        return batch, True

    def _written(self, batch: list[tuple[Write, Future[Any] | None]]) -> bool:
        """Write in one transaction; return False where that failed and they are to be tried one by one."""
        try:
            results = self._commit([write for write, _ in batch])
        except Exception as error:  # noqa: BLE001  whatever it is, the thread goes on
            if len(batch) > 1:
                return False
            self._failed(error, batch[0][1])
            return True
        for (_, done), result in zip(batch, results, strict=True):
            if done is not None and done.set_running_or_notify_cancel():  # nobody waits any more where it was cancelled
                done.set_result(result)
        return True

    def _commit(self, writes: list[Write]) -> list[Any]:
        while True:
            try:
                with self._store().noting() as connection:
                    joined = Joined(connection)
                    return [write(joined) for write in writes]
            except ArchiveLocked:
                if self._closing:
                    raise
                time.sleep(PAUSE)

    def _failed(self, error: Exception, done: Future[Any] | None) -> None:
        if done is not None:
            if done.set_running_or_notify_cancel():
                done.set_exception(error)
        elif isinstance(error, OnrecordError):
            log.warning("What a chat would have kept was not stored: %s", error)
        else:
            log.error("%s while storing what a chat keeps", type(error).__name__)


_unit: ContextVar[list[Write] | None] = ContextVar("unit", default=None)
