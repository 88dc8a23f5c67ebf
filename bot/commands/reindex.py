"""`onrecord reindex`: build the index anew from the archive, which is the truth."""

import argparse
import contextlib
import sys
from typing import TYPE_CHECKING, Any

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
        rebuild(archive, index, _progress(count, closing))
        passages = index.statistics(()).passages
    print(f"Indexed {count:,} articles in {passages:,} passages.")
    return 0


def _progress(total: int, closing: contextlib.ExitStack) -> Any:
    if not sys.stderr.isatty():
        return None
    from rich.console import Console
    from rich.progress import Progress

    progress = closing.enter_context(Progress(console=Console(stderr=True), transient=True))
    task = progress.add_task("Indexing", total=total)
    return lambda changes: progress.advance(task, changes)
