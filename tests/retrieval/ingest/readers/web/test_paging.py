"""A story on several pages is known by its pager and by addresses that differ in a number; next stories are none."""

from urllib.parse import urljoin

import pytest

from retrieval.ingest.readers.html import read_web_page
from retrieval.ingest.readers.web.paging import page_number

TEXT = "".join(
    f"<p>The weir at Tollan will be raised by {n} metres before winter, the water board said.</p>" for n in range(4)
)


@pytest.mark.parametrize(
    ("url", "target", "number"),
    [
        ("https://b.example/weir", "https://b.example/weir/2", 2),
        ("https://b.example/weir/", "https://b.example/weir/page/2/", 2),
        ("https://b.example/weir.html", "https://b.example/weir_2.html", 2),
        ("https://b.example/weir-seite-2.html", "https://b.example/weir-seite-3.html", 3),
        ("https://b.example/s?id=7", "https://b.example/s?id=7&page=2", 2),
        ("https://b.example/s?id=7&page=9", "https://b.example/s?id=7&page=10", 10),
        ("https://b.example/weir", "https://b.example/choir", None),
        ("https://b.example/weir", "https://b.example/weir/3", None),
        ("https://b.example/2031/4711", "https://b.example/2031/4712", None),
        ("https://b.example/weir", "https://other.example/weir/2", None),
        ("https://b.example/weir", "https://b.example/weir", None),
    ],
)
def test_the_next_page_has_this_ones_address_but_for_the_number(url: str, target: str, number: int | None) -> None:
    assert page_number(target, url) == number


@pytest.mark.parametrize(
    ("pager", "goes_on"),
    [
        ("<div>1 <a href=/weir/2>2</a> <a href=/weir/3>3</a></div>", "https://b.example/weir/2"),
        ("<a href='/weir/2'>Nächste Seite »</a>", "https://b.example/weir/2"),
        ("<a href='/weir?page=2'>Page suivante</a>", "https://b.example/weir?page=2"),
        ("<a rel=next href=/choir>Choir wins again</a>", None),
        ("<a href=/choir>Next</a>", None),
        ("<div><a href=/news/2>2</a> <a href=/news/3>3</a></div>", None),
        ("", None),
    ],
)
def test_a_page_says_where_its_story_goes_on(pager: str, goes_on: str | None) -> None:
    page = read_web_page(
        f"<html><body><article><h1>Weir</h1>{TEXT}{pager}</article></body></html>", "https://b.example/weir"
    )
    assert (page.next_url, page.incomplete) == (goes_on, goes_on is not None)
    assert len(page.paragraphs) == 4


@pytest.mark.parametrize(
    ("url", "href"),
    [
        (
            "https://b.example/coast/tollan/weir-to-be-raised-before-winter",
            "/coast/tollan/weir-to-be-raised-before-winter/2",
        ),
        ("https://b.example/coast/tollan/weir-to-be-raised", "https://b.example/page/2/coast/tollan/weir-to-be-raised"),
        ("https://b.example/coast/page/2/weir-to-be-raised", "/coast/page/3/weir-to-be-raised"),
        ("https://b.example/coast/tollan/weir-to-be-raised.html", "weir-to-be-raised_2.html"),
        ("https://b.example/story.php?id=4711&from=coast", "?id=4711&from=coast&page=2"),
    ],
)
def test_the_number_may_stand_anywhere_in_the_address(url: str, href: str) -> None:
    page = read_web_page(f"<html><body><article>{TEXT}<a href='{href}'>Next</a></article></body></html>", url)
    assert page.next_url == urljoin(url, href)


def test_a_pager_of_numbers_tells_that_a_page_without_an_address_goes_on() -> None:
    pager = "<div><span>1</span> <a href=/weir/2>2</a> <a href=/weir/3>3</a> <a rel=next href=/weir/2>Next</a></div>"
    assert read_web_page(f"<html><body><article>{TEXT}{pager}</article></body></html>").incomplete
    last = "<div><a href=/weir/1>1</a> <a href=/weir/2>2</a> <span>3</span></div>"
    assert not read_web_page(f"<html><body><article>{TEXT}{last}</article></body></html>").incomplete
