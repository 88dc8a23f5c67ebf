"""Feeds are polled politely, each fault costs nothing but itself, and nothing is read twice."""

from retrieval.archive.feed_states import FeedState, FeedStates
from retrieval.index.memory import MemoryIndex
from retrieval.ingest.feeds.subscriptions import FeedSource
from retrieval.ingest.outcomes import Status
from retrieval.ingest.pipeline import Pipeline
from retrieval.ingest.polling.watcher import Report
from tests.retrieval.ingest.polling.conftest import CONTENT, Desk, item, page, rss


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
