import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.reading.interface import Encoded
from retrieval.reading.likeness import cosine, nearest_tokens


def unit(vectors: np.ndarray) -> np.ndarray:
    return (vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)).astype(np.float32)


def drawn(seed: int, tokens: int) -> Encoded:
    states = np.random.default_rng(seed).normal(size=(tokens, 8))
    return Encoded(unit(states.mean(axis=0)), unit(states))


def max_similarity(question: Encoded, texts: list[Encoded]) -> list[float]:
    return [float(nearest.mean()) for nearest in nearest_tokens(question, texts)]


def test_a_text_is_as_near_as_can_be_to_itself():
    text = drawn(1, 5)
    assert cosine(text, [text]) == pytest.approx([1], abs=1e-5)
    assert max_similarity(text, [text]) == pytest.approx([1], abs=1e-5)


def test_without_texts_there_is_nothing_to_say():
    assert cosine(drawn(1, 3), []) == max_similarity(drawn(1, 3), []) == []


@given(st.lists(st.integers(1, 6), min_size=1, max_size=6), st.integers(1, 5))
def test_reading_texts_together_says_of_each_what_reading_it_alone_says(lengths, asked):
    question = drawn(99, asked)
    texts = [drawn(number, length) for number, length in enumerate(lengths)]
    alone = [float(np.mean((question.tokens @ text.tokens.T).max(axis=1))) for text in texts]
    assert max_similarity(question, texts) == pytest.approx(alone, abs=1e-5)
    assert cosine(question, texts) == pytest.approx([float(question.pooled @ t.pooled) for t in texts], abs=1e-5)


@given(st.integers(1, 6), st.integers(1, 6))
def test_more_text_never_takes_a_question_s_token_further_away(first, second):
    question, one, other = drawn(1, 3), drawn(2, first), drawn(3, second)
    both = Encoded(one.pooled, np.concatenate([one.tokens, other.tokens]))
    near, nearer = max_similarity(question, [one, both])
    assert nearer >= near - 1e-6
