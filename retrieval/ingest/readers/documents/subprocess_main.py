"""A process of its own for a document: a request on standard input, its pages on standard output."""

import sys
from collections.abc import Iterator

import msgspec

from retrieval.errors import Refused
from retrieval.ingest.readers.documents.reading import MEMORY_LIMIT, pages_of


def main() -> None:
    """Read {"data", "suffix"}, write a list of {"page"} or {"refused", "reason"}, both MessagePack."""
    _limit_memory()
    request = msgspec.msgpack.decode(sys.stdin.buffer.read())
    answers = list(_answers(request["data"], request["suffix"]))
    sys.stdout.buffer.write(msgspec.msgpack.encode(answers))


def _answers(data: bytes, suffix: str) -> Iterator[dict[str, object]]:
    try:
        for page in pages_of(data, suffix):
            yield _refused(page) if isinstance(page, Refused) else {"page": page}
    except Refused as error:
        yield _refused(error)


def _refused(error: Refused) -> dict[str, object]:
    return {"refused": str(error), "reason": error.reason}


def _limit_memory() -> None:
    """Let the system refuse memory beyond the limit, where it can."""
    try:
        import resource
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))


if __name__ == "__main__":
    main()
