"""`onrecord extract`: the article taken out of a page, as JSON."""

import argparse
import gc
from typing import TYPE_CHECKING, Any

from bot.commands import UsageError
from bot.commands.json_lines import Line, answer_lines, text_of, write_line
from retrieval.errors import BadInput, Refused
from retrieval.ingest.readers.page import Page

if TYPE_CHECKING:
    from bot.configuration.settings import Settings


#: objects made between two looks for what is unreachable: pages leave little of it, and looking costs a tenth of the time
_COLLECTED = 100_000


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("file", nargs="?", metavar="FILE", help="a page: flattened text, HTML or PDF")
    parser.add_argument(
        "--jsonl", metavar="FILE", help='lines {"id", "text"} or {"id", "html", "url"}; - for standard input'
    )
    parser.add_argument("--explain", action="store_true", help='add "origins": where on the page each field stands')


def run(args: argparse.Namespace, settings: "Settings") -> int:
    """Print what one page states, or every page of a file; return the exit status."""
    if (args.file is None) == (args.jsonl is None):
        raise UsageError("Give one page, or --jsonl FILE.")
    if args.jsonl is not None:
        gc.set_threshold(_COLLECTED)
        return answer_lines(args.jsonl, lambda line: _answer(line, explain=args.explain))
    write_line(_as_json(_page_in(args.file), explain=args.explain))
    return 0


def _answer(line: Line, *, explain: bool) -> dict[str, Any]:
    """Return what the page states; a page that is refused states nothing."""
    try:
        return _as_json(_page(line), explain=explain)
    except Refused:
        return _as_json(Page(), explain=explain)


def _as_json(page: Page, *, explain: bool) -> dict[str, Any]:
    return {**page.as_json(), **({"origins": dict(page.explanation())} if explain else {})}


def _page(line: Line) -> Page:
    if line.get("html") is None:
        from retrieval.ingest.readers.plain_text import read_flat_page

        return read_flat_page(text_of(line, "text"))
    from retrieval.ingest.readers.html import read_web_page

    return read_web_page(text_of(line, "html"), text_of(line, "url", optional=True) or None)


def _page_in(name: str) -> Page:
    from pathlib import Path

    from retrieval.ingest.readers.file import read_page

    try:
        return read_page(name, Path(name).read_bytes())
    except OSError as error:
        raise BadInput(f"{name}: cannot be read: {error.strerror}.") from None
    except Refused as error:
        raise BadInput(f"{name}: {error}.") from None
