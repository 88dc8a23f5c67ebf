"""Scoring passages, sentences and quotations with rank-bm25, its statistics set to those of the whole archive."""

from collections.abc import Iterable, Mapping, Sequence

from rank_bm25 import BM25Okapi

from retrieval.index.interface import CollectionStatistics
from retrieval.index.weighting import K1, B, inverse_document_frequencies


def term_weights(statistics: CollectionStatistics) -> dict[str, float]:
    """Return the inverse document frequency of every term that the statistics know, in nats, never negative.

    >>> rare = CollectionStatistics(passages=100, average_length=20.0, document_frequency={"ferry": 2, "the": 100})
    >>> {term: round(weight, 2) for term, weight in term_weights(rare).items()}
    {'ferry': 3.7, 'the': 0.0}
    """
    return inverse_document_frequencies(statistics.passages, statistics.document_frequency)


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
