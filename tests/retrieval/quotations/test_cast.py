"""Who is named where: the questions that reading asks of the cast, answered by looking through everything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.quotations.cast import Cast
from retrieval.quotations.lexicon import Lexicon, lexicon

WORDS = lexicon("en")
assert WORDS
SENTENCES = ["Ana Brill met Ola Renn. ", "Renn left. ", "It rained. ", "The Lome Bank closed! ", "Mayor Eve Tarn slept? ", "“Why,” Brill said.\n",
             "In Lome it snowed…\n\n", "Xexo Falk, 61, nodded. "]  # fmt: skip
texts = st.lists(st.sampled_from(SENTENCES), max_size=9).map("".join)


def cast_of(text: str) -> Cast:
    words: Lexicon | None = WORDS
    assert words
    return Cast(text, words)


@given(texts)
def test_mentions_stand_in_the_order_of_the_text_each_within_it_and_with_its_bearer(text: str) -> None:
    cast = cast_of(text)
    places = [(one.start, one.end) for one in cast.mentions]
    assert places == sorted(set(places))
    for one in cast.mentions:
        assert (one.start, one.end) in one.bearer.mentions
        assert text[one.start].isupper()
        assert text[one.end - 1].isalnum()


@given(texts, st.integers(0, 200), st.integers(0, 6))
def test_what_is_named_before_a_place_comes_the_latest_first_and_no_more_than_asked_for(
    text: str, at: int, most: int
) -> None:
    cast = cast_of(text)
    earlier = [one for one in cast.mentions if one.start < at][::-1][:most]
    assert list(cast.before(at, most)) == earlier
    people: list[tuple[int, object]] = []
    for one in earlier:
        if cast.is_person(one.bearer) and one.bearer not in [bearer for _, bearer in people]:
            people.append((one.start, one.bearer))
    assert cast.named_before(at, most) == people


@given(texts, st.integers(0, 200), st.integers(0, 60))
def test_what_is_named_inside_a_stretch_begins_in_it_or_reaches_into_it(text: str, start: int, length: int) -> None:
    cast, end = cast_of(text), start + length
    assert cast.inside(start, end) == [one for one in cast.mentions if one.start < end and one.end > start]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Ana Brill met Ola Renn. Renn left.", {"Ana Brill": 1, "Ola Renn": 2}),
        ("Brill left. Ana Brill slept. Brill woke.", {"Ana Brill": 3}),
        ("Ana Brill left. Eve Brill left. Brill slept.", {"Ana Brill": 1, "Eve Brill": 1, "Brill": 1}),
        ("Brill Bank closed. Ana Brill left. Brill slept.", {"Brill Bank": 1, "Ana Brill": 2}),
        ("Near Lome Ana Brill left.", {"Lome Ana Brill": 1}),
        ("The Mayor, Ana Brill, left. Mayor Brill slept.", {"Ana Brill": 2}),
        ("Ana left. Ana Brill slept.", {"Ana Brill": 2}),
        ("Xexo left. Xexo Brill slept.", {"Xexo": 1, "Xexo Brill": 1}),
        ("Mr. Brill left. Mrs. Brill slept. Ana Brill woke.", {"Ana Brill": 2, "Brill": 1}),
        ("A. Brill left. Ana Brill slept.", {"Ana Brill": 2}),
        ("Ana Tarn Brill left. Ana Brill slept. Tarn Brill woke.", {"Ana Tarn Brill": 3}),
        ("Ola Brill Jr. left. Ola Brill slept.", {"Ola Brill Jr.": 1, "Ola Brill": 1}),
        ("Senator Brill left. Ola Brill Jr. slept. Senator Brill woke.", {"Brill": 2, "Ola Brill Jr.": 1}),
        ("Ola Brill Jr. slept. Brill woke.", {"Ola Brill Jr.": 2}),
        ("Brill woke. Ola Brill Jr. slept.", {"Brill": 1, "Ola Brill Jr.": 1}),
    ],
)
def test_each_name_belongs_to_the_one_it_can_mean(text: str, people: dict[str, int]) -> None:
    assert {one.name.text: len(one.mentions) for one in cast_of(text).bearers} == people
