"""Misspelt words: the distance against a slow one, and how many slips are forgiven."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.questions import analyse
from retrieval.questions.spelling import corrected, corrections, one_slip_away, slips, swapped

word = st.text("abc", max_size=6)


def slowly(one: str, other: str) -> int:
    """Optimal string alignment as it is defined, from the ends of the words."""

    @cache
    def distance(i: int, j: int) -> int:
        if not i or not j:
            return i + j
        found = [
            distance(i - 1, j) + 1,
            distance(i, j - 1) + 1,
            distance(i - 1, j - 1) + (one[i - 1] != other[j - 1]),
        ]
        if i > 1 and j > 1 and (one[i - 1], one[i - 2]) == (other[j - 2], other[j - 1]):
            found.append(distance(i - 2, j - 2) + 1)
        return min(found)

    return distance(len(one), len(other))


@given(word, word)
def test_slips_are_those_of_the_definition(one: str, other: str) -> None:
    assert slips(one, other) == slowly(one, other)


@pytest.mark.parametrize(
    ("written", "known", "found"),
    [
        ("ferri", "ferry", "ferry"),  # five letters: one slip
        ("fezri", "ferry", None),
        ("habrou", "harbou", "harbou"),
        ("harbuor", "harbour", "harbour"),
        ("hrabuor", "harbour", "harbour"),  # seven letters: two slips
        ("hrabuot", "harbour", None),
        ("arbour", "harbour", None),  # the first letter is taken to be right
        ("ferr", "ferry", None),  # too short to tell
        ("ferr1", "ferry", None),
        ("ferri", "ferr1", None),
        ("harbourand", "harbour", None),
        ("harbouran", "harbour", "harbour"),
    ],
)
def test_a_few_slips_are_forgiven_in_long_words(written: str, known: str, found: str | None) -> None:
    assert corrections([written], [known]) == ({written: found} if found else {})


def test_of_several_the_nearest_is_meant_and_of_equals_the_first_by_letters() -> None:
    assert corrections(["harbous"], ["harbonr", "harbour"]) == {"harbous": "harbour"}
    assert corrections(["ferra"], ["ferry", "ferrs"]) == {"ferra": "ferrs"}
    assert corrections(["ferra"], []) == {}


def test_a_mended_question_asks_for_what_was_meant_everywhere() -> None:
    asked = analyse("The storm. Who built the habrour of Port Elary?")
    mended = corrected(asked, {"habrour": "harbour", "elari": "ellari"})
    assert set(mended.terms) == {"storm", "built", "harbour", "port", "ellari"}
    assert mended.focus == {"built", "harbour", "port", "ellari"}
    assert mended.names == (("port", "ellari"),)
    assert {"harbour", "habrour"} <= mended.all_terms
    assert mended.text == asked.text


@given(st.text("abcdefz", min_size=2, max_size=8))
def test_every_term_one_slip_away_is_that_and_begins_alike(term: str) -> None:
    for one in one_slip_away(term):
        assert slips(term, one) <= 1
        assert one[0] == term[0]


@pytest.mark.parametrize(
    ("typed", "meant", "near"),
    [
        ("baekry", "bakery", True),
        ("bakry", "bakery", True),
        ("bakkery", "bakery", True),
        ("bakury", "bakery", True),
        ("fery", "ferry", True),  # of four letters only one that was left out or swapped is put right
        ("frey", "fery", True),
        ("fary", "fery", False),
        ("faery", "fery", True),
        ("akery", "bakery", False),
    ],
)
def test_a_slip_is_a_letter_swapped_left_out_put_in_or_mistaken(typed: str, meant: str, near: bool) -> None:
    assert (meant in one_slip_away(typed)) is near


def test_letters_are_swapped_but_for_the_first() -> None:
    assert set(swapped("abc")) == {"acb"}
    assert list(swapped("ab")) == []
