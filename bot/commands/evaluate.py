"""`onrecord evaluate`: the figures of a data set, such as one made of votes."""

import argparse
import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.bootstrap import open_program
from bot.commands.json_lines import read_lines
from retrieval.domain import Question
from retrieval.errors import BadDataset
from retrieval.evaluation import Asked, evaluate, read_asked

if TYPE_CHECKING:
    from bot.configuration.settings import Settings

_ORDER = (
    "A@1", "A@3", "A@5", "abstained, answerable", "abstained, unanswerable", "D@1", "D@5", "D@10", "MAP", "MRR", "P@1",
    "rejected again",
)  # fmt: skip


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "dataset",
        nargs="+",
        metavar="DATASET",
        help='lines {"id", "question", "answers", "articles"} or {"id", "question", "candidates", "labels"}',
    )


def run(args: argparse.Namespace, settings: "Settings") -> int:
    """Print the table of one or several data sets taken together; return the exit status."""
    with contextlib.closing(open_program(settings)) as program:
        answerer = program.answerer
        figures = evaluate(
            asked_of(args.dataset),
            lambda question: answerer.answer(Question(question)),
            lambda query: [found.passage.article_id for found in answerer.search(query, 100)],
            answerer.rank,
        )
    print(f"{'questions':<24}{figures.questions:>7}")
    for name in _ORDER:
        if name in figures.values:
            print(f"{name:<24}{figures.values[name]:>7.3f}")
    return 0


def asked_of(files: list[str]) -> Iterator[Asked]:
    """Yield the lines of data sets; raise BadDataset, naming file and line, where one is not of the promised form."""
    for file in files:
        number = 0
        for number, line in enumerate(read_lines(file), 1):
            if isinstance(line, BadDataset):
                raise line
            try:
                yield read_asked(line)
            except BadDataset as error:
                raise BadDataset(f"{file}, line {number}: {error}") from None
        if not number:
            raise BadDataset(f"{file}: there is no question in it.")
