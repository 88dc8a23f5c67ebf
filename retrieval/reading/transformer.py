"""An encoder made of a tokenizer and a transformer: the text is marked, split, run and pooled as its model wants it."""

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np
from tokenizers import Tokenizer

from retrieval.errors import BadInput
from retrieval.reading.interface import Encoded, Floats
from retrieval.reading.model import Model

#: a transformer: the states of its last layer, shape [n, d], for the ids of n tokens
Transformer: TypeAlias = Callable[[Sequence[int]], Floats]

#: how much of the seconds of earlier texts counts beside the last one, when the next one's are foreseen
_MEMORY = 0.9


class TransformerEncoder:
    """Encodes texts one at a time.

    The arithmetic of an int8 model depends on all that is run together, so that in a batch a text's vectors would change
    with its neighbours (the cosine of the two by .003, where sentences differ by .05); a batch of eight would save a
    seventh of the time on one core.
    """

    def __init__(self, model: Model, transformer: Transformer) -> None:
        """Open the tokenizer and try both; raise BadInput where they do not make vectors of texts."""
        self._model = model
        self._transformer = transformer
        self._tokenizer = _tokenizer(model.tokenizer)
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(model.description.longest)
        self._pace = 0.0
        self._lock = threading.Lock()
        self._dimensions = self._tried()

    @property
    def identity(self) -> str:
        """Return what names the model's vectors."""
        return self._model.identity

    @property
    def dimensions(self) -> int:
        """Return the length of every vector."""
        return self._dimensions

    def encode_questions(self, texts: Sequence[str]) -> list[Encoded]:
        """Return the vectors of each question."""
        return [self._run(self._model.description.question, text) for text in texts]

    def encode_sentences(self, texts: Sequence[str], until: float | None = None) -> list[Encoded | None]:
        """Return the vectors of each text, None from the first one on that would not be done by `until`."""
        found: list[Encoded | None] = []
        for text in texts:
            start = time.monotonic()
            if until is not None and start + self._pace * len(text) > until:
                break
            found.append(self._run(self._model.description.sentence, text))
            self._keep_pace((time.monotonic() - start) / max(1, len(text)))
        return found + [None] * (len(texts) - len(found))

    def _keep_pace(self, seconds: float) -> None:
        with self._lock:
            self._pace = _MEMORY * self._pace + (1 - _MEMORY) * seconds if self._pace else seconds

    def _run(self, before: str, text: str) -> Encoded:
        split = self._tokenizer.encode(
            (before + text).encode("utf-8", "replace").decode()
        )  # no lone halves of characters
        states = self._transformer(split.ids)
        pooled = states[0] if self._model.description.pooling == "first" else states.mean(axis=0)
        ends = zip(split.offsets[: len(states)], split.special_tokens_mask[: len(states)], strict=True)
        own = {number: end for number, ((_, end), special) in enumerate(ends) if not special and end > len(before)}
        above = len(before) + text.rfind("\n") + 1 if "\n" in text else 0
        heading = sum(end <= above for end in own.values())
        return Encoded(_unit(pooled), _unit(states[list(own) or [0]]), min(heading, max(0, len(own) - 1)))

    def _tried(self) -> int:
        try:
            encoded = self._run("", "a")
            tokens, dimensions = encoded.tokens.shape
        except Exception as error:  # noqa: BLE001  whatever a runtime says of a graph that is no text encoder
            raise BadInput(f"{self._model.weights}: is no text encoder ({reason(error)}).") from None
        if not tokens or not dimensions or not np.isfinite(encoded.tokens).all():
            raise BadInput(f"{self._model.weights}: is no text encoder (what it gives is not numbers).")
        return int(dimensions)


def reason(error: Exception) -> str:
    """Return what a library's error says, on one line."""
    said = " ".join(str(error).split()).rstrip(".")
    return said[:120] or type(error).__name__


def _unit(vectors: Floats) -> Floats:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), np.float32)


def _tokenizer(path: Path) -> Tokenizer:
    try:
        return Tokenizer.from_file(str(path))
    except Exception as error:  # noqa: BLE001  tokenizers raises Exception itself
        raise BadInput(f"{path}: is no tokenizer ({reason(error)}).") from None
