"""A transformer in ONNX form, run by onnxruntime on the processor."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime

from retrieval.errors import BadInput
from retrieval.reading.interface import Floats
from retrieval.reading.transformer import reason

_FATAL_ALONE = 4


class OnnxTransformer:
    """Gives the states of the last layer for the ids of a text's tokens."""

    def __init__(self, weights: Path, threads: int = 1) -> None:
        """Open the model with `threads` of the processor; raise BadInput where the file is no such model."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = _FATAL_ALONE
        try:
            self._session = onnxruntime.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])
            self._inputs = {one.name for one in self._session.get_inputs()}
            self._output = self._session.get_outputs()[0].name
        except Exception as error:  # noqa: BLE001  onnxruntime's errors have no other base in common
            raise BadInput(f"{weights}: is no model that onnxruntime can run ({reason(error)}).") from None

    def __call__(self, ids: Sequence[int]) -> Floats:
        """Return the states, shape [n, d], of n tokens."""
        tokens = np.array([ids], np.int64)
        feed = {"input_ids": tokens, "attention_mask": np.ones_like(tokens), "token_type_ids": np.zeros_like(tokens)}
        states = self._session.run([self._output], {name: feed[name] for name in feed if name in self._inputs})[0]
        return np.asarray(states[0], np.float32)
