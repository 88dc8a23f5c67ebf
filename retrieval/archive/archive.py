"""The archive for readers: articles, citations, quotations and people by id. Writing is in writing.py."""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select

from retrieval.archive import schema
from retrieval.archive.batches import MANY, searched_words
from retrieval.archive.compression import DICTIONARIES
from retrieval.archive.database import Database
from retrieval.archive.headlines import Headlines
from retrieval.archive.packing import unpack_bodies, unpacked_texts
from retrieval.archive.people import forms_of, words_of
from retrieval.archive.quotation_rows import PackedQuotations
from retrieval.archive.quotations import quotations_by, quotations_in, quotations_of
from retrieval.archive.soundness import (
    ARTICLE_COLUMNS,
    PERSON,
    counted,
    lists_in,
    readable,
    readable_articles,
    readable_citations,
)
from retrieval.domain import Article, Block, Citation, Place, Quotation, Source

if TYPE_CHECKING:
    from retrieval.archive.writing import Known, Writer  # when reading is all that happens, it is not imported

_a, _p = schema.article.c, schema.person.c
_ids: Any = bindparam("ids", expanding=True)
_ARTICLES = select(*ARTICLE_COLUMNS).where(_a.id.in_(_ids))
_CITATION = (
    _a.number, _a.id, _a.headline, _a.outlet, _a.published, _a.url, _a.updated, _a.copies, _a.authors, _a.section, _a.language,
)  # fmt: skip
_CITATIONS = select(*_CITATION).where(_a.id.in_(_ids))
_BODIES = select(_a.id, _a.body).where(_a.id.in_(_ids))
_SOURCES = (
    select(schema.source.c.article, schema.source.c.outlet, schema.source.c.url, schema.source.c.published)
    .where(schema.source.c.article.in_(_ids))
    .order_by(schema.source.c.number)
)
_r = schema.revision.c
_REVISIONS = (
    select(_a.id, _r.revision, _r.headline, _r.published, _r.replaced, _r.body)
    .join_from(schema.revision, schema.article, _r.article == _a.number)
    .where(_a.id.in_(_ids))
    .order_by(_r.revision)
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is quoted: the fullest name met, other forms of it, roles, and how many quotations there are."""

    id: int
    name: str
    variants: tuple[str, ...]
    roles: tuple[str, ...]
    quotations: int


@dataclass(frozen=True, slots=True)
class Revision:
    """An earlier text of an article; `replaced` says when a newer one came, ISO 8601 in UTC."""

    number: int
    headline: str | None
    published: str | None
    replaced: str
    text: str
    blocks: tuple[Block, ...]


class Archive:
    """Everything that has been added, by id. Safe to use from several threads and processes at once."""

    def __init__(self, database: Database) -> None:
        self.database, self._headlines = database, Headlines()
        DICTIONARIES.add_source(self._dictionaries)

    @classmethod
    def open(cls, url: str | Path, *, patience: float = 10.0) -> "Archive":
        """Open the archive in a folder, or at a postgresql:// address; a new one is made where there is none.

        Raises ArchiveLocked where another process has been writing for `patience` seconds, ArchiveError for the rest.
        """
        return cls(Database(url, patience=patience))

    def close(self) -> None:
        """Let go of every connection; harmless when repeated."""
        self.database.close()

    @contextlib.contextmanager
    def writing(self) -> "Iterator[Writer]":
        """Give the one writer; everything it does is committed durably at the end, or not at all."""
        from retrieval.archive.writing import Writer

        with self.database.writing() as connection:
            yield Writer(connection)

    def snapshot(self) -> contextlib.AbstractContextManager[None]:
        """Have all that is read within the block, in this thread, see one state of the archive."""
        return self.database.snapshot()

    def count(self) -> int:
        """Return the number of articles."""
        with self.database.reading() as connection:
            return int(connection.scalar(select(func.count()).select_from(schema.article)) or 0)

    def span(self) -> tuple[str | None, str | None]:
        """Return the first and the last day of publication, ISO 8601, None where no article has a date."""
        with self.database.reading() as connection:
            # two statements: SQLite answers each from the end of the index, both together by reading all of it
            first = connection.scalar(select(func.min(_a.published)))
            last = connection.scalar(select(func.max(_a.published)))
        return _day_of(first), _day_of(last)

    def languages(self) -> tuple[str, ...]:
        """Return the languages of the articles, ISO 639-1."""
        found: list[str] = []
        with self.database.reading() as connection:
            # from one language to the next along the index, instead of over every article
            code = connection.scalar(select(func.min(_a.language)))
            while code is not None:
                found.append(code)
                code = connection.scalar(select(func.min(_a.language)).where(_a.language > code))
        return tuple(found)

    def outlets(self) -> list[tuple[str | None, int]]:
        """Return every outlet with the number of its articles, most first."""
        many = func.count()
        with self.database.reading() as connection:
            rows = connection.execute(
                select(_a.outlet, many).group_by(_a.outlet).order_by(many.desc(), _a.outlet)
            ).all()
        return [(row[0], int(row[1])) for row in rows]

    def position(self) -> int:
        """Return the number of the last change, 0 for none."""
        with self.database.reading() as connection:
            return int(connection.scalar(select(func.max(schema.change.c.number))) or 0)

    def changes(self, after: int, limit: int) -> list[tuple[int, str]]:
        """Return up to `limit` changes after number `after`: (number, article id), oldest first."""
        wanted = select(schema.change.c.number, schema.change.c.id).where(schema.change.c.number > after)
        with self.database.reading() as connection:
            rows = connection.execute(wanted.order_by(schema.change.c.number).limit(limit)).all()
        return [(int(number), str(article_id)) for number, article_id in rows]

    def articles(self, ids: Iterable[str]) -> dict[str, Article]:
        """Return the articles of these ids that exist, in the order asked for; `sources` are the copies elsewhere."""
        wanted = list(dict.fromkeys(ids))
        rows = self.database.rows(_ARTICLES, wanted)
        also = self._sources(rows)
        found = {article.id: article for article in readable_articles(rows, also)}
        return {article_id: found[article_id] for article_id in wanted if article_id in found}

    def texts(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the texts alone, which is quicker than whole articles."""
        return {row.id: text for row, text in readable(self.database.rows(_BODIES, ids), unpacked_texts)}

    def citations(self, ids: Iterable[str]) -> dict[str, Citation]:
        """Return the citations of these articles, in the order asked for."""
        wanted = list(dict.fromkeys(ids))
        found = {c.article_id: c for c in self._citations(self.database.rows(_CITATIONS, wanted))}
        return {article_id: found[article_id] for article_id in wanted if article_id in found}

    def newest(
        self, limit: int, offset: int = 0, matching: str | None = None, until: str | None = None
    ) -> list[Citation]:
        """Return citations, newest first and undated last: of headlines that hold each word of `matching`, before a day."""
        query = select(*_CITATION).order_by(_a.published.desc().nulls_last(), _a.number.desc())
        words = sorted(searched_words(matching), key=len, reverse=True)
        for word in words:
            query = query.where(_a.headline.icontains(word, autoescape=True))
        if until is not None:
            query = query.where(_a.published < until)
        with self.database.reading() as connection:
            numbers = self._headlines.holding(connection, words[0], MANY) if words else None
            if numbers is not None and len(numbers) < MANY:
                query = query.where(_a.number.in_(numbers))
            rows = connection.execute(query.limit(limit).offset(offset)).all()
        return self._citations(rows)

    def quotations(self, article_ids: Iterable[str]) -> dict[str, tuple[Quotation, ...]]:
        """Return the quotations of each of these articles that has any, in the order of the text."""
        return {article_id: tuple(said) for article_id, said in self.packed_quotations(article_ids).items()}

    def packed_quotations(self, article_ids: Iterable[str]) -> dict[str, PackedQuotations]:
        """Return the same, none put together yet: for who wants a few of many."""
        return quotations_of(self.database, article_ids)

    def quotations_in(self, places: Sequence[Place]) -> list[Quotation | None]:
        """Return for each place the quotation of which most stands there, None where there is none."""
        return quotations_in(self.database, places)

    def quotations_by(self, person_ids: Iterable[int], limit: int = 100) -> list[Quotation]:
        """Return quotations of these people, those of the newest articles first."""
        return quotations_by(self.database, person_ids, limit)

    def people(self, name: str | None = None, limit: int = 50, offset: int = 0) -> list[Person]:
        """Return people, most quoted first; with `name`, those of whom each of its words is a word of a name."""
        query = select(_p.number.label("id"), _p.name, _p.variants, _p.roles, _p.quotations)
        query = query.order_by(_p.quotations.desc(), _p.number).limit(limit).offset(offset)
        if name is not None:
            words = words_of(name)
            if not words:
                return []
            w, asked = schema.person_word.c, set(words)
            # one statement for any number of words: each number of conditions would be compiled and kept by itself
            named = select(w.person).where(w.word.in_(forms_of(name))).group_by(w.person)
            query = query.where(_p.number.in_(named.having(func.count(w.word.distinct()) >= len(asked))))
        with self.database.reading() as connection:
            rows = connection.execute(query).all()
        return [person for _, person in readable(rows, _people_of, "person")]

    def revisions(self, article_id: str) -> list[Revision]:
        """Return the earlier texts of an article, oldest first."""
        rows = self.database.rows(_REVISIONS, [article_id])
        return [
            Revision(row.revision, row.headline, row.published, row.replaced, text, blocks)
            for row, (text, blocks) in readable(rows, lambda rows: unpack_bodies([row.body for row in rows]))
        ]

    def _sources(self, rows: Sequence[Any]) -> dict[int, tuple[Source, ...]]:
        """Return where copies of the articles of these rows stand, by the articles' numbers."""
        also: dict[int, tuple[Source, ...]] = {}
        copied = [row.number for row in rows if row.copies]
        for row in self.database.rows(_SOURCES, copied) if copied else ():
            also[row.article] = (*also.get(row.article, ()), Source(row.outlet, row.url, row.published))
        return also

    def _citations(self, rows: Sequence[Any]) -> list[Citation]:
        also = self._sources(rows)
        return readable_citations(rows, also)

    def _dictionaries(self) -> list[bytes]:
        with self.database.reading() as connection:
            return list(connection.scalars(select(schema.dictionary.c.words)).all())

    def known(self, ids: Iterable[str]) -> "dict[str, Known]":
        """Return what is needed to recognise these articles when they come again."""
        from retrieval.archive.writing import known_by_id

        with self.database.reading() as connection:
            return known_by_id(connection, ids)

    def delete(self, ids: Iterable[str]) -> int:
        """Delete articles with everything of theirs and return how many there were; the change log tells the index."""
        with self.writing() as writer:
            return writer.delete(ids)


def _day_of(published: object) -> str | None:
    return (published[:10] or None) if isinstance(published, str) else None


def _people_of(rows: Sequence[Any]) -> list[Person]:
    (every_roles,) = lists_in(rows, PERSON, "roles")
    return [
        Person(row.id, row.name, tuple(form for form in counted(row.variants) if form != row.name), roles, row.quotations)
        for row, roles in zip(rows, every_roles, strict=True)
    ]  # fmt: skip
