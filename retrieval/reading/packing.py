"""Vectors as few bytes: a token's components as whole numbers from -127 to 127 of a step of its own."""

import struct

import numpy as np

from retrieval.reading.interface import Encoded

_HEAD = struct.Struct("<HHH")
_STEPS = 127


def pack(encoded: Encoded) -> bytes:
    """Return a text's vectors as bytes: n, d and `heading`, `pooled` as half floats, a step and d bytes for each token."""
    tokens, dimensions = encoded.tokens.shape
    steps = np.maximum(np.abs(encoded.tokens).max(axis=1) / _STEPS, 1e-7).astype(np.float16).astype(np.float32)
    numbers = np.clip(np.rint(encoded.tokens / steps[:, None]), -_STEPS, _STEPS).astype(np.int8)
    return b"".join(
        (
            _HEAD.pack(tokens, dimensions, encoded.heading),
            encoded.pooled.astype(np.float16).tobytes(),
            steps.astype(np.float16).tobytes(),
            numbers.tobytes(),
        )
    )


def unpack(packed: bytes) -> Encoded:
    """Return the vectors again, each component within a step of what it was; raise ValueError for what is none."""
    if len(packed) < _HEAD.size:
        raise ValueError("packed vectors are cut off")
    tokens, dimensions, heading = _HEAD.unpack_from(packed)
    if not heading < tokens or len(packed) != _HEAD.size + 2 * dimensions + 2 * tokens + tokens * dimensions:
        raise ValueError("packed vectors are of another length than they say")
    start = _HEAD.size
    pooled = np.frombuffer(packed, np.float16, dimensions, start).astype(np.float32)
    start += pooled.size * 2
    steps = np.frombuffer(packed, np.float16, tokens, start).astype(np.float32)
    start += steps.size * 2
    numbers = np.frombuffer(packed, np.int8, tokens * dimensions, start).reshape(tokens, dimensions)
    return Encoded(pooled, numbers * steps[:, None], heading)
