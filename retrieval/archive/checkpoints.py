"""Copying SQLite's log into the database behind those who write.

SQLite does it by itself in the commit that makes the log long enough: one article in twenty then takes several times as long.
Here a thread does it, with a connection of its own; whoever writes or reads meanwhile goes on, and what was committed is in the
log as durably as in the database.
"""

import contextlib
import sqlite3
import threading
import time
from pathlib import Path

#: seconds between two copies, each of which synchronises the disk
EVERY = 1.0


class Checkpoints:
    """Copies the log of one database; safe to use from several threads."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None
        #: this process's clock at which the next copy is due
        self._due = 0.0

    def soon(self) -> None:
        """Have what is committed copied, unless that was done just now."""
        if time.monotonic() < self._due:
            return
        with self._starting:
            if time.monotonic() >= self._due and (self._thread is None or not self._thread.is_alive()):
                self._due = time.monotonic() + EVERY
                self._thread = threading.Thread(target=self._copy, name="archive checkpoint", daemon=True)
                self._thread.start()

    def close(self) -> None:
        """Wait for a copy that is being made; harmless when repeated."""
        thread = self._thread
        if thread is not None:
            thread.join()

    def _copy(self) -> None:
        """Copy as much as can be copied without waiting for anybody; what is left is for the next time."""
        with contextlib.suppress(OSError, sqlite3.Error):
            address = f"{self._file.absolute().as_uri()}?mode=rw"
            with contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
                connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
