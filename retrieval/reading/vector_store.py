"""Packed vectors on disk, in one bounded SQLite file that several processes share. It may be deleted at any time.

What goes wrong with it stays here: a file that cannot be read, written or waited for is done without, a damaged one is
made anew. Keys are hashes, so that the file holds nobody's words.
"""

import contextlib
import sqlite3
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

#: the file inside an archive's folder
FILE = "reading.sqlite"
_FORM = 1
_PATIENCE = 0.2
#: what was used within so many seconds counts as used at once: noting each use would make every reading a writing
_GRAIN = 6 * 3600
#: the share of the room that is cleared when it has run out
_CLEARED = 0.1
_TABLE = """
CREATE TABLE IF NOT EXISTS vectors (key BLOB NOT NULL UNIQUE, used INTEGER NOT NULL, packed BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS by_use ON vectors (used);
"""


class VectorStore:
    """A map from keys to bytes that keeps to `megabytes` on disk by letting go of what has not been used for longest."""

    def __init__(self, path: Path, megabytes: float) -> None:
        self.path = path
        self._room = int(megabytes * 1_000_000)
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._usable = self._room > 0

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Return what is kept of `keys`."""
        found: dict[bytes, bytes] = {}
        self._do(lambda connection: _look_up(connection, keys, found))
        return found

    def put(self, packed: Mapping[bytes, bytes]) -> None:
        """Keep these, making room where there is none."""
        if packed:
            self._do(lambda connection: _insert(connection, packed, self._room))

    def counts(self) -> tuple[int, int]:
        """Return how many texts are kept, and in how many bytes."""
        if not self.path.exists():
            return 0, 0
        counted: list[int] = []
        self._do(lambda connection: counted.extend((_rows(connection), _filled(connection))))
        return (counted[0], counted[1]) if len(counted) == 2 else (0, 0)

    def close(self) -> None:
        """Let go of the file until it is used again; harmless when repeated."""
        with self._lock:
            self._abandon()

    def _do(self, action: Callable[[sqlite3.Connection], None]) -> None:
        """Let one thread at a time do this; whatever fails of it is done without."""
        with self._lock:
            if self._usable and self._connection is None:
                self._connection = self._opened()
            if self._connection is None:
                self._usable = False
                return
            try:
                with self._connection:
                    action(self._connection)
            except sqlite3.OperationalError as error:
                if not _is_busy(error):
                    self._usable = False
                    self._abandon()
            except sqlite3.DatabaseError:
                self._abandon()
                _delete(self.path)

    def _opened(self) -> sqlite3.Connection | None:
        for _ in range(2):
            try:
                return _connect(self.path)
            except sqlite3.OperationalError:
                return None
            except sqlite3.DatabaseError:
                _delete(self.path)
        return None

    def _abandon(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
        self._connection = None


def _look_up(connection: sqlite3.Connection, keys: Sequence[bytes], found: dict[bytes, bytes]) -> None:
    now = int(time.time())
    stale: list[tuple[int, bytes]] = []
    for key in keys:
        row = connection.execute("SELECT used, packed FROM vectors WHERE key = ?", (key,)).fetchone()
        if row is not None:
            found[key] = row[1]
            if now - row[0] > _GRAIN:
                stale.append((now, key))
    if stale:
        connection.executemany("UPDATE vectors SET used = ? WHERE key = ?", stale)


def _insert(connection: sqlite3.Connection, packed: Mapping[bytes, bytes], room: int) -> None:
    over = _filled(connection) + sum(map(len, packed.values())) - room
    if over > 0:
        _clear(connection, over + int(room * _CLEARED))
    now = int(time.time())
    rows = [(key, now, value) for key, value in packed.items()]
    connection.executemany("INSERT OR REPLACE INTO vectors (key, used, packed) VALUES (?, ?, ?)", rows)


def _clear(connection: sqlite3.Connection, wanted: int) -> None:
    gone: list[tuple[int]] = []
    for rowid, size in connection.execute("SELECT rowid, length(packed) FROM vectors ORDER BY used, rowid"):
        gone.append((rowid,))
        wanted -= size
        if wanted <= 0:
            break
    connection.executemany("DELETE FROM vectors WHERE rowid = ?", gone)


def _rows(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM vectors").fetchone()[0])


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_PATIENCE, check_same_thread=False)
    try:
        if connection.execute("PRAGMA user_version").fetchone()[0] not in (0, _FORM):
            raise sqlite3.DatabaseError("of another form")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = OFF")  # what a crash takes is read anew
        connection.executescript(_TABLE)
        connection.execute(f"PRAGMA user_version = {_FORM}")
    except BaseException:
        connection.close()
        raise
    return connection


def _filled(connection: sqlite3.Connection) -> int:
    pages, free, size = (
        int(connection.execute(f"PRAGMA {name}").fetchone()[0])
        for name in ("page_count", "freelist_count", "page_size")
    )
    return (pages - free) * size


def _is_busy(error: sqlite3.OperationalError) -> bool:
    return "locked" in str(error) or "busy" in str(error)


def _delete(path: Path) -> None:
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        with contextlib.suppress(OSError):
            path.with_name(name).unlink()
