from collections.abc import Callable, Iterator

import pytest

from retrieval.archive.archive import Archive
from retrieval.domain import Article, Block, BlockKind
from retrieval.ingest.preparation import prepare


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request, tmp_path) -> str:
    """Where a new archive may be: the tests of what an archive does run on every database."""
    if request.param == "sqlite":
        return str(tmp_path / "archive")
    return request.getfixturevalue("new_database")()


@pytest.fixture
def archive(place) -> Iterator[Archive]:
    opened = Archive.open(place)
    yield opened
    opened.close()


@pytest.fixture
def article() -> Callable[..., Article]:
    def make(article_id: str, text: str, **values) -> Article:
        blocks = []
        start = 0
        for paragraph in text.split("\n\n"):
            blocks.append(Block(BlockKind.PARAGRAPH, start, start + len(paragraph)))
            start += len(paragraph) + 2
        return Article(article_id, text, tuple(blocks), **values)

    return make


@pytest.fixture
def add(archive) -> Callable[..., None]:
    def write(*articles: Article) -> None:
        with archive.writing() as writer:
            writer.add([prepare(one).entry for one in articles])

    return write
