"""Compression with zstd of many short strings, each by itself, with what they have in common set apart in a dictionary."""

from collections.abc import Iterable, Sequence

import zstandard

Damaged = zstandard.ZstdError
#: bytes of the stretches that a dictionary is put together from, and of what they have in common: trying several, as is done
#: where none are given, takes five times as long and found none that keeps news smaller
_SEGMENT, _MATCH = 128, 8


class Zstd:
    """Compresses with a dictionary or without one. Safe to use from several threads."""

    def __init__(self, level: int, dictionary: bytes | None = None, *, checksum: bool) -> None:
        self._level, self._checksum = level, checksum
        self._dictionary = None if dictionary is None else zstandard.ZstdCompressionDict(dictionary)
        # making one costs more than its use; each may be used by one thread at a time
        self._compressors: list[zstandard.ZstdCompressor] = []
        self._decompressors: list[zstandard.ZstdDecompressor] = []

    def compress(self, data: bytes) -> bytes:
        """Return data compressed, without the number of the dictionary."""
        try:
            compressor = self._compressors.pop()
        except IndexError:
            compressor = zstandard.ZstdCompressor(
                level=self._level, dict_data=self._dictionary, write_checksum=self._checksum, write_dict_id=False
            )
        frame = compressor.compress(data)
        self._compressors.append(compressor)
        return frame

    def decompress(self, frame: bytes) -> bytes:
        """Return what was compressed; `Damaged` is raised where the bytes are not what `compress` returned."""
        return self.decompress_all([frame])[0]

    def decompress_all(self, frames: Iterable[bytes]) -> list[bytes]:
        """Return what was compressed in each of these frames, quicker than by a call each; `Damaged` as above."""
        try:
            decompressor = self._decompressors.pop()
        except IndexError:
            decompressor = zstandard.ZstdDecompressor(dict_data=self._dictionary)
        found = list(map(decompressor.decompress, frames))
        self._decompressors.append(decompressor)
        return found


def trained(samples: Sequence[bytes], size: int) -> bytes | None:
    """Return a dictionary of `size` bytes at most for strings like these, None where they have too little in common."""
    try:
        return bytes(zstandard.train_dictionary(size, list(samples), k=_SEGMENT, d=_MATCH).as_bytes())
    except zstandard.ZstdError:
        return None
