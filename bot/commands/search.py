"""`onrecord search`: the passages found for a query, best first."""

import argparse
import contextlib
from typing import TYPE_CHECKING, Any

from bot.bootstrap import Program, open_program
from bot.commands import UsageError
from bot.commands.json_lines import Line, answer_lines, text_of

if TYPE_CHECKING:
    from bot.configuration.settings import Settings

MOST = 1_000


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("query", nargs="*", metavar="QUERY", help="words to look for")
    parser.add_argument("--jsonl", metavar="FILE", help='lines {"id", "query"}; - for standard input')
    parser.add_argument("--limit", type=int, default=10, metavar="N", help="how many passages (10)")


def run(args: argparse.Namespace, settings: "Settings") -> int:
    """Search for one query, or for every line of a file; return the exit status."""
    if not 1 <= args.limit <= MOST:
        raise UsageError(f"--limit has to be from 1 to {MOST:,}, not {args.limit}.")
    if bool(args.query) == (args.jsonl is not None):
        raise UsageError("Give one query, or --jsonl FILE.")
    with contextlib.closing(open_program(settings)) as program:
        if args.jsonl is not None:
            return answer_lines(args.jsonl, lambda line: _answer(program, line, args.limit))
        _print_found(program, " ".join(args.query), args.limit)
    return 0


def _answer(program: Program, line: Line, limit: int) -> dict[str, Any]:
    hits = []
    for found in program.answerer.search(text_of(line, "query"), limit):
        start, end = found.passage.span
        hits.append(
            {
                "article_id": found.passage.article_id,
                "start": start,
                "end": end,
                "text": found.text,
                "score": found.score,
            }
        )
    return {"hits": hits}


def _print_found(program: Program, query: str, limit: int) -> None:
    from bot.views.texts import bundled_texts

    found = program.answerer.search(query, limit)
    cited = program.archive.citations(one.passage.article_id for one in found)
    for one in found:
        citation = cited[one.passage.article_id]
        parts = (citation.headline, citation.outlet, bundled_texts().short_day(citation.published))
        print(" · ".join(part for part in parts if part))
        print(f"    {' '.join(one.text.split())}")
    if not found:
        print("Nothing found.")
