"""`onrecord reindex`: build the index anew from the archive, which is the truth.

The old one answers meanwhile; stopped, the command goes on where it was when it is called again.
"""

import argparse
import contextlib
from typing import TYPE_CHECKING

from bot.commands.progress import advancing
from bot.engines import open_archive, open_index
from retrieval.index.keeping import rebuild

if TYPE_CHECKING:
    from bot.configuration.settings import Settings


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments: there are none."""


def run(args: argparse.Namespace, settings: "Settings") -> int:
    """Rebuild the index and say how many articles are in it."""
    with contextlib.ExitStack() as closing:
        archive = closing.enter_context(contextlib.closing(open_archive(settings.archive_url)))
        index = closing.enter_context(contextlib.closing(open_index(archive, settings.index)))
        count = archive.count()
        rebuild(archive, index, advancing("Indexing", count, closing))
        passages = index.statistics(()).passages
    print(f"Indexed {count:,} articles in {passages:,} passages.")
    return 0
