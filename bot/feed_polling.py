"""Polling of feeds inside the running bot: a thread beside the event loop, and the parts that the commands share.

Of the workers that share an archive one polls, for as long as it renews its lease.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import secrets
import socket
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from bot.configuration.yaml_files import BadConfiguration
from retrieval.errors import BadInput, OnrecordError

if TYPE_CHECKING:
    from bot.configuration.settings import Settings
    from bot.program import Program
    from retrieval.archive.archive import Archive
    from retrieval.archive.leases import Turn
    from retrieval.domain import Article
    from retrieval.ingest.outcomes import Outcome
    from retrieval.ingest.polling.watcher import Add, Visit, Watcher

log = logging.getLogger(__name__)

#: seconds until polling is tried again after the archive could not be written to
PAUSE = 60.0
#: the lease of whoever polls, and the seconds after which another worker may take a dead one's place
LEASE, SECONDS = "feeds", 30.0


def watcher_of(settings: Settings, archive: Archive, add: Add) -> Watcher | None:
    """Return the watcher of the configured feeds, None where there are none; `archive` remembers their states."""
    from bot.configuration.feed_list import load_outlets
    from bot.engines import open_fetcher
    from retrieval.archive.feed_states import FeedStates
    from retrieval.ingest.polling.watcher import Manners, Watcher

    outlets = load_outlets(settings)
    if not outlets:
        return None
    manners = Manners(minutes=settings.feeds.interval_minutes, delay=settings.feeds.pause_seconds)
    try:
        fetcher = open_fetcher(settings)
    except BadInput as error:
        raise BadConfiguration(f"fetching.allow: {error}") from None
    return Watcher(outlets, add, FeedStates(archive.database), fetcher, manners)


def start(program: Program, saw: Callable[[Visit], object] | None = None) -> asyncio.Task[None] | None:
    """Start polling beside the running bot, where the settings ask for it and feeds are configured; `stop` ends it.

    `saw` is told of every visit.
    """
    if not program.settings.feeds.watch:
        return None
    from bot.engines import open_archive
    from retrieval.archive.leases import Leases, Turn

    # the states of feeds belong to the user's archive, whatever the program answers from at the moment
    archive = open_archive(program.settings.archive_url)
    watcher = watcher_of(program.settings, archive, _adder(program))
    if watcher is None:
        archive.close()
        return None
    worker = f"{socket.gethostname()} {os.getpid()} {secrets.token_hex(4)}"
    turn = Turn(Leases(archive.database, worker), LEASE, SECONDS)
    return asyncio.get_running_loop().create_task(_watch(watcher, archive, turn, saw), name="watching")


async def stop(task: asyncio.Task[None] | None) -> None:
    """End polling: what is being fetched is finished, and what came in is stored."""
    if task is not None:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def _watch(watcher: Watcher, archive: Archive, turn: Turn, saw: Callable[[Visit], object] | None) -> None:
    known = asyncio.Event()
    renewing = asyncio.ensure_future(_renew(turn, known))
    try:
        await known.wait()
        running = asyncio.ensure_future(asyncio.to_thread(_keep_polling, watcher, turn, saw))
        try:
            await asyncio.shield(running)
        except asyncio.CancelledError:
            watcher.stopping.set()
            await running
            raise
    finally:
        renewing.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await renewing
        with contextlib.suppress(OnrecordError):
            await asyncio.to_thread(turn.give_back)
        archive.close()


async def _renew(turn: Turn, known: asyncio.Event) -> None:
    """Keep the turn, or wait for it, until cancelled; `known` is set once it was tried."""
    while True:
        try:
            await asyncio.to_thread(turn.renew)
        except OnrecordError as error:
            log.debug("Whose turn it is to poll is not known at the moment: %s", error)
        known.set()
        await asyncio.sleep(turn.seconds / 3)


def _keep_polling(watcher: Watcher, turn: Turn, saw: Callable[[Visit], object] | None = None) -> None:
    """Poll while it is this worker's turn, until told to stop; an archive that is locked or full is waited for."""

    def seen(visit: Visit) -> None:
        _logged(visit)
        if saw is not None:
            saw(visit)

    while not watcher.stopping.is_set():
        try:
            watcher.run(seen, lambda: turn.held)
        except OnrecordError as error:
            log.warning("The feeds are polled again in a minute: %s", error)
            watcher.stopping.wait(PAUSE)
        except Exception as error:
            log.error("%s while polling the feeds; they are polled again in a minute.", type(error).__name__)
            log.debug("the fault", exc_info=error)
            watcher.stopping.wait(PAUSE)


def _logged(visit: Visit) -> None:
    from bot.views.reports import as_text

    (log.warning if visit.error else log.info)("%s", as_text(visit))


def _adder(program: Program) -> Callable[[Iterable[Article | BadInput]], Iterator[Outcome]]:
    def add(items: Iterable[Article | BadInput]) -> Iterator[Outcome]:
        """Report refusals at once; only articles make the program leave its samples."""
        from retrieval.ingest.pipeline import refused

        articles = []
        for item in items:
            if isinstance(item, BadInput):
                yield refused(item)
            else:
                articles.append(item)
        if articles:
            yield from program.add(articles)

    return add
