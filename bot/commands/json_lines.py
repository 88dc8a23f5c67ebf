"""Reading and writing JSON Lines for scripts: one object a line, a bad line becomes an error in its place, the rest go on."""

import contextlib
import gzip
import io
import json
import re
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO

import msgspec

from retrieval.errors import BadDataset, BadInput, OnrecordError

#: bytes; a longer line is refused, so that no input can fill the memory
LONGEST_LINE = 64_000_000

Line = dict[str, Any]

_HALF = re.compile(rb"\\u[dD][89a-fA-F]")


def answer_lines(source: str, answer: Callable[[Line], Mapping[str, Any]], output: BinaryIO | None = None) -> int:
    """Write `answer(line)` for every line of `source`, each at once, and return the exit status: 1 if any line failed.

    `source` is a file's name or "-". The id of the line is added to its answer. An OnrecordError of `answer`, or any
    other failure of it, becomes {"id": …, "error": …} in that line's place.
    """
    failed = False
    for item in read_lines(source):
        result: Mapping[str, Any]
        if isinstance(item, BadDataset):
            result, failed = {"id": None, "error": str(item)}, True
        else:
            identifier = item.get("id")
            try:
                result = {"id": identifier, **answer(item)}
            except OnrecordError as error:
                result, failed = {"id": identifier, "error": str(error)}, True
            except Exception as error:  # noqa: BLE001  a fault of ours on one line must not cost the others their answers
                result, failed = (
                    {"id": identifier, "error": f"Failed on this line: {type(error).__name__}: {error}"},
                    True,
                )
        write_line(result, output)
    return 1 if failed else 0


def read_lines(source: str) -> Iterator[Line | BadDataset]:
    """Yield every line of a file, or of standard input for "-", as an object, or as what is wrong with it.

    Gzip is recognised by its first bytes; blank lines are skipped. Raises BadInput where the file cannot be opened.
    """
    name = "standard input" if source == "-" else source
    with _opened(source, name) as stream:
        number = 0
        while True:
            number += 1
            try:
                raw = stream.readline(LONGEST_LINE + 1)
                if not raw:
                    return
                if len(raw) > LONGEST_LINE:
                    _skip_line(stream)
                    yield BadDataset(f"{name}, line {number}: longer than {LONGEST_LINE // 1_000_000} MB.")
                    continue
            except (OSError, EOFError, zlib.error) as error:
                yield BadDataset(
                    f"{name}, line {number}: cannot be read further: {getattr(error, 'strerror', None) or error}."
                )
                return
            if number == 1:
                raw = raw.removeprefix(b"\xef\xbb\xbf")
            if raw.strip():
                yield _decoded(raw, name, number)


def write_line(value: Mapping[str, Any], output: BinaryIO | None = None) -> None:
    """Write one object as a line of JSON in UTF-8 and pass it on at once."""
    stream = sys.stdout.buffer if output is None else output
    stream.write(msgspec.json.encode(value) + b"\n")
    stream.flush()


def text_of(line: Mapping[str, Any], key: str, *, optional: bool = False) -> str:
    """Return the string under `key`; raise BadInput where it is missing (unless optional: "") or something else."""
    value = line.get(key)
    if value is None and optional:
        return ""
    if not isinstance(value, str):
        raise BadInput(f'"{key}" is missing.' if value is None else f'"{key}" has to be a string.')
    return value


def _value(raw: bytes) -> Any:
    """Return what a line says; half of a surrogate pair, which is no character, becomes the sign for one that is missing."""
    try:
        return msgspec.json.decode(raw)
    except msgspec.DecodeError:
        if _HALF.search(raw) is None:
            raise
    try:
        said = json.dumps(json.loads(raw), ensure_ascii=False)
    except ValueError:
        return msgspec.json.decode(raw)  # for what it says of the fault
    return msgspec.json.decode(said.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode())


def _decoded(raw: bytes, name: str, number: int) -> Line | BadDataset:
    try:
        value = _value(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return BadDataset(f"{name}, line {number}: not JSON in UTF-8: {error}.")
    if not isinstance(value, dict):
        return BadDataset(f"{name}, line {number}: a JSON object is expected.")
    return value


@contextlib.contextmanager
def _opened(source: str, name: str) -> Iterator[BinaryIO]:
    try:
        raw = sys.stdin.buffer if source == "-" else open(source, "rb")  # noqa: PTH123, SIM115  closed below, unlike stdin
    except OSError as error:
        raise BadInput(f"{name}: cannot be read: {error.strerror}.") from None
    try:
        buffered = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(raw)  # type: ignore[type-var]
        try:
            packed = buffered.peek(2)[:2] == b"\x1f\x8b"
        except OSError as error:  # a folder opens and cannot be read
            raise BadInput(f"{name}: cannot be read: {error.strerror}.") from None
        yield gzip.GzipFile(fileobj=buffered) if packed else buffered  # type: ignore[misc]
    finally:
        if source != "-":
            raw.close()


def _skip_line(stream: BinaryIO) -> None:
    while (more := stream.readline(1_000_000)) and not more.endswith(b"\n"):
        pass
