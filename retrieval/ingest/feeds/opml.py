"""Lists of feeds in OPML (opml.org, version 2.0), as feed readers import and export them."""

from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from retrieval.errors import BadInput, Refused
from retrieval.ingest.feeds.reader import LARGEST
from retrieval.ingest.feeds.subscriptions import FeedSource, Outlet, merged
from retrieval.ingest.http.addresses import parsed
from retrieval.ingest.readers.encoding import read_markup
from retrieval.text.cleaning import strip_controls


def read_opml(data: bytes) -> tuple[tuple[Outlet, ...], tuple[str, ...]]:
    """Return the outlets of a list and what was wrong with it.

    An outline with a feed is an outlet by its own title. Raise `Refused` where there is no list of feeds, or a dangerous
    one.
    """
    from lxml import etree

    if len(data) > LARGEST:
        raise Refused(f"The list is larger than {LARGEST / 1e6:g} MB.", "too-large")
    markup = read_markup(data, None, frozenset({"outline"}))
    if markup.root != "opml":
        raise Refused("This is not an OPML list of feeds.", "not-opml")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    root = etree.fromstring(markup.text.encode("utf-8", "replace"), parser)
    faults = list(markup.faults)
    outlets = merged(_outlets(root, faults)) if root is not None else ()
    if not outlets:
        raise Refused("The list names no feed.", "empty")
    return outlets, tuple(faults)


def _outlets(root: Any, faults: list[str]) -> Iterator[Outlet]:
    for outline in root.iter("outline"):
        said = {str(name).casefold(): str(value) for name, value in outline.attrib.items()}
        stated = said.get("xmlurl", "").strip()
        if not stated:
            continue
        try:
            target = parsed(stated)
        except BadInput as error:
            faults.append(str(error))
            continue
        name = " ".join(strip_controls(said.get("title") or said.get("text") or "").split())[:200]
        yield Outlet(name or target.host.removeprefix("www."), (FeedSource(target.url),))


def write_opml(outlets: Sequence[Outlet], title: str = "Feeds of onrecord") -> str:
    """Return the outlets as an OPML list; filters and intervals have no place in it."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">']
    lines += [f"  <head><title>{escape(title)}</title></head>", "  <body>"]
    for outlet in outlets:
        name = quoteattr(strip_controls(outlet.name))
        lines += [
            f'    <outline type="rss" text={name} title={name} xmlUrl={quoteattr(feed.url)}/>' for feed in outlet.feeds
        ]
    return "\n".join([*lines, "  </body>", "</opml>", ""])
