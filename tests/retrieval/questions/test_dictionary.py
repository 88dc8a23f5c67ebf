"""Whether a word is one of the language, and which of several is the commonest."""

import pytest

from retrieval.questions.dictionary import commonest, is_a_word


@pytest.mark.parametrize("word", ["ferry", "Ferry", "BAKERY", "court", "color"])
def test_a_word_is_one_in_any_case(word: str) -> None:
    assert is_a_word(word)


@pytest.mark.parametrize("word", ["frery", "baekry", "", "zzzz"])
def test_what_was_mistyped_is_no_word(word: str) -> None:
    assert not is_a_word(word)


def test_of_several_words_the_one_that_is_used_most_is_taken() -> None:
    assert commonest(["quire", "people", "frery"]) == "people"
    assert commonest(["frery"]) is None
