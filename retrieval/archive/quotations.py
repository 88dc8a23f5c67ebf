"""Reading quotations: of articles, of people, and those that hold certain sentences."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import bindparam, select

from retrieval.archive import schema
from retrieval.archive.database import Database
from retrieval.archive.packing import readable, unpack_texts
from retrieval.archive.quotation_rows import QuotationRow, unpack_inside, unpack_quotations
from retrieval.domain import Mention, Place, Quotation, QuotationKind, Span, Speaker, joined_each

_KINDS = tuple(QuotationKind)
_a, _q, _s = schema.article.c, schema.quotations.c, schema.quoted.c
_ids: Any = bindparam("ids", expanding=True)
_OF_ARTICLES = (
    select(_a.id, _q.packed, _a.body)
    .join_from(schema.quotations, schema.article, _q.article == _a.number)
    .where(_a.id.in_(_ids))
)
#: articles in which some people are quoted, the newest first; each of them has a quotation at least
_BY_PEOPLE = (
    select(_a.id, _q.packed, _a.body)
    .join_from(schema.quotations, schema.article, _q.article == _a.number)
    .where(_a.number.in_(select(_s.article).where(_s.person.in_(_ids))))
    .order_by(_a.published.desc(), _a.number.desc())
    .limit(bindparam("most"))
)

#: a quotation's row with the id of its article
_Row = tuple[str, QuotationRow]


def quotations_of(database: Database, article_ids: Iterable[str]) -> dict[str, tuple[Quotation, ...]]:
    """Return the quotations of each of these articles that has any, in the order of the text."""
    kept = database.rows(_OF_ARTICLES, article_ids)
    found = _quotations(_rows(kept), kept)
    grouped: dict[str, list[Quotation]] = {}
    for one in found:
        if one is not None:
            grouped.setdefault(one.article_id or "", []).append(one)
    return {article_id: tuple(listed) for article_id, listed in grouped.items()}


def quotations_by(database: Database, person_ids: Iterable[int], limit: int) -> list[Quotation]:
    """Return quotations of these people, those of the newest articles first."""
    people = set(person_ids)
    with database.reading() as connection:
        kept = connection.execute(_BY_PEOPLE, {"ids": sorted(people), "most": limit}).all()
    rows = list(islice((one for one in _rows(kept) if one[1].person in people), limit))
    return [one for one in _quotations(rows, kept) if one is not None]


def quotations_in(database: Database, places: Sequence[Place]) -> list[Quotation | None]:
    """Return for each place the quotation of which most stands there, None where there is none."""
    spans: dict[str, list[Span]] = {}
    for id_, start, end in places:
        spans.setdefault(id_, []).append((start, end))
    kept = database.rows(_OF_ARTICLES, spans)
    chosen: dict[Place, QuotationRow] = {}
    for one, held in readable(kept, lambda row: unpack_inside(row.packed, spans[row.id])):
        chosen |= {(one.id, *span): row for span, row in zip(spans[one.id], held, strict=True) if row is not None}
    found = dict(zip(chosen, _quotations([(place[0], row) for place, row in chosen.items()], kept), strict=True))
    return [found.get(place) for place in places]


def _rows(packed: Iterable[Any]) -> list[_Row]:
    """Return the rows of each article, given by its id and what is kept; what does not unpack is left out."""
    return [(one.id, row) for one, rows in readable(packed, lambda row: unpack_quotations(row.packed)) for row in rows]


def _quotations(rows: Sequence[_Row], kept: Sequence[Any]) -> list[Quotation | None]:
    """Return the quotation of each row, None where the text of its article, one of those `kept`, does not unpack."""
    wanted = {id_ for id_, _ in rows}
    texts = unpack_texts([one for one in kept if one.id in wanted])
    said = iter(joined_each([(texts[id_], row.fragments) for id_, row in rows if id_ in texts]))
    return [_quotation_of(id_, row, next(said), texts) if id_ in texts else None for id_, row in rows]


def _quotation_of(id_: str, row: QuotationRow, said: str, texts: Mapping[str, str]) -> Quotation:
    kind, fragments, words, start, end, mention, name, role, via, cue_start, cue_end, cue_words, confidence, _ = row
    text = texts[id_]
    speaker = cue = None
    if start is not None and end is not None:
        speaker = Speaker(text[start:end] if mention is None else mention, start, end, name, role, via)
    if cue_start is not None and cue_end is not None:
        cue = Mention(text[cue_start:cue_end] if cue_words is None else cue_words, cue_start, cue_end)
    return Quotation(_KINDS[kind], fragments, said if words is None else words, speaker, cue, confidence, id_)
