"""`onrecord feeds`: the health of each feed, and lists of feeds in and out."""

import argparse
import contextlib
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.commands import UsageError
from retrieval.errors import BadInput, Refused

if TYPE_CHECKING:
    from bot.configuration.settings import Settings
    from retrieval.archive.feed_states import FeedState

_COLUMNS = ("outlet", "feed", "state", "last read", "next poll", "entries", "stories")


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("--import", dest="opml", metavar="FILE", help="add the feeds of an OPML list to feeds.yaml")
    parser.add_argument("--export", action="store_true", help="print the feeds as an OPML list")
    parser.add_argument("--json", action="store_true", help="print each feed's health as one JSON object a line")


def run(args: argparse.Namespace, settings: "Settings") -> int:
    """Do what was asked for and return the exit status."""
    if args.opml is not None and args.export:
        raise UsageError("Give --import or --export, not both.")
    if args.opml is not None:
        return _import(args.opml, settings)
    if args.export:
        from bot.configuration.feed_list import load_outlets
        from retrieval.ingest.feeds.opml import write_opml

        sys.stdout.write(write_opml(load_outlets(settings)))
        return 0
    return _show(settings, json=args.json)


def _import(name: str, settings: "Settings") -> int:
    from bot.configuration.feed_list import add_outlets, writable_file
    from retrieval.ingest.feeds.opml import read_opml

    try:
        outlets, faults = read_opml(Path(name).read_bytes())
    except OSError as error:
        raise BadInput(f"{name}: cannot be read: {error.strerror}.") from None
    except Refused as error:
        raise Refused(f"{name}: {error}", error.reason) from None
    path = writable_file(settings)
    new = add_outlets(path, outlets)
    for fault in faults:
        print(f"{name}: {fault}", file=sys.stderr)
    feeds = sum(len(outlet.feeds) for outlet in outlets)
    print(f"Feeds in the list: {feeds}, of them new: {new}; they are in {path}.")
    return 0


def _show(settings: "Settings", *, json: bool) -> int:
    """Print the health of each feed; the exit status is 0 whatever it is."""
    from bot.configuration.feed_list import feeds_file, load_outlets
    from bot.engines import open_archive
    from retrieval.archive.feed_states import FeedStates

    outlets = load_outlets(settings)
    if not outlets:
        print(f"No feed is listed in {feeds_file(settings)}; onrecord feeds --import FILE.opml adds some.")
        return 0
    with contextlib.closing(open_archive(settings.archive_url)) as archive:
        states = FeedStates(archive.database)
        found = [(outlet.name, states.get(feed.url)) for outlet in outlets for feed in outlet.feeds]
    if json:
        from bot.commands.json_lines import write_line

        for name, state in found:
            write_line(_as_json(name, state))
    elif sys.stdout.isatty():
        _table(found)
    else:
        for name, state in found:
            print("\t".join(_row(name, state)))
    return 0


def health(state: "FeedState") -> str:
    """Return how a feed is doing, in a few words."""
    if state.polled is None:
        return "never polled"
    if state.error:
        return f"failed {state.failures} times: {state.error}" if state.failures > 1 else f"failed: {state.error}"
    waiting = f"to be tried again: {len(state.waiting)}" if state.waiting else ""
    return "; ".join(filter(None, ("well" if not state.faults else "read, but " + "; ".join(state.faults), waiting)))


def _row(name: str, state: "FeedState") -> tuple[str, ...]:
    polled = state.polled is not None
    return (
        name,
        state.url,
        health(state),
        _moment(state.succeeded),
        _moment(state.due if polled else None),
        str(state.entries) if polled else "",
        str(state.added) if polled else "",
    )


def _as_json(name: str, state: "FeedState") -> dict[str, Any]:
    return {
        "outlet": name,
        "url": state.url,
        "error": state.error,
        "failures": state.failures,
        "faults": list(state.faults),
        "succeeded": _moment(state.succeeded) or None,
        "due": _moment(state.due) if state.polled is not None else None,
        "entries": state.entries,
        "added": state.added,
        "waiting": len(state.waiting),
    }


def _moment(seconds: float | None) -> str:
    """Return a moment in the operator's own time, with its zone."""
    return "" if seconds is None else datetime.fromtimestamp(seconds).astimezone().isoformat(" ", "minutes")


def _table(found: "list[tuple[str, FeedState]]") -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*_COLUMNS[:1])
    for column in _COLUMNS[1:]:
        table.add_column(column, overflow="fold")
    for name, state in found:
        style = "red" if state.error else "dim" if state.polled is None else ""
        table.add_row(*(Text(cell, style=style) for cell in _row(name, state)))
    Console().print(table)
