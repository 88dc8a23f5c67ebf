"""The pages of one story are fetched in their order, politely, and joined; what cannot be had leaves it incomplete."""

import pytest

from retrieval.ingest.http.rate_limit import Pacer
from retrieval.ingest.http.robots import Robots
from retrieval.ingest.links import article_from_link
from retrieval.ingest.page_sequence import polite

LINES = [f"The weir at Tollan will be raised by {n} metres before winter, the water board said." for n in range(9)]


def part(number: int, last: int, repeats: str = "") -> bytes:
    texts = "".join(f"<p>{line}</p>" for line in LINES[(number - 1) * 3 : number * 3])
    links = " ".join(
        str(n) if n == number else f"<a href=/weir{f'/{n}' if n > 1 else ''}>{n}</a>" for n in range(1, last + 1)
    )
    return (
        f"<html><body><article><h1>Weir</h1>{repeats}{texts}<div class=p>{links}</div></article></body></html>".encode()
    )


@pytest.fixture
def fetch(fetcher):
    return polite(fetcher, Robots(fetcher), Pacer(0.0, lambda: 0.0, lambda seconds: None))


def test_a_story_on_three_pages_is_read_whole(server, fetcher, fetch):
    url = server.say("/weir", part(1, 3))
    server.say("/weir/2", part(2, 3, repeats=f"<p>{LINES[0]}</p>"))
    server.say("/weir/3", part(3, 3))
    article = article_from_link(url, fetcher, fetch)
    assert article.text.split("\n\n") == LINES
    assert (article.url, article.incomplete) == (url, False)


def test_a_story_whose_page_is_missing_is_incomplete(server, fetcher, fetch):
    url = server.say("/weir", part(1, 2))
    article = article_from_link(url, fetcher, fetch)
    assert (article.text.split("\n\n"), article.incomplete) == (LINES[:3], True)


def test_pages_that_lead_in_a_circle_end(server, fetcher, fetch):
    url = server.say("/weir", part(1, 2))
    server.say("/weir/2", part(1, 2).replace(b"/weir/2", b"/weir/3").replace(b">2<", b">3<"))
    assert article_from_link(url, fetcher, fetch).text.split("\n\n") == LINES[:3]


def test_a_page_that_robots_may_not_fetch_is_not_fetched(server, fetcher, fetch):
    server.say("/robots.txt", b"User-agent: *\nDisallow: /weir/", kind="text/plain")
    url = server.say("/weir", part(1, 2))
    server.say("/weir/2", part(2, 2))
    assert article_from_link(url, fetcher, fetch).incomplete
    assert "/weir/2" not in server.paths()
