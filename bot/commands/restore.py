"""`onrecord restore`: put a backup in the place of the archive, and build the index anew from it."""

import argparse
import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from retrieval.errors import ArchiveError

if TYPE_CHECKING:
    from bot.configuration.settings import Settings


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("file", metavar="FILE", help="the backup")
    parser.add_argument(
        "--replace", action="store_true", help="take the place of an archive that is there; that stays beside it"
    )


def run(args: argparse.Namespace, settings: "Settings") -> int:
    """Restore a backup and say what it holds; return the exit status."""
    from bot.engines import EMBEDDED, open_archive, open_index
    from retrieval.archive.backup import REPLACED, check, file_of, restore
    from retrieval.index.embedded import EmbeddedIndex
    from retrieval.index.keeping import rebuild

    archive_file = file_of(settings.archive_url)
    there = archive_file.exists()
    if there and not args.replace:
        raise ArchiveError(
            f"There is an archive in {archive_file.parent} already: onrecord restore --replace puts the backup in its place"
        )
    backup = Path(args.file).expanduser()
    check(backup)
    if (folder := archive_file.parent / EMBEDDED).exists():
        # emptied first: an index of the archive that is replaced would else be taken for one of the restored archive
        with contextlib.closing(EmbeddedIndex(folder)) as stale:
            stale.clear()
    found = restore(backup, archive_file)
    with contextlib.ExitStack() as closing:
        archive = closing.enter_context(contextlib.closing(open_archive(settings.archive_url)))
        index = closing.enter_context(contextlib.closing(open_index(archive, settings.index)))
        rebuild(archive, index)
    print(f"Restored {found.articles:,} articles from {args.file} to {archive_file.parent}; the index is built anew.")
    if there:
        print(f"The archive that was there is kept as {archive_file.name}{REPLACED}.")
    return 0
