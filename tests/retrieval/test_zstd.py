from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.zstd import Damaged, Zstd, trained

ALIKE = [f"The ferry number {n} of the harbour of Lindmar was late by {n * 7} minutes.".encode() for n in range(1_000)]
DICTIONARY = trained(ALIKE, 4_096)
KINDS = {"with a dictionary": Zstd(9, DICTIONARY, checksum=True), "without one": Zstd(9, checksum=True)}


@pytest.mark.parametrize("kind", KINDS)
@given(st.lists(st.binary(max_size=300), max_size=4))
def test_what_was_compressed_comes_out_as_it_went_in_one_by_one_and_together(kind, given_data):
    frames = [KINDS[kind].compress(data) for data in given_data]
    assert [KINDS[kind].decompress(frame) for frame in frames] == given_data
    assert KINDS[kind].decompress_all(frames) == given_data


def test_a_dictionary_of_strings_that_are_alike_halves_the_next_one_and_is_needed_to_read_it():
    data = b"The ferry number 2401 of the harbour of Lindmar was late by 12 minutes."
    frames = {kind: one.compress(data) for kind, one in KINDS.items()}
    assert len(frames["with a dictionary"]) < len(frames["without one"]) / 2
    with pytest.raises(Damaged):
        KINDS["without one"].decompress(frames["with a dictionary"])


@pytest.mark.parametrize("kind", KINDS)
def test_a_byte_that_was_changed_is_damage_and_the_next_string_is_read_all_the_same(kind):
    one = KINDS[kind]
    frame = bytearray(one.compress(ALIKE[7]))
    frame[-1] ^= 1
    with pytest.raises(Damaged):
        one.decompress(bytes(frame))
    assert one.decompress(one.compress(ALIKE[8])) == ALIKE[8]


@pytest.mark.parametrize("kind", KINDS)
def test_threads_compress_and_decompress_side_by_side(kind):
    one = KINDS[kind]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda data: one.decompress(one.compress(data)), ALIKE)) == ALIKE


def test_strings_with_nothing_in_common_give_no_dictionary():
    assert trained([b"a"], 4_096) is None
