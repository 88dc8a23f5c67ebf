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


def run(args: argparse.Namespace, settings: "Settings") -> int:
    """Print the people of the archive, most quoted first; return the exit status."""
    if args.limit < 1:
        raise UsageError(f"--limit has to be at least 1, not {args.limit}.")
    from bot.bootstrap import open_program

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
