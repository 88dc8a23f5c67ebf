import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.reading.interface import Encoded
from retrieval.reading.likeness import nearest_tokens
from retrieval.reading.packing import pack, unpack


def drawn(seed: int, tokens: int, dimensions: int) -> Encoded:
    states = np.random.default_rng(seed).normal(size=(tokens, dimensions)).astype(np.float32)
    unit = states / np.linalg.norm(states, axis=1, keepdims=True)
    return Encoded(unit[0], unit)


@given(st.integers(0, 1000), st.integers(1, 130), st.integers(1, 400))
def test_what_is_unpacked_is_within_a_step_of_what_was_packed(seed, tokens, dimensions):
    encoded = drawn(seed, tokens, dimensions)
    again = unpack(pack(encoded))
    assert again.tokens.shape == encoded.tokens.shape
    assert np.abs(again.tokens - encoded.tokens).max() <= np.abs(encoded.tokens).max() / 127
    assert np.abs(again.pooled - encoded.pooled).max() <= 0.001


@given(st.integers(0, 1000))
def test_packing_again_what_was_unpacked_changes_nothing(seed):
    packed = pack(drawn(seed, 9, 32))
    assert np.allclose(unpack(pack(unpack(packed))).tokens, unpack(packed).tokens, atol=2e-3)


@given(st.integers(0, 1000))
def test_packing_moves_a_likeness_by_less_than_a_hundredth(seed):
    question, text = drawn(seed, 8, 384), drawn(seed + 1, 30, 384)
    (before,), (after,) = nearest_tokens(question, [text]), nearest_tokens(question, [unpack(pack(text))])
    assert after.mean() == pytest.approx(before.mean(), abs=0.01)


def test_a_token_s_vector_takes_a_byte_a_component():
    assert len(pack(drawn(1, 30, 384))) < 30 * (384 + 2) + 2 * 384 + 10


def test_a_vector_of_nothing_is_packed_too():
    nothing = Encoded(np.zeros(4, np.float32), np.zeros((1, 4), np.float32))
    assert not unpack(pack(nothing)).tokens.any()


@given(st.binary(max_size=60))
def test_bytes_that_are_no_vectors_are_refused(data):
    try:
        assert len(unpack(data).tokens)
    except ValueError:
        return


def test_packed_vectors_that_are_cut_off_are_refused():
    with pytest.raises(ValueError, match="length"):
        unpack(pack(drawn(1, 3, 8))[:-1])
