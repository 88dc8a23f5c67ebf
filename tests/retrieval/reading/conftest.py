"""An encoder that a test can foresee: a token a word, a word's direction drawn from its letters."""

import time
import zlib
from collections.abc import Callable, Sequence

import numpy as np
import pytest

from retrieval.reading.interface import Encoded


class WordEncoder:
    """Counts what it encodes; `seconds` is how long a text takes by `clock`."""

    identity = "words"
    dimensions = 16

    def __init__(self, seconds: float = 0.0, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds = seconds
        self.clock = clock
        self.encoded: list[str] = []

    def encode_questions(self, texts: Sequence[str]) -> list[Encoded]:
        return [self._vectors(text) for text in texts]

    def encode_sentences(self, texts: Sequence[str], until: float | None = None) -> list[Encoded | None]:
        found: list[Encoded | None] = []
        for text in texts:
            late = until is not None and self.clock() + self.seconds * (len(found) + 1) > until
            found.append(None if late else self._vectors(text))
            self.encoded += [] if late else [text]
        return found

    def _vectors(self, text: str) -> Encoded:
        tokens = np.stack([self._direction(word) for word in ("", *text.casefold().split())])
        pooled = tokens.sum(axis=0)
        return Encoded((pooled / np.linalg.norm(pooled)).astype(np.float32), tokens)

    def _direction(self, word: str) -> np.ndarray:
        drawn = np.random.default_rng(zlib.crc32(word.encode("utf-8", "replace"))).normal(size=self.dimensions)
        return (drawn / np.linalg.norm(drawn)).astype(np.float32)


@pytest.fixture
def make_encoder() -> type[WordEncoder]:
    return WordEncoder


@pytest.fixture
def encoder() -> WordEncoder:
    return WordEncoder()
