"""Keeping an index in step with the archive: it replays the changes it has not seen, or is built anew."""

from collections.abc import Callable

from retrieval.archive.archive import Archive
from retrieval.errors import SearchIndexDamaged, SearchIndexLocked
from retrieval.index.interface import Index
from retrieval.text.passages import passages

#: changes replayed between two commits
_STEP = 500
#: changes for which an index of an earlier form is built anew before it is used
_AT_ONCE = 10_000
#: bytes of an index whose content is compared with its checksums before it is used; the rest is for `following`
_QUICKLY = 16_000_000


def bring_up_to_date(archive: Archive, index: Index, progress: Callable[[int], None] | None = None) -> int:
    """Replay the archive's changes that the index lacks; return how many. `progress` is told how many at each step.

    An index of another format (it stands at 0) or of another archive (it is ahead of this one) is built anew; one of an
    earlier form that holds more than a minute's work goes on answering as it is, until `rebuild` is called. While
    another process keeps the index locked it stays as it is: that process, or whoever comes next, replays the rest.
    """
    try:
        try:
            index.verify(_QUICKLY)
            if archive.position() > _AT_ONCE and is_of_earlier_form(index):
                return 0
            return _replay(archive, index, progress)
        except SearchIndexDamaged:
            return rebuild(archive, index, progress)
    except SearchIndexLocked:
        return 0


def is_of_earlier_form(index: Index) -> bool:
    """Say whether an index answers in a form in which nothing can be added to it."""
    return index.position == 0 and index.statistics(()).passages > 0


def _replay(archive: Archive, index: Index, progress: Callable[[int], None] | None = None) -> int:
    position = index.position
    last = archive.position()  # asked for second: others may be adding, to the archive first
    if position == last:
        return 0
    if position > last or is_of_earlier_form(index):
        return rebuild(archive, index, progress)
    replayed = 0
    while changes := archive.changes(position, _STEP):
        position = changes[-1][0]
        ids = dict.fromkeys(article_id for _, article_id in changes)
        articles = archive.articles(ids).values()
        index.update(ids, (passage for article in articles for passage in passages(article)), position)
        replayed += len(changes)
        if progress is not None:
            progress(len(changes))
    return replayed


def rebuild(archive: Archive, index: Index, progress: Callable[[int], None] | None = None) -> int:
    """Build the index anew from the archive; return how many changes were replayed.

    Where the engine can, the index goes on answering meanwhile, and stays as it is if this fails.
    """
    with index.beside() as fresh:
        if fresh.position > archive.position():
            fresh.clear()  # begun for another archive
        elif progress is not None and fresh.position:
            progress(fresh.position)  # begun before, and not finished
        replayed = _replay(archive, fresh, progress)
    # what was added in the meantime went into the index that this one has taken the place of
    return replayed + _replay(archive, index, progress)
