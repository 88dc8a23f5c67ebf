"""How long a question takes on the whole path of `onrecord ask --jsonl`, beside the bare search for its passages.

    python tests/bench/asking.py [--archive FOLDER] [--questions FILE.jsonl] [--limit N] [--rounds N]

Compared in one process, question by question in turn:

- asked: a line of questions as the command answers it, from the text to the reply as it is printed, the archive's reads
  included, opening the archive and starting the process not;
- bare search: the same terms looked up in the index for the 100 best passages, these fetched (`EmbeddedIndex.candidates`);
- without fetching: tantivy's own search alone, which gives 100 addresses of passages.

Wall seconds, medians over the questions of each question's best round; with `--rounds 1` every question is new. The three
take turns at being first. Without --archive the sample stories are asked
what their first words are about.
"""

import argparse
import contextlib
import json
import statistics
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import tantivy  # noqa: TID251  it is what is compared with

from bot.bootstrap import Program, open_program
from bot.commands.ask import Asking
from bot.configuration.settings import load_settings
from retrieval.index.embedded import EmbeddedIndex
from retrieval.index.near_real_time import NearRealTimeIndex
from retrieval.questions import analyse

PASSAGES = 100
KINDS = ("asked", "bare search", "without fetching")


def searches(program: Program, question: str) -> dict[str, Callable[[], Any]]:
    """Return what is measured for one question."""
    index = program.index.durable if isinstance(program.index, NearRealTimeIndex) else program.index
    assert isinstance(index, EmbeddedIndex)
    terms = analyse(question, program.archive.languages()).searched
    bare = tantivy.Index.open(str(index.folder))
    searcher, schema = bare.searcher(), bare.schema
    either = [
        (tantivy.Occur.Should, tantivy.Query.term_query(schema, "lines", term, "freq")) for term in dict.fromkeys(terms)
    ]
    query = tantivy.Query.boolean_query(either)
    asking = Asking(program)

    def searched_anew(work: Callable[[], Any]) -> Callable[[], Any]:
        def anew() -> Any:
            index._read()._lately.clear()
            return work()

        return anew

    works: tuple[Callable[[], Any], ...] = (
        searched_anew(lambda: asking.line({"question": question})),
        searched_anew(lambda: index.candidates(terms, PASSAGES)),
        lambda: searcher.search(query, PASSAGES, count=False),
    )
    return dict(zip(KINDS, works, strict=True))


def seconds(work: Callable[[], Any]) -> float:
    """Return the wall time of one run."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def questions_for(program: Program, file: str | None, limit: int) -> list[str]:
    """Return the questions of a file, or some made of the archive's headlines."""
    if file is None:
        return [f"What about {citation.headline}?" for citation in program.archive.newest(limit)]
    with Path(file).open(encoding="utf-8") as lines:
        return [json.loads(line)["question"] for line in islice(lines, limit)]


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--archive", metavar="FOLDER")
    parser.add_argument("--questions", metavar="FILE")
    parser.add_argument("--limit", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    flags = {"archive.url": args.archive} if args.archive else {}
    best: dict[str, list[float]] = {}
    with contextlib.closing(open_program(load_settings(flags))) as program:
        questions = questions_for(program, args.questions, args.limit)
        for number, question in enumerate(questions):
            kinds = list(searches(program, question).items())
            if not number:
                kinds[0][1]()  # loads what is loaded with the first question
            turn = number % len(kinds)
            kinds = kinds[turn:] + kinds[:turn]
            rounds = [{kind: seconds(work) for kind, work in kinds} for _ in range(args.rounds)]
            for kind, _ in kinds:
                best.setdefault(kind, []).append(min(one[kind] for one in rounds))
    medians = {kind: statistics.median(best[kind]) for kind in KINDS}
    print(f"{len(questions)} questions, medians of each question's best of {args.rounds} rounds\n")
    for kind, median in medians.items():
        print(f"{kind:<18}{median * 1000:>8.2f} ms{medians['asked'] / median:>8.1f} times fit into a question")


if __name__ == "__main__":
    main()
