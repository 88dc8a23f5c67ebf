"""A clock, a server's feeds and what watches them, for the tests of polling."""

import pytest

from retrieval.archive.archive import Archive
from retrieval.archive.feed_states import FeedStates
from retrieval.domain import Article
from retrieval.ingest.feeds.subscriptions import FeedSource, Outlet
from retrieval.ingest.http.addresses import Guard
from retrieval.ingest.http.client import Fetcher, Limits
from retrieval.ingest.outcomes import Outcome, Status
from retrieval.ingest.pipeline import refused
from retrieval.ingest.polling.watcher import Manners, Watcher

PARAGRAPHS = [
    "The ferry between Lindmar and Ostrava Bay sails again from Monday, the harbour office announced on Saturday.",
    '"We have waited eleven weeks for this morning," said Mira Tallow, who runs the kiosk at the quay.',
    "Two engines were replaced in the yard at Port Ellary, and the crew was trained on the new steering.",
    "The first boat leaves at six, and a second one follows at half past nine on every working day.",
]


CONTENT = "".join(f"&lt;p&gt;{text.replace(chr(34), '')}&lt;/p&gt;" for text in PARAGRAPHS * 2)


def page(headline, extra=""):
    body = "".join(f"<p>{text}</p>" for text in [*PARAGRAPHS, extra, f"This was the report called {headline}."])
    return f"<html><head><title>{headline}</title></head><body><article><h1>{headline}</h1>{body}</article></body></html>".encode()


def item(name, title=None, content=""):
    return f"<item><title>{title or name}</title><link>/{name}</link><guid>{name}</guid><description>{content}</description></item>"


def rss(*items):
    return ('<rss version="2.0"><channel><title>Bay</title>' + "".join(items) + "</channel></rss>").encode()


class Day:
    """A clock that moves when somebody sleeps."""

    def __init__(self):
        self.now = 1_246_000_000.0
        self.slept = []

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


class Desk:
    """A watcher over one feed, and what it added."""

    def __init__(self, server, archive, *feeds, **manners):
        self.day = Day()
        self.added = []
        self.states = FeedStates(archive.database)
        fetcher = Fetcher(Guard((server.endpoint,)), Limits(surplus=0.0))
        feeds = feeds or (FeedSource(server.url("/feed")),)
        self.watcher = Watcher(
            [Outlet("Bay Courier", feeds)], self.add, self.states, fetcher, Manners(**({"delay": 0.0, "hosts": 1} | manners)),
            clock=self.day, sleep=self.day.sleep, chance=lambda: 0.5,
        )  # fmt: skip

    def add(self, items):
        for one in items:
            self.added.append(one)
            if isinstance(one, Article):
                yield Outcome(Status.ADDED, one.id, one.id, one.headline)
            else:
                yield refused(one)

    def poll(self):
        """Let the next feed come due and poll once."""
        self.day.now = max(self.day.now, self.watcher.next_due())
        return list(self.watcher.poll())

    def state(self):
        return self.states.get(self.watcher.feeds[0][1].url)

    def headlines(self):
        return [one.headline for one in self.added if isinstance(one, Article)]


@pytest.fixture
def archive(tmp_path):
    archive = Archive.open(tmp_path)
    yield archive
    archive.close()


@pytest.fixture
def desk(server, archive):
    return Desk(server, archive)
