"""Opening the archive's database and turning its failures into sentences. Nothing here knows what the tables hold."""

import contextlib
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError, SQLAlchemyError

from retrieval.archive.batches import MANY
from retrieval.archive.checkpoints import Checkpoints
from retrieval.archive.message_tables import metadata
from retrieval.archive.schema import REVISION
from retrieval.archive.sqlite_connections import KEPT_WRITING, mode_of, on_connect, on_connect_reading
from retrieval.errors import ArchiveError, ArchiveLocked

#: the database's file inside an archive folder
FILE = "archive.sqlite"
#: how the addresses of archives on a server begin
SERVERS = ("postgresql://", "postgres://", "postgresql+")
#: the number of the lock that writers take, any that nobody else is likely to use in the same database
_LOCK = 7_073_674_652
#: bytes from which the log is emptied, seconds that readers are waited for, and seconds between two tries
LONGEST_LOG, WAITING, BETWEEN = 32_000_000, 1.0, 5.0


class _Snapshot:
    """The one connection of a snapshot, opened with the first that is read and closed with the stack."""

    def __init__(self, connect: Callable[[], Connection], stack: contextlib.ExitStack) -> None:
        self._connect, self._stack = connect, stack
        self._opened: Connection | None = None

    def connection(self) -> Connection:
        """Return the connection."""
        if self._opened is None:
            self._opened = self._stack.enter_context(self._connect())
        return self._opened


class Database:
    """An engine whose transactions either read or write, with failures as ArchiveError.

    Reading sees one snapshot and never waits. Writing takes the write lock at its start, so that it cannot fail half way
    for having to wait; it commits durably (the disk is synchronised) or not at all. Safe to use from several threads.
    """

    def __init__(self, url: str | Path, *, patience: float = 10.0) -> None:
        """Open the database, making a folder and its tables where there are none; `patience` is seconds to wait."""
        self.place = str(url)
        self._patience = patience
        self.folder: Path | None = None
        #: whether nothing can be written, only read
        self.read_only = False
        self._inode: int | None = None
        self._checkpoints: Checkpoints | None = None
        #: this process's clock at which the log may be emptied again
        self._shortening = 0.0
        #: what this thread reads by within `snapshot`
        self._thread = threading.local()
        if self.place.startswith(SERVERS):
            self.name, self.engine = _postgresql(self.place)
        else:
            self.folder = Path(url)
            self.name = f"The archive in {self.folder}"
            self.engine = self._sqlite(self.folder, patience)
            self._checkpoints = Checkpoints(self.folder / FILE)
        try:
            self._prepare()
            self._look()
        except BaseException:
            self.engine.dispose()
            raise

    def close(self) -> None:
        """Let go of every connection; harmless when repeated."""
        if self._checkpoints is not None:
            self._checkpoints.close()
        self.engine.dispose()

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one snapshot: that of the `snapshot` around it, where there is one."""
        with self._sentences():
            opened: _Snapshot | None = getattr(self._thread, "snapshot", None)
            if opened is not None:
                yield opened.connection()
                return
            self._look()
            with self.engine.connect() as connection:
                yield connection

    def rows(self, statement: Any, ids: Iterable[Any], more: Mapping[str, Any] | None = None) -> list[Any]:
        """Return the rows of a statement for all the different `ids` it binds; no ids, no rows."""
        with self.reading() as connection:
            return rows_of(connection, statement, ids, more)

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """Have all that this thread reads within the block see one snapshot, over one connection.

        It is opened with the first that is read. What the thread writes meanwhile it sees only after the block.
        """
        if getattr(self._thread, "snapshot", None) is not None:
            yield
            return
        with self._sentences(), contextlib.ExitStack() as stack:
            self._thread.snapshot = _Snapshot(self._connect, stack)
            stack.callback(setattr, self._thread, "snapshot", None)
            yield

    def _connect(self) -> Connection:
        self._look()
        connection = self.engine.connect()
        # a server shows each statement what has been committed by then, unless it is told otherwise
        return connection.execution_options(isolation_level="REPEATABLE READ") if self.is_server else connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose writes are committed together at the end, or not at all."""
        with self.noting() as connection:
            if self.is_server:
                # numbers of changes must become visible in their order: one writer at a time, as in SQLite
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
            else:
                connection.exec_driver_sql(f"PRAGMA cache_size=-{KEPT_WRITING}")
            yield connection

    @contextlib.contextmanager
    def noting(self) -> Iterator[Connection]:
        """Give a connection as `writing` does, for rows that no index follows: on a server many write them at once."""
        self._look()
        with self._sentences(), self.engine.connect() as connection:
            connection = connection.execution_options(writing=True)
            with connection.begin():
                if self.is_server:
                    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(self._patience * 1000)}")
                yield connection
        if self._checkpoints is not None:
            self._checkpoints.soon()
        self._shorten_log()

    def _shorten_log(self) -> None:
        """Empty the log once it is long: while there is always somebody reading, SQLite only appends to it."""
        reads = getattr(self._thread, "snapshot", None) is not None  # it would wait for itself
        if self.folder is None or reads or time.monotonic() < self._shortening:
            return
        with contextlib.suppress(OSError, sqlite3.Error):
            if (self.folder / f"{FILE}-wal").stat().st_size <= LONGEST_LOG:
                return
            # whoever reads goes on, and whoever begins to reads the archive itself; the next try is due a while later
            self._shortening = time.monotonic() + BETWEEN
            with contextlib.closing(sqlite3.connect(self.folder / FILE, timeout=WAITING)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    @property
    def is_server(self) -> bool:
        """Say whether a server holds it, where several processes on several machines may work with it."""
        return self.folder is None

    def _sqlite(self, folder: Path, patience: float) -> Engine:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ArchiveError(f"{self.name} cannot be made: {error.strerror}.") from error
        file = folder / FILE
        read_only = file.exists() and not (os.access(file, os.W_OK) and os.access(folder, os.W_OK))
        self.read_only = read_only

        def connect() -> sqlite3.Connection:
            address = (
                f"{file.absolute().as_uri()}?mode={mode_of(file, read_only=read_only, known=self._inode is not None)}"
            )
            return sqlite3.connect(address, uri=True, timeout=patience, check_same_thread=False)

        engine = create_engine(f"sqlite+pysqlite:///{file}", creator=connect)
        event.listen(engine, "connect", on_connect_reading if read_only else on_connect)
        event.listen(engine, "begin", _on_begin)
        return engine

    def _look(self) -> None:
        """Notice that the file was taken away or replaced, which its open connections do not."""
        if self.folder is None:
            return
        try:
            inode = (self.folder / FILE).stat().st_ino
        except OSError as error:
            if self._inode is None:
                return  # it is just being made
            raise ArchiveError(
                f"{self.name} is gone: {FILE} was taken away while it was in use; put it back, or restore a backup."
            ) from error
        if self._inode is not None and inode != self._inode:
            # what its connections have written lately may be in the log, which is not the new file's
            raise ArchiveError(
                f"{self.name} was replaced while it was in use; stop everything that uses it, and start again."
            )
        self._inode = inode

    def _prepare(self) -> None:
        """Make the tables of a new archive, or bring those of an older program up to date."""
        with self.reading() as connection:
            version = _version(connection)
        if version == REVISION:
            return
        if version is None:
            with self.writing() as connection:
                if _version(connection) is None:  # nobody was quicker
                    metadata.create_all(connection, checkfirst=False)  # there is none to look for
                    _stamp(connection)
        else:
            from retrieval.archive.migrating import (
                check_version,
                upgrade,
            )  # Alembic is slow to import and seldom needed

            check_version(version, self.name)
            with self.writing() as connection:
                upgrade(connection)

    @contextlib.contextmanager
    def _sentences(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            raise self._sentence(error) from error

    def _sentence(self, error: SQLAlchemyError) -> ArchiveError:
        reason = str(error.orig if isinstance(error, DBAPIError) else error).strip().partition("\n")[0]
        if isinstance(error, OperationalError) and ("locked" in reason or "lock timeout" in reason):
            return ArchiveLocked(f"{self.name} is being written by another process; try again when that has finished.")
        if "readonly" in reason or "read-only" in reason:
            return ArchiveError(f"{self.name} is read-only: nothing can be written there.")
        if "password authentication failed" in reason or "no password supplied" in reason:
            return ArchiveError(f"{self.name} does not accept the user and password.")
        if "certificate" in reason:
            return ArchiveError(f"{self.name} cannot be reached: its certificate is not trusted ({reason}).")
        if "unable to open" in reason:
            return ArchiveError(f"{self.name} cannot be opened; is the folder there, and may it be written to?")
        if "malformed" in reason or "not a database" in reason:
            return ArchiveError(f"{self.name} is damaged ({reason}); restore {FILE} from a backup.")
        return ArchiveError(f"{self.name} failed: {reason}.")


def rows_of(
    connection: Connection, statement: Any, ids: Iterable[Any], more: Mapping[str, Any] | None = None
) -> list[Any]:
    """Return the rows of a statement for all the different `ids` it binds, asked for in parts; no ids, no rows."""
    rows, wanted = list[Any](), list(dict.fromkeys(ids))
    for at in range(0, len(wanted), MANY):
        rows.extend(connection.execute(statement, {"ids": wanted[at : at + MANY], **(more or {})}).all())
    return rows


def _postgresql(address: str) -> tuple[str, Engine]:
    """Return how messages name a server's archive, without the password, and its engine."""
    name = "The archive's address"
    try:
        url = make_url(address.replace("postgres://", "postgresql://", 1))
        name = f"The archive at {url.render_as_string(hide_password=True)}"
        if url.drivername == "postgresql":
            url = url.set(drivername="postgresql+psycopg")
        return name, create_engine(url, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise ArchiveError(
            f"{name} needs the Python package {error.name}; the extra onrecord[postgresql] has it."
        ) from error
    except (ArgumentError, ValueError) as error:
        raise ArchiveError(f"{name} is not of the form postgresql://user:password@host/database.") from error


def _on_begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _version(connection: Connection) -> str | None:
    """Return the migration that the tables are at, None for an empty database."""
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def _stamp(connection: Connection) -> None:
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
        "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    connection.execute(text("INSERT INTO alembic_version VALUES (:revision)"), {"revision": REVISION})
