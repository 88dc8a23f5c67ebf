"""Composed letters: every span of the composed text leads back to the same letters of the original."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from retrieval.text.composition import compose

LETTERS = st.text(st.sampled_from("aeS\u0301\u0323\u0300Ọ ŚT.“"), max_size=60)


def test_a_text_that_is_composed_is_left_alone():
    assert compose("Zoë Tarn") is None
    assert compose("Ana Brill") is None


def test_an_accent_of_its_own_joins_its_letter():
    found = compose("Zoe\u0308 Tarn")
    assert found is not None
    assert found.text == "Zoë Tarn"
    assert found.original((0, 3)) == (0, 4)
    assert found.original((4, 8)) == (5, 9)


@given(LETTERS)
def test_what_lies_between_two_words_is_what_lay_between_them(text):
    found = compose(text)
    if found is None:
        return
    assert len(found.starts) == len(found.text) + 1
    for at, letter in enumerate(found.text):
        if letter == " ":
            start, end = found.original((at, at + 1))
            assert text[start] == " "
            assert end > start
    assert unicodedata.normalize("NFC", text) == unicodedata.normalize("NFC", found.text)
