"""A process of its own for a page that might take long: asked {"html", "url"}."""

from retrieval.ingest.readers.html import page_of
from retrieval.ingest.readers.process import serve

#: seconds of computing
SECONDS = 3


def main() -> None:
    """Read the page that is asked for."""
    serve(lambda request: [page_of(request["html"], request["url"])], SECONDS)


if __name__ == "__main__":
    main()
