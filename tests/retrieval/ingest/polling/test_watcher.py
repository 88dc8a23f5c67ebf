"""Feeds are polled politely, each fault costs nothing but itself, and nothing is read twice."""

import itertools
import threading

import pytest

from retrieval.archive.archive import Archive
from retrieval.archive.feed_states import FeedState, FeedStates
from retrieval.domain import Article
from retrieval.index.memory import MemoryIndex
from retrieval.ingest.feeds.subscriptions import FeedSource, Outlet
from retrieval.ingest.http.addresses import Guard
from retrieval.ingest.http.client import Fetcher, Limits
from retrieval.ingest.http.rate_limit import Pacer, next_poll
from retrieval.ingest.pipeline import Outcome, Pipeline, Status, refused
from retrieval.ingest.polling.watcher import Manners, Report, Watcher

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


def test_new_entries_become_articles_and_are_read_once(server, desk):
    server.say("/feed", rss(item("a"), item("b")), kind="application/rss+xml")
    server.say("/a", page("Ferry"))
    server.say("/b", page("Tram"))
    (visit,) = desk.poll()
    assert (visit.outlet, visit.error, visit.entries) == ("Bay Courier", None, 2)
    assert [outcome.status for outcome in visit.outcomes] == [Status.ADDED, Status.ADDED]
    assert desk.headlines() == ["Ferry", "Tram"]
    assert {one.outlet for one in desk.added} == {"Bay Courier"}
    server.say("/c", page("Bridge"))
    server.say("/feed", rss(item("c"), item("a"), item("b")))
    desk.poll()
    assert desk.headlines() == ["Ferry", "Tram", "Bridge"]
    assert server.paths().count("/a") == 1
    assert server.paths().count("/robots.txt") == 1


def test_a_changed_entry_is_read_again(server, desk):
    server.say("/a", page("Ferry"))
    server.say("/feed", rss(item("a")))
    desk.poll()
    server.say("/feed", rss(item("a", title="a, updated")))
    desk.poll()
    assert server.paths().count("/a") == 2


def test_an_entry_that_leaves_the_feed_and_comes_back_is_not_read_again(server, desk):
    server.say("/a", page("Ferry"))
    server.say("/b", page("Tram"))
    for name in "abab":
        server.say("/feed", rss(item(name)))
        desk.poll()
    assert desk.headlines() == ["Ferry", "Tram"]


def test_a_feed_that_has_not_changed_is_asked_only_for_that(server, desk):
    server.say("/a", page("Ferry"))
    server.say("/feed", rss(item("a")), ETag='"1"', Last_Modified="Sat, 27 Jun 2009 08:00:00 GMT")
    desk.poll()
    server.say("/feed", status="304 Not Modified", kind=None)
    (visit,) = desk.poll()
    assert (visit.unchanged, visit.error, visit.outcomes) == (True, None, ())
    assert b'If-None-Match: "1"' in server.requests[-1]
    assert b"If-Modified-Since: Sat, 27 Jun 2009 08:00:00 GMT" in server.requests[-1]
    assert desk.state().etag == '"1"'


def test_a_feed_is_left_alone_until_it_is_due(server, archive):
    desk = Desk(server, archive, FeedSource(server.url("/feed"), minutes=30))
    server.say("/feed", rss(item("a")))
    assert len(desk.poll()) == 1
    desk.day.now += 29 * 60
    assert list(desk.watcher.poll()) == []
    assert len(list(desk.watcher.poll(everything=True))) == 1


def test_failures_wait_longer_each_time_and_success_ends_that(server, desk):
    waits = []
    for _ in range(9):
        (visit,) = desk.poll()
        assert visit.reason == "status-404"
        waits.append(desk.state().due - desk.day.now)
    assert waits[:4] == [30 * 60, 60 * 60, 120 * 60, 240 * 60]
    assert waits[-1] == 86_400
    assert (desk.state().failures, desk.state().succeeded) == (9, None)
    assert "404" in desk.state().error
    server.say("/feed", rss(item("a")))
    desk.poll()
    assert (desk.state().failures, desk.state().error) == (0, None)
    assert desk.state().due - desk.day.now == 15 * 60


def test_a_server_that_asks_for_time_is_given_it(server, desk):
    server.say("/feed", status="503 Service Unavailable", Retry_After="7200")
    (visit,) = desk.poll()
    assert visit.reason == "status-503"
    assert desk.state().due - desk.day.now == 7200


def test_an_empty_feed_and_a_page_are_reported_and_kept_with_a_longer_wait(server, desk):
    server.say("/feed", rss())
    (visit,) = desk.poll()
    assert visit.reason == "empty"
    assert desk.state().due - desk.day.now == 30 * 60
    server.say("/feed", b"<html><head><link rel=alternate type=application/rss+xml href=/real></head></html>")
    (visit,) = desk.poll()
    assert visit.reason == "not-a-feed"
    assert server.url("/real") in visit.error
    server.say("/feed", rss(item("a")))
    assert desk.poll()[0].error is None


def test_one_bad_feed_does_not_cost_the_others_anything(server, archive):
    urls = ["/gone", "/bomb", "/good", "/html", "http://10.0.0.1/feed"]
    desk = Desk(server, archive, *(FeedSource(server.url(url) if url.startswith("/") else url) for url in urls))
    server.say("/bomb", b'<!DOCTYPE r [<!ENTITY a "b">]>' + rss(item("a")))
    server.say("/html", b"<html></html>")
    server.say("/good", rss(item("a"), item("missing"), item("b")))
    server.say("/a", page("Ferry"))
    server.say("/b", page("Tram"))
    visits = list(desk.watcher.poll())
    assert [visit.reason for visit in visits] == ["status-404", "entities", None, "not-a-feed", "forbidden-address"]
    assert desk.headlines() == ["Ferry", "Tram"]
    report = Report()
    for visit in visits:
        report.count(visit)
    assert report.feeds == {"failed": 4, "read": 1}
    assert report.articles == {Status.ADDED: 2, Status.REFUSED: 1}
    assert report.refusals == {"status-404": 2, "entities": 1, "not-a-feed": 1, "forbidden-address": 1}


def test_a_fault_of_a_parser_costs_one_page(server, desk, monkeypatch):
    server.say("/feed", rss(item("a"), item("b")))
    server.say("/a", page("Ferry"))
    server.say("/b", page("Tram"))
    real = __import__("retrieval.ingest.polling.visit", fromlist=["x"]).article_from_link

    def failing(url, fetcher, fetch):
        if url.endswith("/a"):
            raise ZeroDivisionError
        return real(url, fetcher, fetch)

    monkeypatch.setattr("retrieval.ingest.polling.visit.article_from_link", failing)
    (visit,) = desk.poll()
    assert [outcome.reason for outcome in visit.outcomes] == ["failed", None]
    assert server.url("/a") in visit.outcomes[0].message


def test_robots_txt_is_followed_for_feeds_and_pages(server, archive):
    desk = Desk(server, archive, FeedSource(server.url("/feed")), FeedSource(server.url("/private/feed")))
    server.say("/robots.txt", b"User-agent: *\nDisallow: /private", kind="text/plain")
    server.say("/feed", rss(item("private/a"), item("b")))
    server.say("/b", page("Tram"))
    first, second = desk.poll()
    assert [outcome.reason for outcome in first.outcomes] == ["robots", None]
    assert second.reason == "robots"
    assert "/private/a" not in server.paths()
    assert "/private/feed" not in server.paths()


def test_the_entrys_own_text_stands_in_for_a_page_that_may_not_be_fetched(server, desk):
    server.say("/robots.txt", b"User-agent: *\nDisallow: /private", kind="text/plain")
    server.say("/feed", rss(item("private/a", title="Whole", content=CONTENT)))
    desk.poll()
    assert desk.headlines() == ["Whole"]
    assert desk.added[0].url == server.url("/private/a")


def test_filters_leave_entries_unread(server, archive):
    desk = Desk(server, archive, FeedSource(server.url("/feed"), include=("ferry", "tram"), exclude=("sport",)))
    server.say("/feed", rss(item("a", "Ferry sails"), item("b", "Tram sport"), item("c", "Weather")))
    server.say("/a", page("Ferry"))
    (visit,) = desk.poll()
    assert (visit.skipped, desk.headlines()) == (2, ["Ferry"])
    assert {"/b", "/c"}.isdisjoint(server.paths())


def test_a_page_that_could_not_be_reached_is_tried_again_but_not_for_ever(server, archive):
    desk = Desk(server, archive, attempts=3)
    server.say("/feed", rss(item("a"), item("b")), ETag='"1"')
    server.say("/a", b"", status="503 Busy")
    server.say("/b", page("Tram"))
    for _ in range(5):
        desk.poll()
    assert server.paths().count("/a") == 3
    assert server.paths().count("/b") == 1
    assert b"If-None-Match" not in server.requests[3]
    assert b"If-None-Match" in server.requests[-1]


def test_a_page_that_came_later_is_taken(server, desk):
    server.say("/feed", rss(item("a")))
    server.say("/a", b"", status="503 Busy")
    desk.poll()
    server.say("/a", page("Ferry"))
    desk.poll()
    assert desk.headlines() == ["Ferry"]


def test_a_busy_server_is_not_asked_for_the_rest(server, desk):
    server.say("/feed", rss(item("a"), item("b"), item("c")))
    server.say("/a", page("Ferry"))
    server.say("/b", b"", status="429 Too Many Requests", Retry_After="7000")
    (visit,) = desk.poll()
    assert (visit.left, desk.headlines()) == (1, ["Ferry"])
    assert "/c" not in server.paths()
    assert desk.state().due - desk.day.now == 7000
    server.say("/b", page("Tram"))
    server.say("/c", page("Bridge"))
    desk.poll()
    assert desk.headlines() == ["Ferry", "Tram", "Bridge"]


def test_many_feeds_are_polled_a_few_ahead_with_hosts_in_turn(server, archive):
    other = type(server)()
    urls = [server.url(f"/{n}") for n in range(9)] + [other.url("/x"), other.url("/y")]
    desk = Desk(server, archive, *(FeedSource(url) for url in urls), hosts=2)
    desk.watcher._visitor._fetcher.guard = Guard((server.endpoint, other.endpoint))
    polled = [visit.url for visit in desk.poll()]
    assert sorted(polled) == sorted(urls)
    assert polled[:4] == [urls[0], urls[9], urls[1], urls[10]]
    other.close()


def test_a_long_feed_is_read_a_part_at_a_time(server, archive):
    desk = Desk(server, archive, entries=2)
    server.say("/feed", rss(*(item(f"p{n}") for n in range(5))), ETag='"1"')
    for n in range(5):
        server.say(f"/p{n}", page(f"Page {n}"))
    assert [desk.poll()[0].left for _ in range(4)] == [3, 1, 0, 0]
    assert desk.headlines() == [f"Page {n}" for n in range(5)]


def test_fetches_from_a_host_keep_their_distance(server, archive):
    desk = Desk(server, archive, delay=3.0)
    server.say("/feed", rss(item("a"), item("b")))
    server.say("/a", page("Ferry"))
    server.say("/b", page("Tram"))
    desk.poll()
    assert desk.day.slept == [3.0, 3.0]
    server.say("/robots.txt", b"User-agent: *\nCrawl-delay: 9", kind="text/plain")
    again = Desk(server, archive, FeedSource(server.url("/feed")), delay=3.0)
    again.day.now = desk.day.now + 86_400
    server.say("/feed", rss(item("a", "x"), item("b", "y")))
    again.poll()
    assert again.day.slept == [9.0, 9.0]


def test_several_hosts_are_fetched_from_at_once(server, archive):
    meeting = threading.Barrier(2, timeout=30)
    other = type(server)()

    def meet(connection, request):
        meeting.wait()  # passes only when both are asked at the same time
        body = rss(item("a"))
        connection.sendall(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
        )

    server.answers["/feed"] = other.answers["/feed"] = meet
    desk = Desk(server, archive, FeedSource(server.url("/feed")), FeedSource(other.url("/feed")), hosts=2)
    desk.watcher._visitor._fetcher.guard = Guard((server.endpoint, other.endpoint))
    assert [visit.error for visit in desk.poll()] == [None, None]
    other.close()


def test_stopping_ends_the_loop_and_leaves_the_rest_for_later(server, desk):
    server.say("/feed", rss(item("a"), item("b")))
    server.say("/a", page("Ferry"))
    server.say("/b", page("Tram"))
    real = desk.watcher._visitor._page

    def stop(url):
        desk.watcher.stopping.set()
        return real(url)

    desk.watcher._visitor._page = stop
    seen = []
    desk.watcher.run(seen.append)
    assert [visit.left for visit in seen] == [1]
    assert desk.headlines() == ["Ferry"]
    desk.watcher.stopping.clear()
    desk.watcher._visitor._page = real
    desk.poll()
    assert desk.headlines() == ["Ferry", "Tram"]


def test_the_loop_sleeps_until_something_is_due(server, desk):
    server.say("/feed", rss(item("a")))
    visits = []

    def saw(visit):
        visits.append(desk.day.now)
        if len(visits) == 3:
            desk.watcher.stopping.set()

    desk.watcher.run(saw)
    assert [later - earlier for earlier, later in itertools.pairwise(visits)] == [900, 900]


YEAR, HOUR = 365 * 86_400.0, 3600.0


@pytest.mark.parametrize("wrong_by", [YEAR, 30 * 86_400.0, -HOUR, -YEAR])
def test_a_clock_that_was_wrong_for_one_poll_stops_no_feed(server, desk, wrong_by):
    server.say("/feed", rss(item("a")))
    desk.day.now += wrong_by
    assert len(list(desk.watcher.poll(everything=True))) == 1
    desk.day.now += 900 - wrong_by  # right again, one interval later
    assert desk.watcher.next_due() <= desk.day.now
    assert len(list(desk.watcher.poll())) == 1
    assert desk.watcher.next_due() == desk.day.now + 900


def test_a_clock_set_back_an_hour_holds_no_feed_up_and_polls_none_over_and_over(server, desk):
    server.say("/feed", rss(item("a")))
    assert len(desk.poll()) == 1
    desk.day.now -= HOUR
    polls = [len(list(desk.watcher.poll())) for _ in range(3)]
    assert polls == [1, 0, 0]
    assert desk.watcher.next_due() == desk.day.now + 900


def test_a_clock_adjusted_by_a_second_polls_nothing_early(server, desk):
    server.say("/feed", rss(item("a")))
    desk.poll()
    desk.day.now -= 1.0
    assert list(desk.watcher.poll()) == []


def test_faults_of_a_feed_and_its_move_are_reported(server, desk):
    server.say("/new", rss(item("a"))[:-30])
    server.say("/feed", status="301 Moved Permanently", Location="/new")
    (visit,) = desk.poll()
    assert any("cut off" in fault for fault in visit.faults)
    assert any("moved" in fault for fault in visit.faults)


def test_states_survive_and_another_versions_are_dropped(archive):
    states = FeedStates(archive.database)
    state = FeedState("http://x.example/", "Bay", '"1"', due=5.0, faults=("a",), read={"k": "f"}, waiting={"w": 2})
    states.put(state)
    states.put(state)
    assert states.get("http://x.example/") == state
    assert states.get("http://y.example/") == FeedState("http://y.example/")
    from sqlalchemy import update

    from retrieval.archive.schema import feed

    with archive.database.writing() as connection:
        connection.execute(update(feed).values(state='{"url": 3}'))
    assert states.get("http://x.example/") == FeedState("http://x.example/")


def test_the_same_article_from_two_feeds_is_stored_once(server, archive):
    desk = Desk(server, archive, FeedSource(server.url("/feed")), FeedSource(server.url("/feed2")))
    desk.watcher._add = Pipeline(archive, MemoryIndex()).add
    server.say("/feed", rss(item("a"), item("a?utm_source=rss").replace("<guid>a?utm_source=rss</guid>", "")))
    server.say("/feed2", rss(item("mirror/a")))
    for path in ("/a", "/a?utm_source=rss", "/mirror/a"):
        server.say(path, page("Ferry"))
    statuses = [outcome.status for visit in desk.poll() for outcome in visit.outcomes]
    assert statuses == [Status.ADDED, Status.UNCHANGED, Status.DUPLICATE]  # the second leads to the very same address
    assert archive.count() == 1
    server.say("/feed", rss(item("a", "a, again")))
    server.say("/a", page("Ferry", extra="The harbour office corrected the hour of the first boat on Sunday evening."))
    (visit,) = [visit for visit in desk.poll() if visit.outcomes]
    assert [outcome.status for outcome in visit.outcomes] == [Status.UPDATED]


def test_an_entry_whose_id_changes_at_every_poll_is_read_once(server, desk):
    server.say("/a", page("Ferry"))
    for guid in ("one", "two"):
        server.say("/feed", rss(item("a").replace("<guid>a</guid>", f"<guid isPermaLink='false'>{guid}</guid>")))
        desk.poll()
    assert desk.headlines() == ["Ferry"]


@pytest.mark.parametrize("failures", range(40))
def test_waits_grow_within_bounds(failures):
    waits = [next_poll(900, failures, chance) for chance in (0.0, 0.5, 1.0)]
    assert waits[0] < waits[1] < waits[2]
    assert waits[0] >= 900 * 0.9
    assert waits[2] <= 86_400 * 1.1
    assert next_poll(900, failures, 0.5, asked=1e6) == 1e6


def test_hosts_do_not_wait_for_each_other():
    day = Day()
    pacer = Pacer(2.0, day, day.sleep)
    for url in ("http://a.example/1", "http://b.example/1", "http://a.example/2"):
        with pacer.turn(url):
            pass
    assert day.slept == [2.0]
