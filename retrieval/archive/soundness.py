"""Reading rows, of which one may hold something else than was written: by a failing disk, or another program that wrote there.

SQLite keeps any value in any column. One row of a wrong type must not be the end of every question that comes near it.
"""

import datetime as dt
import functools
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Annotated, Any, TypeVar

import msgspec

from retrieval.archive.packing import unpack_bodies
from retrieval.archive.schema import article
from retrieval.domain import Article, Citation, Source
from retrieval.errors import TextDamaged
from retrieval.text.opinions import opinion_by

log = logging.getLogger(__name__)
T = TypeVar("T")

#: a list of strings in JSON, None for an empty one
_LIST = str | None
_DAY = Annotated[int, msgspec.Meta(ge=0, le=dt.date.max.toordinal())]
_a = article.c
ARTICLE_COLUMNS = (
    _a.number, _a.id, _a.headline, _a.url, _a.outlet, _a.agency, _a.authors, _a.published, _a.section, _a.dateline,
    _a.language, _a.incomplete, _a.updated, _a.copies, _a.body,
)  # fmt: skip
ARTICLE: Any = list[tuple[
    int, str, str | None, str | None, str | None, str | None, _LIST, str | None, _LIST, str | None, str, Any, Any, int, Any
]]  # fmt: skip
#: number, id, headline, outlet, published, URL, a flag, copies, authors, section and language
CITATION: Any = list[tuple[
    int, str, str | None, str | None, str | None, str | None, Any, int, _LIST, _LIST, str
]]  # fmt: skip
#: number, name, variants, roles and quotations
PERSON: Any = list[tuple[int, str, str, _LIST, int]]
#: number, id, first and last day, articles, the id of the central one and its headline
STORY: Any = list[tuple[int, str, _DAY, _DAY, int, str | None, str | None]]
_list, _counts = msgspec.json.Decoder(tuple[str, ...]), msgspec.json.Decoder(dict[str, int])


def check_types(rows: Iterable[Any], types: Any) -> None:
    """Raise TextDamaged where the values of a row are not of these types.

    >>> check_types([(1, "a", None)], list[tuple[int, str, str | None]])
    >>> check_types([(1, "a", None), (1, b"a", None)], list[tuple[int, str, str | None]])
    Traceback (most recent call last):
    ...
    retrieval.errors.TextDamaged: A row of the archive holds something else than was written.
    """
    try:
        msgspec.convert([tuple(row) for row in rows], type=types)
    except msgspec.ValidationError as error:
        raise TextDamaged("A row of the archive holds something else than was written.") from error


def lists_in(rows: Sequence[Any], types: Any, *columns: str) -> list[list[tuple[str, ...]]]:
    """Return for each of these columns the list of strings that every row has there in JSON, after `check_types`.

    Raises TextDamaged where one is no such list.
    """
    check_types(rows, types)
    try:
        values = [[getattr(row, column) for row in rows] for column in columns]
        return [[_list.decode(value) if value else () for value in column] for column in values]
    except msgspec.MsgspecError as error:
        raise TextDamaged("A list in the archive does not unpack.") from error


def counted(value: str) -> tuple[str, ...]:
    """Return the keys of an object in JSON that counts each; TextDamaged where it is none.

    >>> counted('{"Ada Lund": 2, "Lund": 1}')
    ('Ada Lund', 'Lund')
    """
    try:
        return tuple(_counts.decode(value))
    except msgspec.MsgspecError as error:
        raise TextDamaged("A list in the archive does not unpack.") from error


def readable(
    rows: Sequence[Any], read: Callable[[Sequence[Any]], Iterable[T]], kind: str = "article"
) -> list[tuple[Any, T]]:
    """Return each row with what is read of it; one that is damaged is named once, by its id, and passed over.

    `read` is given all of them at once, and each by itself only where one is damaged.
    """
    if not rows:
        return []
    try:
        return list(zip(rows, read(rows), strict=True))
    except TextDamaged:
        if len(rows) > 1:
            return [found for row in rows for found in readable([row], read, kind)]
    name_damaged(kind, str(rows[0].id))
    return []


def readable_articles(rows: Sequence[Any], also: Mapping[int, tuple[Source, ...]]) -> list[Article]:
    """Return the articles of rows that are sound, each with the other sources of its number."""
    return [article for _, article in readable(rows, lambda rows: _articles_of(rows, also))]


def readable_citations(rows: Sequence[Any], also: Mapping[int, tuple[Source, ...]]) -> list[Citation]:
    """Return the citations of rows that are sound, each with the other sources of its number."""
    return [citation for _, citation in readable(rows, lambda rows: _citations_of(rows, also))]


def _articles_of(rows: Sequence[Any], also: Mapping[int, tuple[Source, ...]]) -> list[Article]:
    every_authors, sections = lists_in(rows, ARTICLE, "authors", "section")
    bodies = unpack_bodies([row.body for row in rows])
    return [
        Article(
            row.id, text, blocks, row.headline, row.url, row.outlet, row.agency, authors, row.published,
            section, row.dateline, row.language, bool(row.incomplete), bool(row.updated), also.get(row.number, ()),
        )
        for row, (text, blocks), authors, section in zip(rows, bodies, every_authors, sections, strict=True)
    ]  # fmt: skip


def _citations_of(rows: Sequence[Any], also: Mapping[int, tuple[Source, ...]]) -> list[Citation]:
    every_authors, sections = lists_in(rows, CITATION, "authors", "section")
    signed = [n for n, authors in enumerate(every_authors) if authors]
    # who argues in an article for their own view: nobody in one that is no opinion piece
    opinions = opinion_by([
        (rows[n].headline, sections[n], [name for name in every_authors[n] if name != rows[n].outlet], rows[n].language)
        for n in signed
    ])  # fmt: skip
    by = {rows[n].number: named for n, named in zip(signed, opinions, strict=True)}
    return [
        Citation(
            row.id, row.headline, row.outlet, row.published, row.url, bool(row.updated), also.get(row.number, ()),
            by.get(row.number, ()),
        )
        for row in rows
    ]  # fmt: skip


@functools.lru_cache(10_000)
def name_damaged(kind: str, which: str) -> None:
    """Say once that an article, a story or a person is damaged."""
    log.warning("The %s %s in the archive is damaged and was left out: restore a backup.", kind, which)
