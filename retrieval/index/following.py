"""Following an archive that other processes add to: a thread that brings the index up to date when it has fallen behind."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from retrieval.archive.archive import Archive
from retrieval.errors import OnrecordError, SearchIndexDamaged, SearchIndexLocked
from retrieval.index.interface import Index
from retrieval.index.keeping import bring_up_to_date, is_of_earlier_form, rebuild

log = logging.getLogger(__name__)

#: seconds between two looks; whoever adds an article has until the second look that finds it missing to index it himself
EVERY = 0.5
#: seconds until the next look after one that failed
PAUSE = 5.0


@contextmanager
def following(source: Callable[[], tuple[Archive, Index]], every: float = EVERY) -> Iterator[None]:
    """Keep the index in step with the archive while the block lasts; `source` gives the two that are in use."""
    stop = threading.Event()
    thread = threading.Thread(target=_follow, args=(source, every, stop), name="following", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


class _Stopped(Exception):
    """Whoever wanted the index in step has gone."""


def _follow(source: Callable[[], tuple[Archive, Index]], every: float, stop: threading.Event) -> None:
    def replayed(_: int) -> None:
        if stop.is_set():  # between two commits; the rest is for the next start
            raise _Stopped

    lagged: int | None = None
    while not stop.wait(every):
        archive, index = source()
        try:
            position = index.position
            index.verify()
            behind = position if position != archive.position() else None
            if behind is not None and behind == lagged:
                if is_of_earlier_form(index):
                    log.warning("The index is of an earlier form; a new one is built while it goes on answering.")
                    _rebuilt(archive, index, replayed)
                else:
                    bring_up_to_date(archive, index, replayed)
            lagged = behind
        except SearchIndexDamaged as error:
            log.warning("%s It is built anew from the archive.", error)
            if not _rebuilt(archive, index, replayed):
                stop.wait(PAUSE)
        except OnrecordError as error:
            log.warning("The index was not brought up to date: %s", error)
            stop.wait(PAUSE)
        except _Stopped:
            return


def _rebuilt(archive: Archive, index: Index, progress: Callable[[int], None]) -> bool:
    try:
        rebuild(archive, index, progress)
    except SearchIndexLocked:
        return False  # whoever has it builds it
    except _Stopped:
        return True
    except OnrecordError as error:
        log.warning("The index could not be built anew: %s", error)
        return False
    return True
