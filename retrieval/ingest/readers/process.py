"""Reading in a process of its own: a request on its standard input, pages on its standard output, both MessagePack.

It limits itself in what it computes and in what it takes of memory. By the clock it is given up much later: on a busy machine
an honest document has to wait for its turn.
"""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from retrieval.errors import Refused
from retrieval.ingest.readers.page import Page

#: seconds by the clock after which such a process is killed
TIME_LIMIT = 30.0
#: numpy's library reserves memory for a thread a core, which on a large machine is more than the process may have
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def read_in_process(module: str, request: Any, named: str) -> tuple[int, list[Page | Refused]]:
    """Return the exit status of a module's process, and the pages that it reads where that is 0.

    Raise Refused, naming what is read, where it computes for too long, or does not end.
    """
    try:
        done = subprocess.run(  # noqa: S603  a module of ours
            [sys.executable, "-P", "-m", module],
            input=msgspec.msgpack.encode(request),
            capture_output=True,
            env=os.environ | _ONE_THREAD,
            timeout=TIME_LIMIT,
        )
    except subprocess.TimeoutExpired:
        raise Refused(f"the {named} takes longer than {TIME_LIMIT:g} seconds to read", reason="too-slow") from None
    if done.returncode == -signal.SIGXCPU:
        raise Refused(f"the {named} takes too long to read", reason="too-slow")
    return done.returncode, [] if done.returncode else [_read(one) for one in msgspec.msgpack.decode(done.stdout)]


def _read(answer: dict[str, Any]) -> Page | Refused:
    if "refused" in answer:
        return Refused(answer["refused"], reason=answer["reason"])
    return msgspec.convert(answer["page"], Page)


def serve(read: Callable[[Any], Iterable[Page | Refused]], seconds: int) -> None:
    """Answer the request on standard input with the pages that `read` makes of it, or with why it makes none.

    The process ends by SIGXCPU where it computes for more than some `seconds`, start and imports included.
    """
    with contextlib.suppress(ImportError):  # not on Windows
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
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
