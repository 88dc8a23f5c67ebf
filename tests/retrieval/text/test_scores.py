"""A line that is nothing but the score of a match is told, and no heading."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.domain import BlockKind
from retrieval.text.cleaning import blocks_of
from retrieval.text.scores import is_score

SCORES = [
    "Ostby Rovers 4 Lund Wanderers 3",
    "Stavely County 2, Mullen 0",
    "Lund 2-0 Ostby",
    "St. Brae’s 14.2 Kilder 9.1",
    "Vexley 2 – 2 Tarn (4-3 on penalties)",
    "Full time: Lund 1 Ostby 1",
]


@pytest.mark.parametrize("line", SCORES)
def test_a_score_is_a_paragraph_of_its_own_between_sentences(line: str) -> None:
    text = f"The cup went north on Sunday.\n\n{line}\n\nIt rained for an hour."
    kinds = [(one.kind, text[one.start : one.end]) for one in blocks_of(text)]
    assert kinds[1] == (BlockKind.PARAGRAPH, line)


@pytest.mark.parametrize(
    "line", ["What the cup means", "Ten years after Apollo 13", "Rooms 4 and 5", "3 ways to cook 4 eggs", "In 2019-20"]
)
def test_other_short_lines_are_still_headings(line: str) -> None:
    text = f"The cup went north on Sunday.\n\n{line}\n\nIt rained for an hour."
    assert not is_score(line)
    assert blocks_of(text)[1].kind is BlockKind.HEADING


@given(
    st.from_regex(r"[A-Z][a-z]{2,9}( [A-Z][a-z]{2,9})?", fullmatch=True),
    st.from_regex(r"[A-Z][a-z]{2,9}( [A-Z][a-z]{2,9})?", fullmatch=True),
    st.integers(0, 199),
    st.integers(0, 199),
)
def test_any_two_sides_with_their_figures_are_a_score(one: str, other: str, first: int, second: int) -> None:
    assert is_score(f"{one} {first} {other} {second}")
    assert is_score(f"{one} {first}-{second} {other}")
