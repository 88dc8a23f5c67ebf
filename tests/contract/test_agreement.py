"""Candidates of any engine, scored with the whole collection's statistics, are the reference engine's best."""

import random
import tempfile
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.domain import BlockKind, Passage
from retrieval.index.embedded import EmbeddedIndex
from retrieval.index.memory import MemoryIndex
from retrieval.ranking import bm25, inverse_document_frequencies

WORDS = [f"w{n}" for n in range(12)]


def passage(number, terms):
    return Passage(f"a{number}", 0, BlockKind.PARAGRAPH, ((0, 9),), (tuple(terms),))


def rescored(index, query, limit=100):
    """Return article ids and scores, best first, as ranking does it."""
    statistics = index.statistics(query)
    hits = index.candidates(query, limit)
    terms = [hit.passage.searched_terms() for hit in hits]
    scores = bm25(
        query,
        terms,
        inverse_document_frequencies(statistics.passages, statistics.document_frequency),
        statistics.average_length,
    )
    return sorted(zip((h.passage.article_id for h in hits), scores, strict=True), key=lambda one: (-one[1], one[0]))


def best(pairs, count=10):
    return [(article_id, pytest.approx(score, rel=1e-6, abs=1e-9)) for article_id, score in pairs[:count]]


@settings(max_examples=30)
@given(
    st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30), min_size=1, max_size=60),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=6),
    st.sets(st.integers(0, 59), max_size=20),
)
def test_the_ten_best_agree_with_the_reference_also_after_removals(documents, query, removed):
    passages = [passage(n, terms) for n, terms in enumerate(documents)]
    memory = MemoryIndex()
    with tempfile.TemporaryDirectory() as folder:
        embedded = EmbeddedIndex(Path(folder) / "index")
        for index in (memory, embedded):
            index.update([], passages, 1)
            index.update([f"a{n}" for n in removed], [], 2)
        assert memory.statistics(query) == embedded.statistics(query)
        assert rescored(embedded, query)[:10] == best(rescored(memory, query))
        embedded.close()


@settings(max_examples=50)
@given(
    st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=20), min_size=1, max_size=30),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=6),
)
def test_the_reference_scores_as_ranking_does(documents, query):
    memory = MemoryIndex()
    memory.update([], [passage(n, terms) for n, terms in enumerate(documents)], 1)
    own = sorted(((h.passage.article_id, h.score) for h in memory.candidates(query)), key=lambda one: (-one[1], one[0]))
    assert own == best(rescored(memory, query), len(own))


def test_a_hundred_candidates_of_thousands_hold_nearly_all_of_the_ten_best(make_index):
    chance = random.Random(7)
    passages, query = zipf_passages(chance, 4_000, words=3_000)
    memory, embedded = make_index("memory"), make_index("embedded")
    for index in (memory, embedded):
        index.update([], passages, 1)
    agreed = 0
    for terms in (query() for _ in range(20)):
        wanted = {article_id for article_id, _ in rescored(memory, terms, 4_000)[:10]}
        agreed += len(wanted & {article_id for article_id, _ in rescored(embedded, terms)[:10]})
    assert agreed >= 196


def zipf_passages(chance, count, words=5_000):
    vocabulary = [f"w{n}" for n in range(words)]
    weights = list(accumulate(1 / (n + 1) for n in range(words)))

    def drawn(k):
        return chance.choices(vocabulary, cum_weights=weights, k=k)

    passages = [passage(n, drawn(chance.randint(30, 160))) for n in range(count)]
    return passages, lambda: drawn(3) + chance.choices(vocabulary[50:], k=3)


@pytest.mark.slow
def test_of_ten_thousand_passages_every_engine_ranks_the_same_ten_first(make_index):
    passages, query = zipf_passages(random.Random(11), 10_000)
    memory, others = make_index("memory"), [make_index("embedded"), make_index("opensearch")]
    for one in (memory, *others):
        one.update([], passages, 1)
        one.update([f"a{n}" for n in range(0, 3_000, 3)], [], 2)
    for terms in (query() for _ in range(30)):
        statistics, wanted = memory.statistics(terms), best(rescored(memory, terms, 200))
        for index in others:
            assert index.statistics(terms) == statistics
            assert rescored(index, terms)[:10] == wanted


@pytest.fixture
def shared(make_index):
    """One index in a cluster for all examples: making one takes half a second, emptying it by removals a few milliseconds."""
    return make_index("opensearch"), set()


@settings(max_examples=25)
@given(
    st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30), min_size=1, max_size=60),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=6),
    st.sets(st.integers(0, 59), max_size=20),
)
def test_the_ten_best_of_a_cluster_agree_with_the_reference_also_after_removals(shared, documents, query, removed):
    cluster, there = shared
    passages = [passage(n, terms) for n, terms in enumerate(documents)]
    memory = MemoryIndex()
    for index in (memory, cluster):
        index.update(there if index is cluster else [], passages, 1 if index is memory else cluster.position + 1)
        index.update([f"a{n}" for n in removed], [], index.position + 1)
    there.update(one.article_id for one in passages)
    assert memory.statistics(query) == cluster.statistics(query)
    assert rescored(cluster, query)[:10] == best(rescored(memory, query))
