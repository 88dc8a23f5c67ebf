"""`onrecord tune`: weights for the ranking, set on a data set."""

import argparse
import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from bot.bootstrap import open_program
from bot.commands.evaluate import asked_of
from bot.configuration.ranking_weights import written
from retrieval.errors import BadInput
from retrieval.evaluation import tuned_weights

if TYPE_CHECKING:
    from bot.configuration.settings import Settings


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("dataset", nargs="+", metavar="DATASET", help="questions with their answers, as for evaluate")
    parser.add_argument(
        "--output", metavar="FILE", help="write the weights there (a ranking.yaml) instead of printing them"
    )


def run(args: argparse.Namespace, settings: "Settings") -> int:
    """Set the weights on the data sets, print or write them as a ranking.yaml; return the exit status."""
    with contextlib.closing(open_program(settings)) as program:
        text = written(tuned_weights(list(asked_of(args.dataset)), program.answerer.weights, program.answerer.scored))
    if args.output is None:
        print(text, end="")
        return 0
    try:
        Path(args.output).write_text(text, "utf-8")
    except OSError as error:
        raise BadInput(f"{args.output}: cannot be written: {error.strerror}.") from None
    return 0
