"""`onrecord speakers`: the people quoted in the archive."""

import argparse
import contextlib
from typing import TYPE_CHECKING, Any

from bot.commands import UsageError

if TYPE_CHECKING:
    from bot.configuration.settings import Settings

#: people fetched at a time
_PAGE = 500


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("name", nargs="*", metavar="NAME", help="only people with these words in their name")
    parser.add_argument("--limit", type=int, default=50, metavar="N", help="how many, most quoted first (50)")
    parser.add_argument("--json", action="store_true", help="one JSON object a person")
    parser.add_argument(
        "--merge",
        nargs=2,
        metavar=("NAME", "OTHER"),
        help="OTHER is the same person as NAME, now and in later articles",
    )
    parser.add_argument("--split", metavar="NAME", help="NAME is a person of its own, now and in later articles")


def run(args: argparse.Namespace, settings: "Settings") -> int:
    """Print the people of the archive, most quoted first; return the exit status."""
    if args.limit < 1:
        raise UsageError(f"--limit has to be at least 1, not {args.limit}.")
    from bot.bootstrap import open_program

    if args.merge or args.split:
        return _correct(args, settings)
    name = " ".join(args.name) or None
    shown = 0
    with contextlib.closing(open_program(settings)) as program:
        while shown < args.limit:
            found = program.archive.people(name, limit=min(_PAGE, args.limit - shown), offset=shown)
            for person in found:
                _print_person(person, as_json=args.json)
            shown += len(found)
            if not found:
                break
    if not shown and not args.json:
        print(f"Nobody called {name} is quoted." if name else "Nobody is quoted yet.")
    return 0


def _correct(args: argparse.Namespace, settings: "Settings") -> int:
    """Merge two people or part a name from one, and say what was done."""
    if (args.merge and args.split) or args.name:
        raise UsageError("Give either --merge NAME OTHER or --split NAME, and no other name.")
    from bot.engines import open_archive
    from retrieval.archive import corrections

    with contextlib.closing(open_archive(settings.archive_url)) as archive, archive.database.writing() as connection:
        if args.merge:
            corrections.merge(connection, *args.merge)
            print(f"{args.merge[1]} is {args.merge[0]} from now on.")
        else:
            corrections.split(connection, args.split)
            print(f"{args.split} is a person of its own from now on.")
    return 0


def _print_person(person: Any, *, as_json: bool) -> None:
    if as_json:
        from bot.commands.json_lines import write_line

        write_line(
            {
                "name": person.name,
                "variants": list(person.variants),
                "roles": list(person.roles),
                "quotations": person.quotations,
            }
        )
        return
    role = f", {person.roles[-1]}" if person.roles else ""
    also = f" (also {', '.join(person.variants)})" if person.variants else ""
    print(f"{person.quotations:>5}  {person.name}{role}{also}")
