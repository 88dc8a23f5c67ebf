"""One poll of one feed: fetched if it has changed, its new entries read; nothing is stored here."""

import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from retrieval.archive.feed_states import FeedState
from retrieval.domain import Article
from retrieval.errors import BadInput, Refused
from retrieval.ingest.feeds.model import Entry
from retrieval.ingest.feeds.reader import read_feed
from retrieval.ingest.feeds.subscriptions import FeedSource, Outlet
from retrieval.ingest.http.client import BadStatus, Fetcher
from retrieval.ingest.http.hosts import shown
from retrieval.ingest.http.media_types import FEED
from retrieval.ingest.http.rate_limit import Pacer
from retrieval.ingest.http.robots import Robots
from retrieval.ingest.links import article_from_link, article_of_entry, is_passing, named
from retrieval.ingest.page_sequence import polite


@dataclass(slots=True)
class Gathered:
    """What a poll brought: articles and refusals in `items`, or the `error` for which the feed could not be read.

    `read` maps the keys of entries that are done with to their fingerprints, `unreached` those that are to be tried again.
    `busy` says that a server asked to be left alone, for `wait` seconds if it said so: the entries `left` wait.
    """

    items: list[Article | BadInput] = field(default_factory=list)
    error: str | None = None
    reason: str | None = None
    wait: float | None = None
    busy: bool = False
    unchanged: bool = False
    title: str | None = None
    etag: str | None = None
    modified: str | None = None
    entries: int = 0
    skipped: int = 0
    left: int = 0
    faults: tuple[str, ...] = ()
    read: dict[str, str] = field(default_factory=dict)
    unreached: dict[str, str] = field(default_factory=dict)

    def note(self, entry: Entry, key: str) -> None:
        """Remember an entry that is done with, by its key and by its link."""
        self.read[key] = entry.fingerprint
        if by_link := _by_link(entry):
            self.read[by_link] = entry.fingerprint


def _short(key: str) -> str:
    return hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=9).hexdigest()


def _by_link(entry: Entry) -> str:
    """Return the key of an entry's link: some servers make a new id whenever they are asked."""
    return "" if entry.link is None or entry.shares_link or entry.link == entry.key else _short(entry.link)


class Visitor:
    """Fetches feeds and the pages behind their entries, with robots.txt and the pauses that hosts are owed."""

    def __init__(
        self,
        fetcher: Fetcher,
        delay: float,
        most: int,
        clock: Callable[[], float],
        sleep: Callable[[float], object],
        stopping: threading.Event,
    ) -> None:
        self._fetcher = fetcher
        self._most = most
        self._clock = clock
        self._stopping = stopping
        self._pacer = Pacer(delay, clock, sleep)
        self._robots = Robots(fetcher, clock)

    def gather(self, outlet: Outlet, feed: FeedSource, state: FeedState) -> Gathered:
        """Return what a poll of the feed brings; whatever is wrong with it is in the result, never raised."""
        gathered = Gathered()
        if self._stopping.is_set():
            return gathered
        try:
            self._read(outlet, feed, state, gathered)
        except BadInput as error:
            gathered.error = str(named(error, feed.url))
            gathered.reason = getattr(error, "reason", "unreadable")
            gathered.wait = error.retry_after if isinstance(error, BadStatus) else None
        except Exception as error:  # noqa: BLE001  nor one over a feed the other feeds
            gathered.error, gathered.reason = f"Reading failed ({type(error).__name__}): {shown(feed.url)}", "failed"
        return gathered

    def _read(self, outlet: Outlet, feed: FeedSource, state: FeedState, gathered: Gathered) -> None:
        self._fetcher.guard.judge(feed.url)
        with self._pacer.turn(feed.url, self._robots.judge(feed.url)):
            fetched = self._fetcher.fetch_if_changed(feed.url, FEED, state.etag, state.modified)
        if fetched is None:
            gathered.unchanged = True
            return
        now = datetime.fromtimestamp(self._clock(), UTC)
        found = read_feed(fetched.body, fetched.final_url, fetched.charset, now)
        gathered.title, gathered.etag, gathered.modified = found.title, fetched.etag, fetched.modified
        gathered.entries, gathered.faults = len(found.entries), found.faults
        if fetched.final_url != feed.url:
            gathered.faults = (*found.faults, f"it has moved to {shown(fetched.final_url)}")
        if not found.entries:
            raise Refused(f"The feed has no entries: {shown(feed.url)}", "empty")
        self._take(outlet, feed, state, found.entries, gathered)

    def _take(
        self, outlet: Outlet, feed: FeedSource, state: FeedState, entries: tuple[Entry, ...], gathered: Gathered
    ) -> None:
        """Read the entries that are new or have changed, as many as are read at one poll."""
        for entry in entries:
            key = _short(entry.key)
            if entry.fingerprint in (state.read.get(key), state.read.get(_by_link(entry))):
                gathered.note(entry, key)
            elif not feed.takes(entry):
                gathered.skipped += 1
                gathered.note(entry, key)
            elif len(gathered.items) >= self._most or gathered.busy or self._stopping.is_set():
                gathered.left += 1
            else:
                self._take_one(entry, key, gathered, outlet)

    def _take_one(self, entry: Entry, key: str, gathered: Gathered, outlet: Outlet) -> None:
        try:
            gathered.items.append(article_of_entry(entry, self._page, outlet.name, outlet.language))
        except BadInput as error:
            gathered.items.append(named(error, entry.link or entry.key))
            if is_passing(error):
                gathered.unreached[key] = entry.fingerprint
                if isinstance(error, BadStatus) and error.status in (429, 503):
                    gathered.busy, gathered.wait = True, error.retry_after
                return
        except Exception as error:  # noqa: BLE001  a fault of a parser over one page must not cost the others their place
            message = f"Reading failed ({type(error).__name__}): {shown(entry.link or entry.key)}"
            gathered.items.append(Refused(message, "failed"))
        gathered.note(entry, key)

    def _page(self, url: str) -> Article:
        return article_from_link(url, self._fetcher, polite(self._fetcher, self._robots, self._pacer))
