"""`onrecord status`: what there is, at a glance: articles, index, feeds, and whether the bot answers."""

import argparse
import contextlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.configuration.settings import Settings
    from retrieval.archive.archive import Archive


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("--json", action="store_true", help="print it as one JSON object")


def run(args: argparse.Namespace, settings: "Settings") -> int:
    """Print how things stand; the exit status is 0 whatever that is."""
    from bot.commands.json_lines import write_line

    shown = standing(settings)
    if args.json:
        write_line(shown)
        return 0
    first, last = shown["first"], shown["last"]
    span = f" of {first} to {last}" if first and first != last else f" of {first}" if first else ""
    print(f"archive  {shown['articles']:,} articles{span}, in {shown['archive']}")
    if shown["articles"]:
        index, feeds = shown["index"], shown["feeds"]
        lag = f"{index['behind']:,} changes behind" if index["behind"] else "up to date"
        print(f"index    {index['passages']:,} passages, {lag} ({index['state']})")
        print(f"feeds    {feeds['listed']} listed, {feeds['polled']} polled, {feeds['failing']} failing")
        print(f"outlets  {shown['outlets']:,}; languages: {', '.join(shown['languages'])}")
    else:
        print("         The sample stories answer: onrecord add PATH adds your own.")
    print(f"reader   {shown['reader'] or 'none'}")
    print(f"bot      {shown['bot'] or 'unknown: set monitoring.port to ask it'}")
    return 0


def standing(settings: "Settings") -> dict[str, Any]:
    """Return how things stand, as JSON."""
    from pathlib import Path

    from bot.engines import check_not_lost, chosen_model, open_archive
    from retrieval.archive.database import FILE

    url = settings.archive_url
    check_not_lost(url)
    shown: dict[str, Any] = {"archive": url, "articles": 0, "first": None, "last": None}
    if "://" in url or (Path(url) / FILE).exists():
        with contextlib.closing(open_archive(url)) as archive:
            shown["articles"] = archive.count()
            shown["first"], shown["last"] = archive.span()
            shown["outlets"], shown["languages"] = len(archive.outlets()), list(archive.languages())
            shown["index"] = _index(settings, archive)
            shown["feeds"] = _feeds(settings, archive)
    model = chosen_model(settings)
    shown["reader"] = model.description.name if model else None
    shown["bot"] = _bot(settings)
    return shown


def _index(settings: "Settings", archive: "Archive") -> dict[str, Any]:
    from bot.engines import open_index

    with contextlib.closing(open_index(archive, settings.index)) as index:
        health = index.health()
    behind = archive.position() - health.position
    return {"engine": health.engine, "state": health.state, "passages": health.passages, "behind": behind}


def _feeds(settings: "Settings", archive: "Archive") -> dict[str, int]:
    from bot.configuration.feed_list import load_outlets
    from retrieval.archive.feed_states import FeedStates

    states = FeedStates(archive.database)
    found = [states.get(feed.url) for outlet in load_outlets(settings) for feed in outlet.feeds]
    return {
        "listed": len(found),
        "polled": sum(state.polled is not None for state in found),
        "failing": sum(state.error is not None for state in found),
    }


def _bot(settings: "Settings") -> str | None:
    """Return what the running bot says of itself on the loopback, None where it listens nowhere."""
    where = settings.monitoring
    if not where.port:
        return None
    from retrieval.errors import OnrecordError
    from retrieval.ingest.http.addresses import Guard
    from retrieval.ingest.http.client import BadStatus, Fetcher, Limits

    # wherever it listens, it is asked on this machine
    host = "127.0.0.1" if where.listen in ("0.0.0.0", "") else where.listen  # noqa: S104
    server = f"[{host}]:{where.port}" if ":" in host else f"{host}:{where.port}"
    try:
        Fetcher(Guard((server,)), Limits(seconds=3.0, redirects=0)).fetch(f"http://{server}/readyz")
    except BadStatus:
        return f"running, but not ready: http://{server}/readyz says why"
    except OnrecordError:
        return "not running"
    return "running and ready"
