"""`onrecord summary`: a text in a few of its own sentences."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.commands import UsageError
from bot.commands.json_lines import Line, answer_lines, text_of
from retrieval.domain import Article
from retrieval.errors import BadInput
from retrieval.summary import summarise, summarise_article

if TYPE_CHECKING:
    from bot.configuration.settings import Settings

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
    """Print the summary of a file of any kind that articles are read from: a page as text or HTML, a PDF."""
    article = _article(name)
    spans = summarise_article(article, sentences)
    if not spans:
        raise BadInput(f"{name}: there is no sentence in it.")
    for start, end in spans:
        print(" ".join(article.text[start:end].split()))
    return 0


def _article(name: str) -> Article:
    from retrieval.ingest.readers.file import read_file

    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise BadInput(f"{name}: cannot be read: {error.strerror}.") from None
    read = next(read_file("standard input.txt" if name == "-" else name, data))
    if isinstance(read, BadInput):
        raise read
    return read
