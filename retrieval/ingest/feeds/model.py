"""What the readers of all kinds of feeds share: feeds and their entries, and how links, dates and names are read in them."""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from retrieval.errors import BadInput, Refused
from retrieval.ingest.http.addresses import joined_url, parsed
from retrieval.text.cleaning import strip_controls

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
    """What all readers of feeds need: where the feed was found, and what time it is."""

    def __init__(self, url: str | None, now: datetime) -> None:
        self.url = url
        self.now = now

    def link(self, stated: object) -> str | None:
        """Return a link in one form, None where it leads to no web page."""
        if not isinstance(stated, str) or not stated.strip():
            return None
        try:
            return parsed(joined_url(self.url or "", stated)).url
        except BadInput:
            return None

    def date(self, stated: object) -> str | None:
        """Return a stated date in ISO 8601, None where it is none, or none that news can have."""
        if not isinstance(stated, str) or not (text := stated.strip()[:64]):
            return None
        moment, form = _moment(text)
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
            headline=plain(headline) if headline else None,
            published=self.date(said.get("published")),
            updated=self.date(said.get("updated")),
            authors=_names(authors),
            content=content,
            summary=summary,
            words=_names(words),
        )


def plain(html: str) -> str | None:
    """Return the words of a headline, which may be written as HTML, on one line."""
    from html import unescape

    text = unescape(re.sub(r"<[/!?a-zA-Z][^<>]*>", " " if "<br" in html else "", html))
    return " ".join(strip_controls(text).split()) or None


def first_of_each(entries: list[Entry]) -> tuple[Entry, ...]:
    """Return the entries without repeated keys, as many as are read at most."""
    return tuple({entry.key: entry for entry in reversed(entries)}.values())[::-1][:MOST_ENTRIES]


def _moment(text: str) -> tuple[datetime | None, str]:
    """Read a date of RFC 3339 or RFC 822, and give it in ISO 8601 without adding a zone or a time."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        pass
    else:
        return moment, text[:10] if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else moment.isoformat()
    # a year or month alone is no date, and RFC 822's reader would take the year 0001 for 2001
    if re.fullmatch(r"\d{4}(-\d\d)?", text) or re.search(r"[A-Za-z]\s+0\d{3}\b", text):
        return None, ""
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None, ""
    return moment, moment.isoformat()


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _names(values: object) -> tuple[str, ...]:
    if not isinstance(values, list | tuple):
        return ()
    found = (" ".join(strip_controls(value).split())[:200] for value in values if isinstance(value, str))
    return tuple(dict.fromkeys(name for name in found if name))[:20]
