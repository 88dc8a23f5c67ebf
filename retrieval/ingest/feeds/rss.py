"""RSS, Atom and RDF, by feedparser. It is given a stream of bytes, since it would open a string that looks like an address."""

import re
from io import BytesIO
from itertools import islice
from typing import Any

from retrieval.errors import Refused
from retrieval.ingest.feeds.authors import names_of
from retrieval.ingest.feeds.model import MOST_ENTRIES, Feed, Reading, first_of_each, plain
from retrieval.ingest.readers.encoding import Markup

#: tags of a feed, those within its entries' texts left out, at most: feedparser takes its time over each
_MOST_TAGS = 100_000
#: attributes of a tag at most, and characters in which so many have room: each costs as much time as there are others
_MOST_ATTRIBUTES, _ROOM = 200, 1_000
_TAG = re.compile(r"<[^\W\d][^<>\"']*+(?:(?:\"[^\"]*+\"|'[^']*+')[^<>\"']*+)++")
_VALUE = re.compile(r"\"[^\"]*+\"|'[^']*+'")


def read_syndication(markup: Markup, root: str, reading: Reading) -> Feed:
    """Return the feed of XML that has been made safe; an entry that says nothing is left out and counted."""
    import feedparser

    text, faults = _bounded(markup.text, root)
    data = b'<?xml version="1.0" encoding="utf-8"?>' + _without_media(text).encode("utf-8", "replace")
    try:
        # addresses are resolved and HTML is cleaned by our own readers; feedparser would do it at a quarter of the speed
        found: Any = feedparser.parse(BytesIO(data), resolve_relative_uris=False, sanitize_html=False)
    except (ValueError, AssertionError, LookupError, AttributeError, TypeError, RecursionError) as error:
        raise Refused(f"The feed cannot be read ({type(error).__name__}).", "damaged") from error
    faults = [*markup.faults, *faults]
    if found.bozo and not found.entries and not found.version:
        raise Refused(f"The feed cannot be read: {_reason(found)}.", "damaged")
    if found.bozo:
        faults.append(f"not well-formed ({_reason(found)})")
    _read_channel(found.feed, root, reading)
    entries = [entry for item in found.entries if (entry := _entry(item, reading, is_atom=root == "feed"))]
    if len(entries) < len(found.entries):
        faults.append(f"entries that say nothing were left out ({len(found.entries) - len(entries):,})")
    kind = {"feed": "atom", "rdf": "rdf"}.get(root, "rss")
    title = found.feed.get("title")
    return Feed(kind, first_of_each(entries), plain(title) if title else None, _language(found), tuple(faults))


def _bounded(xml: str, root: str) -> tuple[str, list[str]]:
    """Return the XML up to as many entries as are read, and what is left out; raise Refused where it has more tags than any."""
    faults = []
    opening = "<entry" if root == "feed" else "<item"
    if xml.count(opening) > MOST_ENTRIES:
        starts = islice(re.finditer(rf"{opening}\b(?!s)", xml), MOST_ENTRIES, None)
        if (first := next(starts, None)) is not None:
            ends = {"feed": "</feed>", "rdf": "</rdf:RDF>", "rss": "</channel></rss>"}
            xml = xml[: first.start()] + ends.get(root, "</channel>")
            faults.append(f"only its first {MOST_ENTRIES:,} entries were read")
    if xml.count("<") > _MOST_TAGS and _tags(xml) > _MOST_TAGS:
        raise Refused(f"The feed has more than {_MOST_TAGS:,} tags.", "too-large")
    long = (match[0] for match in _TAG.finditer(xml) if match.end() - match.start() > _ROOM)
    if any(len(_VALUE.findall(tag)) > _MOST_ATTRIBUTES for tag in long):
        raise Refused(f"The feed has a tag with more than {_MOST_ATTRIBUTES} attributes.", "too-large")
    return xml, faults


def _tags(xml: str) -> int:
    """Return how many tags stand outside texts that are marked as such."""
    count = at = 0
    while (start := xml.find("<![CDATA[", at)) >= 0 and (end := xml.find("]]>", start)) >= 0:
        count += xml.count("<", at, start)
        at = end
    return count + xml.count("<", at)


def _entry(item: Any, reading: Reading, *, is_atom: bool) -> Any:
    contents = [content.get("value") or "" for content in _parts(item, "content") if _is_words(content)]
    link = reading.link(item.get("feedburner_origlink") or item.get("link")) or next(
        (reading.link(link.get("href")) for link in _parts(item, "links") if link.get("rel") == "alternate"), None
    )
    # asked for as in a plain dict: feedparser gives the date of publication, and a warning, where there is no "updated"
    updated = dict.get(item, "updated")
    return reading.entry(
        item.get("id"),
        link,
        headline=item.get("title"),
        published=item.get("published") or item.get("created") or updated,
        updated=updated,
        authors=_authors(item, is_atom=is_atom),
        content=max(contents, key=len, default=None),
        summary=item.get("summary"),
        is_text=_is_text(item),
        words=[tag.get("term") for tag in _parts(item, "tags")],
    )


def _read_channel(channel: Any, root: str, reading: Reading) -> None:
    """Take in what the feed says of all its entries: site, title, language, and in Atom their authors (RFC 4287, 4.2.1)."""
    reading.outlet = plain(title) if isinstance(title := channel.get("title"), str) else None
    reading.of_language(channel.get("language"))
    if root == "feed":
        reading.authors = names_of(_authors(channel, is_atom=True), [reading.outlet])
    else:
        site = reading.link(channel.get("link"))
        # a link of the feed is relative to its site, whose address many a feed gives as that of a page
        reading.site = site if site is not None else reading.url


def _authors(item: Any, *, is_atom: bool) -> list[Any]:
    """Return the authors as stated.

    Atom has an element for the name. Of RSS feedparser splits addresses of mail in the middle, so these are left whole.
    """
    stated = item.get("author")
    if not is_atom and isinstance(stated, str) and "@" in stated:
        return [stated]
    return [_whole_name(author) for author in _parts(item, "authors")] or [stated]


#: feedparser takes four letters of an address's last part for the whole of it, and the others for a name
_CUT = re.compile(r"\.[A-Za-z]{4}$")
_REST = re.compile(r"[a-z]{1,20}(?:\.[a-z]{2,20})?(?=[\s(<]|$)\s*")


def _whole_name(author: Any) -> str | None:
    """Return the name of one of several authors, without the rest of an address of mail that was split in the middle."""
    name, mail = author.get("name"), author.get("email")
    if not isinstance(name, str):
        return None
    if isinstance(mail, str) and _CUT.search(mail):
        return _REST.sub("", name, count=1).strip("() ") if _REST.match(name) else name
    return name


def _is_text(item: Any) -> bool:
    """Tell whether Atom calls a title text, in which nothing is markup."""
    detail = item.get("title_detail")
    return isinstance(detail, dict) and detail.get("type") == "text/plain" and "updated" in item


_MEDIA = re.compile(r"xmlns:([A-Za-z][\w.-]{0,20})\s*=\s*[\"']https?://search\.yahoo\.com/mrss/?[\"']")


def _without_media(xml: str) -> str:
    """Leave out what is said of pictures and films: feedparser would take it for what is said of the article."""
    declared = _MEDIA.search(xml)
    if declared is None:
        return xml
    for name in ("title", "description", "text", "keywords", "credit"):
        start, end = f"<{declared[1]}:{name}", f"</{declared[1]}:{name}>"
        pieces, position = [], 0
        while (at := xml.find(start, position)) >= 0:
            tag_ends = xml.find(">", at)
            close = xml.find(end, at)
            if tag_ends < 0 or (close < 0 and xml[tag_ends - 1] != "/"):
                break
            is_empty = xml[tag_ends - 1] == "/"
            pieces.append(xml[position:at])
            position = tag_ends + 1 if is_empty else close + len(end)
        xml = "".join([*pieces, xml[position:]])
    return xml


def _parts(item: Any, name: str) -> list[Any]:
    """Return the parts of an entry; a hostile feed can make them something else than feedparser's own."""
    values = item.get(name)
    return [value for value in values if isinstance(value, dict)] if isinstance(values, list) else []


def _is_words(content: Any) -> bool:
    return str(content.get("type", "")) in ("text/html", "text/plain", "application/xhtml+xml", "")


def _language(found: Any) -> str | None:
    stated = found.feed.get("language")
    matched = re.fullmatch(r"([a-z]{2})(?:[-_].*)?", stated.strip().casefold()) if isinstance(stated, str) else None
    return matched[1] if matched else None


def _reason(found: Any) -> str:
    said = " ".join(str(found.get("bozo_exception", "")).split())
    return re.sub(r"^<unknown>:", "line ", said)[:120] or "the XML is broken"
