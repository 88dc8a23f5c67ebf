"""A caption is known by the credit that it ends with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.text.captions import split_credit


@pytest.mark.parametrize(
    ("line", "words", "credit"),
    [
        (
            "Boats leave Velmora on Friday. Ola Renn/AFP/Getty Images",
            "Boats leave Velmora on Friday.",
            "Ola Renn/AFP/Getty Images",
        ),
        ("Boats leave Velmora on Friday. [Xinhua]", "Boats leave Velmora on Friday.", "Xinhua"),
        ("Boats leave Velmora on Friday. [Lanx]", "Boats leave Velmora on Friday.", "Lanx"),
        ("Boats leave Velmora on Friday. (AP Photo/Ola Renn)", "Boats leave Velmora on Friday.", "AP Photo/Ola Renn"),
        ("Boats leave Velmora on Friday (Photo: Ola Renn)", "Boats leave Velmora on Friday", "Ola Renn"),
        ("Boats leave Velmora on Friday. Photo by Ola Renn.", "Boats leave Velmora on Friday.", "Ola Renn"),
        (
            "Boats leave Velmora on Friday. Photograph: Ola Renn/Reuters",
            "Boats leave Velmora on Friday.",
            "Ola Renn/Reuters",
        ),
        ("Boats leaving the harbour Ola Renn/Getty Images", "Boats leaving the harbour", "Ola Renn/Getty Images"),
        ("Boats leaving the harbour Image credit: Ola Renn", "Boats leaving the harbour", "Ola Renn"),
        ("Boats leaving the harbour Credit: Lanx - Contributor", "Boats leaving the harbour", "Lanx - Contributor"),
        ("Boats leave Velmora. Reuters", "Boats leave Velmora.", "Reuters"),
        ("Photo: Ola Renn", "", "Ola Renn"),
        ("Getty Images", "", "Getty Images"),
    ],
)
def test_words_and_credit_are_taken_apart(line: str, words: str, credit: str) -> None:
    assert split_credit(line) == (words, credit)


@pytest.mark.parametrize(
    "line",
    [
        "He shared a photo of himself with Ola Renn.",
        "The contract was won by Reuters.",
        "She works for AFP and for Reuters.",
        "The minister denied it (he was in Tarn at the time).",
        "The show (CBS, Fridays at 8)",
        "The bill passed 9/4 in the council.",
        "He left the party [in 2030].",
        "The image is the sharpest so far, according to NASA.",
        "",
    ],
)
def test_a_sentence_has_no_credit(line: str) -> None:
    assert split_credit(line) is None


@given(st.text(max_size=200))
def test_words_and_credit_are_parts_of_the_line(line: str) -> None:
    found = split_credit(line)
    if found is not None:
        assert found[0] in line
        assert found[1] in line
