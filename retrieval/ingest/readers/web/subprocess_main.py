"""A process of its own for a page that might take long: a request on standard input, the page on standard output."""

import resource
import sys

import msgspec

from retrieval.errors import Refused
from retrieval.ingest.readers.html import page_of

#: seconds of computing, start and imports included
SECONDS = 2


def main() -> None:
    """Read {"html", "url"}, write {"page"} or {"refused", "reason"}, both JSON; ends by SIGXCPU when it computes too long."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    request = msgspec.json.decode(sys.stdin.buffer.read())
    try:
        answer: dict[str, object] = {"page": page_of(request["html"], request["url"])}
    except Refused as error:
        answer = {"refused": str(error), "reason": error.reason}
    sys.stdout.buffer.write(msgspec.json.encode(answer))


if __name__ == "__main__":
    main()
