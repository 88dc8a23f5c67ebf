"""Addresses without what counts visitors, and the canonical ones that pages name."""

import pytest

from retrieval.ingest.http.links import canonical, same_site, without_trackers


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("https://bay.example/a?utm_source=rss&utm_medium=feed", "https://bay.example/a"),
        ("https://bay.example/a?id=7&fbclid=x&page=2", "https://bay.example/a?id=7&page=2"),
        ("https://bay.example/a?at_medium=RSS&at_campaign=NEWS", "https://bay.example/a"),
        ("https://bay.example/a?source=rss&source=wire", "https://bay.example/a?source=wire"),
        ("https://bay.example/a?b=&a=1", "https://bay.example/a?b=&a=1"),
        ("https://bay.example/story.php?storyid=7", "https://bay.example/story.php?storyid=7"),
        ("https://bay.example/a", "https://bay.example/a"),
    ],
)
def test_only_parameters_that_count_visitors_are_taken_off(url: str, plain: str) -> None:
    assert without_trackers(url) == plain


#: a headline in Cyrillic letters, as addresses have it
LONG = "%D0%BF%D0%B0%D1%80%D0%BE%D0%BC-" * 20


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ('<link rel="canonical" href="https://www.bay.example/a">', "https://www.bay.example/a"),
        ("<link href='/a?x=1&amp;utm_source=s' rel=canonical>", "https://amp.bay.example/a?x=1"),
        ('<link rel="canonical" href="https://cove.example/a">', "https://amp.bay.example/amp/a"),
        ('<link rel="canonical" href="https://bay.example/">', "https://amp.bay.example/amp/a"),
        ('<link rel="canonical" href="javascript:1">', "https://amp.bay.example/amp/a"),
        (f'<link rel="canonical" href="/{LONG}">', f"https://amp.bay.example/{LONG}"),
        (f"<link rel=canonical href=/{LONG}>", f"https://amp.bay.example/{LONG}"),
        ('<link rel="stylesheet" href="/a">', "https://amp.bay.example/amp/a"),
        ("", "https://amp.bay.example/amp/a"),
    ],
)
def test_a_page_is_cited_by_its_canonical_address_on_the_same_site(tag: str, found: str) -> None:
    page = f"<html><head>{tag}</head><body></body></html>".encode()
    assert canonical(page, "https://amp.bay.example/amp/a?utm_source=s") == found


def test_hosts_of_one_publisher_are_told_from_those_of_two() -> None:
    assert same_site("https://bay.example/a", "https://www.bay.example/b")
    assert same_site("https://news.bay.co.uk/a", "https://bay.co.uk/b")
    assert not same_site("https://bay.co.uk/a", "https://cove.co.uk/b")
    assert not same_site("http://127.0.0.1:8000/a", "http://127.0.0.1:9000/b")
    assert not same_site("http://10.0.0.1/a", "http://10.9.0.1/b")
