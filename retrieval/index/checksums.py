"""Whether the files of the embedded index still hold what was written: each ends with the checksum of its own content.

tantivy checks none of this when it opens a file. The end of a file is its content's CRC-32 in a JSON object, that object's
length, and a mark, both 32-bit little-endian.
"""

import json
import struct
import zlib
from pathlib import Path

_END = struct.Struct("<II")
_MARK = 1337
_PIECE = 1 << 20
#: the files of a segment, by their endings
_PARTS = ("idx", "pos", "term", "store", "fast", "fieldnorm")
#: what tells one version of a file from the next: its size, its inode, and when it was changed
Stamp = tuple[int, int, int]


class Checksums:
    """Remembers which files were found whole, so that each is read once for every time that it is written."""

    def __init__(self) -> None:
        self._whole: dict[str, Stamp] = {}

    def damaged(self, folder: Path, most: int | None = None) -> str | None:
        """Return the name of a file that holds other than what was written, None where all are whole.

        With `most`, no more than about so many bytes are read this time. Files that vanish meanwhile are old ones.
        """
        unread = sorted(self._unread(folder), key=lambda one: one[1])
        for path, stamp in unread:
            if most is not None:
                most -= stamp[0]
                if most < 0:
                    return None
            try:
                if not _is_whole(path):
                    return path.name
            except FileNotFoundError:
                continue
            self._whole[path.name] = stamp
        return None

    def _unread(self, folder: Path) -> list[tuple[Path, Stamp]]:
        found: dict[str, Stamp] = {}
        for name in committed(folder):
            try:
                there = (folder / name).stat()
            except FileNotFoundError:
                continue
            found[name] = (there.st_size, there.st_ino, there.st_mtime_ns)
        self._whole = {name: stamp for name, stamp in self._whole.items() if found.get(name) == stamp}
        return [(folder / name, stamp) for name, stamp in found.items() if name not in self._whole]


def committed(folder: Path) -> list[str]:
    """Return the names of the files that were committed last; others may be half written. An OSError means no index."""
    try:
        segments = json.loads((folder / "meta.json").read_bytes())["segments"]
        names = [(one["segment_id"].replace("-", ""), one["deletes"]) for one in segments]
        lists = [f"{name}.{deletes['opstamp']}.del" for name, deletes in names if deletes]
    except (ValueError, KeyError, TypeError, AttributeError):
        return ["meta.json"]
    return [f"{name}.{part}" for name, _ in names for part in _PARTS] + lists


def documents(folder: Path) -> int:
    """Return how many documents were ever committed to an index's segments, 0 where there is no index."""
    try:
        return sum(int(one["max_doc"]) for one in json.loads((folder / "meta.json").read_bytes())["segments"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def _is_whole(path: Path) -> bool:
    with path.open("rb") as file:
        size = file.seek(0, 2)
        if size < _END.size:
            return False
        file.seek(size - _END.size)
        length, mark = _END.unpack(file.read(_END.size))
        content = size - _END.size - length
        if mark != _MARK or content < 0:
            return False
        file.seek(content)
        try:
            stated = json.loads(file.read(length))["crc"]
        except (ValueError, KeyError, TypeError):
            return False
        file.seek(0)
        checksum = 0
        while content > 0 and (piece := file.read(min(_PIECE, content))):
            checksum = zlib.crc32(piece, checksum)
            content -= len(piece)
        return bool(stated == checksum)
