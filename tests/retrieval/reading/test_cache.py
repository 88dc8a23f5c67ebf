import time

import numpy as np
import pytest

from retrieval.reading.cache import CachingEncoder
from retrieval.reading.vector_store import VectorStore

TEXTS = ["the mast is tall", "the mayor came", "a ferry sank"]


@pytest.fixture
def store(tmp_path):
    store = VectorStore(tmp_path / "reading.sqlite", 1)
    yield store
    store.close()


def same(one, other):
    return np.array_equal(one.pooled, other.pooled) and np.array_equal(one.tokens, other.tokens)


def test_a_text_is_encoded_once_even_by_the_next_process(encoder, store):
    CachingEncoder(encoder, store).encode_sentences(TEXTS)
    CachingEncoder(encoder, store).encode_sentences([*TEXTS, "new"])
    assert encoder.encoded == [*TEXTS, "new"]


def test_what_is_new_and_what_is_remembered_are_the_same_to_the_bit(encoder, store):
    caching = CachingEncoder(encoder, store)
    new, recent = caching.encode_sentences(TEXTS), caching.encode_sentences(TEXTS)
    kept = CachingEncoder(encoder, store).encode_sentences(TEXTS)
    for vectors in zip(new, recent, kept, strict=True):
        assert same(vectors[0], vectors[1])
        assert same(vectors[0], vectors[2])


def test_what_is_remembered_counts_although_the_time_is_up(make_encoder, store):
    now = time.monotonic()
    caching = CachingEncoder(make_encoder(1.0, lambda: now), store)
    caching.encode_sentences(TEXTS[1:2])
    assert [one is not None for one in caching.encode_sentences(TEXTS, until=now)] == [False, True, False]


def test_vectors_of_another_model_are_not_taken_for_its_own(make_encoder, store):
    other = make_encoder()
    other.identity = "another"
    CachingEncoder(make_encoder(), store).encode_sentences(TEXTS)
    CachingEncoder(other, store).encode_sentences(TEXTS)
    assert other.encoded == TEXTS


def test_vectors_damaged_on_disk_are_encoded_anew(encoder, store):
    first = CachingEncoder(encoder, store)
    good = first.encode_sentences(TEXTS[:1])[0]
    store.put({first._key(TEXTS[0]): b"damaged"})
    assert same(CachingEncoder(encoder, store).encode_sentences(TEXTS[:1])[0], good)
    assert encoder.encoded == TEXTS[:1] * 2


def test_without_a_file_the_last_texts_are_remembered_all_the_same(encoder, tmp_path):
    caching = CachingEncoder(encoder, VectorStore(tmp_path / "missing" / "reading.sqlite", 1))
    caching.encode_sentences(TEXTS)
    caching.encode_sentences(TEXTS)
    assert encoder.encoded == TEXTS


def test_memory_is_bounded(encoder, store):
    caching = CachingEncoder(encoder, store, in_memory=5000)
    for number in range(100):
        caching.encode_sentences([f"text {number}"])
    assert sum(map(len, caching._recent.values())) == caching._filled <= 5000
    for number in range(100):
        caching.encode_questions([f"question {number}"])
    assert len(caching._asked) <= 64


def test_a_lone_half_of_a_character_is_a_text_too(encoder, store):
    assert CachingEncoder(encoder, store).encode_sentences(["\ud83d"])[0] is not None
