"""`onrecord doctor`: look at every part, say what is wrong with which, and mend what can be mended without loss."""

import argparse
import sys
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.configuration.settings import Settings
    from bot.diagnosis.findings import Check, Finding


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "--fix", "--mend", dest="mend", action="store_true", help="mend what can be mended without loss"
    )
    parser.add_argument("--offline", action="store_true", help="ask nobody outside of this machine")
    parser.add_argument("--json", action="store_true", help="print each finding as one JSON object a line")


def run(args: argparse.Namespace, settings: "Settings") -> int:
    """Print what is found, part after part; the exit status is 1 where something is broken."""
    from dataclasses import asdict

    from bot.commands.json_lines import write_line
    from bot.diagnosis.findings import State

    broken = False
    for finding in examined(settings, mend=args.mend, offline=args.offline):
        broken = broken or finding.state is State.FAULT
        if args.json:
            write_line(asdict(finding))
        else:
            print(f"{_sign(finding)} {finding.part:<9} {finding.said}", flush=True)
    return 1 if broken else 0


def examined(settings: "Settings", *, mend: bool, offline: bool) -> "Iterator[Finding]":
    """Yield what is found about every part."""
    from bot.diagnosis import configured, outside, storage
    from bot.diagnosis.findings import found

    checks: list[tuple[str, Check]] = [
        ("settings", partial(configured.settings_files, settings)),
        ("disk", partial(storage.disk, settings)),
        ("archive", partial(storage.archive, settings, mend=mend)),
        ("index", partial(storage.index, settings, mend=mend)),
        ("feeds", partial(configured.feeds, settings, mend=mend)),
        ("reader", partial(configured.reader, settings)),
    ]
    if not offline:
        checks.append(("token", partial(outside.telegram, settings)))
    for part, check in checks:
        yield from found(part, check)


def _sign(finding: "Finding") -> str:
    words = {"well": "ok     ", "warning": "look   ", "fault": "BROKEN ", "mended": "mended "}
    colours = {"well": "32", "warning": "33", "fault": "31", "mended": "36"}
    word = words[finding.state]
    return f"\x1b[{colours[finding.state]}m{word}\x1b[0m" if sys.stdout.isatty() else word
