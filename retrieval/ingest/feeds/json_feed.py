"""JSON Feed (jsonfeed.org, versions 1 and 1.1)."""

import json
import re
from html import escape
from typing import Any

from retrieval.errors import Refused
from retrieval.ingest.feeds.authors import names_of
from retrieval.ingest.feeds.model import Entry, Feed, NotAFeed, Reading, first_of_each, plain
from retrieval.ingest.readers.encoding import decoded

_ITEMS = re.compile(r'"items"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")


def read_json_feed(data: bytes, charset: str | None, reading: Reading) -> Feed:
    """Return the feed; one that is cut off keeps its whole items. Raise `NotAFeed` for other JSON."""
    text, faults = decoded(data, charset)
    text, controls = re.subn("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text)
    if controls:
        faults.append(f"characters that are not allowed in JSON were left out ({controls:,})")
    try:
        feed, items = _parsed(text, faults)
    except RecursionError as error:
        raise Refused("The JSON is nested too deeply.", "too-deep") from error
    if not str(feed.get("version", "")).startswith("https://jsonfeed.org/version/"):
        raise NotAFeed("This is JSON, but not a JSON Feed.")
    title, language = feed.get("title"), feed.get("language")
    reading.outlet = plain(title) if isinstance(title, str) else None
    reading.of_language(language)
    reading.site = reading.link(feed.get("home_page_url")) if not reading.url else None
    reading.authors = names_of(feed.get("authors") or feed.get("author"), [reading.outlet])
    entries = [entry for item in items if isinstance(item, dict) and (entry := _entry(item, reading))]
    if len(entries) < len(items):
        faults.append(f"entries that say nothing were left out ({len(items) - len(entries):,})")
    return Feed(
        "json",
        first_of_each(entries),
        reading.outlet,
        language[:2].casefold() if isinstance(language, str) and re.match(r"[A-Za-z]{2}(-|$)", language) else None,
        tuple(faults),
    )


def _parsed(text: str, faults: list[str]) -> tuple[dict[str, Any], list[Any]]:
    """Return the feed's own object and its items."""
    decoder = json.JSONDecoder(strict=False)
    try:
        feed = decoder.decode(text)
    except ValueError:
        faults.append("cut off in the middle or damaged: only its whole entries were read")
        return _salvaged(text, decoder)
    if not isinstance(feed, dict):
        raise NotAFeed("This is JSON, but not a JSON Feed.")
    items = feed.get("items")
    return feed, items if isinstance(items, list) else []


def _salvaged(text: str, decoder: json.JSONDecoder) -> tuple[dict[str, Any], list[Any]]:
    """Read the items one by one until one is broken; of the feed itself only the version is needed."""
    version = re.search(r'"version"\s*:\s*"([^"]{1,80})"', text)
    items: list[Any] = []
    start = _ITEMS.search(text)
    position = start.end() if start else len(text)
    while position < len(text):
        between = _BETWEEN.match(text, position)
        position = between.end() if between else position
        try:
            item, position = decoder.raw_decode(text, position)
        except ValueError:
            break
        items.append(item)
    return {"version": version[1].replace("\\/", "/") if version else ""}, items


def _entry(item: dict[str, Any], reading: Reading) -> Entry | None:
    words = item.get("content_text")
    content = item.get("content_html")
    if not isinstance(content, str) and isinstance(words, str):
        content = "".join(f"<p>{escape(part)}</p>" for part in re.split(r"\n\s*\n", words) if part.strip())
    stated = item.get("id")
    return reading.entry(
        str(stated) if isinstance(stated, int | float) else stated,
        reading.link(item.get("url")) or reading.link(item.get("external_url")),
        headline=item.get("title"),
        published=item.get("date_published"),
        updated=item.get("date_modified"),
        authors=item.get("authors") or item.get("author"),
        content=content,
        summary=item.get("summary"),
        words=item.get("tags"),
    )
