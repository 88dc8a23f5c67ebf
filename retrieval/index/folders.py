"""The folder of an embedded index, the one beside it in which a new index is built, and how that takes its place."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from retrieval.errors import SearchIndexLocked
from retrieval.file_locks import lock, try_lock


def beside(folder: Path) -> Path:
    """Return where the index that is to take this one's place is built."""
    return folder.with_name(f"{folder.name}.next")


def building(folder: Path) -> Path:
    """Return the name under which one process at a time builds there."""
    return folder.with_name(f"{folder.name}.building")


def _before(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.before")


@contextmanager
def alone(folder: Path, patience: float | None = None) -> Iterator[None]:
    """Be the only process that decides about a folder; wait `patience` seconds for another, or as long as it takes.

    Raises SearchIndexLocked where the other one takes longer.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_name(f"{folder.name}.lock").open("w") as file:
        if patience is None:
            lock(file.fileno())
        else:
            _wait_for(file.fileno(), folder, patience)
        yield


def _wait_for(descriptor: int, folder: Path, patience: float) -> None:
    deadline = time.monotonic() + patience
    while not try_lock(descriptor):
        if time.monotonic() > deadline:
            raise SearchIndexLocked(f"The index in {folder} is being built by another process.")
        time.sleep(0.05)


def exchange(folder: Path) -> None:
    """Put the index beside a folder in its place. Whoever reads the old one goes on: open files stay."""
    before = _before(folder)
    shutil.rmtree(before, ignore_errors=True)
    folder.rename(before)
    beside(folder).rename(folder)
    shutil.rmtree(before, ignore_errors=True)


def recover(folder: Path) -> bool:
    """Finish an exchange that was interrupted between its two steps; return whether there is or was one to finish."""
    before = _before(folder)
    if not before.is_dir():
        return folder.is_dir()
    if folder.is_dir():
        return True
    with alone(folder):
        if not folder.is_dir() and before.is_dir():
            # what stands beside was complete before the old one was moved away
            new = beside(folder)
            (new if new.is_dir() else before).rename(folder)
            shutil.rmtree(before, ignore_errors=True)
    return True


def wipe(folder: Path) -> None:
    """Remove what is in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in folder.iterdir():
        file.unlink(missing_ok=True)
