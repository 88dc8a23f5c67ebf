"""Ranking sentences that come without an archive: the candidates are their own collection."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from retrieval.answering.features import FEATURES, Matrix, sentence_features
from retrieval.answering.pool import build_pool
from retrieval.answering.reading import read_sentence
from retrieval.answering.weights import Weights
from retrieval.domain import BlockKind, Hit, Passage
from retrieval.index.interface import CollectionStatistics
from retrieval.questions import analyse
from retrieval.text.terms import analyzer


def rank_sentences(question: str, candidates: Sequence[str], weights: Weights | None = None) -> list[float]:
    """Return a score for each candidate sentence: how well it answers the question. Higher is better."""
    if not candidates:
        return []
    matrix, places = candidate_features(question, candidates)
    chosen = (weights or Weights()).alone
    values = matrix @ np.array([chosen.get(name, 0.0) for name in FEATURES])
    scores = [0.0] * len(candidates)
    for place, value in zip(places, values, strict=True):
        scores[place] = float(value)
    return scores


def candidate_features(question: str, candidates: Sequence[str]) -> tuple[Matrix, list[int]]:
    """Return the features of each candidate, and which candidate each row is of."""
    analysis = analyse(question)
    analysed = [tuple(analyzer("en").terms(text)) for text in candidates]
    hits = [
        Hit(Passage(str(n), 0, BlockKind.PARAGRAPH, ((0, len(candidates[n])),), (terms,)), 0.0)
        for n, terms in enumerate(analysed)
    ]
    frequency = Counter(term for terms in analysed for term in set(terms))
    average = sum(map(len, analysed)) / len(analysed)
    statistics = CollectionStatistics(
        max(len(hits), 50), average or 1.0, {term: frequency[term] for term in analysis.terms}
    )
    pool = build_pool(analysis, hits, statistics, len(hits))
    places = [int(s.article_id) for s in pool.sentences]
    texts = [candidates[place] for place in places]
    readings = [read_sentence(text) for text in texts]
    return sentence_features(analysis, pool, readings, texts, average), places
