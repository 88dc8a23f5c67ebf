import json
import shutil
import struct
import time

import pytest
import tantivy  # noqa: TID251  an index as the format before had it

from retrieval.archive.archive import Archive
from retrieval.domain import Article, Block, BlockKind
from retrieval.errors import SearchIndexLocked
from retrieval.index import embedded, keeping
from retrieval.index.embedded import EmbeddedIndex
from retrieval.index.embedded_documents import OLDER_SCHEMA
from retrieval.index.following import following
from retrieval.index.keeping import bring_up_to_date, rebuild
from retrieval.index.memory import MemoryIndex
from retrieval.index.stored import stored
from retrieval.ingest.pipeline import Pipeline
from retrieval.text.passages import passages
from retrieval.text.terms import VERSION as ANALYZER


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


def older_index(folder, archive):
    """Make the index of an archive as the format before kept it."""
    index = tantivy.Index(OLDER_SCHEMA, str(folder))
    writer = index.writer(15_000_000, num_threads=1)
    state = dict.fromkeys(("passages", "terms", "removed", "serial", "states"), 0)
    for one in archive.articles(article_id for _, article_id in archive.changes(0, 1000)).values():
        for passage in map(stored, passages(one)):
            document = tantivy.Document()
            document.add_text("article", passage.article_id)
            document.add_text("lines", passage.lines)
            offsets = [end for span in passage.sentences for end in span]
            document.add_bytes("packed", passage.packed[:16] + struct.pack(f"<{len(offsets)}I", *offsets))
            document.add_integer("length", passage.length)
            writer.add_document(document)
            state["passages"] += 1
            state["terms"] += passage.length
    document = tantivy.Document()
    document.add_text("article", "\x00state")
    document.add_bytes("packed", json.dumps({**state, "position": 9, "format": 2, "analyzer": ANALYZER}).encode())
    document.add_integer("serial", 1)
    writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


@pytest.fixture
def older(archive, tmp_path):
    add(archive, *(article(f"a{n}", f"The ferry sank. Its number was {n}.") for n in range(9)))
    (tmp_path / "older").mkdir()
    older_index(tmp_path / "older", archive)
    return EmbeddedIndex(tmp_path / "older")


def test_an_index_of_the_format_before_answers_as_it_did_and_takes_nothing_in(archive, older, index):
    bring_up_to_date(archive, index)
    mine, theirs = index.candidates(["ferri", "number"]), older.candidates(["ferri", "number"])
    assert {hit.passage for hit in theirs} == {hit.passage for hit in mine}
    assert older.statistics(["ferri"]) == index.statistics(["ferri"])
    assert older.position == 0
    with pytest.raises(SearchIndexLocked, match="earlier form"):
        older.update([], [], 12)


def test_a_large_index_of_the_format_before_answers_until_a_new_one_has_taken_its_place(archive, older, monkeypatch):
    monkeypatch.setattr(keeping, "_AT_ONCE", 5)
    assert bring_up_to_date(archive, older) == 0
    assert len(ids(older, "ferri")) == 9
    assert [str(one.status) for one in Pipeline(archive, older).add([article("b", "A ferry came.")])] == ["added"]
    seen = []
    with following(lambda: (archive, older), every=0.02):
        deadline = time.monotonic() + 120
        while len(seen := ids(older, "ferri")) < 10 and time.monotonic() < deadline:
            assert len(seen) == 9
            time.sleep(0.01)
    assert len(seen) == 10
    assert older.position == archive.position()


def test_building_that_was_interrupted_goes_on_where_it_was_and_the_old_index_answers_meanwhile(
    archive, older, monkeypatch
):
    monkeypatch.setattr(keeping, "_STEP", 2)
    steps = []

    def interrupted(changes):
        steps.append(changes)
        assert len(ids(older, "ferri")) == 9
        if len(steps) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild(archive, older, interrupted)
    assert (older.position, len(ids(older, "ferri"))) == (0, 9)
    told = []
    rebuild(archive, older, told.append)
    assert told == [6, 2, 1]
    assert older.position == archive.position()
    assert len(ids(older, "ferri")) == 9


def test_what_was_begun_for_another_archive_is_begun_anew(archive, older, tmp_path):
    begun = EmbeddedIndex(tmp_path / "older.next")
    begun.update([], [], 500)
    begun.close()
    rebuild(archive, older)
    assert older.position == archive.position()


@pytest.mark.parametrize("left", ["next", "before"])
def test_an_exchange_that_was_interrupted_is_finished(archive, older, tmp_path, left):
    rebuild(archive, older)
    older.close()
    (tmp_path / "older").rename(tmp_path / "older.before")
    if left == "next":  # as it is after the first of the two steps
        shutil.copytree(tmp_path / "older.before", tmp_path / "older.next")
    again = EmbeddedIndex(tmp_path / "older")
    assert (again.position, len(ids(again, "ferri"))) == (archive.position(), 9)
    assert not [one.name for one in tmp_path.iterdir() if one.name in ("older.next", "older.before")]
    again.close()


def test_another_process_that_has_the_index_open_sees_the_one_that_took_its_place(archive, older, tmp_path):
    other = EmbeddedIndex(tmp_path / "older")
    assert len(ids(other, "ferri")) == 9
    rebuild(archive, older)
    add(archive, article("b", "A ferry came."))
    bring_up_to_date(archive, other)
    assert (len(ids(other, "ferri")), len(ids(older, "ferri"))) == (10, 10)
