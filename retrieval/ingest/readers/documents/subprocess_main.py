"""A process of its own for a document: asked {"data", "suffix"}."""

from retrieval.ingest.readers.documents.reading import COMPUTING_LIMIT, MEMORY_LIMIT, pages_of
from retrieval.ingest.readers.process import serve


def main() -> None:
    """Read the pages of the document that is asked for."""
    _limit_memory()
    serve(lambda request: pages_of(request["data"], request["suffix"]), COMPUTING_LIMIT)


def _limit_memory() -> None:
    """Let the system refuse memory beyond the limit, where it can."""
    try:
        import resource
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))


if __name__ == "__main__":
    main()
