"""Kill -9 while articles are added, changed and deleted, over and over: what was confirmed is there, whole, and in the index.

python tests/chaos/kills_adding.py --rounds 300
"""

import argparse
import random
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from retrieval.archive.archive import Archive
from retrieval.domain import Article, Block, BlockKind
from retrieval.index.embedded import EmbeddedIndex
from retrieval.index.keeping import bring_up_to_date
from retrieval.ingest.pipeline import Pipeline
from tests.chaos.harness import report

#: articles that are added, changed and deleted again, and sentences of each
ARTICLES, SENTENCES = 40, 40
LETTERS = "abdefgiklmnoprstu"


def text_of(name: str, version: int) -> str:
    """Return the text of a version of an article: each sentence names it, so that a torn text would be seen."""
    drawn = random.Random(name)  # unlike that of any other article, which would be taken for a copy of it
    lines = (" ".join("".join(drawn.choices(LETTERS, k=6)) for _ in range(8)) for _ in range(SENTENCES))
    return " ".join(f"The {line} of {name} {name}v{version}x." for line in lines)


def write(folder: Path, seed: int) -> None:
    """Add, change and delete articles until killed; print what has been confirmed, a line each."""
    drawn, versions = random.Random(seed), {f"a{n}b": seed * 10_000 for n in range(ARTICLES)}
    archive, index = Archive.open(folder), EmbeddedIndex(folder / "index")
    bring_up_to_date(archive, index)
    pipeline = Pipeline(archive, index)
    while True:
        names = drawn.sample(sorted(versions), drawn.randint(1, 4))
        if drawn.random() < 0.25:
            print("trying", *(f"{name}=0" for name in names), flush=True)
            archive.delete(names)
            bring_up_to_date(archive, index)
            print("done", *(f"{name}=0" for name in names), flush=True)
            continue
        made = []
        for name in names:
            versions[name] += 1
            text = text_of(name, versions[name])
            made.append(
                Article(name, text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), headline=f"{name} v{versions[name]}x")
            )
        said = [f"{name}={versions[name]}" for name in names]
        print("trying", *said, flush=True)
        list(pipeline.add(made))
        print("done", *said, flush=True)


def killed_after(folder: Path, seed: int, writes: int, seconds: float) -> list[str]:
    """Return the lines of a writer that was killed so many writes, and then so many seconds, after its start."""
    words = [sys.executable, __file__, "--write", str(folder), "--seed", str(seed)]
    lines: list[str] = []
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        while not lines or sum(line.startswith("done") for line in lines) < writes:
            lines.append(process.stdout.readline())
            assert lines[-1], "the writer has ended by itself"
        timer = threading.Timer(seconds, process.kill)
        timer.start()
        lines += process.stdout.readlines()
        timer.join()
    return [line for line in lines if line.endswith("\n")]


def trial(rounds: int, seed: int, folder: Path) -> dict[str, int]:
    """Return how many writes were confirmed, and how many articles were lost, torn, or not as the index has them."""
    drawn, confirmed = random.Random(seed), 0
    allowed: dict[str, set[int]] = {}
    lost = torn = mismatched = 0
    for number in range(rounds):
        for line in killed_after(folder, seed * 1000 + number + 1, drawn.randint(0, 5), drawn.uniform(0.0, 0.5)):
            what, *said = line.split()
            for name, version in (one.split("=") for one in said):
                # what was being written when it was killed may be there or not
                before = allowed.get(name, {0}) if what == "trying" else set()
                allowed[name] = before | {int(version)}
            confirmed += what == "done"
        wrong = checked(folder, allowed)
        lost, torn, mismatched = lost + wrong[0], torn + wrong[1], mismatched + wrong[2]
    return {"rounds": rounds, "confirmed": confirmed, "lost": lost, "torn": torn, "not as in the index": mismatched}


def checked(folder: Path, allowed: dict[str, set[int]]) -> tuple[int, int, int]:
    """Open an archive as after a crash; return what is lost, what is torn, and what the index has otherwise."""
    archive, index = Archive.open(folder), EmbeddedIndex(folder / "index")
    bring_up_to_date(archive, index)
    there = archive.articles(list(allowed))
    lost = torn = mismatched = 0
    for name, versions in allowed.items():
        article = there.get(name)
        if article is None:
            lost += 0 not in versions
            mismatched += bool(_found(index, name))
            continue
        fitting = [version for version in versions if version and article.text == text_of(name, version)]
        torn += not fitting
        for version in fitting:
            allowed[name] = {version}
            mismatched += _found(index, f"{name}v{version}x") != {name}
    archive.close()
    index.close()
    return lost, torn, mismatched


def _found(index: EmbeddedIndex, term: str) -> set[str]:
    return {hit.passage.article_id for hit in index.candidates([term], 100)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.write:
        write(args.write, args.seed)
    with tempfile.TemporaryDirectory() as folder:
        figures = trial(args.rounds, args.seed, Path(folder))
    report("kill -9 while adding, changing and deleting", **figures)
    return 1 if figures["lost"] or figures["torn"] or figures["not as in the index"] else 0


if __name__ == "__main__":
    sys.exit(main())
