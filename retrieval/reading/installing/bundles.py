"""What a model comes in, a folder or a zip archive, and taking files out of it: by our names, and never without end."""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Protocol

from retrieval.errors import BadInput

#: told of each piece: what it belongs to, the bytes so far, and how many there will be where that is known
Progress = Callable[[str, int, int | None], None]

_CHUNK = 1 << 20
_MOST_FILES = 20_000


class Bundle(Protocol):
    """Named files."""

    @property
    def place(self) -> str:
        """Return what to call it in an error."""
        ...

    def names(self) -> list[str]:
        """Return the names of the files, parts separated by /."""
        ...

    def copy(self, name: str, target: Path, limit: int, progress: Progress) -> None:
        """Write a file of at most `limit` bytes to `target`; raise BadInput where it is longer or damaged."""
        ...


class FolderBundle:
    """The files in a folder and the folders in it."""

    def __init__(self, folder: Path, place: str = "") -> None:
        """Take a folder; `place` is what to call it."""
        self.folder = folder
        self._place = place or str(folder)

    @property
    def place(self) -> str:
        """Return the folder's name."""
        return self._place

    def names(self) -> list[str]:
        """Return the names of the files, parts separated by /."""
        found: list[str] = []
        for path in self.folder.rglob("*"):
            if path.is_file():
                found.append(path.relative_to(self.folder).as_posix())
            if len(found) > _MOST_FILES:
                raise BadInput(f"{self._place}: holds more than {_MOST_FILES:,} files, so it is no model's folder.")
        return found

    def copy(self, name: str, target: Path, limit: int, progress: Progress) -> None:
        """Write a file of at most `limit` bytes to `target`."""
        path = self.folder / name
        try:
            size = path.stat().st_size
            with path.open("rb") as file:
                _write(_read(file), target, f"{self._place}: {name}", size, limit, progress)
        except OSError as error:
            raise BadInput(f"{path}: cannot be copied: {error.strerror}.") from None


class ZipBundle:
    """The files in a zip archive, which a jar and a wheel are as well."""

    def __init__(self, path: Path, place: str = "") -> None:
        """Open the archive; raise BadInput where it is none, or not whole. `place` is what to call it."""
        self._place = place or str(path)
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError) as error:
            raise BadInput(f"{self._place}: is no whole zip archive ({error}).") from None

    @property
    def place(self) -> str:
        """Return the archive's name."""
        return self._place

    def names(self) -> list[str]:
        """Return the names of the files, parts separated by /."""
        return [one.filename for one in self._zip.infolist() if not one.is_dir()]

    def copy(self, name: str, target: Path, limit: int, progress: Progress) -> None:
        """Write a file of at most `limit` bytes to `target`."""
        what = f"{self._place}: {name}"
        try:
            member = self._zip.getinfo(name)
            with self._zip.open(member) as file:
                _write(_read(file), target, what, member.file_size, limit, progress)
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError) as error:
            raise BadInput(f"{what}: cannot be unpacked ({error}).") from None


def open_bundle(path: Path, place: str = "") -> Bundle:
    """Return the folder or archive at `path`; raise BadInput where there is neither. `place` is what to call it."""
    if path.is_dir():
        return FolderBundle(path, place)
    if not path.exists():
        raise BadInput(f"{place or path}: there is no such file or folder.")
    return ZipBundle(path, place)


def _read(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk


def _write(pieces: Iterator[bytes], target: Path, what: str, size: int, limit: int, progress: Progress) -> None:
    too_large = BadInput(f"{what}: is larger than {limit / 1e6:,.0f} MB.")
    if size > limit:
        raise too_large
    done = 0
    with target.open("wb") as file:
        for piece in pieces:
            done += len(piece)
            if done > limit:  # what an archive says of a size need not be so
                raise too_large
            file.write(piece)
            progress(what, done, size)
