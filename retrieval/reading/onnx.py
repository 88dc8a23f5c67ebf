"""An encoder run by onnxruntime on the processor, its text split by tokenizers; both are imported only here."""

import threading
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from retrieval.errors import BadInput
from retrieval.reading.interface import Encoded, Floats
from retrieval.reading.model import Model

#: how much of the seconds of earlier texts counts beside the last one, when the next one's are foreseen
_MEMORY = 0.9


class OnnxEncoder:
    """A transformer encoder in ONNX form with the tokenizer that goes with it.

    Texts are run one at a time: the arithmetic of an int8 model depends on all that is run together, so that in a batch
    a text's vectors would change with its neighbours (the cosine of the two by .003, where sentences differ by .05);
    a batch of eight would save a seventh of the time on one core.
    """

    def __init__(self, model: Model, threads: int = 1) -> None:
        """Open the model with `threads` of the processor; raise BadInput where its files are no model."""
        self._model = model
        self._tokenizer = _tokenizer(model.tokenizer)
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(model.description.longest)
        self._session = _session(model.weights, threads)
        self._inputs = {one.name for one in self._session.get_inputs()}
        self._output = self._session.get_outputs()[0].name
        self._pace = 0.0
        self._lock = threading.Lock()
        try:
            self._dimensions = len(self._run("a").pooled)
        except Exception as error:  # noqa: BLE001  whatever the runtime says of a graph that is no text encoder
            raise BadInput(f"{model.weights}: is no text encoder ({_reason(error)}).") from None

    @property
    def identity(self) -> str:
        """Return the model's hash with the way it is run."""
        return self._model.identity

    @property
    def dimensions(self) -> int:
        """Return the length of every vector."""
        return self._dimensions

    def encode_questions(self, texts: Sequence[str]) -> list[Encoded]:
        """Return the vectors of each question."""
        return [self._run(self._model.description.question + text) for text in texts]

    def encode_sentences(self, texts: Sequence[str], until: float | None = None) -> list[Encoded | None]:
        """Return the vectors of each text, None from the first one on that would not be done by `until`."""
        found: list[Encoded | None] = []
        for text in texts:
            start = time.monotonic()
            if until is not None and start + self._pace * len(text) > until:
                break
            found.append(self._run(self._model.description.sentence + text))
            self._keep_pace((time.monotonic() - start) / max(1, len(text)))
        return found + [None] * (len(texts) - len(found))

    def _keep_pace(self, seconds: float) -> None:
        with self._lock:
            self._pace = _MEMORY * self._pace + (1 - _MEMORY) * seconds if self._pace else seconds

    def _run(self, text: str) -> Encoded:
        split = self._tokenizer.encode(text)
        ids = np.array([split.ids], np.int64)
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        states = self._session.run([self._output], {name: feed[name] for name in feed if name in self._inputs})[0][0]
        pooled = states[0] if self._model.description.pooling == "first" else states.mean(axis=0)
        return Encoded(_unit(pooled), _unit(states))


def _unit(vectors: Floats) -> Floats:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), np.float32)


def _session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # noqa: BLE001  onnxruntime's errors have no other base in common
        raise BadInput(f"{path}: is no model that onnxruntime can run ({_reason(error)}).") from None


def _tokenizer(path: Path) -> Tokenizer:
    try:
        return Tokenizer.from_file(str(path))
    except Exception as error:  # noqa: BLE001  tokenizers raises Exception itself
        raise BadInput(f"{path}: is no tokenizer ({_reason(error)}).") from None


def _reason(error: Exception) -> str:
    said = " ".join(str(error).split()).rstrip(".")
    return said[:120] or type(error).__name__
