"""Backups: a copy of a running archive in one file, looked through before it counts, and the way back.

The copy is made by SQLite's own backup interface: it is the archive as of one moment, whoever writes meanwhile. It is one
file without side files and holds everything that cannot be made again: articles, quotations, stories, conversations,
votes, the states of feeds. The index is made anew from it.
"""

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from retrieval.archive.database import FILE, SERVERS
from retrieval.archive.examination import Examination, examine
from retrieval.errors import ArchiveError, ArchiveLocked

#: what is not finished yet, beside what it is to become
UNFINISHED = ".unfinished"
#: the archive that a restored one has taken the place of
REPLACED = ".replaced"
#: seconds to wait for another process that is writing
_PATIENCE = 10.0


def file_of(url: str) -> Path:
    """Return the file of the archive at `url`; raise ArchiveError, saying what to do, where it is on a server."""
    if url.startswith(SERVERS):
        raise ArchiveError(
            "An archive on a PostgreSQL server is backed up and restored by PostgreSQL's own tools: pg_dump "
            "--format=custom --file=FILE ADDRESS, and pg_restore --clean --if-exists --dbname=ADDRESS FILE; "
            "then onrecord reindex"
        )
    return Path(url) / FILE


def back_up(archive: Path, target: Path) -> Examination:
    """Copy the archive file `archive`, which may be in use, to `target`; return what the copy holds.

    The copy appears under its name only when it is whole, on the disk and looked through. Raises ArchiveError where the
    archive is missing or damaged, or the copy cannot be written.
    """
    if not archive.is_file():
        raise ArchiveError(f"There is no archive in {archive.parent}.")
    unfinished = target.with_name(target.name + UNFINISHED)
    with _sentences(target), _removed_on_failure(unfinished):
        _copy(archive, unfinished)
        found = examine(unfinished)
        if found.faults:
            raise ArchiveError(f"{archive} is damaged: {'; '.join(found.faults)}.")
        _durable(unfinished)
        unfinished.replace(target)
        _durable(target.parent)
    return found


def restore(backup: Path, archive: Path) -> Examination:
    """Put a backup in the place of the archive file `archive`, which nobody may have open; return what it holds.

    What was there stays beside it under a name of its own (`REPLACED`). At every moment there is one whole archive. An
    index of the archive has to be emptied before and built after. Raises ArchiveError where the backup is not whole or
    of a newer program, ArchiveLocked where the archive is in use.
    """
    found = check(backup)
    unfinished = archive.with_name(archive.name + UNFINISHED)
    with _sentences(archive), _removed_on_failure(unfinished):
        archive.parent.mkdir(parents=True, exist_ok=True)
        _copy(backup, unfinished)
        _durable(unfinished)
        with _nobody_else(archive):
            if archive.exists():
                _keep(archive, archive.with_name(archive.name + REPLACED))
            unfinished.replace(archive)
        _durable(archive.parent)
    return found


def check(backup: Path) -> Examination:
    """Return what a backup holds; raise ArchiveError where it is not whole, or of a newer program."""
    found = examine(backup)
    if found.faults:
        raise ArchiveError(f"{backup} is damaged and cannot be restored: {'; '.join(found.faults)}.")
    return found


@contextlib.contextmanager
def _nobody_else(archive: Path) -> Iterator[None]:
    """Hold the archive while nobody else has it open, with everything in the one file; a missing one is nobody's."""
    if not archive.exists():
        yield
        return
    with contextlib.closing(sqlite3.connect(archive, timeout=0.5, isolation_level=None)) as connection:
        try:
            # leaving the write-ahead log takes the one lock that every open connection stands against
            connection.execute("PRAGMA journal_mode=DELETE").fetchone()
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            raise ArchiveLocked(
                f"The archive in {archive.parent} is in use: stop the bot, and onrecord watch, before restoring."
            ) from None
        except sqlite3.DatabaseError:
            pass  # what is there is damaged: all the more reason to restore
        yield


def _copy(source: Path, target: Path) -> None:
    with contextlib.closing(_reading(source)) as reading:
        target.unlink(missing_ok=True)
        os.close(os.open(target, os.O_CREAT | os.O_EXCL, 0o600))  # it holds what people asked
        _written(reading, target)


def _reading(source: Path) -> sqlite3.Connection:
    """Return what reads an archive, also in a folder that cannot be written to; the fault names what is read."""
    unchanging = not source.with_name(f"{source.name}-wal").exists()
    for mode in ("ro", "ro&immutable=1") if unchanging else ("ro",):
        connection = sqlite3.connect(f"{source.resolve().as_uri()}?mode={mode}", uri=True, timeout=_PATIENCE)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.Error as error:
            connection.close()
            fault = error
        else:
            return connection
    raise ArchiveError(f"{source} cannot be read: {fault}.") from fault


def _written(reading: sqlite3.Connection, target: Path) -> None:
    with contextlib.closing(sqlite3.connect(target)) as writing:
        # in one step: in several, each change by another process would begin it anew
        reading.backup(writing)
        writing.execute("PRAGMA journal_mode=DELETE").fetchone()


def _keep(archive: Path, as_name: Path) -> None:
    as_name.unlink(missing_ok=True)
    try:
        os.link(archive, as_name)  # so that the archive is never missing, not for a moment
    except OSError:
        shutil.copy2(archive, as_name)


def _durable(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _removed_on_failure(unfinished: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        for left in (unfinished, unfinished.with_name(unfinished.name + "-journal")):
            with contextlib.suppress(OSError):
                left.unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def _sentences(place: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise ArchiveError(f"{place} cannot be written: {error}.") from error
    except OSError as error:
        raise ArchiveError(f"{place} cannot be written: {error.strerror or error}.") from error
