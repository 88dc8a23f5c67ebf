"""How near a text is to a question by their vectors."""

from collections.abc import Sequence

import numpy as np

from retrieval.reading.interface import Encoded


def cosine(question: Encoded, texts: Sequence[Encoded]) -> list[float]:
    """Return the cosine of the question's vector and that of each text, -1 to 1.

    >>> here, there = (Encoded(np.eye(2, dtype=np.float32)[n], np.eye(2, dtype=np.float32)[[n]]) for n in (0, 1))
    >>> cosine(here, [here, there])
    [1.0, 0.0]
    """
    if not texts:
        return []
    return [float(value) for value in np.stack([text.pooled for text in texts]) @ question.pooled]


def max_similarity(question: Encoded, texts: Sequence[Encoded]) -> list[float]:
    """Return for each text the mean, over the question's tokens, of the cosine of the nearest token of the text, -1 to 1.

    MaxSim of Khattab and Zaharia, ColBERT (2020), divided by the number of the question's tokens.

    >>> both = Encoded(np.full(2, 0.5**0.5, np.float32), np.eye(2, dtype=np.float32))
    >>> max_similarity(both, [Encoded(both.pooled, both.tokens[:1]), both])
    [0.5, 1.0]
    """
    if not texts:
        return []
    starts = np.cumsum([0, *(len(text.tokens) for text in texts[:-1])])
    similarities = question.tokens @ np.concatenate([text.tokens for text in texts]).T
    nearest = np.maximum.reduceat(similarities, starts, axis=1)
    return [float(value) for value in nearest.mean(axis=0)]
