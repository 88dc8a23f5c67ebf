"""Reading quotations: of articles, of people, and those that hold certain sentences.

An article may hold a hundred, and of thousands a question wants a handful: each is put together when it is asked for.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, overload

from sqlalchemy import bindparam, select

from retrieval.archive import schema
from retrieval.archive.database import Database
from retrieval.archive.packing import unpack_text
from retrieval.archive.quotation_rows import QuotationColumns, most_inside, spans_of, unpack_columns
from retrieval.archive.soundness import readable
from retrieval.domain import Mention, Place, Quotation, QuotationKind, Span, Speaker, joined

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


def quotations_of(database: Database, article_ids: Iterable[str]) -> dict[str, PackedQuotations]:
    """Return the quotations of each of these articles that has any."""
    kept = database.rows(_OF_ARTICLES, article_ids)
    return {one.id: said for one, said in readable(kept, _packed)}


def quotations_by(database: Database, person_ids: Iterable[int], limit: int) -> list[Quotation]:
    """Return quotations of these people, those of the newest articles first."""
    people = set(person_ids)
    with database.reading() as connection:
        kept = connection.execute(_BY_PEOPLE, {"ids": sorted(people), "most": limit}).all()
    found: list[Quotation] = []
    for one in kept:
        if len(found) >= limit:
            break
        for _, said in readable([one], lambda rows: [_of_people(row, people) for row in rows]):
            found += said
    return found[:limit]


def quotations_in(database: Database, places: Sequence[Place]) -> list[Quotation | None]:
    """Return for each place the quotation of which most stands there, None where there is none."""
    spans: dict[str, list[Span]] = {}
    for id_, start, end in places:
        spans.setdefault(id_, []).append((start, end))
    found: dict[Place, Quotation] = {}
    for one, said in readable(database.rows(_OF_ARTICLES, spans), lambda rows: _inside(rows, spans)):
        found |= {(one.id, *span): quotation for span, quotation in said.items()}
    return [found.get(place) for place in places]


def _packed(rows: Sequence[Any]) -> list[PackedQuotations]:
    columns = unpack_columns([row.packed for row in rows])
    return [PackedQuotations(row.id, unpack_text(row.body), own) for row, own in zip(rows, columns, strict=True)]


def _inside(rows: Sequence[Any], spans: Mapping[str, Sequence[Span]]) -> list[dict[Span, Quotation]]:
    """Return for each article what is said at each span of its text that has a quotation; other texts are not unpacked."""
    found: list[dict[Span, Quotation]] = []
    for row, columns in zip(rows, unpack_columns([row.packed for row in rows]), strict=True):
        chosen = most_inside(columns, spans[row.id])
        said = PackedQuotations(row.id, unpack_text(row.body), columns) if chosen else ()
        found.append({span: said[n] for span, n in chosen.items()})
    return found


def _of_people(row: Any, people: set[int]) -> list[Quotation]:
    """Return the quotations of these people in an article; its text is unpacked only where there are any."""
    (columns,) = unpack_columns([row.packed])
    theirs = [n for n, person in enumerate(columns.person) if person in people]
    if not theirs:
        return []
    said = PackedQuotations(row.id, unpack_text(row.body), columns)
    return [said[n] for n in theirs]
