"""`onrecord votes`: what readers thought of the answers, as lines of a data set for `evaluate`."""

import argparse
import contextlib
from typing import TYPE_CHECKING

from bot.commands.json_lines import write_line
from bot.engines import open_archive

if TYPE_CHECKING:
    from bot.configuration.settings import Settings


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments: it has none of its own."""


def run(args: argparse.Namespace, settings: "Settings") -> int:
    """Print every vote as JSON, oldest first, without who cast it; return the exit status."""
    from retrieval.archive.votes import Votes

    with contextlib.closing(open_archive(settings.archive_url)) as archive:
        for line in Votes(archive.database).lines():
            write_line(line)
    return 0
