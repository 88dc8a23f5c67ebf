"""Answers to questions of fact, and to any question whose answer is a sentence."""

from collections.abc import Collection, Sequence

import numpy as np

from retrieval.answering.factoid.answer_types import Fit
from retrieval.answering.factoid.entities import EntityType
from retrieval.answering.factoid.scoring import Scored, probability, score_sentences
from retrieval.answering.factoid.selection import select
from retrieval.answering.factoid.weights import Weights
from retrieval.answering.search import Retrieved, sentence_texts
from retrieval.archive.interface import Articles
from retrieval.domain import Answer, AnswerKind, Evidence, Hit, Place, Span
from retrieval.text.anaphora import starts_unresolved

#: sentences of an answer; a reply shows fewer
SENTENCES = 5
#: nearest headlines of an answer that abstains
NEAREST = 3
#: what fits less well than this is not emphasised
CLEAR = 0.55


class FactoidAnswers:
    """Answers with sentences of the archive."""

    def __init__(self, archive: Articles, weights: Weights) -> None:
        self._archive = archive
        self._texts = sentence_texts(archive)
        self.weights = weights

    def score(self, found: Retrieved) -> Scored | None:
        """Score the sentences of candidate passages; None where there is none."""
        return score_sentences(found.analysis, found.candidates, self._texts, self.weights, self.weights.sentences_read)

    def answer(self, found: Retrieved, without: Collection[Place] = ()) -> Answer:
        """Return the best sentences of candidate passages but those `without`; none where none is likely right."""
        scored = self.score(found)
        sure = probability(scored, self.weights) if scored else 0.0
        if scored is None or sure < self.weights.minimum_probability:
            return self.abstained(found.analysis.kind, found.hits, sure)
        evidence = self._chosen(scored, found, without)
        return Answer(found.analysis.kind, abstained=False, sentences=evidence, probability=sure)

    def abstained(self, kind: AnswerKind, hits: Sequence[Hit], sure: float = 0.0) -> Answer:
        """Return the answer that quotes nothing and cites the nearest headlines."""
        ids = list(dict.fromkeys(hit.passage.article_id for hit in hits))[:NEAREST]
        return Answer(kind, abstained=True, citations=tuple(self._archive.citations(ids).values()), probability=sure)

    def _chosen(self, scored: Scored, found: Retrieved, without: Collection[Place]) -> tuple[Evidence, ...]:
        terms = [scored.candidates.terms(row) for row in scored.close.rows]
        scores = scored.scores.tolist()
        for n in range(len(scores)):
            if without and scored.candidates.span(scored.close.rows[n]) in without:
                scores[n] = -np.inf
        order = select(scores, terms, found.analysis.all_terms, SENTENCES)
        shares = np.exp(scored.scores - scored.scores.max())
        shares /= shares.sum()
        return tuple(self._evidence(scored, n, float(shares[n])) for n in order if scores[n] > -np.inf)

    def _evidence(self, scored: Scored, n: int, share: float) -> Evidence:
        candidates, row = scored.candidates, scored.close.rows[n]
        passage, place = candidates.passages[candidates.owner[row]], int(candidates.place[row])
        start, end = passage.sentences[place]
        text = scored.close.texts[n]
        emphasis = _emphasis(scored.close.fits[n], start)
        lead = lead_text = None
        if place and starts_unresolved(text):
            lead = passage.sentences[place - 1]
            lead_text = self._texts([(passage, place - 1)])[0]
        return Evidence(passage.article_id, start, end, text, share, passage.kind, emphasis, lead, lead_text)


def _emphasis(fits: Sequence[Fit], start: int) -> tuple[Span, ...]:
    """Return what answers most directly: the first of those that fit best, if it fits well."""
    best = max(fits, key=lambda fit: fit.value, default=None)
    if best is None or best.value < CLEAR or best.entity.types & EntityType.REASON:
        return ()
    return ((start + best.entity.start, start + best.entity.end),)
