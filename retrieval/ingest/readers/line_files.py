"""Reading JSON Lines of any size in constant memory, whatever is wrong with some of the lines."""

import contextlib
import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from retrieval.errors import BadInput, Refused

#: bytes; a longer line is refused, so that no input can fill the memory
LONGEST_LINE = 64_000_000
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def raw_lines(source: str | Path) -> Iterator[tuple[int, bytes | BadInput]]:
    """Yield number and bytes of every line that is not blank, or what is wrong with it; "-" is standard input.

    Gzip is recognised by its first bytes, a byte order mark of UTF-8 or UTF-16 too. Raises BadInput where the file cannot
    be opened.
    """
    name = "standard input" if source == "-" else str(source)
    with _opened(source, name) as stream:
        number = 0
        while True:
            number += 1
            try:
                raw = stream.readline(LONGEST_LINE + 1)
            except (OSError, EOFError, zlib.error, UnicodeError) as error:
                reason = getattr(error, "strerror", None) or str(error)
                yield number, BadInput(f"{name}, line {number}: cannot be read further: {reason}.")
                return
            if not raw:
                return
            if len(raw) > LONGEST_LINE:
                _skip_line(stream)
                limit = LONGEST_LINE // 1_000_000
                yield number, Refused(f"{name}, line {number}: longer than {limit} MB.", reason="too-large")
            elif raw.strip():
                yield number, raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw


@contextlib.contextmanager
def _opened(source: str | Path, name: str) -> Iterator[BinaryIO]:
    with contextlib.ExitStack() as opened:
        try:
            stream: io.BufferedReader
            if source == "-":
                stream = io.BufferedReader(sys.stdin.buffer)  # type: ignore[arg-type]
                opened.callback(stream.detach)
            else:
                stream = opened.enter_context(Path(source).open("rb"))
            start = stream.peek(2)[:2]
        except OSError as error:
            raise BadInput(f"{name}: cannot be read: {error.strerror}.") from None
        if start == b"\x1f\x8b":
            yield opened.enter_context(gzip.GzipFile(fileobj=stream))  # type: ignore[misc]
        elif start in _UTF16:
            yield _Recoded(io.TextIOWrapper(stream, "utf-16"))  # type: ignore[misc]
        else:
            yield stream


class _Recoded:
    """Lines of a text stream as UTF-8."""

    def __init__(self, stream: io.TextIOWrapper) -> None:
        self._stream = stream

    def readline(self, limit: int) -> bytes:
        return self._stream.readline(limit // 4).encode()


def _skip_line(stream: BinaryIO) -> None:
    while (more := stream.readline(1_000_000)) and not more.endswith(b"\n"):
        pass
