"""`onrecord compact`: give back the room on the disk that archive and index do not need, while both are in use."""

import argparse
import contextlib
from typing import TYPE_CHECKING

from bot.commands.json_lines import write_line
from bot.commands.progress import advancing
from bot.engines import open_archive, open_index

if TYPE_CHECKING:
    from bot.configuration.settings import Settings


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("--json", action="store_true", help="report as one JSON object")


def run(args: argparse.Namespace, settings: "Settings") -> int:
    """Compress what is not compressed, take what was deleted off the disk, and say what that came to."""
    from retrieval.archive.compaction import compress_anew, give_back, size_of
    from retrieval.index.keeping import bring_up_to_date, rebuild

    with contextlib.ExitStack() as closing:
        archive = closing.enter_context(contextlib.closing(open_archive(settings.archive_url)))
        index = closing.enter_context(contextlib.closing(open_index(archive, settings.index)))
        before = size_of(archive), index.health().size
        count = archive.count()
        compress_anew(archive, advancing("Compressing", count, closing))
        give_back(archive.database)
        bring_up_to_date(archive, index)
        if not index.reclaim():
            rebuild(archive, index, advancing("Indexing", count, closing))
        after = size_of(archive), index.health().size
    if args.json:
        names = ("archive_before", "index_before", "archive", "index")
        write_line(dict(zip(names, (*before, *after), strict=True)))
    else:
        for name, was, now in zip(("Archive", "Index"), before, after, strict=True):
            if was or now:
                print(f"{name}: {now / 1e6:,.1f} MB, {was / 1e6:,.1f} MB before.")
    return 0
