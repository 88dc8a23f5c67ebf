"""How many words a second quotations are found in, beside another checkout of the program where one is given.

    python tests/bench/quoting.py TEXTS.jsonl.gz [OTHER_CHECKOUT]

Each line of the file is an object with a `text`. Both checkouts read the same texts in turn, in processes of their own, five
times each; the medians are printed, and how many times as fast this one is.
"""

import os
import subprocess
import sys
from pathlib import Path
from statistics import median

ROUNDS = 9
_READ = """
import gzip, json, sys, time
from retrieval.quotations import find_quotations
file = sys.argv[1]
with (gzip.open(file, "rt", encoding="utf-8") if file.endswith(".gz") else open(file, encoding="utf-8")) as lines:
    texts = [json.loads(line)["text"] for line in lines]
for text in texts[:20]:
    find_quotations(text)
begun = time.process_time()
for text in texts:
    find_quotations(text)
print(sum(len(text.split()) for text in texts) / (time.process_time() - begun))
"""


def words_a_second(checkout: Path, texts: str) -> float:
    """Return what one process with this checkout reads in a second of its own time."""
    place = {**os.environ, "PYTHONPATH": str(checkout)}
    told = subprocess.run(
        [sys.executable, "-P", "-c", _READ, texts], env=place, capture_output=True, text=True, check=True
    )
    return float(told.stdout)


def main(texts: str, other: str | None = None) -> None:
    """Print the medians of this checkout and the other one."""
    checkouts = [Path(__file__).parents[2], *([Path(other)] if other else [])]
    measured: dict[Path, list[float]] = {checkout: [] for checkout in checkouts}
    for _ in range(ROUNDS):
        for checkout in checkouts:
            measured[checkout].append(words_a_second(checkout, texts))
    medians = [median(measured[checkout]) for checkout in checkouts]
    for checkout, found in zip(checkouts, medians, strict=True):
        print(f"{found:9,.0f} words a second  {checkout}")
    if other:
        ratios = [ours / theirs for ours, theirs in zip(*(measured[one] for one in checkouts), strict=True)]
        print(f"{median(ratios):9.2f} times as fast, the median of the rounds")


if __name__ == "__main__":
    main(*sys.argv[1:])
