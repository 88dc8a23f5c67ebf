"""Lists of addresses: plain ones, tables of GDELT, indexes of Common Crawl; each gives the addresses of articles once."""

import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePath

from retrieval.errors import BadInput, Refused
from retrieval.ingest.http.addresses import parsed
from retrieval.ingest.http.decompression import PIECE, counted, inflated, looks_packed
from retrieval.ingest.http.links import without_trackers

#: endings of the names of such lists
LISTS = (".urls", ".cdxj", ".cdx", ".cdxj.gz", ".export.csv", ".mentions.csv", ".gkg.csv", ".csv.zip")
#: bytes that a list has unpacked, and addresses that are taken of it, at most
LARGEST, MOST = 200_000_000, 1_000_000
_ADDRESS = re.compile(r"https?://[^\s\"<>]+")
#: the columns, counted from 0, in which GDELT's tables have the address of an article, by how many columns they have
_GDELT = {61: 60, 58: 57, 16: 5, 14: 5, 27: 4}


def addresses_in(name: str | PurePath, data: bytes) -> Iterator[str]:
    """Yield the addresses of a list, each once and in one form.

    A line is an address, a row of a GDELT table (events, mentions, knowledge graph), or an entry of a Common Crawl index
    (CDXJ), of which only pages that were there count. Raise Refused where the list is too large or names none.
    """
    found: dict[str, None] = {}
    for line in unpacked(str(name), data).decode("utf-8", "replace").splitlines():
        stated = _address(line.strip())
        if stated is None:
            continue
        try:
            url = without_trackers(parsed(stated).url)
        except BadInput:
            continue
        if url not in found:
            found[url] = None
            yield url
        if len(found) >= MOST:
            return
    if not found:
        raise Refused(f"{name}: there is no address in it", "empty")


def _address(line: str) -> str | None:
    if not line or line.startswith("#"):
        return None
    columns = line.split("\t")
    if len(columns) in _GDELT:
        return columns[_GDELT[len(columns)]].strip() or None
    brace = line.find("{")
    if brace >= 0 and line.endswith("}"):
        return _indexed(line[brace:])
    match = _ADDRESS.search(line)
    return match[0] if match else None


def _indexed(entry: str) -> str | None:
    """Return the address in an entry of an index, None for one that is no page or was not there."""
    try:
        said = json.loads(entry)
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or str(said.get("status", "200")) != "200":
        return None
    kind = str(said.get("mime-detected") or said.get("mime") or "text/html")
    url = said.get("url")
    return url if isinstance(url, str) and "html" in kind else None


def unpacked(name: str, data: bytes) -> bytes:
    """Return a list as it is, or what it unpacks to; raise Refused where that is damaged or too large."""
    too_large = Refused(f"{name}: the list is larger than {LARGEST // 1_000_000} MB", "too-large")
    try:
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(archive.infolist()[0]) as stream:
                data = stream.read(LARGEST + 1)
        elif looks_packed(data):
            data = b"".join(
                counted(inflated(data[at : at + PIECE] for at in range(0, len(data), PIECE)), LARGEST, too_large)
            )
    except (zipfile.BadZipFile, zlib.error, EOFError, IndexError, NotImplementedError, RuntimeError, OSError) as error:
        raise Refused(f"{name}: the packed list is damaged", "damaged") from error
    if len(data) > LARGEST:
        raise too_large
    return data
