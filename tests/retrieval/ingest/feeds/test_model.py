"""What feeds say of their entries: which article each is, whose, under which address and headline."""

import json
import zlib
from datetime import UTC, datetime

import pytest

from retrieval.ingest.feeds.model import Entry, plain
from retrieval.ingest.feeds.reader import looks_like_feed, read_feed

NOW = datetime(2031, 6, 28, 12, tzinfo=UTC)


def entries(data: str | bytes, url: str = "https://cdn.example/feeds/all.xml") -> tuple[Entry, ...]:
    return read_feed(data.encode() if isinstance(data, str) else data, url, None, NOW).entries


def rss(
    *items: str, channel: str = "<title>Bay Herald</title><link>https://bay.example/</link>", names: str = ""
) -> str:
    return f'<rss version="2.0" {names}><channel>{channel}{"".join(f"<item>{i}</item>" for i in items)}</channel></rss>'


def atom(inside: str, attributes: str = "") -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><title>Bay Herald</title>{inside}</feed>'


def test_entries_with_one_id_are_known_by_their_links() -> None:
    found = entries(
        rss(*(f"<title>S{n}</title><link>/s/{n}</link><guid>https://bay.example/</guid>" for n in range(3)))
    )
    assert [entry.key for entry in found] == [f"https://bay.example/s/{n}" for n in range(3)]


def test_entries_with_one_link_are_known_by_their_ids_and_said_to_share_it() -> None:
    found = entries(rss(*(f"<title>S{n}</title><link>/all#s{n}</link><guid>id-{n}</guid>" for n in range(3))))
    assert [(entry.key, entry.shares_link) for entry in found] == [(f"id-{n}", True) for n in range(3)]


def test_entries_with_one_id_and_one_link_are_known_by_what_they_say() -> None:
    found = entries(rss(*(f"<title>S{n}</title><link>/</link><guid>https://bay.example/</guid>" for n in range(3))))
    assert len({entry.key for entry in found}) == 3


def test_a_corrected_headline_beside_the_old_one_is_one_entry() -> None:
    found = entries(rss(*(f"<title>{title}</title><link>/a</link><guid>a</guid>" for title in ("New", "Old"))))
    assert [(entry.headline, entry.shares_link) for entry in found] == [("New", False)]


def test_the_author_of_an_atom_feed_is_that_of_entries_without_one() -> None:
    found = entries(
        atom(
            "<author><name>Ana Ruiz</name></author><entry><id>1</id><title>A</title></entry>"
            "<entry><id>2</id><title>B</title><author><name>Bo Lind</name></author></entry>"
        )
    )
    assert [entry.authors for entry in found] == [("Ana Ruiz",), ("Bo Lind",)]


def test_the_editor_of_an_rss_feed_is_no_author() -> None:
    channel = "<title>Bay</title><managingEditor>ed@bay.example (Ed Itor)</managingEditor>"
    (found,) = entries(rss("<title>A</title><guid>a</guid>", channel=channel))
    assert found.authors == ()


@pytest.mark.parametrize(
    ("own", "names"),
    [
        ({"authors": [{"name": "Ana Ruiz"}]}, ("Ana Ruiz",)),
        ({"author": {"name": "Ana Ruiz"}}, ("Ana Ruiz",)),
        ({"author": "Ana Ruiz"}, ("Ana Ruiz",)),
        ({"authors": ["Ana Ruiz", "Bo Lind"]}, ("Ana Ruiz", "Bo Lind")),
        ({"authors": {"name": "Ana Ruiz"}}, ("Ana Ruiz",)),
        ({"authors": []}, ("Eva Holm",)),
        ({}, ("Eva Holm",)),
        ({"authors": [{"url": "https://bay.example"}]}, ("Eva Holm",)),
    ],
)
def test_authors_of_a_json_feed_come_in_every_shape(own: dict[str, object], names: tuple[str, ...]) -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Bay Herald",
        "authors": [{"name": "Eva Holm"}],
        "items": [{"id": "1", "title": "A", **own}],
    }
    assert entries(json.dumps(feed))[0].authors == names


def test_what_is_said_of_pictures_is_not_said_of_the_article() -> None:
    names = 'xmlns:media="http://search.yahoo.com/mrss/"'
    media = "<media:content url='x.jpg'><media:title>P</media:title><media:description>A pier.</media:description>\
<media:credit>Ola Renn</media:credit></media:content>"
    for item in (
        f"{media}<title>A</title><description>D.</description>",
        f"<title>A</title><description>D.</description>{media}",
    ):
        (found,) = entries(rss(item, names=names))
        assert (found.headline, found.summary, found.content, found.authors) == ("A", "D.", None, ())


def test_links_are_relative_to_the_base_of_the_xml_or_the_site_of_the_feed() -> None:
    base = 'xml:base="https://bay.example/news/"'
    assert entries(atom('<entry><id>1</id><title>A</title><link href="a.html"/></entry>', base))[0].link == (
        "https://bay.example/news/a.html"
    )
    assert entries(rss("<title>A</title><link>/a</link>"))[0].link == "https://bay.example/a"
    assert entries(rss("<title>A</title><link>a</link>", channel="<title>B</title>"))[0].link == (
        "https://cdn.example/feeds/a"
    )


def test_links_lose_what_counts_visitors_and_line_breaks() -> None:
    (found,) = entries(rss("<title>A</title><link>\n https://bay.example/a?id=1&amp;utm_source=rss\n</link>"))
    assert found.link == "https://bay.example/a?id=1"


def test_the_original_link_goes_before_that_of_a_counter() -> None:
    names = 'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
    item = "<title>A</title><link>https://count.example/~r/1</link><feedburner:origLink>https://bay.example/a</feedburner:origLink>"
    assert entries(rss(item, names=names))[0].link == "https://bay.example/a"


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("<title>Ferry &lt;b&gt;open&lt;/b&gt; again</title>", "Ferry open again"),
        ("<title><![CDATA[Ferry <em>open</em> &amp; free]]></title>", "Ferry open & free"),
        ("<title>H&amp;lt;sub&amp;gt;2&amp;lt;/sub&amp;gt;O</title>", "H2O"),
        ("<title>5 &lt; 6, he says</title>", "5 < 6, he says"),
        ("<title>What &lt;vector&gt; means</title>", "What <vector> means"),
        ("<title>One&lt;br/&gt;Two</title>", "One Two"),
    ],
)
def test_markup_is_taken_out_of_titles_and_nothing_else(title: str, headline: str) -> None:
    assert entries(rss(title))[0].headline == headline


def test_titles_and_contents_of_atom_are_read_as_their_types_say() -> None:
    xhtml = '<div xmlns="http://www.w3.org/1999/xhtml"><p>One <em>two</em></p><p>Three &lt; 4</p></div>'
    (found,) = entries(
        atom(f'<entry><id>1</id><title type="xhtml">{xhtml}</title><content type="xhtml">{xhtml}</content></entry>')
    )
    assert (found.headline, found.content) == ("One two Three < 4", "<p>One <em>two</em></p><p>Three &lt; 4</p>")


def test_numeric_dates_are_read_in_the_order_of_the_feeds_language() -> None:
    for language, published in (("de", "2031-03-05"), ("en-us", "2031-05-03"), ("en-gb", "2031-03-05"), ("en", None)):
        channel = f"<title>B</title><language>{language}</language>"
        (found,) = entries(rss("<title>A</title><pubDate>05/03/2031</pubDate>", channel=channel))
        assert found.published == published


def test_a_feed_packed_without_a_word_is_unpacked() -> None:
    assert entries(zlib.compress(rss("<title>A</title>").encode()))[0].headline == "A"


def test_pages_inside_a_feed_do_not_make_it_a_page() -> None:
    assert looks_like_feed(
        rss("<title>A</title><description><![CDATA[<html><body>x</body></html>]]></description>").encode()
    )
    assert not looks_like_feed(b"<!DOCTYPE html><html><body><rss></rss></body></html>")


def test_hostile_media_elements_take_linear_time() -> None:
    names = 'xmlns:media="http://search.yahoo.com/mrss/"'
    assert entries(rss("<title>A</title>" + "<media:title>" * 50, names=names))


def test_headlines_of_words_alone_keep_what_looks_like_a_tag() -> None:
    assert plain("Use <b> with care", is_text=True) == "Use <b> with care"
    assert plain("Use <b>it</b>", is_text=True) == "Use it"
