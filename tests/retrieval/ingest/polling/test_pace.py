"""When feeds are polled: hosts in turn and apart, waits that grow, and clocks that are wrong."""

import itertools
import threading

import pytest

from retrieval.ingest.feeds.subscriptions import FeedSource
from retrieval.ingest.http.addresses import Guard
from retrieval.ingest.http.rate_limit import Pacer, next_poll
from tests.retrieval.ingest.polling.conftest import Day, Desk, item, page, rss

YEAR, HOUR = 365 * 86_400.0, 3600.0


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
    meeting = threading.Barrier(2, timeout=300)
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
