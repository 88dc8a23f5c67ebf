import tempfile
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.archive.archive import Archive
from retrieval.domain import Article, Block, BlockKind
from retrieval.errors import SearchIndexError, SearchIndexLocked
from retrieval.index import near_real_time
from retrieval.index.embedded import EmbeddedIndex
from retrieval.index.keeping import bring_up_to_date
from retrieval.index.memory import MemoryIndex
from retrieval.index.near_real_time import NearRealTimeIndex
from retrieval.ingest.pipeline import Pipeline

from .conftest import found, line

LONG = 60.0
WORDS = [f"w{n}" for n in range(8)]


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "index"


@pytest.fixture
def index(folder):
    opened = NearRealTimeIndex(EmbeddedIndex(folder), LONG)
    yield opened
    opened.close()


def until(holds):
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_new_article_is_found_before_it_is_on_the_disk(folder, index):
    index.update([], [line("a", "port", "calm")], 1)
    on_disk = EmbeddedIndex(folder)
    assert (index.position, found(index, "port"), found(on_disk, "port")) == (1, ["a"], [])
    assert (index.health().passages, index.health().position) == (1, 1)
    index.close()
    assert (on_disk.position, found(on_disk, "port")) == (1, ["a"])


def test_what_comes_together_is_committed_together_a_moment_later(folder, monkeypatch):
    durable = EmbeddedIndex(folder)
    commits = []
    update = durable.update
    monkeypatch.setattr(durable, "update", lambda *given: (commits.append(given[2]), update(*given)))
    index = NearRealTimeIndex(durable, 0.3)
    for n in range(1, 6):
        index.update([], [line(f"a{n}", "port")], n)
    on_disk = EmbeddedIndex(folder)
    until(lambda: on_disk.position == 5)
    assert found(on_disk, "port") == found(index, "port") == ["a1", "a2", "a3", "a4", "a5"]
    assert commits[-1] == 5
    assert len(commits) < 5
    index.close()


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["add", "add", "add", "remove", "change", "commit"]),
            st.integers(0, 11),
            st.lists(st.sampled_from(WORDS), min_size=1, max_size=12),
        ),
        max_size=14,
    ),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4),
)
def test_whatever_is_held_the_answers_are_those_of_the_reference(steps, query):
    memory = MemoryIndex()
    with tempfile.TemporaryDirectory() as name:
        index = NearRealTimeIndex(EmbeddedIndex(Path(name) / "index"), LONG)
        for position, (step, number, terms) in enumerate(steps, 1):
            if step == "commit":
                index._commits()
            article_id = f"a{position}" if step == "add" else f"a{number}"
            added = [] if step in ("remove", "commit") else [line(article_id, *terms)]
            for one in (memory, index):
                one.update([article_id], added, position)
            assert index.position == memory.position
            assert index.statistics(query) == memory.statistics(query)
            every = {(h.passage.article_id, h.passage.terms) for h in memory.candidates(query, 100)}
            assert {(h.passage.article_id, h.passage.terms) for h in index.candidates(query, 100)} == every
            scores = [hit.score for hit in index.candidates(query, 5)]
            assert scores == sorted(scores, reverse=True)
            assert len(scores) == min(5, len(every))
        index.close()


def test_a_held_passage_scores_as_it_does_when_it_is_on_the_disk(index):
    index.update([], [line(f"f{n}", "calm" if n % 3 else "fog", "tide") for n in range(300)], 1)
    index.update([], [line("a", "port", "calm")], 2)
    held = {hit.passage.article_id: hit.score for hit in index.candidates(["port", "calm"], 400)}
    index._commits()
    committed = {hit.passage.article_id: hit.score for hit in index.candidates(["port", "calm"], 400)}
    assert held["a"] == pytest.approx(committed["a"], rel=0.02)
    assert held["f1"] == pytest.approx(committed["f1"], rel=0.02)


def test_many_passages_are_committed_at_once(folder, index, monkeypatch):
    monkeypatch.setattr(near_real_time, "FEW", 3)
    monkeypatch.setattr(near_real_time, "MOST", 5)
    on_disk = EmbeddedIndex(folder)
    index.update([], [line(f"a{n}", "port") for n in range(4)], 1)
    assert on_disk.position == 1
    index.update([], [line(f"b{n}", "port") for n in range(3)], 2)
    assert (on_disk.position, index.position) == (1, 2)
    index.update([], [line(f"c{n}", "port") for n in range(3)], 3)  # too much to be held together
    assert on_disk.position == 3
    assert len(found(index, "port")) == len(found(on_disk, "port")) == 10


def test_what_another_process_has_replayed_is_there_once(folder, index):
    index.update([], [line("a", "port")], 1)
    other = EmbeddedIndex(folder)
    other.update(["a"], [line("a", "port")], 1)
    other.close()
    assert (found(index, "port"), index.statistics(["port"]).passages) == (["a"], 1)
    index._commits()
    assert (index.position, found(index, "port"), index.statistics(["port"]).passages) == (1, ["a"], 1)


def test_what_no_longer_follows_on_the_disk_counts_for_nothing_and_the_index_is_behind(folder, index):
    index.update([], [line("z", "fog")], 1)
    index._commits()
    index.update([], [line("a", "port"), line("b", "port")], 3)
    other = EmbeddedIndex(folder)
    other.update(["a"], [line("a", "port")], 2)  # a part of it
    other.close()
    assert (index.position, found(index, "port")) == (2, ["a"])
    index.update(["a", "b"], [line("a", "port"), line("b", "port")], 3)
    assert (index.position, found(index, "port"), index.statistics(["port"]).passages) == (3, ["a", "b"], 3)


def test_who_is_killed_with_articles_held_replays_them_from_the_archive(tmp_path):
    archive = Archive.open(tmp_path)
    index = NearRealTimeIndex(EmbeddedIndex(tmp_path / "index"), LONG)
    text = "The harbour of Lindmar was closed on Monday, said Ada Brisk."
    article = Article("a", text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), headline="Harbour closed")
    list(Pipeline(archive, index).add([article]))
    assert found(index, "harbour") == ["a"]
    again = EmbeddedIndex(tmp_path / "index")  # as after a kill: the other one never committed
    assert again.position == 0
    bring_up_to_date(archive, again)
    assert found(again, "harbour") == ["a"]
    for one in (again, index, archive):
        one.close()


def test_a_commit_that_fails_leaves_the_index_behind_and_it_goes_on(folder, monkeypatch):
    durable = EmbeddedIndex(folder)
    index = NearRealTimeIndex(durable, 0.05)
    update, locked = durable.update, threading.Event()

    def refuse(*_):
        locked.set()
        raise SearchIndexLocked("another process is writing")

    monkeypatch.setattr(durable, "update", refuse)
    index.update([], [line("a", "port")], 1)
    assert locked.wait(30)
    until(lambda: index.position == 0)
    monkeypatch.setattr(durable, "update", update)
    index.update(["a"], [line("a", "port"), line("b", "port")], 2)
    until(lambda: durable.position == 2)
    assert found(index, "port") == ["a", "b"]
    index.close()


def test_many_threads_count_exactly_while_what_is_held_is_committed(folder):
    index = NearRealTimeIndex(EmbeddedIndex(folder), 0.0)
    failures, done = [], threading.Event()

    def read():
        while not done.is_set():
            counts = index.statistics(["port"])
            ids = [(hit.passage.article_id, hit.passage.number) for hit in index.candidates(["port"], 100)]
            if counts.passages != counts.document_frequency["port"] or len(ids) != len(set(ids)):
                failures.append((counts, ids))

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for n in range(1, 25):
        index.update([], [line(f"a{n}", "port"), line(f"a{n}", "port", number=1)], n)
    done.set()
    for reader in readers:
        reader.join()
    assert not failures
    assert index.statistics(["port"]).passages == 48
    index.close()


def test_clearing_forgets_what_is_held(index):
    index.update([], [line("a", "port")], 1)
    index.clear()
    assert (index.position, found(index, "port")) == (0, [])


def test_an_index_of_an_earlier_form_takes_nothing_in(index, monkeypatch):
    index.update([], [line("a", "port")], 1)
    index._commits()
    monkeypatch.setattr("retrieval.index.embedded.FORMAT", -1)
    index.durable._reader = None
    with pytest.raises(SearchIndexError, match="earlier form"):
        index.update([], [line("b", "port")], 2)
