"""BM25 as the engines weigh it: the parameters and the inverse document frequency that all of them share."""

import math
from collections.abc import Mapping

#: saturation of a term's frequency; Lucene's and tantivy's value
K1 = 1.2
#: how far a passage's length counts; Lucene's and tantivy's value
B = 0.75


def inverse_document_frequency(passages: int, frequency: int) -> float:
    """Return ln(1 + (N - df + 0.5) / (df + 0.5)), Lucene's form of the Robertson-Spärck Jones weight, never negative.

    >>> round(inverse_document_frequency(passages=100, frequency=2), 2)
    3.7
    >>> round(inverse_document_frequency(passages=100, frequency=100), 3)
    0.005
    """
    return math.log1p((passages - frequency + 0.5) / (frequency + 0.5))


def inverse_document_frequencies(passages: int, frequency: Mapping[str, int]) -> dict[str, float]:
    """Return the inverse document frequency of every term."""
    return {term: inverse_document_frequency(passages, count) for term, count in frequency.items()}
