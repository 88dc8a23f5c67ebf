"""An index that follows an archive to which somebody else adds."""

import time

import pytest

from retrieval.archive.archive import Archive
from retrieval.domain import Article, Block, BlockKind
from retrieval.errors import SearchIndexError
from retrieval.index import following as module
from retrieval.index.embedded import EmbeddedIndex
from retrieval.index.following import following
from retrieval.index.keeping import bring_up_to_date
from retrieval.index.memory import MemoryIndex
from retrieval.ingest.pipeline import Pipeline


def article(article_id, text):
    return Article(article_id, text, (Block(BlockKind.PARAGRAPH, 0, len(text)),))


def until(holds):
    deadline = time.monotonic() + 120
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.fixture(params=["sqlite", "postgresql"])
def archives(request, tmp_path):
    """The archive opened twice, as two processes have it."""
    place = tmp_path / "archive" if request.param == "sqlite" else request.getfixturevalue("new_database")()
    opened = Archive.open(place), Archive.open(place)
    yield opened
    for one in opened:
        one.close()


def test_what_another_process_adds_is_found_soon(archives, tmp_path):
    ours, theirs = archives
    index = EmbeddedIndex(tmp_path / "index")
    with following(lambda: (ours, index), every=0.05):
        for n in range(3):
            list(Pipeline(theirs, MemoryIndex()).add([article(f"a{n}", f"The ferry number {n} sank.")]))
            until(lambda count=n + 1: len(index.candidates(["ferri"])) == count)
    assert index.position == ours.position()
    index.close()


def test_failures_are_waited_out(archives, monkeypatch):
    ours, theirs = archives
    index = MemoryIndex()
    monkeypatch.setattr(module, "PAUSE", 0.01)

    class Away:
        @property
        def position(self):
            raise SearchIndexError("The index is away.")

    sources = iter([(ours, Away()), (ours, Away())])
    list(Pipeline(theirs, MemoryIndex()).add([article("a", "The ferry sank.")]))
    with following(lambda: next(sources, (ours, index)), every=0.01):
        until(lambda: index.candidates(["ferri"]))


def test_an_article_added_between_two_looks_does_not_make_the_index_seem_ahead(tmp_path, monkeypatch):
    archive = Archive.open(tmp_path / "archive")
    index = EmbeddedIndex(tmp_path / "index")
    pipeline = Pipeline(archive, index)
    list(pipeline.add([article("a", "The ferry sank.")]))
    position = archive.position

    def meanwhile():
        """Somebody else adds an article, to the archive and to the index, just after its position was asked for."""
        found = position()
        monkeypatch.undo()
        list(Pipeline(archive, index).add([article("b", "A storm came.")]))
        return found

    monkeypatch.setattr(archive, "position", meanwhile)
    monkeypatch.setattr(EmbeddedIndex, "clear", lambda self: pytest.fail("built anew"))
    assert bring_up_to_date(archive, index) in (0, 1)
    assert index.position == archive.position()
    index.close()
    archive.close()
