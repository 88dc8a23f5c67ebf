"""The sample stories, fiction from beginning to end: what a newcomer asks about before adding articles.

They are kept as people would paste them (pages with menus, HTML, JSON Lines) and are added like anything else, to an
archive of their own in the user's cache folder, which is built once for each version of program and stories.
"""

import atexit
import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from bot.engines import cache_folder

if TYPE_CHECKING:
    from retrieval.domain import Article
    from retrieval.errors import BadInput

_KINDS = {".txt", ".html", ".jsonl"}
_ONE_DAY = 86_400


def sample_files() -> list[Path]:
    """Return the files of the sample stories, by name."""
    return sorted(path for path in Path(__file__).parent.iterdir() if path.suffix in _KINDS)


def sample_archive() -> Path:
    """Return the folder of an archive of the sample stories, building it if there is none of this version.

    Where the cache folder cannot be written, a temporary folder serves until the process ends.
    """
    try:
        cache = cache_folder()
        ready = cache / f"samples-{_fingerprint()}"
        if ready.is_dir() and os.access(ready, os.W_OK):
            return ready
        cache.mkdir(parents=True, exist_ok=True)
        building = Path(tempfile.mkdtemp(prefix="building-", dir=cache))
    except (OSError, RuntimeError):  # RuntimeError: there is no home folder
        building = Path(tempfile.mkdtemp(prefix="onrecord-samples-"))
        atexit.register(shutil.rmtree, building, ignore_errors=True)
        _build(building)
        return building
    try:
        _build(building)
        _remove_old(cache, but=building)
        building.rename(ready)
    except OSError:
        if not ready.is_dir():
            raise
        # another process was quicker
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return ready


def _build(folder: Path) -> None:
    from bot.engines import open_archive, open_index
    from retrieval.ingest.pipeline import Pipeline

    archive = open_archive(str(folder))
    index = open_index(archive)
    try:
        items = [item for path in sample_files() for item in _items(path)]
        for outcome in Pipeline(archive, index).add(items):
            if outcome.status == "refused":
                raise AssertionError(f"a sample story was refused: {outcome}")
    finally:
        index.close()
        archive.close()


def _items(path: Path) -> Iterator["Article | BadInput"]:
    from retrieval.ingest.readers.file import read_file
    from retrieval.ingest.readers.json_lines import article_of

    if path.suffix == ".jsonl":
        yield from (article_of(json.loads(line)) for line in path.read_text("utf-8").splitlines() if line.strip())
    else:
        yield from read_file(path.name, path.read_bytes())


def _fingerprint() -> str:
    """Return a key of this version: the stories and the code that takes them in, by name, size and time of change."""
    digest = hashlib.sha256()
    here = Path(__file__).parent
    for path, stat in sorted(_files(here), key=str) + sorted(_files(here.parent.parent / "retrieval"), key=str):
        digest.update(f"{path}:{stat.st_size}:{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:16]


def _files(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    for entry in os.scandir(folder):
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _files(Path(entry.path))
        elif entry.is_file():
            yield entry.path, entry.stat()


def _remove_old(cache: Path, but: Path) -> None:
    """Remove what earlier versions left, `but` one folder; not what is recent, which another version may be using."""
    for path in cache.iterdir():
        if (
            path != but
            and path.name.startswith(("samples-", "building-"))
            and time.time() - path.stat().st_mtime > _ONE_DAY
        ):
            shutil.rmtree(path, ignore_errors=True)
