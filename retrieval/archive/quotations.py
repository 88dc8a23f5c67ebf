"""Asking the archive for quotations: of articles, of people, and those that hold certain sentences."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from sqlalchemy import bindparam, select

from retrieval.archive import schema
from retrieval.archive.database import Database
from retrieval.archive.quotation_rows import (
    PackedQuotations,
    packed_quotations,
    quotations_at,
    quotations_of_people,
)
from retrieval.archive.soundness import readable
from retrieval.domain import Place, Quotation, Span

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


def quotations_of(database: Database, article_ids: Iterable[str]) -> dict[str, PackedQuotations]:
    """Return the quotations of each of these articles that has any."""
    kept = database.rows(_OF_ARTICLES, article_ids)
    return {one.id: said for one, said in readable(kept, packed_quotations)}


def quotations_by(database: Database, person_ids: Iterable[int], limit: int) -> list[Quotation]:
    """Return quotations of these people, those of the newest articles first."""
    people = set(person_ids)
    with database.reading() as connection:
        kept = connection.execute(_BY_PEOPLE, {"ids": sorted(people), "most": limit}).all()
    found: list[Quotation] = []
    for one in kept:
        if len(found) >= limit:
            break
        for _, said in readable([one], partial(quotations_of_people, people=people)):
            found += said
    return found[:limit]


def quotations_in(database: Database, places: Sequence[Place]) -> list[Quotation | None]:
    """Return for each place the quotation of which most stands there, None where there is none."""
    spans: dict[str, list[Span]] = {}
    for id_, start, end in places:
        spans.setdefault(id_, []).append((start, end))
    found: dict[Place, Quotation] = {}
    for one, said in readable(database.rows(_OF_ARTICLES, spans), partial(quotations_at, spans=spans)):
        found |= {(one.id, *span): quotation for span, quotation in said.items()}
    return [found.get(place) for place in places]
