"""Unpacking of gzip and deflate in bounded pieces: memory does not grow with what a reply unpacks to."""

import zlib
from collections.abc import Iterable, Iterator
from itertools import chain

PIECE = 65_536
_GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
_GZIP_MARK = b"\x1f\x8b"


def inflated(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what gzip, zlib or bare deflate data unpack to, in pieces of at most 64 kB.

    Several gzip members in a row are one document (RFC 1952, 2.2). Raise `zlib.error` when the data are damaged and
    `EOFError` when they are cut off.
    """
    whole = _with_a_start(pieces)
    first = next(whole, b"")
    if len(first) < 2:
        if first:
            raise EOFError("the packed data are cut off")
        return
    unpacker = zlib.decompressobj(_form(first))
    for piece in chain([first], whole):
        waiting = piece
        while waiting:
            if unpacker.eof:
                if not waiting.startswith(_GZIP_MARK[: len(waiting)]):
                    return  # padding after the last member
                unpacker = zlib.decompressobj(_GZIP_OR_ZLIB)
            unpacked = unpacker.decompress(waiting, PIECE)
            waiting = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
            if unpacked:
                yield unpacked
    # what is still inside the unpacker, now that no more comes
    while not unpacker.eof:
        unpacked = unpacker.decompress(unpacker.unconsumed_tail, PIECE)
        if not unpacked:
            break
        yield unpacked
    if not unpacker.eof:
        raise EOFError("the packed data are cut off")


def _with_a_start(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the pieces, the first of them long enough to tell by it what they are."""
    start = b""
    rest = iter(pieces)
    while len(start) < 2:
        piece = next(rest, None)
        if piece is None:
            break
        start += piece
    yield start
    yield from rest


def _form(start: bytes) -> int:
    """Return zlib's number for what begins so: gzip, zlib (RFC 1950, 2.2: a multiple of 31), or else bare deflate."""
    is_zlib = start[0] & 0x0F == zlib.DEFLATED and int.from_bytes(start[:2], "big") % 31 == 0
    return _GZIP_OR_ZLIB if start.startswith(_GZIP_MARK) or is_zlib else -zlib.MAX_WBITS


def looks_packed(start: bytes) -> bool:
    """Tell data that are packed with gzip or zlib by their first two bytes.

    >>> looks_packed(zlib.compress(b"The ferry sails.")), looks_packed(b"xylophone")
    (True, False)
    """
    return start.startswith(_GZIP_MARK) or (start[:1] == b"x" and start[1:2] in (b"\x01", b"\x5e", b"\x9c", b"\xda"))


def counted(pieces: Iterable[bytes], size: int, too_large: Exception) -> Iterator[bytes]:
    """Yield `pieces` until they come to more than `size` bytes; then raise `too_large`."""
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > size:
            raise too_large
        yield piece
