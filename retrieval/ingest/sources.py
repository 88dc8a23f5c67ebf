"""What a person names to be added, taken apart: files, folders, JSON Lines, addresses, feeds and lists of feeds."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from retrieval.domain import Article
from retrieval.errors import BadInput, Refused
from retrieval.ingest.feeds.address_lists import LISTS, addresses_in, unpacked
from retrieval.ingest.http.hosts import shown
from retrieval.ingest.parallel.tasks import FileTask, Task, line_task
from retrieval.ingest.readers.line_files import raw_lines
from retrieval.ingest.readers.web_archives import ARCHIVES, archived_pages

if TYPE_CHECKING:
    from retrieval.ingest.http.client import Fetcher

LINES = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")
#: endings of lists of archives, as Common Crawl names those of a month in "warc.paths.gz", and where it keeps them
PATHS = (".paths", ".paths.gz")
_KEPT_AT = "https://data.commoncrawl.org/"
FEEDS = (".xml", ".rss", ".atom", ".opml")
#: seconds between two fetches from a host, where a list names many of its pages
PAUSE = 2.0
_ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:/")


def is_fetched(source: str) -> bool:
    """Tell whether what is named comes over the network: an address, a feed's file, a list of feeds or of addresses."""
    return bool(_ADDRESS.match(source)) or source.lower().endswith((*FEEDS, *LISTS))


def local_items(source: str) -> Iterator[Task | BadInput]:
    """Yield what is to be read of a file, of every file in a folder, or of standard input ("-")."""
    path = Path(source)
    try:
        if source == "-" or source.lower().endswith(LINES):
            yield from _lines(source)
        elif source.lower().endswith(ARCHIVES):
            yield from archived_pages(path)
        elif source.lower().endswith(PATHS):
            yield from _listed_archives(path)
        elif path.is_dir():
            for inner in _readable(path):
                yield from local_items(str(inner))
        else:
            yield FileTask(source)
    except BadInput as error:
        yield error
    except OSError as error:
        yield BadInput(f"{source}: cannot be read: {error.strerror}.")


def fetched_items(source: str, fetcher: "Fetcher") -> Iterator[Article | BadInput]:
    """Yield the article at an address, or every article of a feed, of a feed's file, or of a list of feeds."""
    from retrieval.ingest.feeds.opml import read_opml
    from retrieval.ingest.feeds.reader import read_feed
    from retrieval.ingest.links import article_from_link, articles_at, articles_of

    if _ADDRESS.match(source):
        yield from articles_at(source, fetcher)
        return
    try:
        data = Path(source).read_bytes()
        if source.lower().endswith(LISTS):
            yield from _listed(addresses_in(source, data), fetcher)
        elif source.lower().endswith(".opml"):
            outlets, faults = read_opml(data)
            yield from (BadInput(f"{source}: {fault}") for fault in faults)
            for outlet in outlets:
                for feed in outlet.feeds:
                    for item in articles_at(feed.url, fetcher):
                        yield replace(item, outlet=outlet.name) if isinstance(item, Article) else item
        else:
            feed_read = read_feed(data)
            yield from (BadInput(f"{source}: {fault}") for fault in feed_read.faults)
            yield from articles_of(feed_read, lambda link: article_from_link(link, fetcher), source)
    except OSError as error:
        yield BadInput(f"{source}: cannot be read: {error.strerror}.")
    except BadInput as error:
        yield error if source in str(error) else _named(error, source)


def _listed(urls: Iterator[str], fetcher: "Fetcher") -> Iterator[Article | BadInput]:
    """Yield the article at each address, as robots.txt allows and with the pauses that hosts are owed."""
    from retrieval.ingest.http.rate_limit import Pacer
    from retrieval.ingest.http.robots import Robots
    from retrieval.ingest.links import article_from_link, named

    pacer, robots = Pacer(PAUSE, time.time, time.sleep), Robots(fetcher, time.time)
    for url in urls:
        try:
            fetcher.guard.judge(url)
            with pacer.turn(url, robots.judge(url)):
                yield article_from_link(url, fetcher)
        except BadInput as error:
            yield named(error, url)


def until(items: Iterator[Article | BadInput], stopped: Callable[[], bool]) -> Iterator[Article | BadInput]:
    """Yield items until `stopped` turns true."""
    for item in items:
        yield item
        if stopped():
            return


def _lines(source: str) -> Iterator[Task | BadInput]:
    name = "standard input" if source == "-" else source
    for number, raw in raw_lines(source):
        yield raw if isinstance(raw, BadInput) else line_task(f"{name}, line {number}", raw)


def _listed_archives(path: Path) -> Iterator[Task | BadInput]:
    """Yield the articles of the web archives that a list names, as far as these stand beside it or in folders as named.

    An archive has a gigabyte: one that is not there is told with its address, not fetched. Raise Refused where the list
    names none.
    """
    beside = path.parent
    lines = unpacked(str(path), path.read_bytes()).decode("utf-8", "replace").splitlines()
    named = dict.fromkeys(line.strip() for line in lines if line.strip().endswith(ARCHIVES))
    if not named:
        raise Refused(f"{path}: there is no web archive in it", "empty")
    for name in named:
        within = PurePosixPath(name)
        if within.is_absolute() or ".." in within.parts:
            yield Refused(f"{path}: this leads out of the list's folder: {shown(name)}", "forbidden")
            continue
        places = (beside / within, beside / within.name)
        found = next((place for place in places if place.is_file()), None)
        if found is None:
            yield Refused(f"{path}: bring this archive beside the list first: {shown(_KEPT_AT + name)}", "not-here")
        else:
            yield from archived_pages(found)


def _readable(folder: Path) -> Iterator[Path]:
    from retrieval.ingest.readers.file import SUFFIXES

    for path in sorted(folder.rglob("*")):
        if (path.suffix.lower() in SUFFIXES or path.name.lower().endswith((*LINES, *ARCHIVES))) and path.is_file():
            yield path


def _named(error: BadInput, source: str) -> BadInput:
    message = f"{source}: {error}"
    return Refused(message, error.reason) if isinstance(error, Refused) else BadInput(message)
