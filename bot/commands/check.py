"""`onrecord check`: a claim beside the sentences nearest to it, and the figures, dates and names that differ."""

import argparse
import contextlib
import sys
import time
from typing import TYPE_CHECKING, Any

from bot.bootstrap import Program, open_program
from bot.chat.conversation import Conversation
from bot.commands import UsageError
from bot.commands.answers_json import answer_json
from bot.commands.json_lines import Line, answer_lines, text_of, write_line
from bot.views.replies import reply
from retrieval.domain import CheckOf, Question
from retrieval.errors import BadInput

if TYPE_CHECKING:
    from bot.configuration.settings import Settings


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("text", nargs="*", metavar="TEXT", help="what is claimed; - for standard input")
    parser.add_argument("--day", metavar="DATE", help='when it was claimed, which "yesterday" refers to (2025-05-16)')
    parser.add_argument("--json", action="store_true", help="print what is found as one JSON object")
    parser.add_argument("--jsonl", metavar="FILE", help='lines {"id", "text"}, and "day"; - for standard input')


def run(args: argparse.Namespace, settings: "Settings") -> int:
    """Check one claim, or every line of a file; return the exit status."""
    if bool(args.text) == (args.jsonl is not None):
        raise UsageError("Give one text, or --jsonl FILE.")
    if args.day is not None:
        _day(args.day)
    with contextlib.closing(open_program(settings)) as program:
        if args.jsonl is not None:
            return answer_lines(args.jsonl, lambda line: _line(program, line))
        text = sys.stdin.read() if args.text == ["-"] else " ".join(args.text)
        checked = _check(program, text, args.day)
        if args.json:
            write_line({"id": None, **checked})
        else:
            print(checked["reply"])
    return 0


def _line(program: Program, line: Line) -> dict[str, Any]:
    day = text_of(line, "day", optional=True) or None
    return _check(program, text_of(line, "text"), _day(day) if day else None)


def _day(day: str) -> str:
    import datetime as dt

    try:
        return dt.date.fromisoformat(day[:10]).isoformat()
    except ValueError:
        raise BadInput(f"{day} is no date; it has to be like 2025-05-16.") from None


def _check(program: Program, text: str, day: str | None) -> dict[str, Any]:
    start = time.perf_counter()
    # half of a surrogate pair, which JSON and a terminal may hold, can be neither stored nor searched for
    text = text.encode("utf-8", "ignore").decode()
    answer = program.answerer.answer(Question("", request=CheckOf(text, day)))
    words = reply(answer, Conversation(program).archived).text
    return {**answer_json(answer, words), "seconds": time.perf_counter() - start}
