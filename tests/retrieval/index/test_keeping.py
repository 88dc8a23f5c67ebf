import pytest

from retrieval.archive.archive import Archive
from retrieval.domain import Article, Block, BlockKind
from retrieval.index import embedded
from retrieval.index.embedded import EmbeddedIndex
from retrieval.index.keeping import bring_up_to_date, rebuild
from retrieval.index.memory import MemoryIndex
from retrieval.ingest.pipeline import Pipeline


def article(article_id, text):
    return Article(article_id, text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), headline="Harbour news")


def ids(index, term):
    return sorted(hit.passage.article_id for hit in index.candidates([term]))


@pytest.fixture
def archive(tmp_path):
    opened = Archive.open(tmp_path / "archive")
    yield opened
    opened.close()


@pytest.fixture
def index(tmp_path):
    return EmbeddedIndex(tmp_path / "index")


def add(archive, *articles):
    return list(Pipeline(archive, MemoryIndex()).add(articles))


def test_an_index_that_lags_replays_what_it_lacks(archive, index):
    add(archive, article("a", "The ferry sank."), article("b", "The ferry left."))
    assert bring_up_to_date(archive, index) == 2
    add(archive, article("a", "The boat sank."), article("c", "A ferry came."))
    archive.delete(["b"])
    assert ids(index, "ferri") == ["a", "b"]
    assert bring_up_to_date(archive, index) == 3
    assert (ids(index, "ferri"), ids(index, "boat")) == (["c"], ["a"])
    assert index.position == archive.position()
    assert bring_up_to_date(archive, index) == 0


def test_an_index_of_another_format_is_built_anew(archive, index, monkeypatch):
    add(archive, article("a", "The ferry sank."))
    bring_up_to_date(archive, index)
    monkeypatch.setattr(embedded, "ANALYZER", 99)
    assert bring_up_to_date(archive, index) == 1
    assert index.statistics(["ferri"]).document_frequency == {"ferri": 1}
    assert index.statistics([]).passages == 1


def test_an_index_of_another_archive_is_built_anew(archive, index):
    index.update([], [], 500)
    add(archive, article("a", "The ferry sank."))
    bring_up_to_date(archive, index)
    assert (index.position, ids(index, "ferri")) == (archive.position(), ["a"])


def test_a_damaged_index_is_built_anew(archive, index, tmp_path):
    add(archive, article("a", "The ferry sank."))
    bring_up_to_date(archive, index)
    index.close()
    for file in (tmp_path / "index").glob("*.idx"):
        file.unlink()
    index = EmbeddedIndex(tmp_path / "index")
    bring_up_to_date(archive, index)
    assert ids(index, "ferri") == ["a"]


def test_rebuilding_tells_its_progress(archive, index):
    add(archive, *(article(f"a{n}", f"The ferry number {n} sank.") for n in range(7)))
    told = []
    assert rebuild(archive, index, told.append) == 7
    assert sum(told) == 7
    assert len(ids(index, "ferri")) == 7


def test_the_headline_finds_an_article_and_an_empty_archive_needs_no_index(archive, index):
    assert bring_up_to_date(archive, index) == 0
    add(archive, article("a", "It sank."))
    bring_up_to_date(archive, index)
    assert ids(index, "harbour") == ["a"]


def test_an_index_that_another_process_keeps_locked_is_used_as_it_is(archive, tmp_path):
    index, other = EmbeddedIndex(tmp_path / "index", patience=0.05), EmbeddedIndex(tmp_path / "index")
    add(archive, article("a", "The ferry sank."))
    with other._writing():
        assert bring_up_to_date(archive, index) == 0
        assert [str(o.status) for o in Pipeline(archive, index).add([article("b", "A ferry came.")])] == ["added"]
    assert ids(index, "ferri") == []
    assert bring_up_to_date(archive, index) == 2
    assert ids(index, "ferri") == ["a", "b"]
