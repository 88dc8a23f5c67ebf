"""Feeds of every kind, whole and broken."""

import contextlib
import gzip
import json
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import BadInput, Refused
from retrieval.ingest.feeds.model import NotAFeed, plain
from retrieval.ingest.feeds.reader import advertised_feeds, looks_like_feed, read_feed

NOW = datetime(2009, 6, 28, 12, tzinfo=UTC)
URL = "https://news.example.org/feeds/all.xml"

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Ostrava Bay Courier</title><link>https://news.example.org/</link><language>en-GB</language>
<item><title>Ferry &amp;amp; bridge &lt;i&gt;open&lt;/i&gt;</title><link>/2009/ferry</link>
<guid isPermaLink="false">tag:1</guid>
<pubDate>Sat, 27 Jun 2009 08:30:00 +0200</pubDate><dc:creator>Mira Tallow</dc:creator><category>Transport</category>
<description>The ferry sails.</description>
<content:encoded><![CDATA[<p>The ferry sails &amp; sails.</p>]]></content:encoded></item>
<item><title>Second</title><link>https://news.example.org/2009/second</link><guid>https://news.example.org/2009/second</guid></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Lindmar</title>
<entry><id>urn:a</id><title type="html">Brücke &amp;amp; Fähre</title><link rel="alternate" href="https://lindmar.example/a"/>
<published>2009-06-27T08:30:00+02:00</published><updated>2009-06-28T01:00:00Z</updated><author><name>Ole Brandt</name></author>
<content type="html">&lt;p&gt;Die Fähre fährt.&lt;/p&gt;</content></entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Old feed</title></channel>
<item rdf:about="https://old.example/1"><title>One</title><link>https://old.example/1</link><dc:date>2009-06-27</dc:date></item></rdf:RDF>"""

SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://bay.example/1</loc><lastmod>2009-06-28</lastmod><news:news><news:publication><news:name>Bay Herald</news:name>
<news:language>en</news:language></news:publication><news:publication_date>2009-06-27T10:00:00Z</news:publication_date>
<news:title>Tram &amp; ferry</news:title><news:keywords>tram, ferry</news:keywords></news:news></url></urlset>"""

JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Herald",
        "language": "en-US",
        "items": [
            {
                "id": 7,
                "url": "/7",
                "title": "Seven",
                "content_text": "First.\n\nSecond <b>.",
                "date_published": "2009-06-27T08:30:00Z",
            },
            {
                "id": "8",
                "url": "https://h.example/8",
                "content_html": "<p>Eight</p>",
                "authors": [{"name": "A. Writer"}],
                "tags": ["x"],
            },
        ],
    }
)


def read(text, **how):
    return read_feed(text if isinstance(text, bytes) else text.encode(), URL, now=NOW, **how)


def rss(*items, head='<rss version="2.0"><channel><title>T</title>', tail="</channel></rss>"):
    return head + "".join(f"<item>{item}</item>" for item in items) + tail


def dated(date):
    return read(rss(f"<title>A</title><pubDate>{date}</pubDate>")).entries[0].published


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


LAUGHS = '<!DOCTYPE lolz [<!ENTITY lol "lol">' + "".join(
    f'<!ENTITY lol{n} "{f"&lol{n - 1 or str()};" * 10}">' for n in range(1, 10)
) + "]>"  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-32", "utf-8-sig"])
@pytest.mark.parametrize(
    "doctype",
    [
        LAUGHS,
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!doctype r [ <!ENTITY % p SYSTEM "http://127.0.0.1:1/x"> %p; ]>',
    ],
)
def test_entities_of_the_document_are_refused_in_every_encoding(doctype, encoding):
    body = doctype + rss("<title>&lol9;&x;</title>")
    with pytest.raises(Refused) as caught:
        read(body.encode(encoding))
    assert caught.value.reason == "entities"
    with_comment = ('<!-- a --><?pi "]>"?>\n' + body).encode(encoding)
    with pytest.raises(Refused):
        read(with_comment)


def test_an_external_document_type_is_not_read(forbidden_server):
    url = forbidden_server.url("/rss.dtd")
    feed = read(
        f'<!DOCTYPE rss PUBLIC "-//X//DTD RSS//EN" "{url}">' + rss("<title>A&nbsp;B &eacute; &unknown; R&D</title>")
    )
    assert feed.entries[0].headline == "A B é &unknown; R&D"


def test_a_document_type_hidden_behind_other_text_defines_nothing():
    feed = read('junk <!DOCTYPE r [<!ENTITY x "secret">]>' + rss("<title>A &x;</title>"))
    assert "secret" not in (feed.entries[0].headline or "")


@pytest.mark.parametrize("cut", range(20, len(RSS) - 8, 37))
def test_a_feed_cut_anywhere_keeps_its_whole_entries_and_says_so(cut):
    whole = RSS[:cut].count("</item>")
    try:
        feed = read(RSS[:cut])
    except Refused:
        assert whole == 0
        return
    assert [entry.key for entry in feed.entries] == ["tag:1", "https://news.example.org/2009/second"][:whole]
    assert any("cut off" in fault for fault in feed.faults)


@pytest.mark.parametrize("text", [ATOM, RDF, SITEMAP])
def test_the_other_kinds_are_kept_to_their_last_whole_entry_too(text):
    entry_end = max(text.rfind(tag) + len(tag) for tag in ("</entry>", "</item>", "</url>") if tag in text)
    feed = read(text[: entry_end + 3])
    assert len(feed.entries) == 1
    assert feed.faults
    assert read(text[: entry_end - 5]).entries == ()


def test_a_json_feed_that_is_cut_keeps_its_whole_items():
    feed = read(JSON[: JSON.rindex('"tags"')])
    assert [entry.key for entry in feed.entries] == ["7"]
    assert "cut off" in feed.faults[0]


def test_latin_1_labelled_utf_8_is_read_and_reported():
    body = rss(
        "<title>Café in Märzenbach</title>", head='<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>'
    )
    feed = read(body.encode("latin-1"))
    assert feed.entries[0].headline == "Café in Märzenbach"
    assert feed.faults == ("labelled utf-8 but in Windows-1252",)


def test_utf_8_labelled_latin_1_is_read_and_reported():
    body = rss(
        "<title>Café “now”</title>", head='<?xml version="1.0" encoding="ISO-8859-1"?><rss version="2.0"><channel>'
    )
    feed = read(body.encode())
    assert feed.entries[0].headline == "Café “now”"
    assert feed.faults == ("labelled ISO-8859-1 but in UTF-8",)


@pytest.mark.parametrize("encoding", ["koi8-r", "windows-1251", "utf-16", "utf-16-be", "iso-8859-5"])
def test_labelled_encodings_are_followed(encoding):
    body = rss(
        "<title>Паром идёт</title>", head=f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel>'
    )
    feed = read(body.encode(encoding))
    assert feed.entries[0].headline == "Паром идёт"
    assert feed.faults == ()


def test_the_servers_charset_is_heard_where_the_feed_states_none():
    assert read(rss("<title>Паром</title>").encode("koi8-r"), charset="koi8-r").entries[0].headline == "Паром"


@pytest.mark.parametrize("label", ["utf-7", "zip", "unicode_escape", "nonsense", "idna"])
def test_labels_that_are_no_encoding_are_not_followed(label):
    body = rss(
        "<title>+ADw-é\\u0041</title>", head=f'<?xml version="1.0" encoding="{label}"?><rss version="2.0"><channel>'
    )
    assert read(body).entries[0].headline == "+ADw-é\\u0041"


def test_nul_bytes_are_left_out_and_reported():
    feed = read(RSS.encode().replace(b"Second", b"Sec\x00ond\x00").replace(b"sails.<", b"\x08sails.\x00<"))
    assert [entry.headline for entry in feed.entries] == ["Ferry & bridge open", "Second"]
    assert feed.faults == ("characters that are not allowed in XML were left out (6)",)
    assert read(JSON.encode().replace(b"Seven", b"Se\x00ven")).entries[0].headline == "Seven"


@pytest.mark.parametrize("data", [b"", b"  \n", b"\x00\x00", b"\xef\xbb\xbf"])
def test_nothing_at_all_is_refused(data):
    with pytest.raises(Refused) as caught:
        read(data)
    assert caught.value.reason == "empty"


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


@pytest.mark.parametrize(
    "text",
    [
        rss("<a>" * 50_000),
        "<rss><channel>" + "<a>" * 50_000 + "</a>" * 50_000 + "</channel></rss>",
        "<feed>" + "<entry>" * 50_000,
        '{"version": "https://jsonfeed.org/version/1", "items": ' + "[" * 200_000,
        '{"version": "https://jsonfeed.org/version/1", "items": [' + '{"a":' * 100_000,
    ],
)
def test_deep_nesting_is_refused_quickly(text):
    began = time.process_time()
    with pytest.raises(Refused) as caught:
        read(text)
    assert caught.value.reason in ("too-deep", "not-a-feed")
    assert time.process_time() - began < 2  # the promise to whoever sent it; it takes a twentieth of that


@pytest.mark.parametrize(
    "text", ["<rss>" + "<" * 300_000, "<rss " * 60_000, "<rss><![CDATA[" * 20_000, "<!--" * 80_000,
             "<rss>" + "&" * 300_000, "</a>" * 80_000, rss("<description>" + "&lt;div&gt;" * 50_000 + "</description>"),
             "<rss>" + "<a b='" * 60_000]
)  # fmt: skip
def test_hostile_text_takes_linear_time(text):
    began = time.process_time()
    with contextlib.suppress(BadInput):
        read(text)
    assert time.process_time() - began < 2


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


def test_broken_xml_is_read_as_far_as_it_goes():
    feed = read(rss("<title>A & B</title><link>https://x.example/a</link>", "<title>C<b>D</title>", "<title>E</title>"))
    assert feed.entries[0].headline == "A & B"
    assert feed.faults


@pytest.mark.parametrize("text", [RSS, ATOM, RDF, SITEMAP])
@pytest.mark.parametrize("number", ["#xD800", "#0", "#9999999", "#xFFFF", "#x110000", "#1;&#x2"])
def test_numbers_that_are_no_character_are_left_out(number, text):
    spoilt = text.replace("</title>", f"&{number};</title>").replace("<url>", f"<url a&{number};='b'>")
    assert len(read(spoilt).entries) == len(read(text).entries)
    assert [entry.headline for entry in read(spoilt).entries] == [entry.headline for entry in read(text).entries]


def test_what_surrounds_the_feed_is_left_out_and_reported():
    feed = read("\n\nWarning: something\n" + RSS + "<script>x</script>")
    assert len(feed.entries) == 2
    assert len(feed.faults) == 2


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


PIECES = st.sampled_from(
    ["<", ">", "]]>", "<![CDATA[", "<!--", "&", "&#xD800;", "<!DOCTYPE x [", "<!ENTITY a 'b'>", "\0", "</item>", "<item>", "<a:b>",
     "<?x", '"', "{", "[", "<links>", "<link>x", "<link rel='enclosure'/>", "<textinput>", "<image>", "<source>", "<author>a@b (c)", "<tags>",
     "<content>", "<div xmlns='http://www.w3.org/1999/xhtml'>", "<updated>32/13/9999</updated>", "<guid isPermaLink='true'>http://[</guid>"]
)  # fmt: skip


@given(
    st.sampled_from([RSS, ATOM, RDF, SITEMAP, JSON]),
    st.lists(st.tuples(st.floats(0, 1), PIECES, st.integers(0, 40)), max_size=6),
)
def test_a_feed_spoilt_anyhow_is_read_or_refused(text, changes):
    for place, piece, gone in changes:
        start = int(place * len(text))
        text = text[:start] + piece + text[start + gone :]
    with contextlib.suppress(BadInput):
        read(text)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    for whole in (
        data,
        b"<rss><channel><item>" + data,
        b'{"version":"https://jsonfeed.org/version/1","items":[' + data,
    ):
        with contextlib.suppress(BadInput):
            read(whole)
