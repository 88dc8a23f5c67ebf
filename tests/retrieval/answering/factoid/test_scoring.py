"""What an article as a whole adds to its passages, worked out passage by passage."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.answering.factoid.candidates import count_candidates
from retrieval.answering.factoid.scoring import Scored, Scorer, passage_values, score_sentences
from retrieval.answering.factoid.weights import Weights
from retrieval.domain import BlockKind, Hit, Passage
from retrieval.index.interface import CollectionStatistics
from retrieval.questions import analyse

WORDS = ["storm", "ferri", "left", "harbour", "port", "rain"]
ARTICLE = {"together": 1.5, "passage": 2.0, "headline": 3.0, "spread": 0.5}
sentence = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4)
article = st.tuples(
    st.lists(st.lists(sentence, min_size=1, max_size=3), min_size=1, max_size=3),
    st.lists(st.sampled_from(WORDS), max_size=2),
)


class Texts:
    """Articles that are as long as their last sentence reaches."""

    def texts(self, ids):
        return dict.fromkeys(ids, "." * 9)

    def citations(self, ids):
        return {}

    def quotations_in(self, places):
        return [None] * len(places)


def scored(articles, keep: int) -> Scored:
    hits = []
    for n, (passages, headline) in enumerate(articles):
        for number, sentences in enumerate(passages):
            terms = tuple(map(tuple, sentences))
            spans = tuple((k, k + 1) for k in range(len(terms)))
            hits.append(Hit(Passage(f"a{n}", number, BlockKind.PARAGRAPH, spans, terms, tuple(headline), 700_000), 1.0))
    analysis = analyse("Which ferries left the harbour of the port?")
    frequency = {term: sum(term in hit.passage.searched_terms() for hit in hits) for term in analysis.terms}
    candidates = count_candidates(analysis, hits, CollectionStatistics(1000, 6.0, frequency))
    found = score_sentences(analysis, candidates, Scorer(Texts(), Weights()), keep)
    assert found is not None
    return found


@settings(max_examples=60)
@given(st.lists(article, min_size=1, max_size=3), st.integers(1, 8))
def test_a_passage_is_worth_its_best_sentence_and_what_speaks_for_its_article(articles, keep: int) -> None:
    found = scored(articles, keep)
    candidates = found.candidates
    read = dict(zip(found.reading.rows.tolist(), found.scores.tolist(), strict=True))
    least = min(0.0, *(score - found.counted[row] for row, score in read.items()))
    value = [read.get(row, found.counted[row] + least) for row in range(len(candidates.found))]
    weight = dict(zip(found.reading.analysis.terms, candidates.weights.tolist(), strict=True))
    top = max(candidates.scores.tolist()) or 1.0

    def of(passages) -> list[int]:
        return [row for row, owner in enumerate(candidates.owner.tolist()) if owner in passages]

    expected = []
    for number, passage in enumerate(candidates.passages):
        siblings = [n for n, other in enumerate(candidates.passages) if other.article_id == passage.article_id]
        rows = of(siblings)
        best = max(value[row] for row in rows)
        covered = {term for terms in candidates.terms(np.array(rows)) for term in terms}
        expected.append(
            max(value[row] for row in of([number]))
            + ARTICLE["together"] * math.log(sum(math.exp(value[row] - best) for row in rows))
            + ARTICLE["passage"] * max(candidates.scores[n] for n in siblings) / top
            + ARTICLE["headline"] * sum(weight.get(term, 0.0) for term in set(passage.headline))
            + ARTICLE["spread"] * sum(weight.get(term, 0.0) for term in covered)
        )
    assert passage_values(found, ARTICLE).tolist() == pytest.approx(expected)


def test_without_weights_a_passage_is_worth_its_best_sentence() -> None:
    found = scored([([[["ferri"], ["ferri", "left"]]], []), ([[["rain"]]], [])], 9)
    values = dict(
        zip((p.article_id for p in found.candidates.passages), passage_values(found, {}).tolist(), strict=True)
    )
    assert values["a0"] == pytest.approx(max(found.scores.tolist()))
    assert values["a0"] > values["a1"]
