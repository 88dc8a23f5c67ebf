"""Which feeds are polled: outlets, and for each of their feeds what is taken from it and how often."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retrieval.ingest.feeds.model import Entry


@dataclass(frozen=True, slots=True)
class FeedSource:
    """A feed to poll.

    An entry is taken when one of `include` is in it (any entry, where there are none) and none of `exclude` is; words
    are matched whole and without regard to capitals. `minutes` lie between two polls; None leaves that to the watcher.
    """

    url: str
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    minutes: float | None = None

    def takes(self, entry: Entry) -> bool:
        """Return whether the entry passes the filters."""
        if not self.include and not self.exclude:
            return True
        said = " ".join((entry.headline or "", *entry.words, _plain(entry.summary), _plain(entry.content)))
        said = " ".join(said.casefold().split())
        if self.include and not any(_stands_in(word, said) for word in self.include):
            return False
        return not any(_stands_in(word, said) for word in self.exclude)


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher and its feeds. `language` (ISO 639-1) is given only where it should not be detected."""

    name: str
    feeds: tuple[FeedSource, ...]
    language: str | None = None


def merged(outlets: Iterable[Outlet]) -> tuple[Outlet, ...]:
    """Return the outlets, each name once with all its feeds, each feed once."""
    found: dict[str, list[FeedSource]] = {}
    languages: dict[str, str | None] = {}
    urls: set[str] = set()
    for outlet in outlets:
        feeds = []
        for feed in outlet.feeds:
            if feed.url not in urls:
                urls.add(feed.url)
                feeds.append(feed)
        if feeds or outlet.name in found:
            found.setdefault(outlet.name, []).extend(feeds)
            languages[outlet.name] = languages.get(outlet.name) or outlet.language
    return tuple(Outlet(name, tuple(feeds), languages[name]) for name, feeds in found.items())


def _stands_in(word: str, said: str) -> bool:
    """Return whether a word or phrase stands in the text; in scripts without spaces, as part of it."""
    wanted = " ".join(word.casefold().split())
    if not wanted:
        return False
    if any("\u3040" <= character <= "\u9fff" or "\u0e00" <= character <= "\u0e7f" for character in wanted):
        return wanted in said
    return re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", said) is not None


def _plain(html: str | None) -> str:
    return re.sub(r"<[/!?a-zA-Z][^<>]*>", " ", html) if html else ""
