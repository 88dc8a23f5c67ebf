"""The stored form of an article's quotations: all of them in one compressed string of bytes, column after column.

An article may hold a hundred. As a row each they took a third of the archive, most of it numbers of the same size and names
said over and over; and whoever asks for one of an article's quotations looks through all of them anyway.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from typing import Any, NamedTuple

import msgspec

from retrieval.domain import Span
from retrieval.errors import TextDamaged
from retrieval.zstd import Damaged, Zstd

_zstd = Zstd(9, checksum=True)


class QuotationRow(NamedTuple):
    """A quotation; `text`, `speaker_text` and `cue_text` are None where they are the words that stand there."""

    kind: int
    fragments: tuple[Span, ...]
    text: str | None
    speaker_start: int | None
    speaker_end: int | None
    speaker_text: str | None
    name: str | None
    role: str | None
    via: str | None
    cue_start: int | None
    cue_end: int | None
    cue_text: str | None
    confidence: float
    person: int | None


#: the columns that are offsets into the text, kept as distances from where the quotation begins
_OFFSETS = ("speaker_start", "speaker_end", "cue_start", "cue_end")
_AT = [QuotationRow._fields.index(name) for name in _OFFSETS]
_FRAGMENTS = QuotationRow._fields.index("fragments")
_encoder, _decoder = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(list[list[object]])
#: what unpacking raises over bytes that were changed
_DAMAGE = (Damaged, msgspec.MsgspecError, ValueError, TypeError, IndexError)
_DAMAGED = "The quotations of an article do not unpack."


def pack_quotations(rows: Sequence[QuotationRow]) -> bytes:
    """Return rows as bytes."""
    columns: list[list[object]] = [list(column) for column in zip(*rows, strict=True)]
    starts = [row.fragments[0][0] if row.fragments else 0 for row in rows]
    for at in _AT:
        columns[at] = [None if n is None else n - start for n, start in zip(columns[at], starts, strict=True)]  # type: ignore[operator]
    columns[_FRAGMENTS] = [_distances(list(chain.from_iterable(row.fragments))) for row in rows]
    return _zstd.compress(_encoder.encode(columns))


def unpack_quotations(packed: bytes) -> list[QuotationRow]:
    """Return what `pack_quotations` was given; raise TextDamaged where the bytes are not what it returned."""
    try:
        columns = _columns(packed)
        return _rows(columns, range(len(columns[_FRAGMENTS])))
    except _DAMAGE as error:
        raise TextDamaged(_DAMAGED) from error


def unpack_inside(packed: bytes, places: Iterable[Span]) -> list[QuotationRow | None]:
    """Return for each span of the text the packed quotation of which most stands there, the first of several.

    None where none stands there. Raises TextDamaged as `unpack_quotations` does; only what is returned is put together.
    """
    try:
        columns = _columns(packed)
        chosen = [_most_inside(columns[_FRAGMENTS], start, end) for start, end in places]
        there = [n for n in chosen if n is not None]
        found = dict(zip(there, _rows(columns, there), strict=True))
        return [None if n is None else found[n] for n in chosen]
    except _DAMAGE as error:
        raise TextDamaged(_DAMAGED) from error


def _columns(packed: bytes) -> list[list[Any]]:
    """Return the columns as they are kept, the fragments as distances."""
    columns: list[list[Any]] = _decoder.decode(_zstd.decompress(packed))
    return columns


def _rows(columns: Sequence[Sequence[Any]], numbers: Sequence[int]) -> list[QuotationRow]:
    """Return the rows of these numbers."""
    chosen = [[column[n] for n in numbers] for column in columns]
    chosen[_FRAGMENTS] = list(map(_spans, chosen[_FRAGMENTS]))
    starts = [spans[0][0] if spans else 0 for spans in chosen[_FRAGMENTS]]
    for at in _AT:
        chosen[at] = [None if n is None else n + start for n, start in zip(chosen[at], starts, strict=True)]
    return list(map(QuotationRow._make, zip(*chosen, strict=True)))


def _most_inside(fragments: Iterable[Sequence[int]], start: int, end: int) -> int | None:
    """Return the number of the quotation of which most stands in a span; None where none does.

    Each is given by the distances of its fragments, which stand in the order of the text.
    """
    best, most = None, 0
    for number, distances in enumerate(fragments):
        if distances and distances[0] < end and sum(distances) > start:
            spans = _spans(distances)
            inside = sum([min(end, b) - max(start, a) for a, b in spans if a < end and b > start])
            if inside > most:
                best, most = number, inside
    return best


def _distances(offsets: Sequence[int]) -> list[int]:
    return [after - before for before, after in zip((0, *offsets), offsets, strict=False)]


def _spans(distances: Iterable[int]) -> tuple[Span, ...]:
    offsets = list(accumulate(distances))
    return tuple(zip(offsets[::2], offsets[1::2], strict=True))
