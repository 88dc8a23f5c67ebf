"""Reading quotations: of articles, of people, and those that hold certain sentences."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select

from retrieval.archive import schema
from retrieval.archive.batches import rows_of
from retrieval.archive.database import Database
from retrieval.archive.packing import unpack_each, unpack_texts
from retrieval.domain import Mention, Place, Quotation, QuotationKind, Span, Speaker, joined_each

_KINDS = tuple(QuotationKind)
_a, _q = schema.article.c, schema.quotation.c
_ids: Any = bindparam("ids", expanding=True)
_BODIES = select(_a.id, _a.body).where(_a.id.in_(_ids))
_ROWS = select(
    _a.id, _q.kind, _q.fragments, _q.text, _q.speaker_start, _q.speaker_end, _q.speaker_text, _q.name, _q.role, _q.via,
    _q.cue_start, _q.cue_end, _q.cue_text, _q.confidence, _q.number,
).join_from(schema.quotation, schema.article, _q.article == _a.number)  # fmt: skip
_OF_ARTICLES = _ROWS.where(_a.id.in_(_ids)).order_by(_q.number)
_BY_NUMBER = _ROWS.where(_q.number.in_(_ids))
_BY_PEOPLE = (
    _ROWS.where(_q.person.in_(_ids)).order_by(_a.published.desc(), _a.number.desc(), _q.number).limit(bindparam("most"))
)
_FRAGMENTS = (
    select(_a.id, _q.fragments, _q.number)
    .join_from(schema.quotation, schema.article, _q.article == _a.number)
    .where(_a.id.in_(_ids))
    .order_by(_q.number)
)


def quotations_of(database: Database, article_ids: Iterable[str]) -> dict[str, tuple[Quotation, ...]]:
    """Return the quotations of each of these articles that has any, in the order of the text."""
    with database.reading() as connection:
        found = _quotations(connection, rows_of(connection, _OF_ARTICLES, article_ids))
    grouped: dict[str, list[Quotation]] = {}
    for one in found.values():
        grouped.setdefault(one.article_id or "", []).append(one)
    return {article_id: tuple(listed) for article_id, listed in grouped.items()}


def quotations_by(database: Database, person_ids: Iterable[int], limit: int) -> list[Quotation]:
    """Return quotations of these people, those of the newest articles first."""
    with database.reading() as connection:
        rows = connection.execute(_BY_PEOPLE, {"ids": list(person_ids), "most": limit}).all()
        return list(_quotations(connection, rows).values())


def quotations_in(database: Database, places: Sequence[Place]) -> list[Quotation | None]:
    """Return for each place the quotation of which most stands there, None where there is none.

    Only these are taken apart: an article may hold a hundred.
    """
    with database.reading() as connection:
        listed: dict[str, list[tuple[int, Sequence[Span]]]] = {}
        rows = rows_of(connection, _FRAGMENTS, [place[0] for place in places])
        for (id_, _, number), fragments in zip(rows, unpack_each([row[1] for row in rows]), strict=True):
            listed.setdefault(id_, []).append((number, fragments))
        chosen = [_most_inside(listed.get(id_, ()), start, end) for id_, start, end in places]
        held = [number for number in chosen if number is not None]
        found = _quotations(connection, rows_of(connection, _BY_NUMBER, held))
    return [None if number is None else found.get(number) for number in chosen]


def _most_inside(quotations: Sequence[tuple[int, Sequence[Span]]], start: int, end: int) -> int | None:
    """Return the number of the quotation of which most stands in a span, the first of several; None where none does."""
    best, most = None, 0
    for number, fragments in quotations:
        inside = sum([min(end, b) - max(start, a) for a, b in fragments if a < end and b > start])
        if inside > most:
            best, most = number, inside
    return best


def _quotations(connection: Connection, rows: Sequence[Any]) -> dict[int, Quotation]:
    """Return the quotations of rows, in their order, by their numbers in the database."""
    texts = unpack_texts(rows_of(connection, _BODIES, [row[0] for row in rows]))
    fragments = unpack_each([row[2] for row in rows])
    there = [(row, spans) for row, spans in zip(rows, fragments, strict=True) if row[0] in texts]
    words = joined_each([(texts[row[0]], spans) for row, spans in there])
    return {row[-1]: _quotation_of(row, spans, said, texts) for (row, spans), said in zip(there, words, strict=True)}


def _quotation_of(row: Any, fragments: tuple[Span, ...], said: str, texts: Mapping[str, str]) -> Quotation:
    id_, kind, _, words, start, end, mention, name, role, via, cue_start, cue_end, cue_words, confidence, _ = row
    text = texts[id_]
    speaker = cue = None
    if start is not None:
        speaker = Speaker(text[start:end] if mention is None else mention, start, end, name, role, via)
    if cue_start is not None:
        cue = Mention(text[cue_start:cue_end] if cue_words is None else cue_words, cue_start, cue_end)
    return Quotation(_KINDS[kind], fragments, said if words is None else words, speaker, cue, confidence, id_)
