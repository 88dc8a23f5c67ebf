"""A process of its own for a page that might take long: asked {"html", "url"}."""

import resource

from retrieval.ingest.readers.html import page_of
from retrieval.ingest.readers.process import serve

#: seconds of computing, start and imports included
SECONDS = 3


def main() -> None:
    """Read the page that is asked for; ends by SIGXCPU when it computes too long."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    serve(lambda request: [page_of(request["html"], request["url"])])


if __name__ == "__main__":
    main()
