"""Adding millions of articles: read in worker processes, written by this one, in constant memory and in the order given.

What the archive has already is recognised before any work is done on it, so that a run which was stopped is taken up by
running it again. A worker that dies over an article costs that article alone.
"""

import gc
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import get_all_start_methods, get_context, parent_process
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext

from retrieval.domain import Article
from retrieval.errors import BadInput
from retrieval.ingest.duplicates import given_digest
from retrieval.ingest.outcomes import Outcome
from retrieval.ingest.parallel.tasks import Done, LineTask, Task, read_packed, read_tasks, unpack_read, where
from retrieval.ingest.pipeline import BATCH, SECONDS, Pipeline, refused

#: items looked up, and sent to a worker, together
_CHUNK = 16
#: how far workers stand back behind what else the machine has to do; alone they are as fast as ever
GIVING_WAY = 10
#: with fewer chunks than this, processes take longer to start than the work
_FEW = 16
#: chunks a worker that are read ahead, so that it does not wait while a batch is written
AHEAD = 6

#: something to be read, or what is known to be wrong with it
Item = Task | BadInput


#: returns what became of each chunk, in their order
Spread = Callable[[Iterator["Chunk"]], Iterator[Iterator[Done]]]


def add_all(
    pipeline: Pipeline,
    items: Iterable[Item],
    workers: int = 0,
    stopped: Callable[[], bool] = lambda: False,
    spread: Spread | None = None,
) -> Iterator[Outcome]:
    """Add everything and yield what became of each, once it is durable; `workers` 0 means one a processor core.

    When `stopped` turns true nothing more is read; what is under way is finished, written and reported. `spread` reads
    elsewhere than in worker processes of this machine.
    """
    chunks = _sorted_out(pipeline, _until(items, stopped))
    if spread is not None:
        yield from _written(pipeline, chain.from_iterable(spread(chunks)))
        return
    workers = workers or os.cpu_count() or 1
    first = list(islice(chunks, _FEW))
    chunks = chain(first, chunks)
    read = _Workers(workers).read(chunks) if workers > 1 and len(first) == _FEW else map(_read_here, chunks)
    yield from _written(pipeline, chain.from_iterable(read))


#: some items in their order: outcomes known already, and tasks to be read
Chunk = Sequence[Outcome | Task]


def _until(items: Iterable[Item], stopped: Callable[[], bool]) -> Iterator[Item]:
    for item in items:
        if stopped():
            return
        yield item


def _sorted_out(pipeline: Pipeline, items: Iterator[Item]) -> Iterator[Chunk]:
    """Yield chunks of about as many tasks each; what is unchanged or wrong is an outcome already."""
    chunk: list[Outcome | Task] = []
    tasks = 0
    while window := list(islice(items, _CHUNK)):
        given = [(key, digest) for item in window if (key := _key(item)) is not None and (digest := _digest(item))]
        unchanged = pipeline.unchanged(given) if given else {}
        for item in window:
            one = refused(item) if isinstance(item, BadInput) else unchanged.get(_key(item) or "", item)
            tasks += not isinstance(one, Outcome)
            chunk.append(one)
        if tasks >= _CHUNK or len(chunk) >= BATCH:
            yield chunk
            chunk, tasks = [], 0
    if chunk:
        yield chunk


def _key(item: Item) -> str | None:
    return item.id if isinstance(item, LineTask | Article) else None


def _digest(item: Item) -> bytes:
    return item.given if isinstance(item, LineTask) else given_digest(item) if isinstance(item, Article) else b""


def _written(pipeline: Pipeline, ready: Iterable[Done]) -> Iterator[Outcome]:
    """Write in batches of a size, or of what came within some seconds."""
    batch: list[Done] = []
    began = time.monotonic()
    for one in ready:
        batch.append(one)
        if len(batch) >= BATCH or time.monotonic() - began >= SECONDS:
            yield from pipeline.write(batch)
            batch = []
            began = time.monotonic()
    yield from pipeline.write(batch)


def _read_here(chunk: Chunk) -> Iterator[Done]:
    return merged(chunk, (read_tasks([task])[0] for task in tasks_of(chunk)))


def tasks_of(chunk: Chunk) -> list[Task]:
    """Return what of a chunk is to be read."""
    return [one for one in chunk if not isinstance(one, Outcome)]


def ended_process(task: Task) -> Outcome:
    """Return what became of a task that has ended, twice, the process which read it."""
    return refused(BadInput("reading it ended the process"), _key(task), where(task), reason="crashed")


def merged(chunk: Chunk, read: Iterable[list[Done]]) -> Iterator[Done]:
    """Put what the tasks became in their places among the outcomes."""
    results = iter(read)
    for one in chunk:
        if isinstance(one, Outcome):
            yield one
        else:
            yield from next(results)


class _Workers:
    """Processes that read chunks; their results come back in order."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._pool = self._started()

    def read(self, chunks: Iterator[Chunk]) -> Iterator[Iterator[Done]]:
        pending: deque[tuple[Chunk, Future[bytes]]] = deque()
        try:
            for chunk in chunks:
                pending.append((chunk, self._sent(chunk)))
                if len(pending) > AHEAD * self._number:
                    yield self._result(pending)
            while pending:
                yield self._result(pending)
        finally:
            self._pool.shutdown(cancel_futures=True)

    def _sent(self, chunk: Chunk) -> "Future[bytes]":
        return self._pool.submit(read_packed, tasks_of(chunk))

    def _result(self, pending: "deque[tuple[Chunk, Future[bytes]]]") -> Iterator[Done]:
        chunk, future = pending.popleft()
        try:
            return merged(chunk, unpack_read(future.result()))
        except BrokenProcessPool:
            pass
        # some article under way has killed its process: read all of them one by one
        chunks = [chunk, *(waiting for waiting, _ in pending)]
        pending.clear()
        results = [self._one_by_one(one) for one in chunks]
        return chain.from_iterable(results)

    def _one_by_one(self, chunk: Chunk) -> list[Done]:
        found: list[list[Done]] = []
        for task in tasks_of(chunk):
            for attempt in (1, 2):
                self._renew()
                try:
                    found += unpack_read(self._pool.submit(read_packed, [task]).result())
                    break
                except BrokenProcessPool:
                    if attempt == 2:
                        found.append([ended_process(task)])
        return list(merged(chunk, found))

    def _renew(self) -> None:
        try:
            self._pool.submit(int).result()
        except BrokenProcessPool:
            self._pool.shutdown(cancel_futures=True)
            self._pool = self._started()

    def _started(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._number, _context(), initializer=_begin)


def _context() -> BaseContext:
    """Return how processes are started: not by copying this one, because copies of a process with threads may hang."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(["retrieval.ingest.parallel.preload"])
    return context


def _begin() -> None:
    """Set a worker up: being stopped is for the process that writes to decide, and without it there is nothing to do."""
    # an article makes thousands of objects and hardly a cycle: looking for those after every 700 is a tenth of the time
    gc.set_threshold(20_000, 20, 20)
    if hasattr(os, "nice"):  # whoever asks a running bot on this machine goes first
        os.nice(GIVING_WAY)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
