"""The embedded index's writer, kept for a while after its last use, so that segments are merged behind what is added.

Whoever closes a writer waits until its merges are done; whoever keeps it does not. Other processes have to wait for it: they
say so in a file, and then it is let go as soon as its merges are done.
"""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from retrieval.errors import SearchIndexLocked

#: says in the folder of an index that another process waits for the writer
WANTED = ".writer-wanted"
#: seconds for which a writer is kept that nobody uses
IDLE = 10.0
_LOOK = 0.05


class KeptWriter:
    """One process's writer of one index; its threads use it in turn."""

    def __init__(self, folder: Path, acquire: Callable[[], Any], patience: float) -> None:
        """Use what `acquire` returns, which waits for other processes; `patience` is seconds to wait for other threads."""
        self._folder, self._acquire, self._patience = folder, acquire, patience
        self._turn = threading.Lock()
        self._writer: Any = None
        self._place: int | None = None
        self._used = 0.0
        self._watching: threading.Thread | None = None

    @property
    def is_kept(self) -> bool:
        """Say whether this process has the writer: no other one has committed since it took it."""
        return self._writer is not None

    @contextlib.contextmanager
    def using(self) -> Iterator[Any]:
        """Give the writer; what was not committed is dropped when the block fails."""
        if not self._turn.acquire(timeout=self._patience):
            raise SearchIndexLocked(f"The index in {self._folder} is being written by another thread.")
        try:
            if self._writer is not None and self._place != _place(self._folder):
                self._writer = None  # another index has taken the place of the one that it writes
            if self._writer is None:
                self._writer = self._acquire()
                self._place = _place(self._folder)
                (self._folder / WANTED).unlink(missing_ok=True)
            try:
                yield self._writer
            except BaseException:
                with contextlib.suppress(ValueError):
                    self._writer.rollback()
                self._let_go()
                raise
            self._used = time.monotonic()
            self._watch()
        finally:
            self._turn.release()

    def release(self) -> None:
        """Let other processes write, once all merges are done; harmless when repeated."""
        with self._turn:
            self._let_go()

    def _let_go(self) -> None:
        writer, self._writer = self._writer, None
        if writer is not None:
            with contextlib.suppress(ValueError):
                writer.wait_merging_threads()

    def _watch(self) -> None:
        """Have a thread let the writer go when it is idle or wanted."""
        if self._watching is None or not self._watching.is_alive():
            self._watching = threading.Thread(target=self._until_idle, name="index writer", daemon=True)
            self._watching.start()

    def _until_idle(self) -> None:
        while self._writer is not None:
            time.sleep(_LOOK)
            if self._is_over():
                with self._turn:
                    if self._is_over():  # whoever had it just now may have used it again
                        self._let_go()

    def _is_over(self) -> bool:
        return time.monotonic() - self._used > IDLE or (self._folder / WANTED).exists()


def want(folder: Path) -> None:
    """Ask the process that keeps the writer of an index to let it go."""
    with contextlib.suppress(OSError):
        (folder / WANTED).touch()


def _place(folder: Path) -> int | None:
    """Return what tells one index from another that is put in its place."""
    try:
        return folder.stat().st_ino
    except OSError:
        return None
