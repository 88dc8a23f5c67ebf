"""The archive, its texts, its index, and the disk they are on."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from bot.diagnosis.findings import Finding, State
from bot.engines import check_not_lost, open_archive, open_index

if TYPE_CHECKING:
    from bot.configuration.settings import Settings
    from retrieval.archive.archive import Archive
    from retrieval.index.interface import Index

#: free bytes below which adding will soon fail, whatever the archive's size
LEAST_FREE = 200_000_000


def disk(settings: "Settings") -> Iterator[Finding]:
    """Look whether the archive's folder can be written to, and whether there is room for as much again."""
    folder = Path(settings.archive_url)
    if "://" in settings.archive_url:
        yield Finding("disk", State.WELL, "The archive is on a server.")
        return
    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    if not os.access(there, os.W_OK):
        yield Finding("disk", State.WARNING, f"{folder} cannot be written to: it can be asked, not added to.")
        return
    free = shutil.disk_usage(there).free
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else 0
    said = f"{free / 1e9:,.1f} GB are free; {folder} takes {size / 1e9:,.2f} GB."
    if free < LEAST_FREE:
        yield Finding("disk", State.FAULT, said)
    elif free < size:
        yield Finding("disk", State.WARNING, f"{said} Rebuilding and backing up may need more.")
    else:
        yield Finding("disk", State.WELL, said)


def archive(settings: "Settings", *, mend: bool) -> Iterator[Finding]:
    """Look the archive through: its file, its references, each of its texts."""
    from retrieval.archive.database import FILE
    from retrieval.archive.examination import examine, unreadable

    url = settings.archive_url
    check_not_lost(url)
    if "://" not in url:
        file = Path(url) / FILE
        if not file.exists():
            yield Finding("archive", State.WELL, f"There is none in {url} yet: the sample stories answer.")
            return
        for fault in (seen := examine(file)).faults:
            yield Finding("archive", State.FAULT, f"{file}: {fault}; onrecord restore brings a backup back.")
        if not seen.faults:
            yield Finding("archive", State.WELL, f"{seen.articles:,} articles in {url}, each text whole.")
        yield from _leftovers(Path(url), mend=mend)
    with contextlib.closing(open_archive(url)) as opened:
        broken = _damaged(opened)
        if "://" in url:
            said = unreadable(broken) if broken else f"{opened.count():,} articles, each text whole"
            yield Finding("archive", State.FAULT if broken else State.WELL, f"{said[:1].upper()}{said[1:]}.")
        if broken and mend and not opened.database.read_only:
            with opened.writing() as writer:
                writer.forget_given(broken)
            yield Finding("archive", State.MENDED, "Damaged texts are taken anew when their articles are added again.")


def index(settings: "Settings", *, mend: bool) -> Iterator[Finding]:
    """Look whether the index holds what was written, and all that the archive does."""
    from retrieval.archive.database import FILE
    from retrieval.errors import SearchIndexDamaged
    from retrieval.index.keeping import bring_up_to_date, rebuild

    url = settings.archive_url
    if "://" not in url and not (Path(url) / FILE).exists():
        return
    with contextlib.ExitStack() as closing:
        opened = closing.enter_context(contextlib.closing(open_archive(url)))
        found = closing.enter_context(contextlib.closing(open_index(opened, settings.index)))
        try:
            found.verify()
            behind = _behind(opened, found)
        except SearchIndexDamaged as error:
            if not mend:
                yield Finding("index", State.FAULT, f"{error} onrecord reindex, or doctor --fix, builds it anew.")
                return
            rebuild(opened, found)
            yield Finding("index", State.MENDED, "The index was damaged, and has been built anew from the archive.")
            return
        if behind and mend:
            bring_up_to_date(opened, found)
            yield Finding(
                "index", State.MENDED, f"The index was {behind:,} changes behind the archive, and has caught up."
            )
        elif behind:
            yield Finding("index", State.WARNING, f"The index is {behind:,} changes behind the archive.")
        else:
            health = found.health()
            state = {"green": State.WELL, "yellow": State.WARNING}.get(health.state, State.FAULT)
            yield Finding(
                "index", state, f"{health.passages:,} passages in {health.place}, up to date ({health.state})."
            )


def _behind(archive: "Archive", index: "Index") -> int:
    """Return how many changes the index lacks; one that is ahead belongs to another archive and lacks all."""
    last, position = archive.position(), index.position
    return last - position if position <= last else max(last, 1)


def _damaged(archive: "Archive") -> list[str]:
    from retrieval.archive.examination import damaged_texts

    with archive.database.reading() as connection:
        return list(dict.fromkeys(damaged_texts(connection)))


def _leftovers(folder: Path, *, mend: bool) -> Iterator[Finding]:
    """Look for what a backup or a restore that was killed has left behind."""
    from retrieval.archive.backup import UNFINISHED

    left = sorted(path for path in folder.glob(f"*{UNFINISHED}*") if path.is_file())
    if not left:
        return
    names = ", ".join(path.name for path in left)
    if mend:
        for path in left:
            path.unlink(missing_ok=True)
    said = f"{names}: left by a backup or a restore that did not end" + ("; removed." if mend else ".")
    yield Finding("archive", State.MENDED if mend else State.WARNING, said)
