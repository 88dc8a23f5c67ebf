"""The stored form of an article's quotations: all of them in one compressed string of bytes, column after column.

An article may hold a hundred. As a row each they took a third of the archive, most of it numbers of the same size and names
said over and over; and whoever asks for one of an article's quotations looks through all of them anyway. Of thousands a
question wants a handful: each is put together when it is asked for.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import accumulate, chain
from typing import Any, NamedTuple, overload

import msgspec

from retrieval.archive.packing import unpack_text
from retrieval.domain import Mention, Quotation, QuotationKind, Span, Speaker, joined
from retrieval.errors import TextDamaged
from retrieval.zstd import Damaged, Zstd

_zstd = Zstd(9, checksum=True)
_KINDS = tuple(QuotationKind)


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


class QuotationColumns(NamedTuple):
    """The same fields of several quotations: offsets as distances from where a quotation begins, fragments as distances."""

    kind: list[int]
    fragments: list[list[int]]
    text: list[str | None]
    speaker_start: list[int | None]
    speaker_end: list[int | None]
    speaker_text: list[str | None]
    name: list[str | None]
    role: list[str | None]
    via: list[str | None]
    cue_start: list[int | None]
    cue_end: list[int | None]
    cue_text: list[str | None]
    confidence: list[float]
    person: list[int | None]


#: the columns that are offsets into the text, kept as distances from where the quotation begins
_OFFSETS = ("speaker_start", "speaker_end", "cue_start", "cue_end")
_AT = [QuotationRow._fields.index(name) for name in _OFFSETS]
_FRAGMENTS = QuotationRow._fields.index("fragments")
_encoder, _decoder = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(list[list[Any]])
_CODES = frozenset(range(len(QuotationKind)))
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
    (unpacked,) = unpack_columns([packed])
    columns: list[Any] = list(unpacked)
    fragments = columns[_FRAGMENTS] = list(map(spans_of, columns[_FRAGMENTS]))
    starts = [spans[0][0] if spans else 0 for spans in fragments]
    for at in _AT:
        columns[at] = [None if n is None else n + start for n, start in zip(columns[at], starts, strict=True)]
    return list(map(QuotationRow._make, zip(*columns, strict=True)))


def unpack_columns(packed: Iterable[bytes]) -> list[QuotationColumns]:
    """Return each article's packed quotations column after column, none put together; raise TextDamaged as above."""
    try:
        # their types are not looked at, which takes longer than all the rest: a checksum says that they are what was packed
        unpacked = [QuotationColumns._make(_decoder.decode(data)) for data in _zstd.decompress_all(packed)]
    except _DAMAGE as error:
        raise TextDamaged(_DAMAGED) from error
    if not all(map(_is_whole, unpacked)):
        raise TextDamaged(_DAMAGED)
    return unpacked


def _is_whole(columns: QuotationColumns) -> bool:
    many = len(columns.fragments)
    whole = all(len(column) == many for column in columns) and _CODES.issuperset(columns.kind)
    return whole and not any(len(distances) % 2 for distances in columns.fragments)


def most_inside(columns: QuotationColumns, spans: Iterable[Span]) -> dict[Span, int]:
    """Return for each span of the text the number of the quotation of which most stands there, the first of several.

    One whose speaker has a name comes before those without where at least half as much of it stands there. Spans without
    any are left out.
    """
    found = {span: _most_inside(columns, span) for span in spans}
    return {span: number for span, number in found.items() if number is not None}


def _most_inside(columns: QuotationColumns, span: Span) -> int | None:
    start, end = span
    inside: dict[int, int] = {}
    for number, distances in enumerate(columns.fragments):
        if distances and distances[0] < end and sum(distances) > start:
            there = sum([min(end, b) - max(start, a) for a, b in spans_of(distances) if a < end and b > start])
            if there > 0:
                inside[number] = there
    if not inside:
        return None
    half = max(inside.values()) / 2
    named = [n for n, there in inside.items() if there >= half and columns.name[n] is not None]
    return max(named or inside, key=inside.__getitem__)


def _distances(offsets: Sequence[int]) -> list[int]:
    return [after - before for before, after in zip((0, *offsets), offsets, strict=False)]


def spans_of(distances: Sequence[int]) -> tuple[Span, ...]:
    """Return fragments given by their distances: each one's start from the end before, and its end from its start."""
    if len(distances) == 2:  # nearly always
        start, length = distances
        return ((start, start + length),)
    offsets = list(accumulate(distances))
    return tuple(zip(offsets[::2], offsets[1::2], strict=True))


class PackedQuotations(Sequence[Quotation]):
    """The quotations of an article, in the order of its text, each put together when it is asked for."""

    def __init__(self, article_id: str, text: str, columns: QuotationColumns) -> None:
        self.article_id, self._text, self._columns = article_id, text, columns

    def __len__(self) -> int:
        return len(self._columns.fragments)

    @overload
    def __getitem__(self, at: int) -> Quotation: ...
    @overload
    def __getitem__(self, at: slice) -> list[Quotation]: ...
    def __getitem__(self, at: int | slice) -> Quotation | list[Quotation]:
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(len(self)))]
        columns = self._columns
        fragments, cue = spans_of(columns.fragments[at]), None
        start, end = self._shifted(columns.cue_start, at), self._shifted(columns.cue_end, at)
        if start is not None and end is not None:
            words = columns.cue_text[at]
            cue = Mention(self._text[start:end] if words is None else words, start, end)
        text = columns.text[at]
        return Quotation(
            _KINDS[columns.kind[at]], fragments, joined(self._text, fragments) if text is None else text,
            self.speaker(at), cue, columns.confidence[at], self.article_id,
        )  # fmt: skip

    @property
    def names(self) -> Sequence[str | None]:
        """The name of each one's speaker, None where it is not told."""
        return self._columns.name

    def speaker(self, at: int) -> Speaker | None:
        """Return the speaker of a quotation, None where it is not told who speaks."""
        columns = self._columns
        start, end = self._shifted(columns.speaker_start, at), self._shifted(columns.speaker_end, at)
        if start is None or end is None:
            return None
        mention = columns.speaker_text[at]
        text = self._text[start:end] if mention is None else mention
        return Speaker(text, start, end, columns.name[at], columns.role[at], columns.via[at])

    def span(self, at: int) -> Span:
        """Return from where to where a quotation stands."""
        distances = self._columns.fragments[at]
        return (distances[0], sum(distances)) if distances else (0, 0)

    def words(self, at: int) -> str:
        """Return the text of a quotation."""
        kept = self._columns.text[at]
        return joined(self._text, spans_of(self._columns.fragments[at])) if kept is None else kept

    def _shifted(self, column: Sequence[int | None], at: int) -> int | None:
        distance, distances = column[at], self._columns.fragments[at]
        return None if distance is None else distance + (distances[0] if distances else 0)


def packed_quotations(rows: Sequence[Any]) -> list[PackedQuotations]:
    """Return the quotations of articles; a row has the article's `id`, its quotations `packed`, and its `body`."""
    columns = unpack_columns([row.packed for row in rows])
    return [PackedQuotations(row.id, unpack_text(row.body), own) for row, own in zip(rows, columns, strict=True)]


def quotations_at(rows: Sequence[Any], spans: Mapping[str, Sequence[Span]]) -> list[dict[Span, Quotation]]:
    """Return for each article what is said at each span of its text that has a quotation; other texts are not unpacked."""
    found: list[dict[Span, Quotation]] = []
    for row, columns in zip(rows, unpack_columns([row.packed for row in rows]), strict=True):
        chosen = most_inside(columns, spans[row.id])
        said = PackedQuotations(row.id, unpack_text(row.body), columns) if chosen else ()
        found.append({span: said[n] for span, n in chosen.items()})
    return found


def quotations_of_people(rows: Sequence[Any], people: Set[int]) -> list[list[Quotation]]:
    """Return the quotations of these people in each article; its text is unpacked only where there are any."""
    found: list[list[Quotation]] = []
    for row, columns in zip(rows, unpack_columns([row.packed for row in rows]), strict=True):
        theirs = [n for n, person in enumerate(columns.person) if person in people]
        said = PackedQuotations(row.id, unpack_text(row.body), columns) if theirs else ()
        found.append([said[n] for n in theirs])
    return found
