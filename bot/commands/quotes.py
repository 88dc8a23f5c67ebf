"""`onrecord quotes`: who said what in a text."""

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from bot.commands import UsageError
from bot.commands.json_lines import Line, answer_lines, text_of
from retrieval.quotations import find_quotations

if TYPE_CHECKING:
    from bot.settings import Settings
    from retrieval.domain import Quotation, Speaker


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("file", nargs="?", metavar="FILE", help="a page or text to read, - for standard input")
    parser.add_argument("--jsonl", metavar="FILE", help='lines {"id", "text"}; - for standard input')


def run(args: argparse.Namespace, settings: "Settings") -> int:
    """Print the quotations of one text for a reader, or those of every line of a file as JSON; return the exit status."""
    if (args.file is None) == (args.jsonl is None):
        raise UsageError("Give one text, or --jsonl FILE.")
    if args.jsonl is not None:
        return answer_lines(args.jsonl, _answer)
    return _print_quotations(args.file)


def as_json(quotation: "Quotation") -> dict[str, Any]:
    """Return a quotation in the form promised to scripts; with its article's id where it has one."""
    speaker, cue = quotation.speaker, quotation.cue
    made: dict[str, Any] = {
        "kind": quotation.kind.value,
        "fragments": quotation.fragments,
        "text": quotation.text,
        "speaker": None,
        "cue": None,
        "confidence": round(quotation.confidence, 3),
    }
    if speaker:
        made["speaker"] = {
            "text": speaker.text,
            "start": speaker.start,
            "end": speaker.end,
            "name": speaker.name,
            "role": speaker.role,
        }
    if cue:
        made["cue"] = {"text": cue.text, "start": cue.start, "end": cue.end}
    if quotation.article_id is not None:
        made["article_id"] = quotation.article_id
    return made


def _answer(line: Line) -> dict[str, Any]:
    language = text_of(line, "language", optional=True) or "en"
    return {"quotations": [as_json(quotation) for quotation in find_quotations(text_of(line, "text"), None, language)]}


def _print_quotations(name: str) -> int:
    from retrieval.errors import BadInput
    from retrieval.text.cleaning import blocks_of, strip_controls

    text = strip_controls(_read(name))
    quotations = find_quotations(text, blocks_of(text))
    if not quotations:
        if not text.strip():
            raise BadInput(f"{'standard input' if name == '-' else name}: there is no text in it.")
        print("Nobody is quoted in this text.")
        return 0
    for block in _paragraphs(quotations):
        print(block)
    return 0


def _read(name: str) -> str:
    import sys

    from retrieval.errors import BadInput

    try:
        if name == "-":
            return sys.stdin.buffer.read().decode("utf-8", "replace")
        with open(name, "rb") as stream:  # noqa: PTH123  a Path would say no more
            return stream.read().decode("utf-8", "replace")
    except OSError as error:
        raise BadInput(f"{name}: cannot be read: {error.strerror}.") from None


def _paragraphs(quotations: Iterable["Quotation"]) -> Iterable[str]:
    """Yield the speaker's line and below it the words, once for a run of quotations of one speaker."""
    last: str | None = None
    for quotation in quotations:
        said = _said_by(quotation.speaker)
        words = " ".join(quotation.text.split())
        if said != last:
            yield f"{'' if last is None else chr(10)}{said}"
            last = said
        yield f"  {quotation.kind.value:<8}  {words}"


def _said_by(speaker: "Speaker | None") -> str:
    if speaker is None:
        return "(no speaker named)"
    mention = " ".join(speaker.text.split())
    if speaker.name is None:
        return f"{mention} (not resolved)" if speaker.role is None else mention
    role = f", {speaker.role}" if speaker.role else ""
    beside = f"  [{mention}]" if mention not in speaker.name else ""
    return f"{speaker.name}{role}{beside}"
