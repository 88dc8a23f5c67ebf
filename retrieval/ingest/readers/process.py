"""Reading in a process of its own: a request on its standard input, pages on its standard output, both MessagePack.

It is killed when it takes too long; what it takes of memory and computing it limits itself.
"""

import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from retrieval.errors import Refused
from retrieval.ingest.readers.page import Page


def read_in_process(module: str, request: Any, seconds: float, named: str) -> tuple[int, list[Page | Refused]]:
    """Return the exit status of a module's process, and the pages that it reads where that is 0.

    Raise Refused, naming what is read, where it takes longer than some `seconds`.
    """
    try:
        done = subprocess.run(  # noqa: S603  a module of ours
            [sys.executable, "-P", "-m", module],
            input=msgspec.msgpack.encode(request),
            capture_output=True,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired:
        raise Refused(f"the {named} takes longer than {seconds:g} seconds to read", reason="too-slow") from None
    return done.returncode, [] if done.returncode else [_read(one) for one in msgspec.msgpack.decode(done.stdout)]


def _read(answer: dict[str, Any]) -> Page | Refused:
    if "refused" in answer:
        return Refused(answer["refused"], reason=answer["reason"])
    return msgspec.convert(answer["page"], Page)


def serve(read: Callable[[Any], Iterable[Page | Refused]]) -> None:
    """Answer the request on standard input with the pages that `read` makes of it, or with why it makes none."""
    answers = list(_answers(read, msgspec.msgpack.decode(sys.stdin.buffer.read())))
    sys.stdout.buffer.write(msgspec.msgpack.encode(answers))


def _answers(read: Callable[[Any], Iterable[Page | Refused]], request: Any) -> Iterator[dict[str, object]]:
    try:
        for page in read(request):
            yield _refused(page) if isinstance(page, Refused) else {"page": page}
    except Refused as error:
        yield _refused(error)


def _refused(error: Refused) -> dict[str, object]:
    return {"refused": str(error), "reason": error.reason}
