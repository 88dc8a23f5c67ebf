"""An index in a cluster built anew: beside the one that answers, by one at a time, and seen by those who write."""

import time

import pytest

pytest.importorskip("opensearchpy")

from retrieval.archive.archive import Archive
from retrieval.errors import SearchIndexLocked
from retrieval.index import cluster_alias, opensearch
from retrieval.index.cluster_documents import META
from retrieval.index.keeping import bring_up_to_date, rebuild
from retrieval.index.memory import MemoryIndex
from retrieval.index.opensearch import FRESH
from retrieval.ingest.pipeline import Pipeline

from .conftest import article, found, indexes, passage


def test_an_index_of_another_format_is_built_anew(new_cluster_index, cluster, tmp_path, monkeypatch):
    archive = Archive.open(tmp_path / "archive")
    list(Pipeline(archive, MemoryIndex()).add([article("a", "The ferry sank.")]))
    with monkeypatch.context() as before:
        before.setattr(opensearch, "META", {**META, "format": 0})
        before.setattr(cluster_alias, "META", META)
        old = new_cluster_index()
        cluster.call("PUT", f"/{old.layout.name}/_mapping", {"_meta": {**META, "format": 0}})
        bring_up_to_date(archive, old)
        assert old.position == archive.position()
    index = new_cluster_index(old.layout.name)
    assert index.position == 0
    assert bring_up_to_date(archive, index) == 1
    assert index.position == archive.position()
    assert indexes(cluster, old.layout.name) == [f"{old.layout.name}-2"]
    archive.close()


def test_an_index_answers_while_a_new_one_is_built_beside_it(new_cluster_index, cluster):
    index = new_cluster_index()
    index.update([], [passage("a", "port")], 1)
    other = new_cluster_index(index.layout.name)
    with index.beside() as fresh:
        fresh.update([], [passage("b", "port")], 2)
        assert found(other, "port") == found(index, "port") == ["a"]
        assert found(fresh, "port") == ["b"]
    time.sleep(FRESH)
    assert found(other, "port") == found(index, "port") == ["b"]
    assert index.position == other.position == 2
    assert indexes(cluster, index.layout.name) == [f"{index.layout.name}-2"]


def test_a_rebuilding_that_fails_leaves_everything_as_it_was(new_cluster_index, cluster):
    index = new_cluster_index()
    index.update([], [passage("a", "port")], 1)

    def fail():
        with index.beside() as fresh:
            fresh.update([], [passage("b", "port")], 2)
            raise RuntimeError("the archive went away")

    with pytest.raises(RuntimeError):
        fail()
    assert (index.position, found(index, "port")) == (1, ["a"])
    assert indexes(cluster, index.layout.name) == [f"{index.layout.name}-1"]


def test_two_cannot_build_it_anew_at_once_and_what_a_killed_one_left_is_removed(
    new_cluster_index, cluster, monkeypatch
):
    index = new_cluster_index()
    with index.beside(), pytest.raises(SearchIndexLocked, match="being built anew"):
        new_cluster_index(index.layout.name).clear()
    cluster_alias.create(cluster, index.layout, f"{index.layout.name}-9")
    monkeypatch.setattr(cluster_alias, "ABANDONED", 0.0)
    index.clear()
    assert indexes(cluster, index.layout.name) == [f"{index.layout.name}-3"]


def test_what_is_added_during_a_rebuilding_is_in_the_new_index(new_cluster_index, tmp_path):
    archive = Archive.open(tmp_path / "archive")
    index = new_cluster_index()
    pipeline = Pipeline(archive, index)
    list(pipeline.add([article("a", "The ferry sank.")]))
    late = iter([article("b", "A ferry came.")])

    def meanwhile(_):
        for one in late:
            list(Pipeline(archive, new_cluster_index(index.layout.name)).add([one]))

    assert rebuild(archive, index, meanwhile) == 2
    assert (found(index, "ferri"), index.position) == (["a", "b"], archive.position())
    archive.close()


def test_who_did_not_see_a_rebuilding_does_not_write_as_if_nothing_was_missing(new_cluster_index):
    index = new_cluster_index()
    index.update([], [passage("a", "port")], 7)
    rebuilt = new_cluster_index(index.layout.name)
    with rebuilt.beside() as fresh:
        fresh.update([], [], 5)
    with pytest.raises(SearchIndexLocked):
        index.update([], [passage("b", "port")], 8)
    assert index.position == 5
