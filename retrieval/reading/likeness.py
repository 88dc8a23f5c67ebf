"""How near a text is to a question by their vectors."""

from collections.abc import Sequence

import numpy as np

from retrieval.reading.interface import Encoded, Floats


def cosine(question: Encoded, texts: Sequence[Encoded]) -> list[float]:
    """Return the cosine of the question's vector and that of each text, -1 to 1.

    >>> here, there = (Encoded(np.eye(2, dtype=np.float32)[n], np.eye(2, dtype=np.float32)[[n]]) for n in (0, 1))
    >>> cosine(here, [here, there])
    [1.0, 0.0]
    """
    if not texts:
        return []
    return [float(value) for value in np.stack([text.pooled for text in texts]) @ question.pooled]


def nearest_tokens(question: Encoded, texts: Sequence[Encoded], *, last_line: bool = False) -> list[Floats]:
    """Return for each text the cosine of each of the question's tokens and the text's token nearest to it, shape [n], -1 to 1.

    Their mean is MaxSim of Khattab and Zaharia, ColBERT (2020), divided by the number of the question's tokens.
    With `last_line`, only the tokens of the text's last line count, without those of a heading above it.

    >>> both = Encoded(np.full(2, 0.5**0.5, np.float32), np.eye(2, dtype=np.float32), heading=1)
    >>> nearest_tokens(both, [both])[0].tolist(), nearest_tokens(both, [both], last_line=True)[0].tolist()
    ([1.0, 1.0], [0.0, 1.0])
    """
    if not texts:
        return []
    tokens = [text.tokens[text.heading :] if last_line else text.tokens for text in texts]
    starts = np.cumsum([0, *(len(one) for one in tokens[:-1])])
    nearest = np.maximum.reduceat(question.tokens @ np.concatenate(tokens).T, starts, axis=1)
    return list(np.ascontiguousarray(nearest.T))
