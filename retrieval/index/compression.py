"""How the embedded index keeps a passage: compressed by itself, with what many passages of the index have in common.

A passage is too short to be compressed well alone. From the first large batch a dictionary is trained, which is kept in the
index; a passage that was added before has none. The first byte of what is kept says which of the two it is.
"""

import struct
import zlib
from collections.abc import Sequence

import zstandard

from retrieval.index.stored import StoredPassage

#: passages that a dictionary is trained from, at least and at most, and its size in bytes
FEW, MANY, SIZE = 1_000, 5_000, 131_072
#: a passage of 600 bytes takes 0.02 ms; higher levels take twice the time for three bytes in a hundred
_LEVEL = 6
_HEAD = struct.Struct("<I")
_ALONE, _TRAINED = 0, 1


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

    def unpack(self, kept: bytes) -> tuple[str, bytes]:
        """Return the lines and the packed numbers of a passage; raise DictionaryMissing, ValueError where it is damaged."""
        which = kept[0]
        if which == _TRAINED and not self.identity:
            raise DictionaryMissing
        try:
            idle = self._idle[which]
            opener = idle.pop() if idle else _decompressor(self._dictionary if which == _TRAINED else None)
            whole = opener.decompress(memoryview(kept)[1:])
            idle.append(opener)
        except (zstandard.ZstdError, IndexError) as error:
            raise ValueError("a passage does not unpack") from error
        end = _HEAD.size + _HEAD.unpack_from(whole)[0]
        return whole[end:].decode(), whole[_HEAD.size : end]


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
