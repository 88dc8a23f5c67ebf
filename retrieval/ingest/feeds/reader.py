"""Feeds of every kind as entries: RSS, Atom and RDF, JSON Feed, news sitemaps. Read from bytes, never from an address.

What is wrong with a feed is either a refusal (there is nothing to read) or one of its `faults` (the rest was read).
"""

import re
from datetime import UTC, datetime

from retrieval.errors import Refused
from retrieval.ingest.feeds.model import Feed, NotAFeed, Reading

#: bytes of a feed that are read at most
LARGEST = 10_000_000
_LINK = re.compile(r"<link\b[^<>]{0,1000}>", re.I)
_ATTRIBUTE = re.compile(r"(?<![\w-])([\w-]++)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
#: the first tag behind a declaration, a style sheet, comments and a document type
_FIRST_TAG = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?:\s|<\?[^>]*+>|<!--(?:(?!-->).)*+-->|<!(?!--)[^>]*+>)*+<([\w:-]+)", re.S
)
_FEED_ROOT = re.compile(rb"(?:[\w-]+:)?(?:rss|feed|RDF|urlset|sitemapindex)")
_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"})
_FEED_TAGS = frozenset({"item", "entry", "url", "sitemap"})


def read_feed(data: bytes, url: str | None = None, charset: str | None = None, now: datetime | None = None) -> Feed:
    """Return the feed in `data`.

    `url` is where it was found, for links that are relative; `charset` what the server said; `now` what dates must not be
    far ahead of. Raise `NotAFeed` for a web page, `Refused` for XML that is dangerous or nothing at all.
    """
    data = _unpacked(data)
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise Refused("The feed is empty.", "empty")
    reading = Reading(url, now or datetime.now(UTC))
    if re.match(rb"(\xef\xbb\xbf)?[\s\x00]*[{\[]", data):
        from retrieval.ingest.feeds.json_feed import read_json_feed

        return read_json_feed(data, charset, reading)
    from retrieval.ingest.readers.encoding import read_markup

    markup = read_markup(data, charset, _FEED_TAGS)
    root = markup.root.rpartition(":")[2]
    if root in ("urlset", "sitemapindex"):
        from retrieval.ingest.feeds.sitemap import read_sitemap

        return read_sitemap(markup, reading)
    if root in ("rss", "feed", "rdf", "channel"):
        from retrieval.ingest.feeds.rss import read_syndication

        return read_syndication(markup, root, reading)
    if root == "opml":
        raise NotAFeed("This is a list of feeds (OPML), not a feed.")
    links = advertised_feeds(markup.text, url)
    named = f"; the page names {', '.join(links)}" if links else ""
    what = "a web page" if root in ("html", "head", "body", "div", "p", "script") else "something else"
    raise NotAFeed(f"This is {what}, not a feed{named}.", links)


def looks_like_feed(data: bytes, content_type: str = "") -> bool:
    """Return whether `data` begins like a feed, whatever it was sent as."""
    if content_type in _FEED_TYPES:
        return True
    start = data[:4_000].replace(b"\x00", b"")
    first = _FIRST_TAG.match(start)
    if first is not None and _FEED_ROOT.fullmatch(first[1]):
        return True
    return start.lstrip().startswith(b"{") and b"jsonfeed.org/version" in start


def advertised_feeds(html: str, url: str | None) -> tuple[str, ...]:
    """Return the feeds that a page names in its head, at most five."""
    reading = Reading(url, datetime.now(UTC))
    found: dict[str, None] = {}
    for tag in _LINK.finditer(html[:300_000]):
        stated = {name.casefold(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(tag[0])}
        if stated.get("type", "").strip().casefold() in _FEED_TYPES and "alternate" in stated.get("rel", "").casefold():
            link = reading.link(stated.get("href"))
            if link:
                found[link] = None
    return tuple(found)[:5]


def _unpacked(data: bytes) -> bytes:
    """Return a feed that was packed as a file (sitemaps are), at most as large as is read."""
    import zlib

    from retrieval.ingest.http.decompression import PIECE, counted, inflated, looks_packed

    too_large = Refused(f"The feed is larger than {LARGEST / 1e6:g} MB.", "too-large")
    if len(data) > LARGEST:
        raise too_large
    if not looks_packed(data):
        return data
    try:
        packed = (data[start : start + PIECE] for start in range(0, len(data), PIECE))
        return b"".join(counted(inflated(packed), LARGEST, too_large))
    except (zlib.error, EOFError) as error:
        raise Refused("The packed feed is damaged or cut off.", "wrong-encoding") from error
