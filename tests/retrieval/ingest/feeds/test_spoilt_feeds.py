"""Feeds that are cut off, wrongly labelled, hostile or no feeds at all: read as far as they go, or refused."""

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import BadInput, Refused
from tests.retrieval.ingest.feeds.examples import ATOM, JSON, RDF, RSS, SITEMAP, read, rss

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
def test_deep_nesting_is_refused(text):
    with pytest.raises(Refused) as caught:
        read(text)
    assert caught.value.reason in ("too-deep", "not-a-feed")


@pytest.mark.parametrize(
    ("head", "unit", "units"),
    [("<rss>", "<", 300_000), ("", "<rss ", 60_000), ("", "<rss><![CDATA[", 20_000), ("", "<!--", 80_000),
     ("<rss>", "&", 300_000), ("", "</a>", 80_000), ("<rss><channel><item><description>", "&lt;div&gt;", 50_000),
     ("<rss>", "<a b='", 60_000)]
)  # fmt: skip
def test_hostile_text_takes_linear_time(head, unit, units):
    def seconds(text):
        began = time.process_time()
        with contextlib.suppress(BadInput):
            read(text)
        return time.process_time() - began

    # eight times the text takes about eight times as long; where time is squared it takes sixty-four times
    short = min(seconds(head + unit * (units // 8)) for _ in range(3))
    assert min(seconds(head + unit * units) for _ in range(3)) < 24 * max(short, 0.004)


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


def test_a_feed_with_very_many_entries_is_read_up_to_as_many_as_news_has():
    items = "</item><item>".join(f"<title>T{n}</title><link>https://bay.example/{n}</link>" for n in range(6_000))
    feed = read(rss(items))
    assert [feed.entries[0].headline, feed.entries[-1].headline, len(feed.entries)] == ["T0", "T4999", 5_000]
    assert feed.faults == ("only its first 5,000 entries were read",)


def test_a_feed_with_more_tags_than_any_is_refused_unless_they_stand_in_its_texts():
    authors = "<author>una@bay.example (Una Quill)</author>" * 60_000
    with pytest.raises(Refused, match="100,000 tags"):
        read(rss(f"<title>T</title>{authors}"))
    text = f"<description><![CDATA[{'<p>The ferry sails.</p>' * 60_000}]]></description>"
    assert read(rss(f"<title>T</title>{text}")).entries[0].headline == "T"


def test_a_tag_with_more_attributes_than_any_is_refused_wherever_it_stands():
    many = " ".join(f"a{n}='>'" for n in range(50_000))
    for spoilt in (f"<rss {many}>" + rss("<title>T</title>")[5:], rss(f"<title {many}>T</title>")):
        with pytest.raises(Refused, match="200 attributes"):
            read(spoilt)
    some = " ".join(f"a{n}='{n}'" for n in range(150))
    assert read(rss(f"<title {some}>T</title>")).entries[0].headline == "T"


def test_half_of_a_surrogate_pair_in_a_link_leaves_out_the_link_alone():
    item = r'{"id": "\ud83d", "url": "https://bay.example/\ud83d", "title": "Ferry sails"}'
    feed = read('{"version": "https://jsonfeed.org/version/1.1", "items": [' + item + "]}")
    assert [(entry.headline, entry.link) for entry in feed.entries] == [("Ferry sails", None)]
