"""Writing to the archive: what one transaction may do, many articles at a time. Reading is in archive.py."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, delete, func, insert, literal, select, update

from retrieval.archive import people, schema
from retrieval.archive.batches import MANY, parts
from retrieval.archive.compression import DICTIONARIES, TEXTS
from retrieval.archive.database import rows_of
from retrieval.archive.dictionaries import dictionary_of
from retrieval.archive.inserting import insert_rows
from retrieval.archive.quotation_rows import QuotationRow, pack_quotations
from retrieval.archive.stories import StoryTables, leave_stories
from retrieval.domain import Article, Quotation, QuotationKind, joined

_KINDS = {kind: code for code, kind in enumerate(QuotationKind)}
_a = schema.article.c
_ids: Any = bindparam("ids", expanding=True)
_KNOWN = (_a.number, _a.id, _a.outlet, _a.url, _a.published, _a.headline, _a.revision, _a.given, _a.content)
_BY_ID = select(*_KNOWN, _a.id.label("asked")).where(_a.id.in_(_ids))
_BY_NUMBER = select(*_KNOWN, _a.number.label("asked")).where(_a.number.in_(_ids))
_BY_ADDRESS = (
    select(*_KNOWN, schema.address.c.url.label("asked"))
    .join_from(schema.address, schema.article, schema.address.c.article == _a.number)
    .where(schema.address.c.url.in_(_ids))
)
_BY_CONTENT = select(*_KNOWN, _a.content.label("asked")).where(_a.content.in_(_ids))
_BY_ALIAS = (
    select(*_KNOWN, schema.alias.c.id.label("asked"), schema.alias.c.given.label("alias"))
    .join_from(schema.alias, schema.article, schema.alias.c.article == _a.number)
    .where(schema.alias.c.id.in_(_ids))
)
_BANDS = select(schema.band.c.value, schema.band.c.article).where(schema.band.c.value.in_(_ids))
_LAST_ARTICLE, _LAST_CHANGE = select(func.max(_a.number)), select(func.max(schema.change.c.number))
#: the digest of a text that could not be read any more
_FORGOTTEN = b""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article ready to be written: everything that takes time has been worked out.

    `given` is the digest of what was given, `content` that of its words, `bands` are those of its sketch, `body` its packed
    text and blocks, not compressed yet, `addresses` its canonical addresses.
    """

    article: Article
    quotations: tuple[Quotation, ...]
    body: bytes
    given: bytes
    content: bytes
    bands: tuple[int, ...] = ()
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """An article that is in the archive already; `given` is what was given last under the id that led to it."""

    number: int
    id: str
    outlet: str | None
    url: str | None
    published: str | None
    headline: str | None
    revision: int
    given: bytes
    content: bytes


class Writer:
    """What may be done within one transaction of the archive."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        #: the number that the next new article gets
        self.next_number = int(connection.scalar(_LAST_ARTICLE) or 0) + 1
        self._number: int | None = None
        #: whether what texts are compressed with is known, which may be nothing: it is looked for once a transaction
        self._looked = self.next_number <= TEXTS

    @property
    def stories(self) -> StoryTables:
        """Return what grouping reads and writes in this transaction."""
        return StoryTables(self.connection)

    def by_id(self, ids: Iterable[str]) -> dict[str, Known]:
        """Return the articles of these ids; an id under which a copy was given leads to the article that was kept."""
        return known_by_id(self.connection, ids)

    def by_address(self, urls: Iterable[str]) -> dict[str, Known]:
        """Return the articles that stand at these canonical addresses."""
        return {row.asked: Known(*row[:9]) for row in self._found(_BY_ADDRESS, urls)}

    def by_content(self, digests: Iterable[bytes]) -> dict[bytes, Known]:
        """Return an article of each of these digests of words."""
        return {row.asked: Known(*row[:9]) for row in self._found(_BY_CONTENT, digests)}

    def by_number(self, numbers: Iterable[int]) -> dict[int, Known]:
        """Return the articles of these numbers."""
        return {row.asked: Known(*row[:9]) for row in self._found(_BY_NUMBER, numbers)}

    def by_band(self, values: Iterable[int]) -> dict[int, list[int]]:
        """Return the numbers of the articles that share each of these bands."""
        found: dict[int, list[int]] = {}
        for row in self._found(_BANDS, values):
            found.setdefault(row.value, []).append(row.article)
        return found

    def body(self, number: int) -> bytes:
        """Return the packed text of an article."""
        found: bytes = self.connection.execute(select(_a.body).where(_a.number == number)).scalar_one()
        return found

    def add(self, entries: Sequence[Entry]) -> list[int]:
        """Add new articles and return their numbers."""
        if not entries:
            return []
        numbers = list(range(self.next_number, self.next_number + len(entries)))
        self.next_number += len(entries)
        rows = [
            {"number": number, "updated": False, "revision": 1, "copies": 0, "id": entry.article.id}
            | self._columns(entry)
            for number, entry in zip(numbers, entries, strict=True)
        ]
        insert_rows(self.connection, schema.article, rows)
        self._add_parts(list(zip(numbers, entries, strict=True)))
        self._log(entry.article.id for entry in entries)
        return numbers

    def replace(self, known: Known, entry: Entry) -> None:
        """Put a newer version in an article's place; where its words differ, the earlier ones are kept as a revision.

        What came under another id than the article's own is remembered with that id.
        """
        values = self._columns(entry)
        if entry.article.id != known.id:
            values.pop("given")
            self.add_alias(known, entry)
        if known.content not in (_FORGOTTEN, entry.content):
            self._keep_revision(known)
            values |= {"updated": True, "revision": known.revision + 1}
        self.connection.execute(update(schema.article).where(_a.number == known.number).values(values))
        people.leave(self.connection, [known.number])
        self.connection.execute(delete(schema.quotations).where(schema.quotations.c.article == known.number))
        self._add_parts([(known.number, entry)])
        self._log([known.id])

    def add_source(self, known: Known, entry: Entry) -> None:
        """Cite a further outlet for an article."""
        article = entry.article
        row = {"article": known.number, "outlet": article.outlet, "url": article.url, "published": article.published}
        self.connection.execute(insert(schema.source), row)
        self.connection.execute(update(schema.article).where(_a.number == known.number).values(copies=_a.copies + 1))

    def add_alias(self, known: Known, entry: Entry) -> None:
        """Remember a further id and further addresses of an article."""
        alias = schema.alias
        self.connection.execute(delete(alias).where(alias.c.id == entry.article.id))
        self.connection.execute(insert(alias), {"id": entry.article.id, "article": known.number, "given": entry.given})
        self._add_addresses([(known.number, entry)])

    def drop_alias(self, article_id: str) -> None:
        """Forget that an id led to another article."""
        self.connection.execute(delete(schema.alias).where(schema.alias.c.id == article_id))

    def delete(self, ids: Iterable[str]) -> int:
        """Delete articles with everything of theirs; return how many there were."""
        asked = list(ids)
        known = [one for key, one in self.by_id(asked).items() if key == one.id]
        for part in parts(known, 500):
            numbers = [one.number for one in part]
            people.leave(self.connection, numbers)
            leave_stories(self.connection, numbers)
            self.connection.execute(delete(schema.band).where(schema.band.c.article.in_(numbers)))  # reads all of them
            self.connection.execute(delete(schema.article).where(_a.number.in_(numbers)))
        self._log(one.id for one in known)
        return len(known)

    def forget_given(self, ids: Iterable[str]) -> None:
        """Have these articles taken for changed when they come again, whatever comes."""
        for part in parts(ids, 500):
            self.connection.execute(
                update(schema.article).where(_a.id.in_(part)).values(given=_FORGOTTEN, content=_FORGOTTEN)
            )

    def position(self) -> int:
        """Return the number of the last change, those of this transaction included."""
        return int(self.connection.scalar(_LAST_CHANGE) or 0)

    def _found(self, statement: Any, values: Iterable[Any]) -> list[Any]:
        return rows_of(self.connection, statement, values)

    def _log(self, ids: Iterable[str]) -> None:
        rows = [{"id": article_id} for article_id in ids]
        if rows:
            insert_rows(self.connection, schema.change, rows)

    def _keep_revision(self, known: Known) -> None:
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        r = schema.revision.c
        earlier = select(_a.number, _a.revision, _a.headline, _a.published, literal(now), _a.body)
        self.connection.execute(
            insert(schema.revision).from_select(
                [r.article, r.revision, r.headline, r.published, r.replaced, r.body],
                earlier.where(_a.number == known.number),
            )
        )

    def _add_parts(self, numbered: Sequence[tuple[int, Entry]]) -> None:
        """Add quotations, bands and addresses of articles whose rows are there."""
        self._add_addresses(numbered)
        bands = [{"value": value, "article": n} for n, entry in numbered for value in dict.fromkeys(entry.bands)]
        if bands:
            insert_rows(self.connection, schema.band, bands, again=True)
        speakers = [q.speaker for _, entry in numbered for q in entry.quotations if q.speaker]
        persons = people.enter(self.connection, speakers)
        said = [(n, [_row(entry.article.text, q, persons) for q in entry.quotations]) for n, entry in numbered]
        rows = [{"article": n, "many": len(listed), "packed": pack_quotations(listed)} for n, listed in said if listed]
        if rows:
            insert_rows(self.connection, schema.quotations, rows)
        quoted = {(row.person, n) for n, listed in said for row in listed if row.person is not None}
        if quoted:
            values = [{"person": person, "article": n} for person, n in sorted(quoted)]
            insert_rows(self.connection, schema.quoted, values, again=True)

    def _columns(self, entry: Entry) -> dict[str, Any]:
        return _columns(entry) | {"body": DICTIONARIES.compress(entry.body, self._dictionary())}

    def _dictionary(self) -> int | None:
        """Return the number of what texts are compressed with, None while there are too few to train it from."""
        if not self._looked:
            self._looked = True
            newest = select(_a.body).order_by(_a.number.desc()).limit(TEXTS)
            self._number = dictionary_of(self.connection, newest)
        return self._number

    def _add_addresses(self, numbered: Sequence[tuple[int, Entry]]) -> None:
        wanted: dict[str, int] = {}
        for number, entry in numbered:
            for url in entry.addresses:
                wanted.setdefault(url, number)
        known = self.by_address(wanted)
        rows = [{"url": url, "article": number} for url, number in wanted.items() if url not in known]
        if rows:
            insert_rows(self.connection, schema.address, rows)


def known_by_id(connection: Connection, ids: Iterable[str]) -> dict[str, Known]:
    """Return the articles of these ids, be they the article's own or others under which it was given."""
    asked = list(dict.fromkeys(ids))
    known: dict[str, Known] = {}
    for part in parts(asked, MANY):
        rows: Sequence[Any] = connection.execute(_BY_ALIAS, {"ids": part}).all()
        for row in rows:
            found: Sequence[Any] = (*row[:7], row.alias, row.content)
            known[row.asked] = Known(*found)
        known |= {row.asked: Known(*row[:9]) for row in connection.execute(_BY_ID, {"ids": part}).all()}
    return known


def _columns(entry: Entry) -> dict[str, Any]:
    article = entry.article
    return {
        "headline": article.headline, "url": article.url, "outlet": article.outlet, "agency": article.agency,
        "authors": _listed(article.authors), "published": article.published, "section": _listed(article.section),
        "dateline": article.dateline, "language": article.language, "incomplete": article.incomplete,
        "given": entry.given, "content": entry.content,
    }  # fmt: skip


def _listed(values: tuple[str, ...]) -> str | None:
    return msgspec.json.encode(values).decode() if values else None


def _row(text: str, quotation: Quotation, persons: Mapping[str, int]) -> QuotationRow:
    speaker, cue = quotation.speaker, quotation.cue
    return QuotationRow(
        kind=_KINDS[quotation.kind],
        fragments=quotation.fragments,
        text=None if quotation.text == joined(text, quotation.fragments) else quotation.text,
        speaker_start=speaker.start if speaker else None,
        speaker_end=speaker.end if speaker else None,
        speaker_text=speaker.text if speaker and speaker.text != text[speaker.start : speaker.end] else None,
        name=speaker.name if speaker else None,
        role=speaker.role if speaker else None,
        via=speaker.via if speaker else None,
        cue_start=cue.start if cue else None,
        cue_end=cue.end if cue else None,
        cue_text=cue.text if cue and cue.text != text[cue.start : cue.end] else None,
        confidence=quotation.confidence,
        person=persons.get(speaker.name or "") if speaker else None,
    )
