"""Unpacking of gzip and deflate in bounded pieces: memory does not grow with what a reply unpacks to."""

import zlib
from collections.abc import Iterable, Iterator

PIECE = 65_536
_GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
_GZIP_MARK = b"\x1f\x8b"


def inflated(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what gzip, zlib or bare deflate data unpack to, in pieces of at most 64 kB.

    Several gzip members in a row are one document (RFC 1952, 2.2). Raise `zlib.error` when the data are damaged and
    `EOFError` when they are cut off.
    """
    unpacker = zlib.decompressobj(_GZIP_OR_ZLIB)
    begun = False
    for piece in pieces:
        waiting = piece
        while waiting:
            if unpacker.eof:
                if not waiting.startswith(_GZIP_MARK[: len(waiting)]):
                    return  # padding after the last member
                unpacker = zlib.decompressobj(_GZIP_OR_ZLIB)
            try:
                unpacked = unpacker.decompress(waiting, PIECE)
            except zlib.error:
                if begun:
                    raise
                unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
                unpacked = unpacker.decompress(waiting, PIECE)
            begun = True
            waiting = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
            if unpacked:
                yield unpacked
    # what is still inside the unpacker, now that no more comes
    while not unpacker.eof:
        unpacked = unpacker.decompress(unpacker.unconsumed_tail, PIECE)
        if not unpacked:
            break
        yield unpacked
    if begun and not unpacker.eof:
        raise EOFError("the packed data are cut off")


def counted(pieces: Iterable[bytes], size: int, too_large: Exception) -> Iterator[bytes]:
    """Yield `pieces` until they come to more than `size` bytes; then raise `too_large`."""
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > size:
            raise too_large
        yield piece
