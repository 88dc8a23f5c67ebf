"""BM25 as everything here weighs it: passages, sentences and quotations by rank-bm25, with the whole archive's statistics."""

import math
from collections.abc import Iterable, Mapping, Sequence

from rank_bm25 import BM25Okapi

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
    """Return the inverse document frequency of every term, in nats, never negative.

    >>> weights = inverse_document_frequencies(passages=100, frequency={"ferry": 2, "the": 100})
    >>> {term: round(weight, 2) for term, weight in weights.items()}
    {'ferry': 3.7, 'the': 0.0}
    """
    return {term: inverse_document_frequency(passages, count) for term, count in frequency.items()}


def bm25(
    query: Iterable[str],
    documents: Sequence[Sequence[str]],
    weights: Mapping[str, float],
    average_length: float,
    lengths: Sequence[int] | None = None,
) -> list[float]:
    """Return the BM25 score of each document (its terms) for the query's distinct terms.

    `weights` and `average_length` are those of the collection the documents stand for. Only the query's terms of a
    document are counted; `lengths` are its full lengths where `documents` has been cut down to them already.
    Robertson et al., Okapi at TREC-3 (1994), in the ATIRE form of Trotman et al. (2014) that rank-bm25 computes.

    >>> scores = bm25(["ferry"], [["ferry", "sank"], ["ferry", "ferry"], ["fog"]], {"ferry": 2.0}, 2.0)
    >>> [round(score, 2) for score in scores]
    [2.0, 2.75, 0.0]
    """
    wanted = [term for term in dict.fromkeys(query) if weights.get(term)]
    found = [list(filter(weights.__contains__, document)) for document in documents]
    if not wanted or not any(found):
        return [0.0] * len(documents)
    scorer = BM25Okapi(found, k1=K1, b=B)
    scorer.doc_len = list(lengths) if lengths is not None else [len(document) for document in documents]
    scorer.avgdl = average_length or 1.0
    scorer.idf = dict(weights)
    return [float(score) for score in scorer.get_scores(wanted)]
