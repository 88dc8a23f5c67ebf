"""Packed bodies are unpacked piece by piece."""

import gzip
import zlib

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from retrieval.ingest.http.decompression import PIECE, counted, inflated
from retrieval.ingest.http.media_types import FEED, PAGE, media_type, sniffed

PACKERS = [
    gzip.compress,
    zlib.compress,
    lambda data: zlib.compress(data)[2:-4],
    lambda data: gzip.compress(data[:5]) + gzip.compress(data[5:]),
]


def cut(data, size):
    return [data[start : start + size] for start in range(0, len(data), size)]


@given(st.binary(max_size=2000), st.sampled_from(PACKERS), st.integers(1, 500), st.integers(1, 200))
def test_whatever_the_pieces_the_whole_comes_out(data, pack, size, times):
    pieces = list(inflated(cut(pack(data * times), size)))
    assert b"".join(pieces) == data * times
    assert all(len(piece) <= PIECE for piece in pieces)


@given(st.binary(min_size=1, max_size=500), st.sampled_from(PACKERS[:3]), st.integers(1, 4))
def test_what_is_cut_off_is_noticed(data, pack, missing):
    whole = pack(data)
    assume(len(whole) > missing)
    with pytest.raises((EOFError, zlib.error)):
        list(inflated([whole[:-missing]]))


@given(st.binary(max_size=300))
def test_other_bytes_are_refused_or_unpacked(data):
    try:
        list(inflated([data]))
    except (EOFError, zlib.error):
        return


def test_padding_after_the_end_is_left_out():
    assert b"".join(inflated([gzip.compress(b"words") + bytes(512)])) == b"words"
    assert list(inflated([])) == []


def test_counting_stops_at_the_piece_that_is_too_much():
    taken = []
    pieces = (taken.append(n) or b"x" * 10 for n in range(100))
    with pytest.raises(ValueError, match="enough"):
        list(counted(pieces, 25, ValueError("enough")))
    assert len(taken) == 3


def test_a_content_type_is_taken_apart():
    assert media_type('Text/HTML; Charset="UTF-8"') == ("text/html", "utf-8")
    assert media_type("application/rss+xml") == ("application/rss+xml", None)
    assert media_type("") == media_type("nonsense") == ("", None)
    assert media_type("text/html;charset=a b") == ("text/html", "a")


def test_first_bytes_tell_pictures_from_text():
    assert sniffed(b"BMW baut ein Werk") is None
    assert sniffed(b"BM" + bytes(40)) == "image/bmp"
    assert sniffed(b"") is None
    assert sniffed("Фериботът".encode("utf-16")) is None
    assert sniffed("<p>a</p>".encode("utf-16-le")) is None
    assert sniffed(bytes(100)) == "application/x-binary"
    assert sniffed(b"<p>one \x00 stray</p>") is None


def test_readers_take_what_they_can_read():
    assert PAGE.takes("application/pdf")
    assert not FEED.takes("application/pdf")
    assert FEED.takes("")
    assert not PAGE.takes("image/png")
