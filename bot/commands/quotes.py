"""`onrecord quotes`: who said what in a text."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.commands import UsageError
from bot.commands.json_lines import Line, answer_lines, text_of
from retrieval.errors import BadInput, Refused
from retrieval.quotations import find_quotations
from retrieval.quotations.lexicon import languages_read
from retrieval.text.detection import detect_among

if TYPE_CHECKING:
    from bot.configuration.settings import Settings
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
        } | ({"via": speaker.via} if speaker.via else {})
    if cue:
        made["cue"] = {"text": cue.text, "start": cue.start, "end": cue.end}
    if quotation.article_id is not None:
        made["article_id"] = quotation.article_id
    return made


def _answer(line: Line) -> dict[str, Any]:
    text = text_of(line, "text")
    language = text_of(line, "language", optional=True) or detect_among(text, languages_read())
    return {"quotations": [as_json(quotation) for quotation in find_quotations(text, None, language)]}


def _print_quotations(name: str) -> int:
    quotations = _read(name)
    if not quotations:
        print("Nobody is quoted in this text.")
        return 0
    for line in _paragraphs(quotations):
        print(line)
    return 0


def _read(name: str) -> tuple["Quotation", ...]:
    """Return the quotations of a file of any kind that articles are read from, or of a text too short to be one."""
    from retrieval.ingest.readers.file import read_file, text_of
    from retrieval.text.cleaning import blocks_of, strip_controls

    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise BadInput(f"{name}: cannot be read: {error.strerror}.") from None
    read = next(read_file("standard input.txt" if name == "-" else name, data))
    if not isinstance(read, BadInput):
        return find_quotations(read.text, read.blocks, read.language)
    if not isinstance(read, Refused) or not data.strip() or Path(name).suffix.lower() not in ("", ".txt"):
        raise read
    try:
        text = strip_controls(text_of(data))
    except Refused as error:
        raise BadInput(f"{name}: {error}.") from None
    return find_quotations(text, blocks_of(text), detect_among(text, languages_read()))


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
        return f"{mention} (not resolved)" if " " not in mention else mention
    role = f", {speaker.role}" if speaker.role else ""
    beside = f"  [{mention}]" if mention not in speaker.name else ""
    return f"{speaker.name}{role}{beside}"
