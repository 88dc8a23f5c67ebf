"""How texts are compressed in the archive: each by itself, so that one is read alone, with what all have in common set apart.

What they have in common is a dictionary, trained from the archive's own texts once there are some hundred. It is kept in the
archive; a text says by a number made from it with which one it was compressed. Until then texts are zlib's, which begin with
a byte of their own, as in every earlier version: any program reads a small archive. The first byte says how: as it is, with
zstd and a dictionary, or zlib's.
"""

import struct
import weakref
import zlib
from collections.abc import Callable, Iterable, Sequence

from retrieval import zstd
from retrieval.errors import ArchiveError
from retrieval.zstd import Zstd

_RAW, _TRAINED = 0, 2
_HEAD = struct.Struct("<BI")
#: as quick as zlib's default, with a fifth fewer bytes
_LEVEL = 9
#: texts that a dictionary is trained from, and its size in bytes
TEXTS, SIZE = 500, 262_144
#: what unpacking raises over bytes that were changed
DAMAGE = (zlib.error, zstd.Damaged, struct.error, IndexError, KeyError)


class Dictionaries:
    """The dictionaries of all archives that are open, by their numbers. Safe to use from several threads."""

    def __init__(self) -> None:
        self._known: dict[int, Zstd] = {}
        self._sources: list[weakref.WeakMethod[Callable[[], Iterable[bytes]]]] = []

    def add_source(self, source: Callable[[], Iterable[bytes]]) -> None:
        """Ask a method of an archive, for as long as that is there, for dictionaries that are not known."""
        self._sources = [*(one for one in self._sources if one() is not None), weakref.WeakMethod(source)]

    def learn(self, words: bytes) -> int:
        """Take a dictionary in, and return its number."""
        number = zlib.crc32(words)
        if number not in self._known:
            self._known[number] = Zstd(_LEVEL, words, checksum=True)
        return number

    def compress(self, body: bytes, number: int | None) -> bytes:
        """Return a body, compressed in whichever way, as it is kept: with the dictionary of a number, or without one."""
        data = self.decompress(body)
        if number is None:
            return zlib.compress(data)
        return _HEAD.pack(_TRAINED, number) + self._find(number).compress(data)

    def decompress(self, body: bytes) -> bytes:
        """Return what a body holds; one of `DAMAGE` is raised where the bytes are not what was written."""
        how = body[0]
        if how == _TRAINED:
            return self._find(_HEAD.unpack_from(body)[1]).decompress(body[_HEAD.size :])
        if how == _RAW:
            return body[1:]
        return zlib.decompress(body)

    def _find(self, number: int) -> Zstd:
        if number not in self._known:
            for source in self._sources:
                if (method := source()) is not None:
                    self._learn_from(method)
        return self._known[number]

    def _learn_from(self, source: Callable[[], Iterable[bytes]]) -> None:
        """Take the dictionaries of an archive in; one that cannot be read now (it was taken away) says nothing of others."""
        try:
            for words in source():
                self.learn(words)
        except ArchiveError:
            return


#: those of this process
DICTIONARIES = Dictionaries()


def as_it_is(data: bytes) -> bytes:
    """Return data as a body that is to be compressed later."""
    return bytes((_RAW,)) + data


def number_of(body: bytes) -> int | None:
    """Return the number of the dictionary that a body was compressed with, None where it was without."""
    return int(_HEAD.unpack_from(body)[1]) if body[:1] == bytes((_TRAINED,)) else None


def trained(bodies: Sequence[bytes]) -> bytes | None:
    """Return a dictionary for bodies like these, None where they are too few or have too little in common."""
    samples: list[bytes] = []
    for body in bodies:
        try:
            samples.append(DICTIONARIES.decompress(body))
        except DAMAGE:
            continue
    return zstd.trained(samples, SIZE) if len(samples) >= TEXTS else None
