"""BM25 as it stands in the textbook, word for word and slowly, and as rank-bm25 scores a whole collection."""

import math
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi  # noqa: TID251  the other implementation

from retrieval.index.interface import CollectionStatistics
from retrieval.ranking import K1, B, bm25, inverse_document_frequencies, inverse_document_frequency

VOCABULARY = "ferry fog reef harbour mayor"
word = st.sampled_from(VOCABULARY.split())
document = st.lists(word, min_size=1, max_size=8)
collection = st.lists(document, min_size=1, max_size=6)


def statistics_of(documents: Sequence[Sequence[str]]) -> CollectionStatistics:
    frequency = Counter(term for terms in documents for term in set(terms))
    return CollectionStatistics(len(documents), sum(map(len, documents)) / len(documents), frequency)


def weights_of(statistics: CollectionStatistics) -> dict[str, float]:
    return inverse_document_frequencies(statistics.passages, statistics.document_frequency)


def scored(query: Sequence[str], documents: Sequence[Sequence[str]]) -> list[float]:
    statistics = statistics_of(documents)
    return bm25(query, documents, weights_of(statistics), statistics.average_length)


def textbook(query: Sequence[str], documents: Sequence[Sequence[str]], k1: float = 1.2, b: float = 0.75) -> list[float]:
    """Robertson and Zaragoza (2009), equation 3.15, with a frequency that the query has once, times k1 + 1."""
    average = sum(map(len, documents)) / len(documents)
    scores = []
    for terms in documents:
        score = 0.0
        for term in set(query):
            holding = sum(term in other for other in documents)
            idf = math.log(1 + (len(documents) - holding + 0.5) / (holding + 0.5))
            frequency = terms.count(term)
            norm = k1 * (1 - b + b * len(terms) / average)
            score += idf * frequency * (k1 + 1) / (frequency + norm)
        scores.append(score)
    return scores


@given(st.lists(word, min_size=1, max_size=4), collection)
def test_scores_are_those_of_the_textbook(query: list[str], documents: list[list[str]]) -> None:
    assert scored(query, documents) == pytest.approx(textbook(query, documents))


@given(st.lists(word, min_size=1, max_size=4, unique=True), collection)
def test_scores_are_those_of_rank_bm25_over_the_whole_collection(query: list[str], documents: list[list[str]]) -> None:
    whole = BM25Okapi(documents, k1=1.2, b=0.75)
    whole.idf = weights_of(statistics_of(documents))
    assert scored(query, documents) == pytest.approx(list(whole.get_scores(query)))


def test_the_parameters_are_those_that_the_engines_have() -> None:
    assert (K1, B) == (1.2, 0.75)


@given(document, st.integers(0, 7))
def test_one_more_of_a_word_asked_for_counts_for_more_but_less_each_time(terms: list[str], more: int) -> None:
    documents = [[*terms, *["fog"] * n] for n in (more, more + 1, more + 2)]
    lengths = [20] * 3
    one, two, three = bm25(["fog"], documents, {"fog": 1.0}, 20.0, lengths)
    assert one < two < three < K1 + 1
    assert two - one > three - two


@given(document, st.integers(1, 50), st.integers(1, 50))
def test_the_longer_of_two_passages_with_the_same_words_scores_less(terms: list[str], one: int, other: int) -> None:
    assume(one < other)
    short, long = bm25(terms, [terms, terms], dict.fromkeys(terms, 1.0), 10.0, [one, other])
    assert short > long > 0


@given(collection)
def test_no_shared_word_is_no_score(documents: list[list[str]]) -> None:
    assert scored(["elsewhere"], documents) == [0.0] * len(documents)
    assert scored([], documents) == [0.0] * len(documents)


def test_a_word_of_the_question_counts_once_however_often_it_is_written() -> None:
    documents = [["fog", "reef"], ["reef"]]
    assert scored(["fog", "fog", "reef"], documents) == scored(["fog", "reef"], documents)


def test_the_lengths_given_are_those_that_count() -> None:
    cut = bm25(["fog"], [["fog"]], {"fog": 1.0}, 4.0, [8])
    assert cut == pytest.approx(bm25(["fog"], [["fog", *["x"] * 7]], {"fog": 1.0}, 4.0))
    assert cut[0] < bm25(["fog"], [["fog"]], {"fog": 1.0}, 4.0)[0]


def test_a_collection_without_a_length_divides_by_nothing() -> None:
    assert bm25(["fog"], [["fog"]], {"fog": 1.0}, 0.0)[0] > 0


@given(st.integers(1, 10**7), st.data())
def test_the_rarer_a_word_the_more_it_weighs_and_never_below_nothing(passages: int, data: st.DataObject) -> None:
    frequency = data.draw(st.integers(0, passages))
    weight = inverse_document_frequency(passages, frequency)
    assert weight > 0
    assert weight == pytest.approx(math.log(1 + (passages - frequency + 0.5) / (frequency + 0.5)), rel=1e-9)
    if frequency:
        assert weight < inverse_document_frequency(passages, frequency - 1)
    assert weight < inverse_document_frequency(passages + 1, frequency)


def test_every_word_that_the_statistics_know_is_weighed() -> None:
    assert inverse_document_frequencies(10, {"fog": 1, "reef": 10}) == {
        "fog": inverse_document_frequency(10, 1),
        "reef": inverse_document_frequency(10, 10),
    }
