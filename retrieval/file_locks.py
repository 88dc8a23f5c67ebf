"""Locks on open files, by which processes of one machine know of each other; a lock ends with its process."""

import contextlib
from typing import Any

fcntl: Any
try:
    import fcntl
except ImportError:  # on Windows two processes are not told apart
    fcntl = None


def lock(file: int) -> None:
    """Wait until no other process has a file locked, and lock it."""
    if fcntl is not None:
        fcntl.flock(file, fcntl.LOCK_EX)


def try_lock(file: int) -> bool:
    """Lock a file; False while another process has it locked."""
    if fcntl is None:
        return True
    with contextlib.suppress(OSError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False
