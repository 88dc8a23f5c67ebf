"""`onrecord backup`: copy the archive, in use or not, into one file that is looked through before it counts."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands import UsageError
from retrieval.errors import ArchiveError

if TYPE_CHECKING:
    from bot.configuration.settings import Settings

#: the names of backups in a folder, which sort by their moment
_NAMED = "onrecord-%Y%m%dT%H%M%SZ.sqlite"
_PATTERN = "onrecord-*Z.sqlite"


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "target", metavar="FILE|FOLDER", help="where to: a file, or a folder for one named by its moment"
    )
    parser.add_argument("--keep", type=int, metavar="N", help="of the backups in the folder, keep the newest N")
    parser.add_argument("--json", action="store_true", help="report as one JSON object")


def run(args: argparse.Namespace, settings: "Settings") -> int:
    """Back the archive up and say what the copy holds; return the exit status."""
    from bot.commands.json_lines import write_line
    from retrieval.archive.backup import back_up, file_of

    into = Path(args.target).expanduser()
    if args.keep is not None and (args.keep < 1 or not into.is_dir()):
        raise UsageError("--keep takes a number from 1 up, and goes with a folder.")
    target = into / datetime.now(UTC).strftime(_NAMED) if into.is_dir() else into
    if not target.parent.is_dir():
        raise ArchiveError(f"{target.parent}: there is no such folder.")
    found = back_up(file_of(settings.archive_url), target)
    if args.keep is not None:
        for older in sorted(into.glob(_PATTERN))[: -args.keep]:
            older.unlink(missing_ok=True)
    size = target.stat().st_size
    if args.json:
        write_line({"file": str(target), "articles": found.articles, "bytes": size, "verified": True})
    else:
        print(f"Backed up {found.articles:,} articles to {target} ({size / 1e6:,.1f} MB), looked through and whole.")
    return 0
