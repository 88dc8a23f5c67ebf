"""Which messages may have been sent: noted in the instant before they go, so that a killed process repeats none of them.

The Bot API takes no key that would make sending the same message twice harmless, and tells nobody afterwards what was sent.
What a process has not seen confirmed when it is killed has arrived: the note and the message leave one right after the other,
on one thread that lets no other run in between. A question whose answer is noted is therefore not answered again.
"""

import contextlib
import ctypes
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Protocol

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from retrieval.archive.database import Database
from retrieval.errors import ArchiveError
from retrieval.file_locks import try_lock

#: bytes after which the log is written anew with what is still needed
LONGEST = 4_000_000


class SendingLog(Protocol):
    """Where a process notes what it is about to send."""

    def begin(self, update_id: int) -> None:
        """Note that an update is worked at, which may end the process."""
        ...

    def note(self, update_id: int) -> None:
        """Note, without waiting for anything, that a message for an update goes out now."""
        ...

    def take_back(self, update_id: int) -> None:
        """Note that a message that was noted has surely not arrived."""
        ...


class FileLog:
    """The log of an archive in a folder: a line a message, which outlives the process though not a power cut.

    The file is also how one process knows whether another still works for the same bot.
    """

    def __init__(self, folder: Path, bot: str) -> None:
        """Open the log, making it where there is none; raise OSError where that is not possible."""
        self._path = folder / f"sending-{bot}.log"
        self._file = os.open(self._path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)

    def begin(self, update_id: int) -> None:
        """Note that an update is worked at."""
        os.write(self._file, b"*%d\n" % update_id)

    def note(self, update_id: int) -> None:
        """Note that a message for an update goes out now."""
        _write_without_a_pause(self._file, b"+%d\n" % update_id)

    def take_back(self, update_id: int) -> None:
        """Note that the message has surely not arrived."""
        os.write(self._file, b"-%d\n" % update_id)

    def acquire(self) -> bool:
        """Be the one process that works for this bot until the end of it; False while another is."""
        return try_lock(self._file)

    def counts(self) -> Counter[int]:
        """Return how many messages may have been sent for each update."""
        return self._counted({b"+": 1, b"-": -1})

    def begun(self) -> Counter[int]:
        """Return how often each update was worked at."""
        return self._counted({b"*": 1})

    def _counted(self, signs: Mapping[bytes, int]) -> Counter[int]:
        counted: Counter[int] = Counter()
        for line in self._path.read_bytes().splitlines():
            if line[:1] in signs:
                with contextlib.suppress(ValueError):  # a line that was cut off
                    counted[int(line[1:])] += signs[line[:1]]
        return counted

    def compact(self, needed: Iterable[int], *, longest: int = LONGEST) -> None:
        """Forget all but what is `needed`, once the log has grown long; only for the process that has acquired it."""
        if os.fstat(self._file).st_size <= longest:
            return
        sent, begun = self.counts(), self.begun()
        kept = b"".join(b"+%d\n" % one * sent[one] + b"*%d\n" % one * begun[one] for one in needed)
        os.ftruncate(self._file, 0)
        os.write(self._file, kept)

    def close(self) -> None:
        """Close the file, which lets another process acquire it."""
        os.close(self._file)


def _write_without_a_pause(file: int, line: bytes) -> None:
    """Append a line without letting other threads run: they would do so for milliseconds between the note and the message.

    Whoever is killed meanwhile has noted what never left, and that question is not answered.
    """
    if _libc is None or _libc.write(file, line, len(line)) != len(line):
        os.write(file, line)


#: functions of the C library, called with the interpreter's lock held, where the system has them
_libc = ctypes.PyDLL(None) if os.name == "posix" else None


class ServerLog:
    """The log of an archive on a server: the row of the update, which must still be this worker's.

    It does not wait for the disk of the server: a note is as safe as that server's process, not as its power.
    """

    def __init__(self, database: Database, bot: str, worker: str) -> None:
        self._bot, self._worker = bot, worker
        self._connection = database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        self._connection.exec_driver_sql("SET synchronous_commit = off")
        self._connection.exec_driver_sql("SET statement_timeout = 5000")

    def begin(self, update_id: int) -> None:
        """Do nothing: claiming an update counts the attempts at it."""

    def note(self, update_id: int) -> None:
        """Note that a message goes out now; raise ArchiveError where another worker has taken the update over."""
        if not self._add(update_id, 1):
            raise ArchiveError("Another worker has taken this update over.")

    def take_back(self, update_id: int) -> None:
        """Note that the message has surely not arrived."""
        self._add(update_id, -1)

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def _add(self, update_id: int, count: int) -> int:
        named = {"count": count, "bot": self._bot, "id": update_id, "worker": self._worker}
        try:
            return self._connection.execute(_ADD, named).rowcount
        except SQLAlchemyError as error:
            raise ArchiveError("The archive's server did not take note of a message, which is not sent.") from error


_ADD = text(
    "UPDATE inbox SET sends = sends + :count WHERE bot = :bot AND update_id = :id AND worker = :worker AND done IS NULL"
)
