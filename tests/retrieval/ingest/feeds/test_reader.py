"""Feeds of every kind, whole and broken."""

import gzip

import pytest

from retrieval.ingest.feeds.model import NotAFeed, plain
from retrieval.ingest.feeds.reader import advertised_feeds, looks_like_feed
from tests.retrieval.ingest.feeds.examples import ATOM, JSON, RDF, RSS, SITEMAP, dated, read, rss


def test_rss_is_read():
    feed = read(RSS)
    assert (feed.kind, feed.title, feed.language, feed.faults) == ("rss", "Ostrava Bay Courier", "en", ())
    first, second = feed.entries
    assert (first.key, first.link, first.headline) == (
        "tag:1",
        "https://news.example.org/2009/ferry",
        "Ferry & bridge open",
    )
    assert (first.published, first.updated) == ("2009-06-27T08:30:00+02:00", None)
    assert (first.authors, first.words) == (("Mira Tallow",), ("Transport",))
    assert (first.content, first.summary) == ("<p>The ferry sails &amp; sails.</p>", "The ferry sails.")
    assert (second.key, second.published, second.content) == ("https://news.example.org/2009/second", None, None)


def test_atom_is_read():
    feed = read(ATOM)
    entry = feed.entries[0]
    assert (feed.kind, feed.title, feed.faults) == ("atom", "Lindmar", ())
    assert (entry.key, entry.link, entry.headline) == ("urn:a", "https://lindmar.example/a", "Brücke & Fähre")
    assert (entry.published, entry.updated) == ("2009-06-27T08:30:00+02:00", "2009-06-28T01:00:00+00:00")
    assert (entry.authors, entry.content) == (("Ole Brandt",), "<p>Die Fähre fährt.</p>")


def test_rdf_is_read():
    feed = read(RDF)
    assert feed.kind == "rdf"
    assert [(entry.link, entry.published) for entry in feed.entries] == [("https://old.example/1", "2009-06-27")]


def test_news_sitemaps_are_read_also_packed():
    for data in (SITEMAP.encode(), gzip.compress(SITEMAP.encode())):
        feed = read(data)
        entry = feed.entries[0]
        assert (feed.kind, feed.title, feed.language) == ("sitemap", "Bay Herald", "en")
        assert (entry.key, entry.link, entry.headline) == (
            "https://bay.example/1",
            "https://bay.example/1",
            "Tram & ferry",
        )
        assert (entry.published, entry.updated, entry.words) == (
            "2009-06-27T10:00:00+00:00",
            "2009-06-28",
            ("tram", "ferry"),
        )


def test_an_index_of_sitemaps_names_its_sitemaps():
    with pytest.raises(NotAFeed, match=r"https://bay\.example/news\.xml") as caught:
        read("<sitemapindex><sitemap><loc>https://bay.example/news.xml</loc></sitemap></sitemapindex>")
    assert caught.value.links == ("https://bay.example/news.xml",)


def test_json_feed_is_read():
    feed = read(JSON)
    seven, eight = feed.entries
    assert (feed.kind, feed.title, feed.language, feed.faults) == ("json", "Herald", "en", ())
    assert (seven.key, seven.link, seven.content) == (
        "7",
        "https://news.example.org/7",
        "<p>First.</p><p>Second &lt;b&gt;.</p>",
    )
    assert (eight.authors, eight.words, eight.published) == (("A. Writer",), ("x",), None)


@pytest.mark.parametrize("text", ['{"a": 1}', "[1, 2]", "{", '{"version": "2"}'])
def test_other_json_is_no_feed(text):
    with pytest.raises(NotAFeed):
        read(text)


def test_a_feed_without_entries_is_read():
    assert read(rss()).entries == ()
    assert read("<rss version='2.0'/>").entries == ()


def test_a_web_page_is_no_feed_and_the_feeds_it_names_are_told():
    page = """<!DOCTYPE html><html><head><link rel=stylesheet href=/a.css><LINK HREF='/rss.xml?a=1' type="application/rss+xml"
    rel="alternate home">
    <link rel="alternate" type="application/atom+xml" href="javascript:x"></head><body><p>Hello<br>there</body></html>"""
    with pytest.raises(
        NotAFeed, match=r"a web page, not a feed; the page names https://news\.example\.org/rss\.xml"
    ) as caught:
        read(page)
    assert caught.value.links == ("https://news.example.org/rss.xml?a=1",)
    assert caught.value.reason == "not-a-feed"
    with pytest.raises(NotAFeed):
        read("Just text.")
    with pytest.raises(NotAFeed, match="OPML"):
        read("<opml><body/></opml>")
    assert advertised_feeds("<link " * 100_000, None) == ()


def test_an_entry_is_known_by_its_id_or_link_or_content():
    feed = read(rss("<title>A</title><guid>g</guid><link>https://x.example/a</link>", "<title>B</title><link>https://x.example/b</link>",
                    "<title>C</title>", "<title>D</title>", "", "<description>E</description>"))  # fmt: skip
    keys = [entry.key for entry in feed.entries]
    assert keys[:2] == ["g", "https://x.example/b"]
    assert len(set(keys)) == 5
    assert keys == [entry.key for entry in read(rss("<title>A</title><guid>g</guid>", "<title>B</title><link>https://x.example/b</link>",
                    "<title>C</title>", "<title>D</title>", "<description>E</description>")).entries]  # fmt: skip
    assert feed.faults == ("entries that say nothing were left out (1)",)


def test_an_entry_repeated_is_one():
    feed = read(rss("<title>A</title><guid>g</guid>", "<title>B</title><guid>g</guid>"))
    assert [entry.headline for entry in feed.entries] == ["A"]


def test_a_changed_entry_has_another_fingerprint():
    one, two, same = (read(rss(f"<title>{title}</title><guid>g</guid>")).entries[0] for title in "ABA")
    assert one.fingerprint == same.fingerprint != two.fingerprint


@pytest.mark.parametrize(
    "date",
    ["", "soon", "Mon, 01 Jan 0001 00:00:00 GMT", "0001-01-01T00:00:00Z", "2099-12-31T00:00:00Z",
     "Thu, 31 Dec 2099 23:59:59 GMT",
     "1970-01-01T00:00:00Z", "2009-07-15", "2009-13-45",
     "9999-12-31T23:59:59-23:00", "0000-00-00", "2009", "12345678901234567890",
     "Mon, 99 Foo 2009 25:61:00", "Sat, 27 Jun 2009 08:30:00 +99999"],
)  # fmt: skip
def test_a_date_that_news_cannot_have_is_none(date):
    assert dated(date) is None


@pytest.mark.parametrize(
    ("date", "form"),
    [("2009-06-27", "2009-06-27"), ("2009-06-27T08:30:00", "2009-06-27T08:30:00"),
     ("Sat, 27 Jun 2009 08:30:00 GMT", "2009-06-27T08:30:00+00:00"),
     ("27 Jun 09 08:30 EST", "2009-06-27T08:30:00-05:00"), ("2009-06-29T20:00:00Z", "2009-06-29T20:00:00+00:00")],
)  # fmt: skip
def test_dates_keep_what_is_stated(date, form):
    assert dated(date) == form


def test_links_that_lead_to_no_page_are_left_out():
    links = ["javascript:alert(1)", "file:///etc/passwd", "mailto:x@y.example", "http://user@x.example/", ""]
    feed = read(rss(*(f"<title>T{n}</title><link>{link}</link>" for n, link in enumerate(links))))
    assert [entry.link for entry in feed.entries] == [None] * 5


def test_overrides_of_direction_do_not_come_through():
    entry = read(rss("<title>A\u202egnp.\u202c B\u200b</title><author>\u202eX</author>")).entries[0]
    assert entry.headline == "Agnp. B"


def test_feeds_are_told_from_pages():
    assert all(looks_like_feed(text.encode()) for text in (RSS, ATOM, RDF, SITEMAP, JSON))
    assert looks_like_feed(RSS.encode("utf-16"))
    assert looks_like_feed(b"x", "application/rss+xml")
    assert not looks_like_feed(b"<html><body><rss></body></html>")
    assert not looks_like_feed(b"<p>about rss</p>")


def test_headlines_are_one_line_of_words():
    assert plain("A<br>B &amp; C\n d") == "A B & C d"
    assert plain("1 < 2 and <em>3</em>") == "1 < 2 and 3"
    assert plain("<b></b>") is None
