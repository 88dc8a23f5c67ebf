"""Looking an archive through: whether its file is whole, and whether every text in it can be read."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from retrieval.archive.compression import DICTIONARIES
from retrieval.archive.packing import unpack_body
from retrieval.archive.schema import REVISION, article, revision
from retrieval.archive.soundness import ARTICLE, ARTICLE_COLUMNS, lists_in
from retrieval.errors import ArchiveError, TextDamaged

#: texts read between two looks at the database
_PART = 500
#: faults that a message names
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Examination:
    """What an archive file holds, and the faults found in it: one sentence each, none where it is whole."""

    articles: int
    revision: str
    faults: tuple[str, ...]


def examine(file: Path) -> Examination:
    """Look a whole archive file through without changing it: its pages, its references, each of its texts.

    Raises ArchiveError where it cannot be opened, is no archive, or was written by a newer program.
    """
    try:
        with closing(_opened(file)) as connection:
            version = _version_of(connection, file)
            faults = [f"{found}" for (found,) in connection.execute("PRAGMA integrity_check(5)") if found != "ok"]
            faults += [
                f"a row of {table} refers to one that is not there"
                for table, *_ in connection.execute("PRAGMA foreign_key_check")
            ][:MOST_NAMED]
            articles = int(connection.execute("SELECT count(*) FROM article").fetchone()[0])
            if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'dictionary'").fetchone():
                for (words,) in connection.execute("SELECT words FROM dictionary"):
                    DICTIONARIES.learn(words)
            rows = connection.execute("SELECT id, body FROM article")
            faults += [unreadable(broken) for broken in [[key for key, body in rows if not _is_whole(body)]] if broken]
            return Examination(articles, version, tuple(faults))
    except sqlite3.DatabaseError as error:
        raise ArchiveError(f"{file} is no archive, or is damaged: {error}.") from error


def unreadable(ids: list[str]) -> str:
    """Say which texts cannot be read, the first few by name."""
    named = ", ".join(ids[:MOST_NAMED]) + (f" and {len(ids) - MOST_NAMED} more" if len(ids) > MOST_NAMED else "")
    return f"the text of {named} is damaged" if len(ids) == 1 else f"the texts of {named} are damaged"


def damaged_texts(connection: Connection) -> Iterator[str]:
    """Yield the ids of the articles whose text, or an earlier one of theirs, does not unpack; in parts, on any engine."""
    last = 0
    every = select(*ARTICLE_COLUMNS).order_by(article.c.number).limit(_PART)
    while rows := connection.execute(every.where(article.c.number > last)).all():
        last = rows[-1].number
        yield from (row.id for row in rows if not (_is_whole(row.body) and _is_sound(row)))
    earlier = select(article.c.id, revision.c.body).join_from(revision, article, revision.c.article == article.c.number)
    yield from (row.id for row in connection.execute(earlier) if not _is_whole(row.body))


def _opened(file: Path) -> sqlite3.Connection:
    if not file.is_file():
        raise ArchiveError(f"{file}: there is no such file.")
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)


def _version_of(connection: sqlite3.Connection, file: Path) -> str:
    found = connection.execute("SELECT name FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone() if found else None
    if row is None:
        raise ArchiveError(f"{file} is no archive of onrecord.")
    if str(row[0]) > REVISION:
        raise ArchiveError(f"{file} was written by a newer version of onrecord; install that to open it.")
    return str(row[0])


def _is_whole(body: bytes) -> bool:
    try:
        unpack_body(body)
    except TextDamaged:
        return False
    return True


def _is_sound(row: Any) -> bool:
    try:
        lists_in([row], ARTICLE, "authors", "section")
    except TextDamaged:
        return False
    return True
