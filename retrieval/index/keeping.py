"""Keeping an index in step with the archive: it replays the changes it has not seen, or is built anew."""

from collections.abc import Callable

from retrieval.archive.archive import Archive
from retrieval.errors import SearchIndexDamaged, SearchIndexLocked
from retrieval.index.interface import Index
from retrieval.text.passages import passages

#: changes replayed between two commits
_STEP = 500
#: bytes of an index whose content is compared with its checksums before it is used; the rest is for `following`
_QUICKLY = 16_000_000


def bring_up_to_date(archive: Archive, index: Index, progress: Callable[[int], None] | None = None) -> int:
    """Replay the archive's changes that the index lacks; return how many. `progress` is told how many at each step.

    An index of another format (it stands at 0) or of another archive (it is ahead of this one) is built anew. While
    another process keeps the index locked it stays as it is: that process, or whoever comes next, replays the rest.
    """
    try:
        try:
            index.verify(_QUICKLY)
            return _replay(archive, index, progress)
        except SearchIndexDamaged:
            return rebuild(archive, index, progress)
    except SearchIndexLocked:
        return 0


def _replay(archive: Archive, index: Index, progress: Callable[[int], None] | None = None) -> int:
    position = index.position
    last = archive.position()  # asked for second: others may be adding, to the archive first
    if position == last:
        return 0
    if position > last or (position == 0 and index.statistics(()).passages):
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
        replayed = _replay(archive, fresh, progress)
    # what was added in the meantime went into the index that this one has taken the place of
    return replayed + _replay(archive, index, progress)
