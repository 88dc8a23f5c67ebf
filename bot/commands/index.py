"""`onrecord index`: how the index is, and how far it is behind the archive."""

import argparse
import contextlib
from dataclasses import asdict
from typing import TYPE_CHECKING

from bot.commands.json_lines import write_line
from bot.engines import open_archive, open_index

if TYPE_CHECKING:
    from bot.configuration.settings import Settings


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("--json", action="store_true", help="print it as one JSON object")


def run(args: argparse.Namespace, settings: "Settings") -> int:
    """Print the health of the index; the exit status is 1 where a part of it is lost."""
    with contextlib.ExitStack() as closing:
        archive = closing.enter_context(contextlib.closing(open_archive(settings.archive_url)))
        index = closing.enter_context(contextlib.closing(open_index(archive, settings.index)))
        health = index.health()
        articles, last = archive.count(), archive.position()
    behind = last - health.position
    if args.json:
        write_line({**asdict(health), "articles": articles, "archive_position": last, "behind": behind})
    else:
        print(f"{health.place} ({health.engine}): {health.state}")
        print(f"{health.passages:,} passages of {articles:,} articles, {health.size / 1e6:,.1f} MB")
        lag = f"{behind:,} behind the archive" if behind else "up to date"
        print(f"Change {health.position:,} of {last:,}: {lag}")
        print(", ".join(f"{name} {value}" for name, value in health.details.items()))
    return 1 if health.state == "red" else 0
