"""Ranking sentences that come without an archive: the candidates are their own collection."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from retrieval.answering.factoid.candidates import count_candidates
from retrieval.answering.factoid.scoring import Scored, Scorer, score_sentences
from retrieval.answering.factoid.weights import Weights
from retrieval.domain import BlockKind, Citation, Hit, Passage, Place, Quotation
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
        for (number, _, _), score in zip(scored.reading.places, scored.scores.tolist(), strict=True):
            scores[int(number)] = score
    return scores


class _Listed:
    """A list of sentences in the archive's place: each is an article of its own, whose id is its number in the list."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self._sentences = sentences

    def texts(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the sentences."""
        return {number: self._sentences[int(number)] for number in ids}

    def citations(self, ids: Iterable[str]) -> dict[str, Citation]:
        """Return nothing: there are no headlines."""
        return {}

    def quotations_in(self, places: Sequence[Place]) -> list[Quotation | None]:
        """Return nothing: there are no articles to find speakers in."""
        return [None] * len(places)


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
        Scorer(_Listed(sentences), weights, reader),
        len(hits),
    )
