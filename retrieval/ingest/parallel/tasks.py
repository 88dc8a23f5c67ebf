"""What is to be added, before anything has been done to it: small values that go to worker processes, and how they are read.

A task is a line of JSON Lines, the bytes of a file, or an article that is one already.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from retrieval.domain import Article
from retrieval.errors import BadInput
from retrieval.ingest.duplicates import given_digest
from retrieval.ingest.outcomes import Outcome
from retrieval.ingest.pipeline import attempt, failed, refused
from retrieval.ingest.preparation import Packed, Prepared, packed, unpacked
from retrieval.ingest.readers.file import LARGEST, read_file
from retrieval.ingest.readers.json_lines import article_of, hashed_id


@dataclass(frozen=True, slots=True)
class LineTask:
    """A line of a JSON Lines file, `where` names file and line; `id` and `given` are known before it is read in earnest."""

    where: str
    raw: bytes
    id: str | None
    given: bytes


@dataclass(frozen=True, slots=True)
class FileTask:
    """A file's name and bytes; without bytes the name is a path, and the worker opens it."""

    where: str
    data: bytes | None = None


Task = LineTask | FileTask | Article
#: what a task became: an article ready to be written, or why there is none
Done = Prepared | Outcome


def line_task(where: str, raw: bytes) -> LineTask | BadInput:
    """Return a task for a line, or what is wrong with its form."""
    try:
        line = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return BadInput(f"{where}: not JSON in UTF-8: {error}.")
    if not isinstance(line, dict):
        return BadInput(f"{where}: a JSON object is expected.")
    given = line.get("id")
    own = str(given) if isinstance(given, str | int) and not isinstance(given, bool) and str(given).strip() else None
    return LineTask(where, raw, own or hashed_id(str(line.get("url") or line.get("text") or "")), _line_digest(line))


def read_tasks(tasks: Iterable[Task]) -> list[list[Done]]:
    """Return what each task became: a file may hold several articles."""
    return [_read(task) for task in tasks]


def read_packed(tasks: Sequence[Task]) -> bytes:
    """Do the work of `read_tasks` in a worker process, and return its results as bytes."""
    rows = [[packed(one) if isinstance(one, Prepared) else one for one in found] for found in read_tasks(tasks)]
    return _encoder.encode(rows)


def unpack_read(data: bytes) -> list[list[Done]]:
    """Return what `read_packed` found."""
    return [[unpacked(row) if isinstance(row, Packed) else row for row in rows] for rows in _decoder.decode(data)]


def where(task: Task) -> str:
    """Return what names a task to a person."""
    return task.id if isinstance(task, Article) else task.where


def _read(task: Task) -> list[Done]:
    """Read one task; whatever goes wrong with it must not cost the others their place."""
    given_id = task.id if isinstance(task, LineTask | Article) else None
    try:
        if isinstance(task, Article):
            return [attempt(task, given_digest(task))]
        if isinstance(task, LineTask):
            return [attempt(article_of(msgspec.json.decode(task.raw)), task.given, task.where)]
        items = list(read_file(task.where, _bytes(task)))
        return [attempt(i, given_digest(i), task.where) if isinstance(i, Article) else refused(i) for i in items]
    except BadInput as error:
        return [refused(error, given_id, where(task))]
    except Exception as error:  # noqa: BLE001  a fault of ours, reported in the article's place
        return [failed(error, given_id, where(task))]


def _bytes(task: FileTask) -> bytes:
    if task.data is not None:
        return task.data
    try:
        with Path(task.where).open("rb") as stream:
            return stream.read(LARGEST + 1)
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror}") from None


def _line_digest(line: dict[str, Any]) -> bytes:
    return hashlib.blake2b(msgspec.json.encode(line, order="sorted"), digest_size=12).digest()


_encoder = msgspec.msgpack.Encoder()
_decoder: msgspec.msgpack.Decoder[list[list[Packed | Outcome]]] = msgspec.msgpack.Decoder(list[list[Packed | Outcome]])
