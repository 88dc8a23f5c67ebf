"""How quickly articles are added, beside rank-bm25's own tokenise-and-build over the same texts, in one run.

    python tests/bench/adding.py [--data ARTICLES.jsonl.gz] [--articles N] [--rounds N]

Everything is included: JSON, cleaning, sentences, quotations, stories, index, and a durable commit a batch. Rounds take
turns, so that whatever else the machine does falls on all alike; medians are printed. With two workers the processor's
seconds are those of the process that writes, which bounds how many workers it can keep up with. Without --data the articles are
paragraphs of the sample stories put together at random, about 1,300 words each.
"""

import argparse
import gc
import json
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path

from rank_bm25 import BM25Okapi  # noqa: TID251  it is what is compared with

from bot.samples import sample_files
from retrieval.archive.archive import Archive
from retrieval.domain import Article
from retrieval.index.embedded import EmbeddedIndex
from retrieval.ingest.parallel.bulk import add_all
from retrieval.ingest.parallel.tasks import line_task
from retrieval.ingest.pipeline import Pipeline
from retrieval.ingest.readers.file import read_file
from retrieval.ingest.readers.line_files import raw_lines


def made_lines(count: int) -> list[bytes]:
    """Return articles of about 1,300 words each as JSON Lines."""
    chance = random.Random(1)
    articles = [a for path in sample_files() if path.suffix == ".txt" for a in read_file(path.name, path.read_bytes())]
    paragraphs = [a.text[b.start : b.end] for a in articles if isinstance(a, Article) for b in a.blocks]
    lines = []
    for number in range(count):
        text, words = [], 0
        while words < 1_300:
            text.append(f"{chance.choice(paragraphs)} It was report {chance.randrange(10**6)} of the day.")
            words += len(text[-1].split())
        day = f"2031-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"
        line = {"id": f"made-{number}", "headline": text[0][:70], "published": day, "text": "\n\n".join(text)}
        lines.append(json.dumps(line).encode())
    return lines


def added(lines: Iterable[bytes], workers: int) -> None:
    """Add everything to a new archive."""
    with tempfile.TemporaryDirectory() as folder:
        archive, index = Archive.open(folder), EmbeddedIndex(Path(folder) / "index")
        tasks = (line_task(f"line {number}", line) for number, line in enumerate(lines, 1))
        for outcome in add_all(Pipeline(archive, index), tasks, workers):
            assert outcome.status != "refused", outcome.message
        index.close()
        archive.close()


def built(lines: Iterable[bytes]) -> None:
    """Do what rank-bm25's README does."""
    BM25Okapi([json.loads(line)["text"].split(" ") for line in lines])


def measured(work: Callable[[], None]) -> tuple[float, float]:
    """Return wall seconds, and the processor seconds of this process."""
    wall, processor = time.perf_counter(), spent()
    work()
    return time.perf_counter() - wall, spent() - processor


def spent() -> float:
    """Return the processor seconds of this process; the workers' are not to be had, they are children of another one."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", metavar="FILE")
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    gc.set_threshold(20_000, 20, 20)  # as the command does
    if args.data:
        lines = [raw for _, raw in islice(raw_lines(args.data), args.articles) if isinstance(raw, bytes)]
    else:
        lines = made_lines(args.articles)
    kinds: dict[str, Callable[[], None]] = {
        "rank-bm25": lambda: built(lines),
        "one process": lambda: added(lines, 1),
        "two workers": lambda: added(lines, 2),
    }
    seconds: dict[str, list[tuple[float, float]]] = {kind: [] for kind in kinds}
    for _ in range(args.rounds):
        for kind, work in kinds.items():
            seconds[kind].append(measured(work))
    medians = {
        kind: [statistics.median(column) for column in zip(*pairs, strict=True)] for kind, pairs in seconds.items()
    }
    print(f"{len(lines)} articles, medians of {args.rounds} rounds\n")
    print(f"{'':<14}{'articles/s':>12}{'a CPU second':>14}{'times rank-bm25 (CPU)':>23}")
    for kind, (wall, processor) in medians.items():
        ratio = processor / medians["rank-bm25"][1]
        print(f"{kind:<14}{len(lines) / wall:>12.0f}{len(lines) / processor:>14.0f}{ratio:>23.1f}")
    print(
        f"\ntwo workers against one process, wall time: {medians['one process'][0] / medians['two workers'][0]:.2f} times"
    )


if __name__ == "__main__":
    main()
