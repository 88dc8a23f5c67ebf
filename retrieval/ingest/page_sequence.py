"""Stories on several pages: the pages that follow are fetched and joined to the first."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from retrieval.errors import BadInput
from retrieval.ingest.http.client import Fetched, Fetcher
from retrieval.ingest.http.media_types import PAGE
from retrieval.ingest.http.rate_limit import Pacer
from retrieval.ingest.http.robots import Robots
from retrieval.ingest.readers.page import Page, Part

#: pages of one story that are read at most, and seconds between two fetches where nobody says otherwise
MOST_PAGES, PAUSE = 12, 1.0
#: a part of so many characters that comes again on a later page is that page's repeat of it
_REPEAT = 30

Fetch = Callable[[str], Fetched]


def whole_story(first: Page, fetch: Fetch, read: Callable[[Fetched], Page]) -> Page:
    """Return the first page with the text of those that follow it.

    It stays incomplete where a page cannot be fetched, holds nothing new, or is one too many.
    """
    parts = list(first.parts)
    seen = {part.text for part in parts}
    following = first.next_url
    visited = {first.url, following}
    for _ in range(MOST_PAGES - 1):
        if following is None:
            break
        try:
            page = read(fetch(following))
        except BadInput:
            break
        new = list(_new_parts(page, first, seen))
        if not new:
            break
        parts += new
        seen.update(part.text for part in new)
        following = page.next_url if page.next_url not in visited else None
        visited.add(following)
    return replace(first, parts=tuple(parts), next_url=following, incomplete=following is not None)


def _new_parts(page: Page, first: Page, seen: set[str]) -> Iterator[Part]:
    for part in page.parts:
        if part.text != first.headline and (part.text not in seen or len(part.text) < _REPEAT):
            yield part


def polite(fetcher: Fetcher, robots: Robots, pacer: Pacer) -> Fetch:
    """Return a way to fetch pages that asks each host for its rules, and leaves it the pauses it is owed."""

    def fetch(url: str) -> Fetched:
        fetcher.guard.judge(url)
        with pacer.turn(url, robots.judge(url)):
            return fetcher.fetch(url, PAGE)

    return fetch


def polite_after_first(fetcher: Fetcher, sleep: Callable[[float], object] = time.sleep) -> Fetch:
    """Return a way to fetch the page that a person named at once, and what follows from it politely."""
    politely = polite(fetcher, Robots(fetcher), Pacer(PAUSE, time.monotonic, sleep))
    named: list[str] = []

    def fetch(url: str) -> Fetched:
        if named:
            return politely(url)
        named.append(url)
        return fetcher.fetch(url, PAGE)

    return fetch
