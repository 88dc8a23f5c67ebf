"""`onrecord rank`: a score for each candidate sentence of a question."""

import argparse
from typing import TYPE_CHECKING, Any

from bot.commands.json_lines import Line, answer_lines, text_of
from bot.configuration.ranking_weights import load_weights
from bot.engines import open_reader
from retrieval.answering import Weights, rank_sentences
from retrieval.errors import BadInput

if TYPE_CHECKING:
    from bot.configuration.settings import Settings
    from retrieval.reading.reader import Reader


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "--jsonl", metavar="FILE", required=True, help='lines {"id", "question", "candidates"}; - for standard input'
    )


def run(args: argparse.Namespace, settings: "Settings") -> int:
    """Score every line of a file, by the weights and with the reader that the settings name; return the exit status."""
    weights, reader = load_weights(settings.source), open_reader(settings, None)
    return answer_lines(args.jsonl, lambda line: _answer(line, weights, reader))


def _answer(line: Line, weights: Weights, reader: "Reader | None") -> dict[str, Any]:
    candidates = line.get("candidates")
    if not isinstance(candidates, list) or not all(isinstance(one, str) for one in candidates):
        raise BadInput('"candidates" has to be a list of strings.')
    return {"scores": rank_sentences(text_of(line, "question"), candidates, weights, reader)}
