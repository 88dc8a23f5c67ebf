"""Rows that hold something else than was written: left behind by a failing disk, or by another program that wrote to the file.

SQLite keeps any value in any column. One row of a wrong type must not be the end of every question that comes near it.
"""

import datetime as dt
import functools
import logging
from collections.abc import Callable, Iterable
from typing import Annotated, Any, TypeVar

import msgspec

from retrieval.archive.schema import article
from retrieval.errors import TextDamaged

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
ARTICLE: Any = tuple[
    int, str, str | None, str | None, str | None, str | None, _LIST, str | None, _LIST, str | None, str, Any, Any, int, Any
]  # fmt: skip
#: number, id, headline, outlet, published, URL, a flag, copies, authors, section and language
CITATION: Any = tuple[
    int, str, str | None, str | None, str | None, str | None, Any, int, _LIST, _LIST, str
]  # fmt: skip
#: number, name, variants, roles and quotations
PERSON: Any = tuple[int, str, str, _LIST, int]
#: number, id, first and last day, articles, the id of the central one and its headline
STORY: Any = tuple[int, str, _DAY, _DAY, int, str | None, str | None]
_list, _counts = msgspec.json.Decoder(tuple[str, ...]), msgspec.json.Decoder(dict[str, int])


def check_types(row: Any, types: Any) -> None:
    """Raise TextDamaged where a row's values are not of these types.

    >>> check_types((1, "a", None), tuple[int, str, str | None])
    >>> check_types((1, b"a", None), tuple[int, str, str | None])
    Traceback (most recent call last):
    ...
    retrieval.errors.TextDamaged: A row of the archive holds something else than was written.
    """
    try:
        msgspec.convert(tuple(row), type=types)
    except msgspec.ValidationError as error:
        raise TextDamaged("A row of the archive holds something else than was written.") from error


def listed(value: str | None) -> tuple[str, ...]:
    """Return the strings of a list in JSON; TextDamaged where it is none.

    >>> listed('["Ada Lund"]'), listed(None)
    (('Ada Lund',), ())
    """
    try:
        return _list.decode(value) if value else ()
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


def readable(rows: Iterable[Any], read: Callable[[Any], T], kind: str = "article") -> list[tuple[Any, T]]:
    """Return each row with what is read of it; one that is damaged is named once, by its id, and passed over."""
    found: list[tuple[Any, T]] = []
    for row in rows:
        try:
            found.append((row, read(row)))
        except TextDamaged:
            name_damaged(kind, str(row.id))
    return found


@functools.lru_cache(10_000)
def name_damaged(kind: str, which: str) -> None:
    """Say once that an article, a story or a person is damaged."""
    log.warning("The %s %s in the archive is damaged and was left out: restore a backup.", kind, which)
