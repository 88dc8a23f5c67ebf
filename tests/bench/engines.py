"""The engines side by side on the passages of one archive: how quickly they search, what they hold in memory and on disk.

    python -m tests.bench.engines --archive FOLDER [--questions FILE.jsonl] [--limit N] [--engines NAME…] [--opensearch URL]
        [--nodes N] [--shards N] [--replicas N]
    python tests/bench/recombining.py ARTICLES.jsonl.gz 10900 > made.jsonl      # articles for an archive of 100,000 passages

Every engine is a process of its own, searches for the same terms of the same questions and gives its 100 best passages;
medians of five rounds over all questions. "answer" is a question's whole way to the answer, without a reader of meaning.
"first s" is from a process's start to its first answer. OpenSearch runs on `--nodes` nodes, started from its Maven artifact
unless addresses are given, separated by commas; "ids alone" fetches no passage. An article is added and looked for until it
is found, forty times, half a second apart; these articles are removed again. "a core second" is how many articles are taken
in for a second of processor time, on an empty archive. bm25s is compared where it is installed. "peak MB" counts the pages of
files that are mapped into memory, which the system takes back when it needs them; "own MB" is what the process has of its own
after its questions (Linux). Ratios are what counts: the rows of one run were measured on one machine in one state.
"""

import argparse
import compileall
import contextlib
import importlib.metadata
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.bench.engine_runs import RUNS

ENGINES = tuple(RUNS)
COLUMNS = (
    "search ms", "p95 ms", "CPU ms", "ids alone ms", "answer ms", "answer CPU ms", "first s", "first CPU s", "peak MB", "own MB", "on disk MB",
    "times text", "added p95 ms", "a core second",
)  # fmt: skip


def child(args: argparse.Namespace) -> None:
    """Measure one engine and print its row as JSON."""
    args.started = time.time() - float(Path("/proc/self/stat").exists() and since_start())
    given = json.loads(sys.stdin.read())
    args.questions, args.text, args.count = given["questions"], given["text"], given["count"]
    row = RUNS[args.only](args, given["terms"])
    row.setdefault("peak MB", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)
    print(json.dumps(row))


def since_start() -> float:
    """Return how long this process has been running, in seconds (Linux)."""
    ticks = int(Path("/proc/self/stat").read_text().rpartition(")")[2].split()[19])
    return float(Path("/proc/uptime").read_text().split()[0]) - ticks / os.sysconf("SC_CLK_TCK")


def given_to_all(args: argparse.Namespace) -> dict[str, Any]:
    """Return the questions, their terms, and how much text there is."""
    from retrieval.archive.archive import Archive
    from retrieval.index.embedded import EmbeddedIndex
    from retrieval.questions import analyse

    archive, index = Archive.open(args.archive), EmbeddedIndex(args.index)
    with contextlib.closing(archive), contextlib.closing(index):
        if args.questions:
            lines = Path(args.questions).read_text("utf-8").splitlines()[: args.limit]
            questions = [json.loads(line)["question"] for line in lines]
        else:
            questions = [f"What about {citation.headline}?" for citation in archive.newest(args.limit)]
        sample = [one.article_id for one in archive.newest(500)]
        text = statistics.mean(len(t.encode()) for t in archive.texts(sample).values()) * archive.count() / 1e6
        terms = [list(dict.fromkeys(analyse(q, archive.languages()).searched)) for q in questions]
        return {"questions": questions, "terms": terms, "text": text, "count": index.statistics(()).passages}


def main() -> None:
    """Measure every engine in a process of its own and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--archive", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--questions", metavar="FILE")
    parser.add_argument("--limit", type=int, default=100, help="questions")
    parser.add_argument("--slow", type=int, default=20, help="questions for those that take long")
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES)
    parser.add_argument("--opensearch", metavar="URL")
    parser.add_argument("--nodes", type=int, default=1)
    parser.add_argument("--shards", type=int, default=1)
    parser.add_argument("--replicas", type=int, default=0)
    parser.add_argument("--only", choices=ENGINES, help=argparse.SUPPRESS)
    args = parser.parse_args()
    args.index = args.archive / "index"
    if args.only:
        child(args)
        return
    for package in ("bot", "retrieval"):  # as installing does, or the first answer would be that of a compiler
        compileall.compile_dir(Path(__file__).parents[2] / package, quiet=1)
    given = given_to_all(args)
    print(f"{given['count']:,} passages, {given['text']:,.1f} MB of text, {len(given['questions'])} questions; "
          f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {platform.python_version()}, "
          + ", ".join(f"{name} {version(name)}" for name in ("rank-bm25", "bm25s", "tantivy", "opensearch-py")))  # fmt: skip
    print(f"{'':<14}" + "".join(f"{column:>15}" for column in COLUMNS))
    with contextlib.ExitStack() as closing:
        if "OpenSearch" in args.engines and not args.opensearch:
            from tests.servers.opensearch import Nodes

            nodes = Nodes(args.nodes, heap=1024 if args.nodes == 1 else 512)
            closing.callback(nodes.stop)
            nodes.wait()
            args.opensearch = ",".join(nodes.addresses)
        for engine in args.engines:
            show(engine, args, given)


def show(engine: str, args: argparse.Namespace, given: dict[str, Any]) -> None:
    """Measure an engine in a process of its own and print its line."""
    words = [sys.executable, "-m", "tests.bench.engines", "--archive", str(args.archive), "--only", engine]
    for name in ("slow", "shards", "replicas", "opensearch"):
        words += [f"--{name}", str(getattr(args, name))] if getattr(args, name) is not None else []
    done = subprocess.run(words, input=json.dumps(given), capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{engine:<14}  {done.stderr.strip().splitlines()[-1]}", flush=True)
        return
    row = json.loads(done.stdout.splitlines()[-1])
    print(f"{engine:<14}" + "".join(f"{row[c]:>15,.2f}" if c in row else f"{'':>15}" for c in COLUMNS), flush=True)


def version(name: str) -> str:
    """Return the version of a library, "absent" where it is not installed."""
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "absent"


if __name__ == "__main__":
    main()
