"""Giving back the room that an archive does not need: texts compressed anew, and what was deleted taken off the disk.

All of it may be interrupted at any moment: texts are compressed some hundred at a time, each lot durable by itself, and what
SQLite's VACUUM has not finished never happened. Others go on reading; who writes waits, for a moment at each lot and, at the
end, for as long as the file takes to be written.
"""

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select, update

from retrieval.archive.archive import Archive
from retrieval.archive.compression import DAMAGE, DICTIONARIES, TEXTS, number_of
from retrieval.archive.database import FILE, Database
from retrieval.archive.dictionaries import drop_dictionaries, new_dictionary
from retrieval.archive.schema import article, quoted, revision
from retrieval.errors import ArchiveError, ArchiveLocked

#: texts compressed anew in one transaction
_PART = 300
#: seconds to wait for another process that is writing
_PATIENCE = 30.0
_PAGE = 16384


def size_of(archive: Archive) -> int:
    """Return the bytes that an archive takes on the disk, 0 for one on a server, which keeps count itself."""
    folder = archive.database.folder
    if folder is None:
        return 0
    return sum(path.stat().st_size for name in (FILE, f"{FILE}-wal") if (path := folder / name).exists())


def compress_anew(archive: Archive, progress: Callable[[int], None] | None = None) -> None:
    """Compress everything with a dictionary of what is there now; `progress` is told of each lot of articles.

    An earlier dictionary may hold words of what has been deleted since.
    """
    number, last = _dictionary(archive.database), 0
    while True:
        with archive.database.writing() as connection:
            a = article.c
            found = select(a.number.label("n"), a.body).where(a.number > last).order_by(a.number).limit(_PART)
            rows = connection.execute(found).mappings().all()
            if not rows:
                break
            last = rows[-1]["n"]
            r = revision.c
            earlier = select(r.article.label("n"), r.revision.label("r"), r.body).where(
                r.article.between(rows[0]["n"], last)
            )
            _write_anew(connection, update(article).where(a.number == bindparam("n")), rows, number)
            of = update(revision).where(r.article == bindparam("n"), r.revision == bindparam("r"))
            _write_anew(connection, of, connection.execute(earlier).mappings().all(), number)
        if progress is not None:
            progress(len(rows))
    with archive.database.writing() as connection:
        drop_dictionaries(connection, number)
        connection.execute(delete(quoted).where(quoted.c.article.not_in(select(article.c.number))))


def _write_anew(connection: Connection, where: Any, rows: Sequence[Any], number: int | None) -> None:
    """Write the texts of rows that are not compressed with the dictionary of a number; the rest of a row says where."""
    new = [{**row, "body": body} for row in rows if (body := _anew(row["body"], number))]
    if new:
        connection.execute(where, new)


def _anew(body: bytes, number: int | None) -> bytes | None:
    """Return a body compressed with the dictionary of a number, None where it is already, or is damaged."""
    if number_of(body) == number:
        return None
    try:
        return DICTIONARIES.compress(body, number)
    except DAMAGE:
        return None


def _dictionary(database: Database) -> int | None:
    """Return the number of a dictionary trained from texts of all times; None where there are too few."""
    with database.writing() as connection:
        many = int(connection.scalar(select(func.count()).select_from(article)) or 0)
        every = max(1, many // (2 * TEXTS))
        spread = select(article.c.body).where(article.c.number % every == 0).limit(2 * TEXTS)
        return new_dictionary(connection, spread)


def give_back(database: Database) -> None:
    """Write the archive's file anew without what was deleted.

    Raises ArchiveLocked where somebody writes for long, ArchiveError where the disk has no room for the copy.
    """
    if database.folder is None:
        with database.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("VACUUM")
        return
    database.engine.dispose()  # our own connections, at rest, would count as somebody else's
    file = database.folder / FILE
    needed = 2 * file.stat().st_size
    if shutil.disk_usage(database.folder).free < needed:
        raise ArchiveError(f"{database.name} cannot be written anew: that takes {needed / 1e6:,.0f} MB of free disk.")
    with (
        _sentences(database),
        _temporary_files_in(database.folder),
        contextlib.closing(sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)) as own,
    ):
        _vacuum(own)


def _vacuum(connection: sqlite3.Connection) -> None:
    """Vacuum, with the page size of new archives where nobody else has the file open: with a log it cannot be changed."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    alone = False
    if connection.execute("PRAGMA page_size").fetchone()[0] != _PAGE:
        connection.execute("PRAGMA busy_timeout = 200")
        with contextlib.suppress(sqlite3.OperationalError):
            alone = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0] == "delete"
        connection.execute(f"PRAGMA busy_timeout = {int(_PATIENCE * 1000)}")
        if alone:
            connection.execute(f"PRAGMA page_size = {_PAGE}")
    try:
        connection.execute("VACUUM")
    finally:
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


@contextlib.contextmanager
def _temporary_files_in(folder: Path) -> Iterator[None]:
    """Have SQLite put its temporary files beside the archive: elsewhere there may be no room for a copy of it."""
    name = "SQLITE_TMPDIR"
    before: Any = os.environ.get(name)
    os.environ[name] = str(folder)
    try:
        yield
    finally:
        del os.environ[name]
        if before is not None:
            os.environ[name] = before


@contextlib.contextmanager
def _sentences(database: Database) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise ArchiveLocked(f"{database.name} is being written by another process; try again later.") from error
        raise ArchiveError(f"{database.name} cannot be written anew: {error}.") from error
    except sqlite3.DatabaseError as error:
        raise ArchiveError(f"{database.name} is damaged ({error}); restore {FILE} from a backup.") from error
