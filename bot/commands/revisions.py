"""`onrecord revisions`: the earlier texts of an article that has changed."""

import argparse
import contextlib
from typing import TYPE_CHECKING

from bot.engines import open_archive
from retrieval.errors import BadInput

if TYPE_CHECKING:
    from bot.configuration.settings import Settings


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("article", metavar="ID", help="the article's id, as `onrecord add` reports it")
    parser.add_argument("--json", action="store_true", help="one JSON object a revision")


def run(args: argparse.Namespace, settings: "Settings") -> int:
    """Print what an article said before, oldest first; return the exit status."""
    with contextlib.closing(open_archive(settings.archive_url)) as archive:
        if not archive.citations([args.article]):
            raise BadInput(f"There is no article {args.article} in {settings.archive_url}.")
        revisions = archive.revisions(args.article)
    if not revisions and not args.json:
        print("It has not changed since it was added.")
    for one in revisions:
        if args.json:
            from bot.commands.json_lines import write_line

            write_line(
                {"number": one.number, "headline": one.headline, "published": one.published, "replaced": one.replaced,
                 "text": one.text}
            )  # fmt: skip
        else:
            print(f"{one.headline or 'untitled'}\nuntil {one.replaced}\n\n{one.text}\n")
    return 0
