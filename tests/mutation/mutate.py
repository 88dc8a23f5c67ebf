"""How many small faults the tests notice: mutants drawn by a seed, each run against the tests that reach its line.

Cosmic Ray makes the mutants, one change each, of numbers, comparisons, arithmetic, conditions and loops. Nothing is
written to the checkout: each mutant lives in a process forked for it, which imports the changed text of one module and
runs, the likeliest to notice and the quickest first, the tests that were seen to execute the changed statement.

    python tests/mutation/mutate.py                     300 mutants, the survivors and the share that was killed
    python tests/mutation/mutate.py --only quotations   of the files whose path holds the word
    python tests/mutation/mutate.py --sample 1000 --seed 7 --processes 4
"""

import argparse
import os
import pickle
import random
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[2]
#: where answers are found, ranked and attributed, and what keeps the bot from being flooded
MUTATED = (
    "retrieval/answering", "retrieval/questions", "retrieval/quotations", "retrieval/ranking.py",
    "retrieval/index/weighting.py", "bot/telegram/handlers/rate_limits.py",
)  # fmt: skip


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=300, metavar="N", help="mutants drawn (300)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="what they are drawn by (1)")
    parser.add_argument("--processes", type=int, default=2, metavar="N", help="mutants tried at once (2)")
    parser.add_argument("--seconds", type=float, default=30, metavar="S", help="of tests for each mutant (30)")
    parser.add_argument("--only", default="", metavar="WORD", help="mutate only files whose path holds the word")
    return parser.parse_args()


def state() -> str:
    """Return a name for what stands in the checkout, so that what each test reaches is measured once."""
    git = ["git", "-C", str(REPOSITORY)]
    commit = subprocess.run([*git, "rev-parse", "HEAD"], capture_output=True, text=True, check=True).stdout.strip()
    changed = subprocess.run([*git, "diff", "HEAD"], capture_output=True, check=True).stdout
    new = subprocess.run(
        [*git, "ls-files", "--others", "--exclude-standard"], capture_output=True, text=True, check=True
    ).stdout
    text = "".join((REPOSITORY / name).read_text("utf-8", "replace") for name in new.splitlines())
    return f"{commit[:12]}-{random.Random(changed + text.encode()).getrandbits(64):016x}"


def reached(runs: Any) -> Any:
    """Return which tests execute which lines and how long each takes."""
    kept = Path(tempfile.gettempdir()) / f"onrecord-mutation-{state()}.pickle"
    if kept.is_file():
        return pickle.loads(kept.read_bytes())
    print("running the tests once to see what each of them reaches …", flush=True)
    found = runs.measure()
    kept.write_bytes(pickle.dumps(found))
    return found


def main() -> int:
    given = arguments()
    os.chdir(REPOSITORY)
    os.environ["CI"] = "1"  # hypothesis tries the same examples for every mutant
    sys.path[:0] = [str(REPOSITORY), str(Path(__file__).parent)]
    import mutants
    import runs

    files = mutants.files_of(REPOSITORY, MUTATED, given.only)
    everything = [mutant for path in files for mutant in mutants.of_file(REPOSITORY, path)]
    drawn = mutants.draw(everything, given.sample, given.seed)
    print(f"{len(everything)} mutants in {len(files)} files; {len(drawn)} drawn with seed {given.seed}")
    found = reached(runs)
    counts: Counter[str] = Counter()
    survivors = []
    for mutant, outcome in runs.tried(REPOSITORY, drawn, found, given.seconds, given.processes):
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
