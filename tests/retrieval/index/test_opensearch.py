"""What only the engine of a cluster can get wrong; what every engine promises is in tests/contract."""

import threading
import time

import pytest

pytest.importorskip("opensearchpy")

from retrieval.archive.archive import Archive
from retrieval.archive.identity import identity_of
from retrieval.errors import SearchIndexError, SearchIndexLocked
from retrieval.index import cluster as opensearch_cluster
from retrieval.index import cluster_state, opensearch
from retrieval.index.allowance import allowed
from retrieval.index.cluster import Access, Cluster
from retrieval.index.cluster_alias import Layout
from retrieval.index.keeping import bring_up_to_date
from retrieval.index.opensearch import FRESH, OpenSearchIndex

from .conftest import found, indexes, passage


def test_another_programs_index_is_left_alone(new_cluster_index, cluster):
    name = new_cluster_index().layout.name + "-foreign"
    cluster.call("PUT", f"/{name}")
    with pytest.raises(SearchIndexError, match="something else than an index of onrecord"):
        new_cluster_index(name)
    cluster.call("PUT", f"/{name}-behind", {"aliases": {f"{name}-alias": {}}})
    with pytest.raises(SearchIndexError, match="something else than an index of onrecord"):
        new_cluster_index(f"{name}-alias")
    assert indexes(cluster, name) == [name, f"{name}-behind"]


def test_the_index_of_another_archive_is_neither_used_nor_touched(new_cluster_index, tmp_path):
    ours = new_cluster_index(archive="ours")
    ours.update([], [passage("a", "port")], 500)
    archive = Archive.open(tmp_path / "archive")
    theirs = new_cluster_index(ours.layout.name, archive=identity_of(archive))
    for act in (lambda: theirs.position, lambda: bring_up_to_date(archive, theirs)):
        with pytest.raises(SearchIndexError, match="another archive"):
            act()
    assert (ours.position, found(ours, "port")) == (500, ["a"])
    archive.close()


def test_an_archive_keeps_its_mark(tmp_path):
    archive = Archive.open(tmp_path / "archive")
    mark = identity_of(archive)
    archive.close()
    archive = Archive.open(tmp_path / "archive")
    assert identity_of(archive) == mark
    archive.close()


def test_one_writes_at_a_time_and_a_killed_writers_lock_runs_out(new_cluster_index, monkeypatch):
    index = new_cluster_index()
    other = new_cluster_index(index.layout.name, patience=0.1)
    with cluster_state.writing(index._cluster, index.layout.name, 1.0):
        with pytest.raises(SearchIndexLocked, match="being written"):
            other.update([], [passage("a", "port")], 1)
        assert found(other, "port") == []
    with monkeypatch.context() as killed:
        killed.setattr(cluster_state.Lease, "give_back", lambda self: None)
        killed.setattr(cluster_state, "LEASE", 0.5)
        with cluster_state.writing(index._cluster, index.layout.name, 1.0):
            pass
    time.sleep(0.6)
    other.update([], [passage("a", "port")], 1)
    assert (other.position, found(other, "port")) == (1, ["a"])


def test_what_another_process_has_taken_in_further_is_left_as_it_is(new_cluster_index):
    index = new_cluster_index()
    index.update([], [passage("a", "newer")], 9)
    new_cluster_index(index.layout.name).update([], [passage("a", "older")], 8)
    assert (index.position, found(index, "newer"), found(index, "older")) == (9, ["a"], [])


def test_writers_in_turn_lose_nothing(new_cluster_index):
    first = new_cluster_index()
    writers = [first, new_cluster_index(first.layout.name)]
    position = iter(range(1, 100))
    lock = threading.Lock()

    def write(index, letter):
        for n in range(4):
            with lock:
                at = next(position)
                index.update([], [passage(f"{letter}{n}", "port")], at)

    threads = [threading.Thread(target=write, args=pair) for pair in zip(writers, "ab", strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found(first, "port") == sorted(f"{letter}{n}" for letter in "ab" for n in range(4))


def test_what_was_written_without_being_committed_does_not_count_and_is_written_over(new_cluster_index, monkeypatch):
    index = new_cluster_index()
    index.update([], [passage("a", "port"), passage("a", "port", number=1)], 1)

    def fail(*_):
        raise RuntimeError("killed")

    with monkeypatch.context() as dying:
        dying.setattr(index, "_commit", fail)
        with pytest.raises(RuntimeError):
            index.update(["a"], [passage("a", "port calm", number=2), passage("b", "port")], 2)
    assert (index.position, index.statistics([]).passages) == (1, 2)
    index.update(["a"], [passage("a", "storm"), passage("a", "storm", number=1)], 2)
    assert (found(index, "port"), found(index, "storm")) == (["b"], ["a", "a"])
    statistics = index.statistics(["storm", "port"])
    assert (statistics.passages, statistics.average_length) == (3, 1)
    assert statistics.document_frequency == {"storm": 2, "port": 1}
    index.update(["b"], [passage("b", "sea wind")], 3)
    assert (index.statistics([]).passages, index.statistics([]).average_length) == (3, pytest.approx(4 / 3))


def test_a_new_article_is_there_for_another_process_within_two_seconds(new_cluster_index):
    index = new_cluster_index()
    other = new_cluster_index(index.layout.name)
    assert (other.position, other.statistics(["port"]).document_frequency) == (0, {"port": 0})
    index.update([], [passage("a", "port")], 1)
    assert found(other, "port") == ["a"]
    time.sleep(FRESH)
    assert (other.position, other.statistics(["port"]).document_frequency) == (1, {"port": 1})


def test_terms_longer_than_the_engine_takes_are_whole_terms(new_cluster_index):
    index = new_cluster_index()
    one, other = "x" * 300, "x" * 299 + "y"
    index.update([], [passage("a", f"port {one}"), passage("b", f"{other} 🚢{'ö' * 260}"), passage("c", "x" * 255)], 1)
    assert (found(index, one), found(index, other), found(index, "x" * 255)) == (["a"], ["b"], ["c"])
    assert found(index, f"🚢{'ö' * 260}") == ["b"]
    (hit,) = index.candidates([one])
    assert hit.passage == passage("a", f"port {one}")
    assert index.statistics([one, "x" * 100]).document_frequency == {one: 1, "x" * 100: 0}


def test_a_question_of_too_many_terms_is_cut(new_cluster_index):
    index = new_cluster_index()
    index.update([], [passage("a", "w3")], 1)
    assert found(index, "w3") == ["a"]
    assert [hit.passage.article_id for hit in index.candidates([f"w{n}" for n in range(3000)])] == ["a"]


def test_a_search_and_its_statistics_are_one_round_trip(new_cluster_index, monkeypatch):
    index = new_cluster_index()
    index.update([], [passage("a", "port calm"), passage("b", "port")], 1)
    monkeypatch.setattr(opensearch, "FRESH", 600.0)  # what is known stays so, however busy the machine is
    calls = []
    call = Cluster.call
    monkeypatch.setattr(Cluster, "call", lambda self, *given, **more: calls.append(given) or call(self, *given, **more))
    assert index.position == 1
    assert len(index.candidates(["port", "calm"])) == 2
    assert index.statistics(["port", "calm"]).document_frequency == {"port": 2, "calm": 1}
    assert [path.rpartition("/")[2] for _, path, *_ in calls] == ["_msearch"]


def test_what_was_removed_is_taken_off_the_disks_in_place(new_cluster_index):
    index = new_cluster_index()
    index.update([], [passage(f"a{n}", "port") for n in range(20)], 1)
    index.update([f"a{n}" for n in range(15)], [], 2)
    assert index.reclaim()
    assert sorted(hit.passage.article_id for hit in index.candidates(["port"])) == sorted(
        f"a{n}" for n in range(15, 20)
    )
    assert index.statistics(["port"]).document_frequency == {"port": 5}


def test_health_tells_how_the_index_is(new_cluster_index):
    index = new_cluster_index()
    index.update([], [passage("a", "port")], 4)
    health = index.health()
    assert (health.engine, health.state, health.passages, health.position) == ("opensearch", "green", 1, 4)
    assert health.details["shards"] == 3
    assert health.size > 0


@pytest.mark.slow
def test_with_a_node_lost_the_rest_answers_and_says_so_and_nothing_is_written(two_nodes, monkeypatch):
    monkeypatch.setattr(cluster_state, "LEASE", 6.0)
    monkeypatch.setattr(opensearch_cluster, "WRITE", 4.0)
    access = Access(addresses=tuple(two_nodes.addresses), seconds=15.0)
    index = OpenSearchIndex(access, Layout(shards=2, replicas=0), patience=1.0)
    passages = [passage(f"a{n}", f"port w{n}") for n in range(40)]
    index.update([], passages, 1)
    with allowed(30.0) as whole:
        assert len(index.candidates(["port"], 100)) == 40
    assert not whole.partial

    two_nodes.kill(1)
    time.sleep(FRESH)
    with allowed(30.0) as cut:
        some = index.candidates(["port", "calm"], 100)
    assert cut.partial
    assert 0 < len(some) < 40
    with pytest.raises(SearchIndexError):
        index.update([], [passage("b", "port")], 2)
    index.close()

    two_nodes.start(1)
    two_nodes.wait(status="green")
    # the lease of the write that failed may not have been given back: then it has to run out
    index = OpenSearchIndex(access, Layout(shards=2, replicas=0), patience=120)
    assert (index.position, found(index, "b"), len(found(index, "port"))) == (1, [], 40)
    index.update([], [passage("b", "port")], 2)
    assert (index.position, len(found(index, "port"))) == (2, 41)
    index.close()
