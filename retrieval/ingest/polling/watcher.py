"""Polling feeds: what is due is fetched, its new entries become articles, and what came of it is reported and remembered.

Fetching runs on a few threads, a host on one of them at a time; adding runs on the thread of the caller. Clock, sleep and
chance come from outside, so that a day of polling can be tested in a moment.
"""

import random
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import islice
from urllib.parse import urlsplit

from retrieval.archive.feed_states import FeedState, FeedStates
from retrieval.domain import Article
from retrieval.errors import BadInput
from retrieval.ingest.feeds.subscriptions import FeedSource, Outlet
from retrieval.ingest.http.client import Fetcher
from retrieval.ingest.http.rate_limit import next_poll
from retrieval.ingest.outcomes import Outcome, Status
from retrieval.ingest.polling.visit import Gathered, Visitor

#: takes articles and refusals in, and says what became of each once it is durable
Add = Callable[[Iterable[Article | BadInput]], Iterator[Outcome]]

#: feeds a thread that are read ahead
_AHEAD = 2
#: seconds until somebody who is not to poll looks whether that has changed
_LOOK = 5.0
#: seconds by which a clock that is being adjusted may run back
_UNEVEN = 60.0
#: entries remembered that have left their feed
_REMEMBERED = 500


@dataclass(frozen=True, slots=True)
class Manners:
    """How feeds are polled: minutes between two polls of a feed, seconds between two fetches from a host.

    `entries` of a feed are read at one poll, `hosts` are fetched from at once, an entry that cannot be reached is given
    up after `attempts`.
    """

    minutes: float = 15.0
    delay: float = 2.0
    entries: int = 50
    hosts: int = 4
    attempts: int = 5


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of one poll of one feed.

    `error` is why it could not be read, None where it could; `unchanged` that the server said so; `skipped` entries did
    not pass the filters; `left` wait for the next poll.
    """

    outlet: str
    url: str
    error: str | None = None
    reason: str | None = None
    unchanged: bool = False
    entries: int = 0
    skipped: int = 0
    left: int = 0
    faults: tuple[str, ...] = ()
    outcomes: tuple[Outcome, ...] = ()


@dataclass(slots=True)
class Report:
    """Everything that came in over some visits: counts by status, of refusals by reason, and of feeds by state."""

    feeds: Counter[str] = field(default_factory=Counter)
    articles: Counter[Status] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)

    def count(self, visit: Visit) -> None:
        """Take in one visit."""
        self.feeds["failed" if visit.error else "unchanged" if visit.unchanged else "read"] += 1
        if visit.reason:
            self.refusals[visit.reason] += 1
        for outcome in visit.outcomes:
            self.articles[outcome.status] += 1
            if outcome.status is Status.REFUSED:
                self.refusals[outcome.reason or "refused"] += 1


class Watcher:
    """Polls the feeds of outlets and adds what is new. `stopping` ends whatever is under way between two fetches."""

    def __init__(
        self,
        outlets: Sequence[Outlet],
        add: Add,
        states: FeedStates,
        fetcher: Fetcher,
        manners: Manners | None = None,
        *,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], object] | None = None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.stopping = threading.Event()
        self.manners = manners or Manners()
        self._feeds = [(outlet, feed) for outlet in outlets for feed in outlet.feeds]
        self._add = add
        self._states = states
        self._clock = clock
        self._sleep = sleep or self.stopping.wait
        self._chance = chance
        self._visitor = Visitor(fetcher, self.manners.delay, self.manners.entries, clock, self._sleep, self.stopping)

    @property
    def feeds(self) -> list[tuple[Outlet, FeedSource]]:
        """Return the feeds that are polled, each with its outlet."""
        return list(self._feeds)

    def run(self, saw: Callable[[Visit], object], may: Callable[[], bool] = lambda: True) -> None:
        """Poll until `stopping` is set; `saw` is told of every visit. While `may` says no, somebody else polls."""
        while not self.stopping.is_set():
            if not may():
                self._sleep(_LOOK)
                continue
            for visit in self.poll():
                saw(visit)
                if not may():
                    break
            wait = self.next_due() - self._clock()
            if wait > 0 and not self.stopping.is_set():
                self._sleep(wait)

    def next_due(self) -> float:
        """Return when the next feed is due, as a POSIX time; an hour from now where there is none."""
        now = self._clock()
        states = (self._states.get(feed.url) for _, feed in self._feeds)
        return min((now if is_due(state, now) else state.due for state in states), default=now + 3600.0)

    def poll(self, *, everything: bool = False) -> Iterator[Visit]:
        """Poll what is due, or `everything`, and yield each visit once what it brought is durable."""
        now = self._clock()
        due = [
            (outlet, feed, state)
            for outlet, feed in self._feeds
            if is_due(state := self._states.get(feed.url), now) or everything
        ]
        for (outlet, feed, state), gathered in self._gathered(due):
            if self.stopping.is_set() and not gathered.items:
                return  # nothing was read: the feed stays due
            yield self._taken_in(outlet, feed, state, gathered)

    def _gathered(self, due: "Sequence[_Due]") -> "Iterator[tuple[_Due, Gathered]]":
        """Yield what each feed brought, in their order; several hosts are fetched from at once."""
        if self.manners.hosts < 2 or len(due) < 2:
            for one in due:
                yield one, self._visitor.gather(*one)
            return
        waiting = iter(_hosts_in_turn(due))
        with ThreadPoolExecutor(self.manners.hosts, thread_name_prefix="feed") as threads:
            under_way: deque[tuple[_Due, Future[Gathered]]] = deque()
            try:
                while True:
                    # only so many are read ahead of what is being added: what they bring is held in memory
                    for one in islice(waiting, _AHEAD * self.manners.hosts - len(under_way)):
                        under_way.append((one, threads.submit(self._visitor.gather, *one)))
                    if not under_way:
                        return
                    one, future = under_way.popleft()
                    yield one, future.result()
            finally:
                for _, future in under_way:
                    future.cancel()

    def _taken_in(self, outlet: Outlet, feed: FeedSource, state: FeedState, gathered: Gathered) -> Visit:
        """Add what a feed brought, remember how it went, and report it."""
        outcomes = tuple(self._add(gathered.items)) if gathered.items else ()
        now = self._clock()
        failures = state.failures + 1 if gathered.error else 0
        seconds = 60.0 * (feed.minutes or self.manners.minutes)
        new = replace(
            state,
            polled=now,
            due=now + next_poll(seconds, failures, self._chance(), gathered.wait),
            failures=failures,
            error=gathered.error,
        )
        if gathered.error is None:
            added = sum(outcome.status in (Status.ADDED, Status.UPDATED) for outcome in outcomes)
            new = replace(new, succeeded=now, added=state.added + added)
            if not gathered.unchanged:
                new = self._remembered(new, gathered)
        self._states.put(new)
        return Visit(
            outlet.name, feed.url, gathered.error, gathered.reason, gathered.unchanged, gathered.entries,
            gathered.skipped, gathered.left, gathered.faults, outcomes,
        )  # fmt: skip

    def _remembered(self, state: FeedState, gathered: Gathered) -> FeedState:
        """Return the state with what was read; entries that could not be reached wait, until they were tried enough."""
        # entries that have left the feed are remembered for a while: some servers show now one part of it, now another
        gone = [(key, fingerprint) for key, fingerprint in state.read.items() if key not in gathered.read]
        read = dict(gone[-max(_REMEMBERED, 2 * gathered.entries) :]) | gathered.read
        waiting = {}
        for key, fingerprint in gathered.unreached.items():
            tries = state.waiting.get(key, 0) + 1
            if tries >= self.manners.attempts:
                read[key] = fingerprint
            else:
                waiting[key] = tries
        # while something is left over, the feed must be read again although it may not have changed
        again = bool(waiting) or gathered.left > 0
        return replace(
            state,
            title=gathered.title or state.title,
            etag=None if again else gathered.etag,
            modified=None if again else gathered.modified,
            faults=gathered.faults,
            entries=gathered.entries,
            read=read,
            waiting=waiting,
        )


def is_due(state: FeedState, now: float) -> bool:
    """Tell whether a feed is to be polled; one whose last poll lies ahead is, for the clock was wrong then or is now.

    >>> is_due(FeedState("http://a.example/feed", due=2_000_000_900.0, polled=2_000_000_000.0), 1_000_000_000.0)
    True
    """
    return state.due <= now or (state.polled is not None and state.polled > now + _UNEVEN)


_Due = tuple[Outlet, FeedSource, FeedState]


def _hosts_in_turn(due: Sequence[_Due]) -> list[_Due]:
    """Return the feeds so that those of one host do not stand in a row, where its pauses would hold up the others."""
    before: Counter[str] = Counter()
    places = []
    for one in due:
        host = urlsplit(one[1].url).netloc
        places.append(before[host])
        before[host] += 1
    return [one for _, one in sorted(zip(places, due, strict=True), key=lambda pair: pair[0])]
