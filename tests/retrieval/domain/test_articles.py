"""Stretches of a text and whether they have a character in common."""

from hypothesis import given
from hypothesis import strategies as st

from retrieval.domain import overlaps

SPANS = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda ends: (min(ends), max(ends) + 1))


@given(SPANS, st.lists(SPANS, max_size=3))
def test_stretches_overlap_where_they_share_a_character(one, others):
    shared = set(range(*one)) & {at for other in others for at in range(*other)}
    assert overlaps(one, *others) == bool(shared)


@given(SPANS, SPANS)
def test_it_does_not_matter_which_of_two_stretches_is_asked(one, other):
    assert overlaps(one, other) == overlaps(other, one)
