"""How many small faults the tests notice: mutants drawn by a seed, each run against the tests that reach its line.

Cosmic Ray makes the mutants, one change each, of numbers, comparisons, arithmetic, conditions and loops. Nothing is
written to the checkout: each mutant lives in a process forked for it, which imports the changed text of one module and
runs, the likeliest to notice and the quickest first, the tests that were seen to execute the changed statement. What was
found out about a program and its tests is kept until either changes, so that a run that was broken off goes on.

    python tests/mutation/mutate.py                     300 mutants, the survivors and the share that was killed
    python tests/mutation/mutate.py --only quotations   of the files whose path holds the word
    python tests/mutation/mutate.py --sample 1000 --seed 7 --processes 4
"""

import argparse
import hashlib
import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[2]
#: where answers are found, ranked and attributed, and what keeps the bot from being flooded
MUTATED = (
    "retrieval/answering", "retrieval/questions", "retrieval/quotations", "retrieval/ranking.py",
    "bot/telegram/handlers/rate_limits.py",
)  # fmt: skip


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=300, metavar="N", help="mutants drawn (300)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="what they are drawn by (1)")
    parser.add_argument("--processes", type=int, default=2, metavar="N", help="mutants tried at once (2)")
    parser.add_argument("--seconds", type=float, default=20, metavar="S", help="of tests for each mutant (20)")
    parser.add_argument("--only", default="", metavar="WORD", help="mutate only files whose path holds the word")
    return parser.parse_args()


class Kept:
    """The outcomes of mutants tried before, as long as the program and its tests are the same: a line of JSON each."""

    def __init__(self, name: str) -> None:
        self._file = Path(tempfile.gettempdir()) / f"onrecord-mutants-{name}.jsonl"
        lines = self._file.read_text("utf-8").splitlines() if self._file.is_file() else []
        self._found: dict[str, list[str]] = dict(json.loads(line) for line in lines)

    def get(self, mutant: Any) -> list[str] | None:
        """Return how a mutant fared and by which test, None where it was not tried."""
        return self._found.get(self._key(mutant))

    def put(self, mutant: Any, word: str, by: str) -> None:
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps([self._key(mutant), [word, by]]) + "\n")

    @staticmethod
    def _key(mutant: Any) -> str:
        return f"{mutant.path} {mutant.operator} {mutant.occurrence}"


def outcomes(given: argparse.Namespace, drawn: list[Any]) -> Iterator[tuple[Any, Any]]:
    """Try the mutants that were not tried before; yield what became of each."""
    import processes
    import reach
    import trials

    processes.import_once({mutant.path for mutant in drawn})
    found = reach.reached(REPOSITORY)
    tests = hashlib.sha256(json.dumps([sorted(found.measured.items()), given.seconds]).encode()).hexdigest()[:16]
    kept = Kept(f"{reach.state(REPOSITORY)}-{tests}")
    for mutant in drawn:
        if known := kept.get(mutant):
            yield mutant, trials.Outcome(*known)
    waiting = [mutant for mutant in drawn if kept.get(mutant) is None]
    for mutant, outcome in trials.tried(REPOSITORY, waiting, found, given.seconds, given.processes):
        kept.put(mutant, outcome.word, outcome.by)
        yield mutant, outcome


def main() -> int:
    given = arguments()
    os.chdir(REPOSITORY)
    os.environ["CI"] = "1"  # hypothesis tries the same examples for every mutant
    sys.dont_write_bytecode = False
    sys.pycache_prefix = str(Path(tempfile.gettempdir()) / "onrecord-mutation-bytecode")
    sys.path[:0] = [str(REPOSITORY), str(Path(__file__).parent)]
    import mutants

    files = mutants.files_of(REPOSITORY, MUTATED, given.only)
    everything = [mutant for path in files for mutant in mutants.of_file(REPOSITORY, path)]
    drawn = mutants.draw(everything, given.sample, given.seed)
    print(f"{len(everything)} mutants in {len(files)} files; {len(drawn)} drawn with seed {given.seed}")
    counts: Counter[str] = Counter()
    survivors = []
    for mutant, outcome in outcomes(given, drawn):
        counts[outcome.word] += 1
        if outcome.killed:
            print(f"  killed    {mutant.place}  {outcome.by}", flush=True)
        else:
            survivors.append((mutant, outcome))
            print(f"  SURVIVED  {mutant.place}  {mutant.change}  ({outcome.by})", flush=True)
    print("\nSurvivors:")
    for mutant, outcome in sorted(survivors, key=lambda one: one[0].place):
        print(f"{mutant.place}: {mutant.operator}\n  - {mutant.before}\n  + {mutant.after}\n  ({outcome.by})")
    killed = sum(counts.values()) - len(survivors)
    told = ", ".join(f"{count} {word}" for word, count in counts.most_common())
    print(f"\n{killed} of {len(drawn)} mutants were killed ({killed / max(1, len(drawn)):.1%}): {told}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
