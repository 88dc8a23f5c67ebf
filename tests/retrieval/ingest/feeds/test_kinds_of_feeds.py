"""Kinds of entries as feeds have them in the wild, each with what must be read of it; every one is invented."""

import gzip
import json
from datetime import UTC, datetime

import pytest

from retrieval.ingest.feeds.model import Entry, Feed
from retrieval.ingest.feeds.reader import read_feed

NOW = datetime(2031, 6, 20, tzinfo=UTC)
URL = "https://post.example/feeds/news.xml"
SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"'
)
TITLED = "<title>Cable car stands still</title><link>https://post.example/cable</link>"


def read(data: str | bytes, **options: str) -> Feed:
    return read_feed(data.encode() if isinstance(data, str) else data, URL, now=NOW, **options)


def rss(item: str, channel: str = "") -> Entry:
    head = f"<title>Valley Post</title><link>https://post.example/</link>{channel}"
    return read(f'<rss version="2.0" {SPACES}><channel>{head}<item>{item}</item></channel></rss>').entries[0]


def atom(entry: str, feed: str = "") -> Entry:
    head = f'<title>Valley Post</title><id>urn:post</id><link href="https://post.example/"/>{feed}'
    link = '<link rel="alternate" href="https://post.example/cable"/>'
    whole = f"<entry><id>urn:post:1</id>{link}{entry}</entry>"
    return read(f'<feed xmlns="http://www.w3.org/2005/Atom">{head}{whole}</feed>').entries[0]


def json_feed(item: dict[str, object], **feed: object) -> Entry:
    stated = {"version": "https://jsonfeed.org/version/1.1", "title": "Valley Post", **feed}
    return read(json.dumps({**stated, "items": [{"id": "1", "url": "https://post.example/cable", **item}]})).entries[0]


def test_atom_authors_with_and_without_addresses_are_all_named() -> None:
    one = "<author><name>Una Quill</name><email>una@post.example</email></author>"
    assert atom(f"<title>T</title>{one}<author><name>Bo Lask</name></author>").authors == ("Una Quill", "Bo Lask")


@pytest.mark.parametrize(
    ("language", "stated", "iso"),
    [
        ("en", "Wed, 11 Jun 2031 07:20:00 PM", "2031-06-11T19:20:00"),
        ("en", "06/11/2031 07:20 PM EST", "2031-06-11T19:20-05:00"),
        ("en", "11 Jun 2031", "2031-06-11"),
        ("en", "2031/06/11", "2031-06-11"),
        ("en", "2031/06/11 19:20:05", "2031-06-11T19:20:05"),
        ("en", "June 11, 2031", "2031-06-11"),
        ("en", "Wednesday, June 11, 2031 - 7:20pm", "2031-06-11T19:20"),
        ("en", "Wed, 11 Jun 2031 19:20:00 CEST", "2031-06-11T19:20:00+02:00"),
        ("ru", "Ср, 11 июн 2031 19:20:00 +0300", "2031-06-11T19:20:00+03:00"),
        ("ru", "Wed, 11 Jun 2031 19:20:00 MSK", "2031-06-11T19:20:00+03:00"),
        ("de", "Mi, 11 Juni 2031 19:20:00 +0200", "2031-06-11T19:20:00+02:00"),
        ("de", "Mi., 11. Jun. 2031, 19:20 Uhr", "2031-06-11T19:20"),
        ("fr", "mer., 11 juin 2031 19:20:00 +0200", "2031-06-11T19:20:00+02:00"),
        ("es", "mié, 11 jun 2031 19:20:00 GMT", "2031-06-11T19:20:00+00:00"),
        ("es", "11/06/2031 19:20", "2031-06-11T19:20"),
        ("pt", "Qua, 11 Jun 2031 19:20:00 -0300", "2031-06-11T19:20:00-03:00"),
        ("pl", "śr, 11 cze 2031 19:20:00 +0200", "2031-06-11T19:20:00+02:00"),
        ("cs", "St, 11 čvn 2031 19:20:00 +0200", "2031-06-11T19:20:00+02:00"),
        ("it", "mer, 11 giu 2031 19:20:00 +0200", "2031-06-11T19:20:00+02:00"),
        ("nl", "wo, 11 juni 2031 19:20:00 +0200", "2031-06-11T19:20:00+02:00"),
        ("sv", "ons, 11 jun 2031 19:20:00 +0200", "2031-06-11T19:20:00+02:00"),
        ("ja", "2031年06月11日 19時20分", "2031-06-11T19:20"),
        ("en", "2031-06-11T19:20:00.000+0200", "2031-06-11T19:20:00+02:00"),
        ("en", "2031-06-11 19:20:00 +02:00", "2031-06-11T19:20:00+02:00"),
        ("en", "2031-06-11T19:20Z", "2031-06-11T19:20:00+00:00"),
        ("en", "20310611T192000Z", "2031-06-11T19:20:00+00:00"),
        ("en", "1938972000", "2031-06-11T19:20:00+00:00"),
        ("en", "Wed Jun 11 19:20:00 CEST 2031", "2031-06-11T19:20:00+02:00"),
        ("en", "Wed, 11 Jun 31 19:20:00 +0200", "2031-06-11T19:20:00+02:00"),
        ("en", "Thu, 01 Jan 1970 00:00:00 +0000", None),
        ("en", "yesterday", None),
    ],
)
def test_dates_of_every_shape_are_read(language: str, stated: str, iso: str | None) -> None:
    found = rss(f"{TITLED}<pubDate>{stated}</pubDate>", f"<language>{language}</language>").published
    if iso is None or len(iso) == 10:
        assert found == iso
        return
    assert found is not None
    one, two = datetime.fromisoformat(found), datetime.fromisoformat(iso)
    assert (one, one.tzinfo is None) == (two, two.tzinfo is None)


@pytest.mark.parametrize(
    ("item", "names"),
    [
        ("<dc:creator>Una Quill</dc:creator><dc:creator>Bo Lask</dc:creator>", ["Una Quill", "Bo Lask"]),
        ("<author>una@post.example (Una Quill)</author>", ["Una Quill"]),
        ("<author>Una Quill &lt;una@post.example&gt;</author>", ["Una Quill"]),
        ("<author>una@post.example</author>", []),
        ("<dc:creator>By Una Quill and Bo Lask</dc:creator>", ["Una Quill", "Bo Lask"]),
        ("<author>una@post.example</author><dc:creator>Una Quill</dc:creator>", ["Una Quill"]),
        ("<author>una@post.example (Una Quill)</author><dc:creator>Bo Lask</dc:creator>", ["Una Quill", "Bo Lask"]),
        ("<author>una@post.info (Una Quill)</author><dc:creator>Bo Lask</dc:creator>", ["Una Quill", "Bo Lask"]),
        ("<dc:creator><![CDATA[<a href='/u'>Una Quill</a>]]></dc:creator>", ["Una Quill"]),
        ("<dc:creator>Valley Post</dc:creator>", []),
        ("<dc:creator>Una Quill, Bo Lask; Nia Ferr</dc:creator>", ["Una Quill", "Bo Lask", "Nia Ferr"]),
        ("<atom:author><atom:name>Una Quill</atom:name></atom:author>", ["Una Quill"]),
        ("<media:credit>Nia Ferr</media:credit>", []),
        ("<itunes:author>Una Quill</itunes:author>", ["Una Quill"]),
    ],
)
def test_authors_of_an_item_are_persons_one_by_one(item: str, names: list[str]) -> None:
    assert list(rss(TITLED + item).authors) == names


@pytest.mark.parametrize(
    ("said", "feed", "names"),
    [
        ({"authors": [{"name": "Una Quill"}, {"name": "Bo Lask"}]}, {}, ["Una Quill", "Bo Lask"]),
        ({"author": {"name": "Una Quill"}}, {}, ["Una Quill"]),
        ({"author": "Una Quill"}, {}, ["Una Quill"]),
        ({"authors": ["Una Quill", "Bo Lask"]}, {}, ["Una Quill", "Bo Lask"]),
        ({"authors": {"name": "Una Quill"}}, {}, ["Una Quill"]),
        ({"authors": []}, {"authors": [{"name": "Bo Lask"}]}, ["Bo Lask"]),
        ({}, {"author": {"name": "Bo Lask"}}, ["Bo Lask"]),
        ({"authors": [{"url": "https://post.example/una"}]}, {}, []),
    ],
)
def test_authors_of_a_json_feed_come_in_every_shape(said: dict, feed: dict, names: list[str]) -> None:
    assert list(json_feed({"title": "Cable car", **said}, **feed).authors) == names


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Cable &amp;amp; rope", "Cable & rope"),
        ("<![CDATA[Cable &amp; rope]]>", "Cable & rope"),
        ("<![CDATA[<b>Cable</b> car <i>stands</i> still]]>", "Cable car stands still"),
        ("&lt;em&gt;Cable&lt;/em&gt; car", "Cable car"),
        ("Cable&#8217;s end", "Cable’s end"),
        ("Cable&nbsp;car", "Cable car"),
        ("\n  Cable\n  car ", "Cable car"),
        ("Goats &lt; mules", "Goats < mules"),
    ],
)
def test_titles_lose_their_markup_and_no_word(title: str, headline: str) -> None:
    assert rss(f"<title>{title}</title><link>https://post.example/cable</link>").headline == headline


@pytest.mark.parametrize(
    ("item", "link"),
    [
        ("<link>/cable</link>", "https://post.example/cable"),
        ("<link>cable</link>", "https://post.example/cable"),
        ("<link>//post.example/cable</link>", "https://post.example/cable"),
        ("<link>\n https://post.example/cable \n</link>", "https://post.example/cable"),
        ("<link><![CDATA[https://post.example/cable?a=1&b=2]]></link>", "https://post.example/cable?a=1&b=2"),
        ("<link>https://post.example/cable?utm_source=rss&amp;utm_medium=feed</link>", "https://post.example/cable"),
        ("<link>https://post.example/cable?id=7&amp;fbclid=x</link>", "https://post.example/cable?id=7"),
        ("<guid>https://post.example/cable</guid>", "https://post.example/cable"),
        ('<guid isPermaLink="true">https://post.example/cable</guid>', "https://post.example/cable"),
        ('<atom:link rel="alternate" href="https://post.example/cable"/>', "https://post.example/cable"),
        ('<link>https://post.example/cable</link><media:content url="https://post.example/a.jpg"/>', "https://post.example/cable"),
    ],
)  # fmt: skip
def test_links_are_whole_and_lead_to_the_story(item: str, link: str) -> None:
    assert rss("<title>Cable car</title>" + item).link == link


@pytest.mark.parametrize(
    ("entry", "content"),
    [
        ('<content type="html">&lt;p&gt;The ropes.&lt;/p&gt;</content>', "<p>The ropes.</p>"),
        (
            '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The <b>ropes</b>.</p></div></content>',
            "ropes",
        ),
        (
            '<content type="xhtml"><x:div xmlns:x="http://www.w3.org/1999/xhtml"><x:p>The ropes.</x:p></x:div></content>',
            "<p>",
        ),
        ("<content>The ropes.</content>", "The ropes."),
    ],
)
def test_content_of_atom_keeps_its_words_and_its_markup(entry: str, content: str) -> None:
    assert content in (atom(f"<title>Cable</title>{entry}").content or "")


def test_published_goes_before_updated_in_every_order() -> None:
    one = "<published>2031-06-11T07:20:00Z</published>"
    two = "<updated>2031-06-12T07:20:00Z</updated>"
    assert {atom(f"<title>Cable</title>{a}{b}").published for a, b in ((one, two), (two, one))} == {
        "2031-06-11T07:20:00+00:00"
    }


def test_pictures_say_nothing_of_the_story() -> None:
    media = (
        "<media:group><media:title>A cabin</media:title><media:description>It hangs.</media:description></media:group>"
    )
    found = rss(f"{media}{TITLED}<description>The ropes rubbed.</description>{media}")
    assert (found.headline, found.summary) == ("Cable car stands still", "The ropes rubbed.")


def test_the_longest_content_is_taken() -> None:
    found = rss(
        f"{TITLED}<description>Short.</description><content:encoded><![CDATA[<p>Long text.</p>]]></content:encoded>"
    )
    assert (found.content, found.summary) == ("<p>Long text.</p>", "Short.")


@pytest.mark.parametrize("title", ["Talbote", "Вестник долины", "谷日報"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_feeds_are_read_in_the_encoding_that_they_declare(title: str, encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel><title>{title}</title>'
    data = f"{xml}<item>{TITLED}</item></channel></rss>".encode(encoding)
    assert read(data).title == title


def test_encodings_are_named_as_browsers_know_them() -> None:
    def titled(title: str, label: str, codec: str) -> str | None:
        xml = f'<?xml version="1.0" encoding="{label}"?><rss version="2.0"><channel><title>{title}</title>'
        return read(f"{xml}<item>{TITLED}</item></channel></rss>".encode(codec)).title

    assert titled("Вестник", "windows-1251", "cp1251") == "Вестник"
    assert titled("Tal – “bote”", "iso-8859-1", "cp1252") == "Tal – “bote”"
    assert titled("谷日報", "x-sjis", "cp932") == "谷日報"
    assert titled("山谷鎔报", "gb2312", "gbk") == "山谷鎔报"


def test_a_packed_feed_without_a_header_is_read() -> None:
    data = f'<rss version="2.0"><channel><title>Valley Post</title><item>{TITLED}</item></channel></rss>'.encode()
    assert read(gzip.compress(data)).title == "Valley Post"


def test_one_id_for_all_and_one_link_for_all_lose_no_entry() -> None:
    def items(*stated: str) -> int:
        return len(read(f'<rss version="2.0"><channel><title>V</title>{"".join(stated)}</channel></rss>').entries)

    said = [(f"Story {n}", f"https://post.example/{n}", f"Text of story {n}.") for n in range(4)]
    assert items(*(f"<item><title>{t}</title><link>{u}</link><guid>x</guid></item>" for t, u, _ in said)) == 4
    assert items(*(f"<item><title>{t}</title><link>https://post.example/</link></item>" for t, _, _ in said)) == 4
    assert items(*(f"<item><title>{t}</title><description>{d}</description></item>" for t, _, d in said)) == 4
    assert items(*(f"<item><title>{said[0][0]}</title><link>{said[0][1]}</link></item>" for _ in said)) == 1


def test_items_of_rdf_stand_beside_the_channel() -> None:
    xml = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://post.example/"><title>Valley Post</title>'
        "<link>https://post.example/</link></channel><item rdf:about='https://post.example/cable'><title>Cable</title>"
        "<link>https://post.example/cable</link><dc:date>2031-06-11T19:20:00+02:00</dc:date>"
        "<dc:creator>Una Quill</dc:creator></item></rdf:RDF>"
    )
    found = read(xml).entries[0]
    assert (found.published, found.authors) == ("2031-06-11T19:20:00+02:00", ("Una Quill",))
