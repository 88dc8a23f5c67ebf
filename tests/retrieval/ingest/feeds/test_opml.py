"""Lists of feeds go out as they came in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import BadInput, Refused
from retrieval.ingest.feeds.model import Entry
from retrieval.ingest.feeds.opml import read_opml, write_opml
from retrieval.ingest.feeds.subscriptions import FeedSource, Outlet, merged
from retrieval.text.cleaning import strip_controls

LIST = b"""<?xml version="1.0"?><opml version="1.0"><head><title>Mine</title></head><body>
<outline text="Coast"><outline type="rss" text="Bay &amp; Sea" title="Bay Courier" xmlUrl="https://bay.example/rss.xml"/>
<outline type="rss" text="Bay Courier" xmlUrl="https://bay.example/sport.xml"/></outline>
<outline type="rss" xmlURL="HTTP://www.Lindmar.example"/><outline text="dup" xmlUrl="https://bay.example/rss.xml"/>
<outline text="bad" xmlUrl="file:///etc/passwd"/></body></opml>"""


def test_a_list_is_read_by_outlet():
    outlets, faults = read_opml(LIST)
    assert outlets == (
        Outlet("Bay Courier", (FeedSource("https://bay.example/rss.xml"), FeedSource("https://bay.example/sport.xml"))),
        Outlet("lindmar.example", (FeedSource("http://www.lindmar.example/"),)),
    )
    assert len(faults) == 1
    assert "file:///etc/passwd" in faults[0]


def test_very_many_feeds_under_one_name_are_one_outlet():
    feeds = b"".join(b"<outline text='Bay' xmlUrl='https://bay.example/%d'/>" % n for n in range(50_000))
    (outlet,), _ = read_opml(b"<opml><body>" + feeds + b"</body></opml>")
    assert len(outlet.feeds) == 50_000


NAMES = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=20).filter(
    lambda name: " ".join(strip_controls(name).split()) == name
)


@given(st.dictionaries(NAMES, st.sets(st.integers(0, 99), min_size=1, max_size=3), min_size=1, max_size=4))
def test_what_is_exported_is_imported_again(feeds):
    outlets = merged(
        Outlet(name, tuple(FeedSource(f"https://x.example/{number}-{n}?a=1&b=2") for n in sorted(numbers)))
        for number, (name, numbers) in enumerate(feeds.items())
    )
    assert read_opml(write_opml(outlets).encode()) == (outlets, ())


def test_a_list_that_is_cut_keeps_what_is_whole():
    outlets, faults = read_opml(LIST[: LIST.index(b"HTTP://")])
    assert [outlet.name for outlet in outlets] == ["Bay Courier"]
    assert faults


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not-opml"), (b"<rss/>", "not-opml"), (b"<opml><body/></opml>", "empty"), (b"text", "not-opml"),
        (b'<!DOCTYPE o [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml>&x;</opml>', "entities"),
        (b"<opml>" + b"<outline>" * 50_000, "too-deep"),
    ],
)  # fmt: skip
def test_other_files_are_refused(data, reason):
    with pytest.raises(Refused) as caught:
        read_opml(data)
    assert caught.value.reason == reason


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    try:
        read_opml(b"<opml><outline " + data)
    except BadInput:
        return


def test_filters_look_at_whole_words_of_everything_an_entry_says():
    entry = Entry(
        "k", headline="Ferry sails", summary="<p class='tramway'>At the <b>harbour</b></p>", words=("Straße",)
    )
    takes = [
        FeedSource("u"),
        FeedSource("u", include=("FERRY",)),
        FeedSource("u", include=("x", "the harbour")),
        FeedSource("u", include=("STRASSE",)),
        FeedSource("u", exclude=("sail", "tramway", "")),
    ]
    leaves = [
        FeedSource("u", include=("sail",)),
        FeedSource("u", ("ferry",), ("harbour",)),
        FeedSource("u", include=("",)),
    ]
    assert all(source.takes(entry) for source in takes)
    assert not any(source.takes(entry) for source in leaves)
    assert FeedSource("u", include=("港口",)).takes(Entry("k", headline="奥斯特拉瓦港口重新开放"))
