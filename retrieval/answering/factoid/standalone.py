"""Ranking sentences that come without an archive: the candidates are their own collection."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from retrieval.answering.factoid.candidates import count_candidates
from retrieval.answering.factoid.scoring import Scored, score_sentences
from retrieval.answering.factoid.sentences import ListedSentences
from retrieval.answering.factoid.weights import Weights
from retrieval.domain import BlockKind, Hit, Passage
from retrieval.index.interface import CollectionStatistics
from retrieval.questions import analyse
from retrieval.reading.reader import Reader
from retrieval.text.languages import DEFAULT
from retrieval.text.terms import analyzer

#: a term in every one of a few candidates may still be rare elsewhere
FEWEST = 50


def rank_sentences(
    question: str, candidates: Sequence[str], weights: Weights | None = None, reader: Reader | None = None
) -> list[float]:
    """Return a score for each candidate sentence: how well it answers the question. Higher is better."""
    chosen = weights or Weights()
    alone = replace(chosen, sentence=chosen.alone, sentence_with_reader=chosen.alone_with_reader)
    scored = score_alone(question, candidates, alone, reader)
    lowest = float(scored.scores.min()) - 1.0 if scored else 0.0
    scores = [lowest] * len(candidates)
    if scored:
        for row, score in zip(scored.reading.rows, scored.scores, strict=True):
            scores[int(scored.candidates.passages[scored.candidates.owner[row]].article_id)] = float(score)
    return scores


def score_alone(
    question: str, sentences: Sequence[str], weights: Weights, reader: Reader | None = None
) -> Scored | None:
    """Score each sentence as a passage of one sentence, whose article's id is its number."""
    analysis = analyse(question)
    analysed = [tuple(analyzer(DEFAULT).terms(text)) for text in sentences]
    hits = [
        Hit(Passage(str(n), 0, BlockKind.PARAGRAPH, ((0, len(sentences[n])),), (terms,)), 0.0)
        for n, terms in enumerate(analysed)
    ]
    if not hits:
        return None
    frequency = Counter(term for terms in analysed for term in set(terms))
    average = sum(map(len, analysed)) / len(analysed)
    statistics = CollectionStatistics(
        max(len(hits), FEWEST), average or 1.0, {term: frequency[term] for term in analysis.terms}
    )
    return score_sentences(
        analysis,
        count_candidates(analysis, hits, statistics),
        ListedSentences(sentences),
        weights,
        len(hits),
        reader,
    )
