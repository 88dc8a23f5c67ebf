"""What a host asks of programs is done."""

import pytest

from retrieval.errors import Refused
from retrieval.ingest.http.addresses import Guard
from retrieval.ingest.http.client import Fetcher, Limits
from retrieval.ingest.http.robots import KEPT, SILENT, Robots


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def robots(server, clock):
    fetcher = Fetcher(Guard((server.endpoint,)), Limits(surplus=0.0), "onrecord/1.0 (x)")
    return Robots(fetcher, clock)


def reason(robots, url):
    with pytest.raises(Refused) as caught:
        robots.judge(url)
    return caught.value.reason


def test_rules_for_us_and_for_all_are_followed(server, robots):
    server.say(
        "/robots.txt",
        b"User-agent: *\nDisallow: /private\n\nUser-agent: onrecord\nDisallow: /drafts/*.html\nCrawl-delay: 3",
        kind="text/plain",
    )
    assert robots.judge(server.url("/private")) == 3
    assert reason(robots, server.url("/drafts/a.html")) == "robots"


def test_the_rules_of_a_host_are_asked_for_once_a_day(server, robots, clock):
    server.say("/robots.txt", b"User-agent: *\nDisallow: /a", kind="text/plain")
    for _ in range(3):
        assert robots.judge(server.url("/b")) == 0
    assert server.paths() == ["/robots.txt"]
    clock.now += KEPT + 1
    robots.judge(server.url("/b"))
    assert len(server.requests) == 2


@pytest.mark.parametrize("status", ["404 Not Found", "401 Unauthorized", "403 Forbidden", "410 Gone"])
def test_a_host_without_rules_allows_everything(status, server, robots):
    server.say("/robots.txt", b"no", status=status)
    assert robots.judge(server.url("/a")) == 0


@pytest.mark.parametrize("status", ["500 Oops", "503 Service Unavailable", "429 Too Many Requests"])
def test_a_host_in_trouble_is_left_alone_for_a_while(status, server, robots, clock):
    server.say("/robots.txt", b"no", status=status)
    assert reason(robots, server.url("/a")) == "robots-not-now"
    assert reason(robots, server.url("/b")) == "robots-not-now"
    assert len(server.requests) == 1
    server.say("/robots.txt", b"", kind="text/plain")
    clock.now += SILENT + 1
    assert robots.judge(server.url("/a")) == 0


def test_silence_is_not_permission(server, robots):
    server.answers["/robots.txt"] = b""
    assert reason(robots, server.url("/a")) == "robots-not-now"


def test_a_redirect_of_the_rules_is_followed_and_judged(server, robots, forbidden_server):
    server.say("/robots.txt", status="301 Moved", Location=forbidden_server.url("/robots.txt"))
    assert reason(robots, server.url("/a")) == "robots-not-now"


def test_a_web_page_or_binary_instead_of_rules_forbids_nothing(server, robots):
    server.say("/robots.txt", b"<html>Disallow: /</html>" + bytes(range(256)))
    assert robots.judge(server.url("/a")) == 0


def test_rules_that_cost_too_much_to_try_are_left_out(server, robots):
    server.say("/robots.txt", b"User-agent: *\nDisallow: /" + b"*a" * 500 + b"$\nCrawl-delay: 99999", kind="text/plain")
    assert robots.judge(server.url("/" + "a" * 500)) == 60
