"""`onrecord summary`: a text in a few of its own sentences."""

import argparse
from typing import TYPE_CHECKING, Any

from bot.commands import UsageError
from bot.commands.json_lines import Line, answer_lines, text_of
from retrieval.summary import summarise

if TYPE_CHECKING:
    from bot.settings import Settings

#: what is asked for beyond this is no summary
MOST_SENTENCES = 1_000


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("file", nargs="?", metavar="FILE", help="a text to summarise, - for standard input")
    parser.add_argument(
        "--jsonl", metavar="FILE", help='lines {"id", "text"}, optionally "headline"; - for standard input'
    )
    parser.add_argument("--sentences", type=int, default=3, metavar="N", help="how many sentences (3)")


def run(args: argparse.Namespace, settings: "Settings") -> int:
    """Summarise one text, or every line of a file; return the exit status."""
    if not 1 <= args.sentences <= MOST_SENTENCES:
        raise UsageError(f"--sentences has to be from 1 to {MOST_SENTENCES:,}, not {args.sentences}.")
    if (args.file is None) == (args.jsonl is None):
        raise UsageError("Give one text, or --jsonl FILE.")
    if args.jsonl is not None:
        return answer_lines(args.jsonl, lambda line: _answer(line, args.sentences))
    return _print_summary(args.file, args.sentences)


def _answer(line: Line, sentences: int) -> dict[str, Any]:
    text = text_of(line, "text")
    headline = text_of(line, "headline", optional=True) or None
    spans = summarise(text, headline=headline, sentences=sentences)
    return {"sentences": [{"text": text[start:end], "start": start, "end": end} for start, end in spans]}


def _print_summary(name: str, sentences: int) -> int:
    import sys

    from retrieval.errors import BadInput
    from retrieval.text.cleaning import strip_controls

    try:
        if name == "-":
            text = sys.stdin.buffer.read().decode("utf-8", "replace")
        else:
            with open(name, "rb") as stream:  # noqa: PTH123  a Path would lose "-" and say no more
                text = stream.read().decode("utf-8", "replace")
    except OSError as error:
        raise BadInput(f"{name}: cannot be read: {error.strerror}.") from None
    text = strip_controls(text)
    spans = summarise(text, sentences=sentences)
    if not spans:
        raise BadInput(f"{name}: there is no sentence in it.")
    for start, end in spans:
        print(" ".join(text[start:end].split()))
    return 0
