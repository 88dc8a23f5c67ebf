"""How many files one warm question enters, and how often a call goes from one file to another.

    python tests/bench/tracing.py [--archive FOLDER] [--question TEXT] [--calls]

The question is asked twice before it is traced, from its text to its answer as the command line prints it, so that what is
loaded or worked out once is. Only files of `bot` and `retrieval` count; a call through a library counts from the last file
of ours before it. Without --archive the sample stories are asked.
"""

import argparse
import contextlib
import sys
from collections import Counter
from pathlib import Path
from types import FrameType
from typing import Any

from bot.bootstrap import open_program
from bot.commands.ask import Asking
from bot.configuration.settings import load_settings

REPOSITORY = Path(__file__).resolve().parents[2]
QUESTION = "How many people were aboard the ferry?"


class Trace:
    """Counts the calls from file to file while it is the profile function."""

    def __init__(self) -> None:
        self.files: Counter[str] = Counter()
        self.calls: Counter[tuple[str, str]] = Counter()
        self._ours: dict[str, str | None] = {}

    def __call__(self, frame: FrameType, event: str, _: Any) -> None:
        """Note a call of a Python function of ours, and where it comes from."""
        if event != "call" or (called := self._name(frame)) is None:
            return
        self.files[called] += 1
        outer = frame.f_back
        while outer is not None and self._name(outer) is None:
            outer = outer.f_back
        caller = outer and self._name(outer)
        if caller and caller != called:
            self.calls[caller, called] += 1

    def _name(self, frame: FrameType) -> str | None:
        """Return the path of a frame's file in the repository, None where it is no file of ours."""
        path = frame.f_code.co_filename
        if path not in self._ours:
            inside = Path(path).is_relative_to(REPOSITORY) and not path.startswith(str(REPOSITORY / "tests"))
            name = str(Path(path).relative_to(REPOSITORY)) if inside else None
            self._ours[path] = name if name and name.startswith(("bot/", "retrieval/")) else None
        return self._ours[path]


def main() -> None:
    """Trace a question and print the two figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--archive", metavar="FOLDER")
    parser.add_argument("--question", default=QUESTION)
    parser.add_argument("--calls", action="store_true", help="list the files and the calls between them too")
    args = parser.parse_args()
    flags = {"archive.url": args.archive} if args.archive else {}
    with contextlib.closing(open_program(load_settings(flags))) as program:
        asking = Asking(program)
        for _ in range(2):
            asking.line({"question": args.question})
        trace = Trace()
        sys.setprofile(trace)
        try:
            asking.line({"question": args.question})
        finally:
            sys.setprofile(None)
    if args.calls:
        for (caller, called), count in trace.calls.most_common():
            print(f"{count:6} {caller} -> {called}")
        print("\n".join(["", *sorted(trace.files), ""]))
    print(f"files entered {len(trace.files)}, calls from file to file {sum(trace.calls.values())}")


if __name__ == "__main__":
    main()
