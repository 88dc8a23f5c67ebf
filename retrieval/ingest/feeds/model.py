"""What the readers of all kinds of feeds share: feeds and their entries, and how links, dates and names are read in them."""

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from retrieval.errors import BadInput, Refused
from retrieval.ingest.feeds.authors import names_of
from retrieval.ingest.feeds.dates import moment_of
from retrieval.ingest.http.addresses import joined_url, parsed
from retrieval.ingest.http.links import without_trackers
from retrieval.text.cleaning import strip_controls
from retrieval.text.languages.calendar import day_first

#: entries of a feed that are read at most: more is an archive, not news
MOST_ENTRIES = 5_000
#: the years in which news is dated; and two days for clocks and time zones that are ahead
_EARLIEST_YEAR = 1900
_AHEAD = timedelta(days=2)
#: what programs write for "no date"
_NO_DATE = frozenset({"1970-01-01T00:00:00", "1900-01-01T00:00:00", "0001-01-01T00:00:00"})


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of one article. `key` is its id, else its link, else a hash of what it says.

    `published` and `updated` are ISO 8601 as stated, None where nothing credible is stated. `content` is HTML.
    """

    key: str
    link: str | None = None
    headline: str | None = None
    published: str | None = None
    updated: str | None = None
    authors: tuple[str, ...] = ()
    content: str | None = None
    summary: str | None = None
    words: tuple[str, ...] = ()
    #: other entries have the same link: it does not lead to this one's article
    shares_link: bool = False

    @property
    def fingerprint(self) -> str:
        """Return a short hash that changes when the entry does."""
        said = "\x1f".join((self.headline or "", self.updated or "", self.content or "", self.summary or ""))
        return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that was read. `kind` is "rss", "atom", "rdf", "json" or "sitemap"."""

    kind: str
    entries: tuple[Entry, ...]
    title: str | None = None
    language: str | None = None
    faults: tuple[str, ...] = ()


class NotAFeed(Refused):
    """A page, or something else, where a feed should be; `links` are the feeds that it names."""

    def __init__(self, message: str, links: tuple[str, ...] = ()) -> None:
        super().__init__(message, "not-a-feed")
        self.links = links


class Reading:
    """What all readers of feeds need: where the feed was found, what time it is, and what the feed says of all its entries.

    `site` is where the feed says its site is, for links that are relative; `outlet` its title; `authors` are those of
    entries without any; `day_first` says how it writes dates of numbers, None where that is not known.
    """

    def __init__(self, url: str | None, now: datetime) -> None:
        self.url = url
        self.now = now
        self.site: str | None = None
        self.outlet: str | None = None
        self.authors: tuple[str, ...] = ()
        self.day_first: bool | None = None

    def of_language(self, stated: object) -> None:
        """Take in the language of the feed ("en-US", "de")."""
        match = (
            re.match(r"([a-z]{2})(?:[-_]([a-z]{2}))?", stated.strip().casefold()) if isinstance(stated, str) else None
        )
        if match is not None:
            self.day_first = day_first(*match.groups())

    def link(self, stated: object) -> str | None:
        """Return a link in one form, without what only counts visitors; None where it leads to no web page."""
        if not isinstance(stated, str) or not stated.strip():
            return None
        try:
            return without_trackers(parsed(joined_url(self.site or self.url or "", "".join(stated.split()))).url)
        except BadInput:
            return None

    def date(self, stated: object) -> str | None:
        """Return a stated date in ISO 8601, None where it is none, or none that news can have."""
        if not isinstance(stated, str) or not (text := stated.strip()[:64]):
            return None
        moment, form = moment_of(text, day_first=self.day_first)
        if moment is None or moment.year < _EARLIEST_YEAR or moment.replace(tzinfo=None).isoformat() in _NO_DATE:
            return None
        try:
            if (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) > self.now + _AHEAD:
                return None
        except OverflowError:
            return None
        return form

    def entry(self, stated_id: object, link: str | None, **said: object) -> Entry | None:
        """Return an entry with its key, None where it says nothing at all."""
        headline, content, summary = (_text(said.get(name)) for name in ("headline", "content", "summary"))
        own = " ".join(strip_controls(stated_id).split())[:500] if isinstance(stated_id, str) else ""
        if not (link or headline or content or summary):
            return None
        said_hash = hashlib.blake2b(
            f"{headline}\x1f{content}\x1f{summary}".encode("utf-8", "surrogatepass"), digest_size=8
        )
        authors, words = said.get("authors"), said.get("words")
        return Entry(
            key=own or link or said_hash.hexdigest(),
            link=link,
            headline=plain(headline, is_text=said.get("is_text") is True) if headline else None,
            published=self.date(said.get("published")),
            updated=self.date(said.get("updated")),
            authors=names_of(authors, [self.outlet]) or self.authors,
            content=content,
            summary=summary,
            words=_names(words),
        )


_TAGS_OF_TITLES = (
    "a abbr acronym b big br cite code del dfn div em font h1 h2 h3 h4 i img ins kbd mark nobr p q s samp small span strike "
    "strong sub sup tt u var wbr"
)
_TAG = re.compile(rf"</?(?:{'|'.join(_TAGS_OF_TITLES.split())})(?:\s[^<>]*+|/)?>|<!--(?:(?!<!--).)*?-->", re.I | re.S)


def plain(html: str, *, is_text: bool = False) -> str | None:
    """Return the words of a headline, which may be written as HTML, on one line.

    What looks like a tag and is none in headlines is kept; `is_text` says that the feed calls it text, in which a tag counts
    only where another closes it.

    >>> plain("Ferry &amp; bridge <i>open</i>"), plain("What <blink> was")
    ('Ferry & bridge open', 'What <blink> was')
    """
    from html import unescape

    text = html if is_text and not _is_marked(html) else _without_tags(html)
    text = unescape(text)
    # what was escaped twice is markup too, where a tag closes another
    return " ".join(strip_controls(_without_tags(text) if _is_marked(text) else text).split()) or None


def _is_marked(text: str) -> bool:
    return "<" in text and ("</" in text or re.search(r"<(?:br|img|wbr)\b", text, re.I) is not None)


def _without_tags(html: str) -> str:
    return _TAG.sub(lambda tag: " " if tag[0][1:3].lower() in ("br", "/p", "/d") else "", html)


def first_of_each(entries: list[Entry]) -> tuple[Entry, ...]:
    """Return the entries without repeated keys, as many as are read at most.

    An id that stands at entries with different links or headlines says nothing: they are known by their links, and where
    those are the same too, by what they say.
    """
    linked = {(entry.key, entry.link, entry.headline) for entry in entries if entry.link}
    ids = Counter(key for key, _ in {(key, link) for key, link, _ in linked})
    headlines = Counter(link for link, _ in {(link, headline) for _, link, headline in linked if headline})
    owners = Counter(link for link, _ in {(link, key) for key, link, _ in linked})
    known: dict[str, Entry] = {}
    for entry in entries:
        link = entry.link or ""
        shares = headlines[link] > 2 or (headlines[link] > 1 and owners[link] > 1)
        is_own = ids[entry.key] < 2 and not (shares and owners[link] == 1)
        key = entry.key if is_own else entry.link if entry.link and not shares else _said(entry)
        known.setdefault(key, replace(entry, key=key, shares_link=shares))
    return tuple(known.values())[:MOST_ENTRIES]


def _said(entry: Entry) -> str:
    said = f"{entry.headline}\x1f{entry.content}\x1f{entry.summary}"
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _names(values: object) -> tuple[str, ...]:
    if not isinstance(values, list | tuple):
        return ()
    found = (" ".join(strip_controls(value).split())[:200] for value in values if isinstance(value, str))
    return tuple(dict.fromkeys(name for name in found if name))[:20]
