"""Scoring passages, sentences and quotations with rank-bm25, its statistics set to those of the whole archive."""

from collections.abc import Iterable, Mapping, Sequence

from rank_bm25 import BM25Okapi

from retrieval.index.interface import CollectionStatistics
from retrieval.index.weighting import K1, B, inverse_document_frequency


def term_weights(statistics: CollectionStatistics) -> dict[str, float]:
    """Return the inverse document frequency of every term that the statistics know, in nats, never negative."""
    return {
        term: inverse_document_frequency(statistics.passages, frequency)
        for term, frequency in statistics.document_frequency.items()
    }


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
