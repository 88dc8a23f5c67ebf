"""How the embedded index keeps a passage: compressed by itself, with what many passages of the index have in common.

A passage is too short to be compressed well alone. From the first large batch a dictionary is trained, which is kept in the
index; a passage that was added before has none. The first byte of what is kept says which of the two it is.
"""

import zlib
from collections.abc import Sequence

from retrieval import zstd
from retrieval.index.stored import StoredPassage
from retrieval.zstd import Zstd

#: passages that a dictionary is trained from, at least and at most, and its size in bytes
FEW, MANY, SIZE = 1_000, 5_000, 262_144
#: a passage of 600 bytes takes 0.02 ms; higher levels take twice the time for three bytes in a hundred
_LEVEL = 6
#: the first byte of what is kept
_ALONE, _TRAINED = b"\0", b"\1"


class DictionaryMissing(Exception):
    """A passage was compressed with the index's dictionary, which has not been read yet."""


class Compression:
    """Compresses the passages of one index, by one thread at a time; any number may read. `learn` is called once at most."""

    def __init__(self) -> None:
        self._alone = self._best = Zstd(_LEVEL, checksum=False)
        #: tells one dictionary from another, 0 for none
        self.identity = 0

    def learn(self, dictionary: bytes) -> None:
        """Compress with a dictionary from now on."""
        self._best = Zstd(_LEVEL, dictionary, checksum=False)
        self.identity = zlib.crc32(dictionary) or 1

    def pack(self, passage: StoredPassage) -> bytes:
        """Return what the index keeps of a passage."""
        return (_TRAINED if self.identity else _ALONE) + self._best.compress(passage.content)

    def unpack(self, kept: Sequence[bytes]) -> list[bytes]:
        """Return the content of passages; raise DictionaryMissing, ValueError where one is damaged."""
        marks = [one[:1] for one in kept]
        if _TRAINED in marks and not self.identity:
            raise DictionaryMissing
        if not {_ALONE, _TRAINED}.issuperset(marks):
            raise ValueError("a passage does not unpack")
        try:
            alone = iter(self._alone.decompress_all([one[1:] for one in kept if one[:1] == _ALONE]))
            trained = iter(self._best.decompress_all([one[1:] for one in kept if one[:1] == _TRAINED]))
        except zstd.Damaged as error:
            raise ValueError("a passage does not unpack") from error
        return [next(trained if mark == _TRAINED else alone) for mark in marks]


def trained(passages: Sequence[StoredPassage]) -> bytes | None:
    """Return a dictionary for passages like these, None where they are too few or have too little in common."""
    if len(passages) < FEW:
        return None
    every = max(1, len(passages) // MANY)
    return zstd.trained([passage.content for passage in passages[::every]], SIZE)
