"""How long reading for meaning takes, how near it keeps to its budget, and what remembering it costs.

    python tests/bench/reading.py [--model FOLDER] [--texts N] [--milliseconds N] [--busy N] [--rounds N]

Without --model the installed one. The texts are sentences of the sample stories, each behind its headline. --busy keeps so
many other processes busy meanwhile. Figures are medians over the rounds:

- opening: from the folder to the first vectors, what runs the model imported already;
- new: seconds a text that was never read; on disk and in memory: of one that was, by another process or by this one;
- whole and tokens: comparing a question with all texts, by their vectors (cosine) or by those of their tokens (MaxSim);
- read within the budget: texts read for a question, and by how much the question took longer than its budget;
- bytes: of a text's vectors as they are kept; lost: by how much keeping them so moves a likeness, and how often it changes
  which text is the nearest one;
- memory: of this process at its end, and before the model was opened.
"""

import argparse
import contextlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bot.engines import models_folder
from bot.samples import sample_files
from retrieval.reading.cache import CachingEncoder
from retrieval.reading.interface import Encoded, Encoder
from retrieval.reading.likeness import cosine, nearest_tokens
from retrieval.reading.model import Model, installed_model, read_model
from retrieval.reading.opening import open_model
from retrieval.reading.packing import pack, unpack
from retrieval.reading.reader import Reader
from retrieval.reading.vector_store import VectorStore
from retrieval.text.sentences import split_sentences

QUESTIONS = (
    "how many people were on the boat",
    "who wants the plan stopped",
    "what did it cost",
    "when will it be ready",
)


def sample_texts(count: int) -> list[str]:
    """Return sentences of the sample stories behind their headlines, all different."""
    found: list[str] = []
    for path in (path for path in sample_files() if path.suffix == ".txt"):
        text = path.read_text("utf-8")
        headline = text.strip().splitlines()[0]
        found += [f"{headline}. {text[start:end]}" for start, end in split_sentences(text)]
    texts = list(dict.fromkeys(found))
    while len(texts) < count:
        texts += [f"{text} Part {len(texts)}." for text in texts]
    return texts[:count]


def median(works: Sequence[Callable[[], Any]]) -> float:
    """Return the median wall milliseconds of these."""
    taken = []
    for work in works:
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def megabytes() -> float:
    """Return the most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def speed(encoder: Encoder, texts: list[str], rounds: int) -> dict[str, float]:
    """Return milliseconds a text: new, remembered on disk, remembered in memory."""
    with tempfile.TemporaryDirectory() as folder:
        store = VectorStore(Path(folder) / "reading.sqlite", 1000)

        def remembering() -> CachingEncoder:
            return CachingEncoder(encoder, store)

        new = median([lambda: remembering().encode_sentences(texts)])
        disk = median([lambda: remembering().encode_sentences(texts) for _ in range(rounds)])
        recent = remembering()
        recent.encode_sentences(texts)
        memory = median([lambda: recent.encode_sentences(texts) for _ in range(rounds)])
        store.close()
    each = {"new": new, "on disk": disk, "in memory": memory}
    return {name: value / len(texts) for name, value in each.items()}


def likenesses(question: Encoded, texts: list[Encoded]) -> list[float]:
    """Return for each text how near the tokens of a question are to it in the mean."""
    return [float(nearest.mean()) for nearest in nearest_tokens(question, texts)]


def loss(questions: list[Encoded], texts: list[Encoded]) -> dict[str, float]:
    """Return what keeping vectors in few bytes costs."""
    kept = [unpack(pack(text)) for text in texts]
    moved, changed = [], 0
    for question in questions:
        exact, coarse = likenesses(question, texts), likenesses(question, kept)
        moved += [abs(one - other) for one, other in zip(exact, coarse, strict=True)]
        changed += exact.index(max(exact)) != coarse.index(max(coarse))
    return {
        "bytes a text": statistics.mean(len(pack(text)) for text in texts),
        "likeness lost at most": max(moved),
        "nearest text changed": changed / len(questions),
    }


def budget(encoder: Encoder, texts: list[str], milliseconds: float, rounds: int) -> dict[str, float]:
    """Return how many of the texts are read within a budget, and by how many milliseconds it is overrun."""
    reader = Reader(encoder, milliseconds)
    read, over = [], []
    for number in range(rounds):
        start = time.perf_counter()
        found = reader.read(QUESTIONS[number % len(QUESTIONS)], texts)
        over.append((time.perf_counter() - start) * 1000 - milliseconds)
        read.append(sum(one is not None for one in found))
    return {"read within the budget": statistics.median(read), "longer than the budget at most": max(over)}


def measure(model: Model, texts: list[str], milliseconds: float, rounds: int) -> dict[str, float]:
    """Return every figure by its name."""
    before = megabytes()
    start = time.perf_counter()
    encoder = open_model(model)
    opening = (time.perf_counter() - start) * 1000
    questions = encoder.encode_questions(QUESTIONS)
    vectors = [one for one in encoder.encode_sentences(texts) if one is not None]
    return {
        "opening": opening,
        **speed(encoder, texts, rounds),
        "whole, all texts": median([lambda: cosine(questions[0], vectors) for _ in range(rounds)]),
        "tokens, all texts": median([lambda: likenesses(questions[0], vectors) for _ in range(rounds)]),
        **budget(encoder, texts, milliseconds, rounds),
        **loss(questions, vectors),
        "memory, MB": megabytes(),
        "memory before, MB": before,
    }


def main() -> None:
    """Print a table of the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--texts", type=int, default=96)
    parser.add_argument("--milliseconds", type=float, default=400.0)
    parser.add_argument("--busy", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=9)
    args = parser.parse_args()
    model = read_model(args.model) if args.model else installed_model(models_folder())
    if model is None:
        sys.exit("No model is installed; onrecord reader install brings one.")
    with contextlib.ExitStack() as closing:
        for _ in range(args.busy):
            process = subprocess.Popen([sys.executable, "-c", "while True: pass"])
            closing.callback(process.kill)
        figures = measure(model, sample_texts(args.texts), args.milliseconds, args.rounds)
    print(
        f"{model.description.name}, {args.texts} texts, a budget of {args.milliseconds:g} ms, milliseconds but where said:"
    )
    for name, value in figures.items():
        print(f"  {name:<32}{value:>12,.3f}")


if __name__ == "__main__":
    main()
