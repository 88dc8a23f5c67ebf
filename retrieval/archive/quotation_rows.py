"""The stored form of an article's quotations: all of them in one compressed string of bytes, column after column.

An article may hold a hundred. As a row each they took a third of the archive, most of it numbers of the same size and names
said over and over; and whoever asks for one of an article's quotations looks through all of them anyway.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from typing import Any, NamedTuple

import msgspec

from retrieval.archive.packing import readable
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
        columns = _decoder.decode(_zstd.decompress(packed))
        fragments = [_spans(one) for one in columns[_FRAGMENTS]]  # type: ignore[arg-type]
        starts = [spans[0][0] if spans else 0 for spans in fragments]
        columns[_FRAGMENTS] = list(fragments)
        for at in _AT:
            columns[at] = [None if n is None else n + start for n, start in zip(columns[at], starts, strict=True)]  # type: ignore[operator]
        return list(map(QuotationRow._make, zip(*columns, strict=True)))
    except (Damaged, msgspec.MsgspecError, ValueError, TypeError, IndexError) as error:
        raise TextDamaged("The quotations of an article do not unpack.") from error


def unpack_each(rows: Iterable[Any]) -> list[tuple[Any, list[QuotationRow]]]:
    """Return rows with an article's id and its packed quotations, each with these, without those that are damaged."""
    return readable(rows, lambda row: unpack_quotations(row.packed))


def _distances(offsets: Sequence[int]) -> list[int]:
    return [after - before for before, after in zip((0, *offsets), offsets, strict=False)]


def _spans(distances: Iterable[int]) -> tuple[Span, ...]:
    offsets = list(accumulate(distances))
    return tuple(zip(offsets[::2], offsets[1::2], strict=True))
