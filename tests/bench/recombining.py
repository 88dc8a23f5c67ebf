"""Make any number of articles out of the sentences of a few thousand: what large archives are measured with.

    python tests/bench/recombining.py ARTICLES.jsonl.gz COUNT [--seed N] > made.jsonl

Each made article takes runs of sentences in turn from four articles, so that a passage is about something, as a real one is;
one name in it in twenty is replaced by an invented one, because a real archive goes on meeting new names. The same seed gives
the same articles. Nothing of the output is ours to keep.
"""

import argparse
import gzip
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

#: sentences of a made article, and of a run taken from one
SENTENCES, RUN = (20, 70), (1, 6)
#: one capitalised word in so many is replaced
NEW_NAME = 20
DAYS = 730
_BOUNDARY = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")
_SYLLABLES = [a + b for a in ("b", "d", "f", "gr", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v") for b in "aeiou"]
OUTLETS = ("The Lindmar Standard", "Northern Post", "Port Ellary Courier", "Brannock Herald", "Orle Gazette")


def read(path: str) -> list[tuple[str, list[str]]]:
    """Return headline and sentences of every article long enough."""
    raw = Path(path).read_bytes()
    lines = (gzip.decompress(raw) if path.endswith(".gz") else raw).splitlines()
    articles = [json.loads(line) for line in lines]
    cut = [(a.get("headline") or "", _BOUNDARY.split(a["text"].replace("\n", " "))) for a in articles]
    return [(headline, sentences) for headline, sentences in cut if len(sentences) >= SENTENCES[0]]


def recombined(articles: list[tuple[str, list[str]]], count: int, seed: int) -> Iterator[dict[str, Any]]:
    """Yield `count` articles."""
    chance = random.Random(seed)
    for number in range(count):
        sources = chance.sample(articles, 4)
        wanted, text, paragraph = chance.randint(*SENTENCES), [], []
        while wanted > 0:
            sentences = chance.choice(sources)[1]
            start, length = chance.randrange(len(sentences)), chance.randint(*RUN)
            paragraph += sentences[start : start + length]
            wanted -= length
            if len(paragraph) >= 3:
                text.append(" ".join(paragraph))
                paragraph = []
        day = chance.randrange(DAYS)
        yield {
            "id": f"made-{seed}-{number}",
            "headline": renamed(" ".join(source[0] for source in sources[:2])[:90], chance),
            "outlet": chance.choice(OUTLETS),
            "published": f"{2030 + day // 365}-{day % 365 // 31 + 1:02}-{day % 28 + 1:02}",
            "text": renamed("\n\n".join(text), chance),
        }


def renamed(text: str, chance: random.Random) -> str:
    """Return the text with a few of its names replaced."""

    def name(match: "re.Match[str]") -> str:
        if chance.randrange(NEW_NAME):
            return match.group()
        return "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))).capitalize()

    return _NAME.sub(name, text)


def main() -> None:
    """Write the articles as JSON Lines."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", metavar="ARTICLES.jsonl.gz")
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    for article in recombined(read(args.articles), args.count, args.seed):
        sys.stdout.write(json.dumps(article, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
