"""The stored form of a text and its blocks: one string of bytes, so that an article is one row; see compression.py."""

import functools
import struct
from collections.abc import Iterable, Sequence
from typing import Any

from retrieval.archive.compression import DAMAGE, DICTIONARIES, as_it_is
from retrieval.domain import Block, BlockKind
from retrieval.errors import TextDamaged

_KINDS = tuple(BlockKind)
_CODES = {kind: code for code, kind in enumerate(_KINDS)}
_CODES_IN_USE = frozenset(_CODES.values())
#: texts kept unpacked: those of a question are read for its sentences, its quotations and what is compared with them
_AT_HAND = 128
#: what unpacking raises over bytes that were changed
_DAMAGE = (*DAMAGE, ValueError, TypeError)


def pack_body(text: str, blocks: Sequence[Block]) -> bytes:
    """Return text and blocks as bytes. Blocks are kept as kind, distance from the last one, and length, which pack small."""
    numbers = [len(blocks)]
    last = 0
    for block in blocks:
        numbers += (_CODES[block.kind], block.start - last, block.end - block.start)
        last = block.end
    return as_it_is(struct.pack(f"<{len(numbers)}i", *numbers) + text.encode())


def unpack_body(body: bytes) -> tuple[str, tuple[Block, ...]]:
    """Return what `pack_body` was given; raise TextDamaged where the bytes are not what it returned."""
    text, numbers = _unpacked(body)
    blocks = []
    last = 0
    for code, distance, length in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True):
        start = last + distance
        last = start + length
        blocks.append(Block(_KINDS[code], start, last))
    return text, tuple(blocks)


def unpack_text(body: bytes) -> str:
    """Return the text alone, which is quicker; raise TextDamaged where the bytes are damaged."""
    return _unpacked(body)[0]


@functools.lru_cache(_AT_HAND)
def _unpacked(body: bytes) -> tuple[str, tuple[int, ...]]:
    """Return the text and the numbers of its blocks; the texts unpacked last are at hand, found by their bytes."""
    try:
        data = DICTIONARIES.decompress(body)
        (count,) = struct.unpack_from("<i", data)
        numbers = struct.unpack_from(f"<{3 * count}i", data, 4)
        if not _CODES_IN_USE.issuperset(numbers[::3]):
            raise ValueError("a kind of block that there is not")
        return data[4 + 12 * count :].decode(), numbers
    except _DAMAGE as error:
        raise TextDamaged("A text in the archive does not unpack.") from error


def unpacked_texts(rows: Iterable[Any]) -> list[str]:
    """Return the text in the `body` of each row; raise TextDamaged where the bytes of one are damaged."""
    return [_unpacked(row.body)[0] for row in rows]


def unpack_bodies(bodies: Iterable[bytes]) -> list[tuple[str, tuple[Block, ...]]]:
    """Return what `pack_body` was given for each; raise TextDamaged where the bytes of one are not what it returned."""
    return list(map(unpack_body, bodies))
