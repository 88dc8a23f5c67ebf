"""How many pages a second the article is read out of, as HTML and flattened, beside trafilatura, and how much of it is right.

    python tests/bench/extracting.py PAGES.jsonl.gz [PROGRAM_AND_PEERS…]

Each line of the file is an object with any of `html`, `url`, `text` (the page flattened) and `gold` (the article's body).
All read the same pages in turn, one after the other in every round, each in a process of its own; of the rounds the medians
are printed, and of the ratios to trafilatura's in the same round. Peers: "html", "flat", "trafilatura" (`extract`, fast),
"trafilatura-metadata" (the same with its metadata, as this program reads it); all of them by default. Times are the
processor's. F1 is of shingles of four words, means over the pages that have a gold body.
"""

import gzip
import json
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path
from statistics import fmean, median
from typing import Any

from retrieval.errors import Refused
from retrieval.ingest.readers.html import read_web_page
from retrieval.ingest.readers.plain_text import read_flat_page

ROUNDS, WARMING = 5, 10
BESIDE = "trafilatura"
Page = Mapping[str, Any]


def _html(page: Page) -> str:
    return "\n".join(read_web_page(page["html"], page.get("url")).paragraphs)


def _flat(page: Page) -> str:
    return "\n".join(read_flat_page(page["text"]).paragraphs)


def _trafilatura(page: Page) -> str:
    import trafilatura

    return trafilatura.extract(page["html"], url=page.get("url"), fast=True) or ""


def _with_metadata(page: Page) -> str:
    import trafilatura

    return (
        trafilatura.extract(page["html"], url=page.get("url"), fast=True, with_metadata=True, output_format="json")
        or ""
    )


READERS: dict[str, tuple[str, Callable[[Page], str]]] = {
    "html": ("html", _html),
    "flat": ("text", _flat),
    "trafilatura": ("html", _trafilatura),
    "trafilatura-metadata": ("html", _with_metadata),
}


def pages_of(file: str) -> list[Page]:
    """Return the pages of a file of JSON Lines, packed or not."""
    with (
        gzip.open(file, "rt", encoding="utf-8") if file.endswith(".gz") else Path(file).open(encoding="utf-8") as lines
    ):
        return [json.loads(line) for line in lines]


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """Return the runs of `size` words of a text.

    >>> sorted(shingles("the ferry is late again"))
    [('ferry', 'is', 'late', 'again'), ('the', 'ferry', 'is', 'late')]
    """
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + size]) for at in range(max(1, len(words) - size + 1)) if words)


def f1(pairs: Iterable[tuple[str, str]]) -> float:
    """Return the harmonic mean of the mean precision and recall of what was read against what should be.

    >>> f1([("the ferry is late", "the ferry is late"), ("", "the boat is late")])
    0.5
    """
    precisions, recalls = [], []
    for read, gold in pairs:
        one, two = shingles(read), shingles(gold)
        shared = sum((one & two).values())
        precisions.append(shared / max(1, sum(one.values())))
        recalls.append(shared / max(1, sum(two.values())))
    precision, recall = (fmean(values) if values else 0.0 for values in (precisions, recalls))
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def measured(name: str, file: str) -> tuple[float, float]:
    """Return pages a second and F1 of one reader, in this process."""
    key, read = READERS[name]
    pages = [page for page in pages_of(file) if page.get(key)]
    texts: list[str] = []

    def read_one(page: Page) -> None:
        texts.append("")
        with suppress(Refused):
            texts[-1] = read(page)

    for page in islice(pages, WARMING):
        read_one(page)
    texts.clear()
    begun = time.process_time()
    for page in pages:
        read_one(page)
    spent = time.process_time() - begun
    known = [(text, page["gold"]) for text, page in zip(texts, pages, strict=True) if page.get("gold")]
    # what comes as JSON with the metadata is compared by its text
    return len(pages) / spent, f1([(_text(name, text), gold) for text, gold in known])


def _text(name: str, read: str) -> str:
    return json.loads(read or "{}").get("text") or "" if name.endswith("metadata") else read


def main(file: str, *chosen: str) -> None:
    """Print medians, ratios and F1 of every reader."""
    names = list(chosen) or list(READERS)
    rounds: list[dict[str, list[float]]] = []
    for _ in range(ROUNDS):
        found = {}
        for name in names:
            told = subprocess.run(
                [sys.executable, __file__, "--one", name, file], capture_output=True, text=True, check=True
            )
            found[name] = [float(figure) for figure in told.stdout.split()]
        rounds.append(found)
    for name in names:
        speed = median(found[name][0] for found in rounds)
        beside = median(found[name][0] / found[BESIDE][0] for found in rounds) if BESIDE in names else 0.0
        print(f"{name:22} {speed:7.1f} pages a second  {beside:5.2f} of {BESIDE}  F1 {rounds[0][name][1]:.3f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(*measured(sys.argv[2], sys.argv[3]))
    else:
        main(*sys.argv[1:])
