"""How the embedded index keeps a passage: compressed by itself, with what many passages of the index have in common.

A passage is too short to be compressed well alone. From the first large batch a dictionary is trained, which is kept in the
index; a passage that was added before has none. The first byte of what is kept says which of the two it is.
"""

import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import zstandard

from retrieval.index.stored import StoredPassage

#: passages that a dictionary is trained from, at least and at most, and its size in bytes
FEW, MANY, SIZE = 1_000, 5_000, 131_072
#: a passage of 600 bytes takes 0.02 ms; higher levels take twice the time for three bytes in a hundred
_LEVEL = 6
_HEAD = struct.Struct("<I")
_ALONE, _TRAINED = 0, 1
_MARKED = bytes((_TRAINED,))


class DictionaryMissing(Exception):
    """A passage was compressed with the index's dictionary, which has not been read yet."""


class Compression:
    """Compresses the passages of one index, by one thread at a time; any number may read. `learn` is called once at most."""

    def __init__(self) -> None:
        self._dictionary: zstandard.ZstdCompressionDict | None = None
        self._press: zstandard.ZstdCompressor | None = None
        #: each may be used by one thread at a time
        self._idle: tuple[list[zstandard.ZstdDecompressor], ...] = ([], [])
        #: tells one dictionary from another, 0 for none
        self.identity = 0

    def learn(self, dictionary: bytes) -> None:
        """Compress with a dictionary from now on."""
        self._dictionary = zstandard.ZstdCompressionDict(dictionary)
        self._press = None
        self.identity = zlib.crc32(dictionary) or 1

    def pack(self, passage: StoredPassage) -> bytes:
        """Return what the index keeps of a passage."""
        if self._press is None:
            self._press = _compressor(self._dictionary)
        return bytes((_TRAINED if self.identity else _ALONE,)) + self._press.compress(_whole(passage))

    def unpack(self, kept: Sequence[bytes]) -> list[tuple[str, bytes]]:
        """Return the lines and the packed numbers of passages; raise DictionaryMissing, ValueError where one is damaged."""
        if not self.identity and any(one[:1] == _MARKED for one in kept):
            raise DictionaryMissing
        size, found = _HEAD.size, []
        which = _TRAINED if self.identity else _ALONE
        with self._opener(_ALONE) as alone, self._opener(which) as with_dictionary:
            openers = alone.decompress, with_dictionary.decompress
            try:
                for one in kept:
                    whole = openers[one[0]](memoryview(one)[1:])
                    end = size + _HEAD.unpack_from(whole)[0]
                    found.append((whole[end:].decode(), whole[size:end]))
            except (zstandard.ZstdError, IndexError) as error:
                raise ValueError("a passage does not unpack") from error
        return found

    @contextmanager
    def _opener(self, which: int) -> Iterator[zstandard.ZstdDecompressor]:
        """Give what decompresses: one that was used before, unless other threads have them all."""
        idle = self._idle[which]
        try:
            opener = idle.pop()
        except IndexError:
            opener = _decompressor(self._dictionary if which == _TRAINED else None)
        yield opener
        idle.append(opener)


def trained(passages: Sequence[StoredPassage]) -> bytes | None:
    """Return a dictionary for passages like these, None where they are too few or have too little in common."""
    if len(passages) < FEW:
        return None
    every = max(1, len(passages) // MANY)
    samples: list[bytes | bytearray | memoryview[int]] = [_whole(passage) for passage in passages[::every]]
    try:
        return bytes(zstandard.train_dictionary(SIZE, samples).as_bytes())
    except zstandard.ZstdError:
        return None


def _compressor(dictionary: zstandard.ZstdCompressionDict | None) -> zstandard.ZstdCompressor:
    return zstandard.ZstdCompressor(level=_LEVEL, dict_data=dictionary, write_checksum=False, write_dict_id=False)


def _decompressor(dictionary: zstandard.ZstdCompressionDict | None) -> zstandard.ZstdDecompressor:
    return zstandard.ZstdDecompressor(dict_data=dictionary)


def _whole(passage: StoredPassage) -> bytes:
    return _HEAD.pack(len(passage.packed)) + passage.packed + passage.lines.encode()
