"""Values are taken in parts that lose and repeat nothing."""

from hypothesis import given
from hypothesis import strategies as st

from retrieval.archive.batches import parts


@given(st.lists(st.integers()), st.integers(min_value=1, max_value=7))
def test_the_parts_together_are_the_values_and_none_is_larger_than_asked(values: list[int], size: int) -> None:
    found = list(parts(values, size))
    assert [value for part in found for value in part] == values
    assert all(1 <= len(part) <= size for part in found)
    assert all(len(part) == size for part in found[:-1])
