import os
import random
import threading

import pytest

from retrieval.domain import Passage
from retrieval.errors import SearchIndexError
from retrieval.index import embedded, embedded_documents, embedded_reader, kept_writer
from retrieval.index.embedded import EmbeddedIndex

from .conftest import found, line


def test_what_was_committed_is_there_when_the_folder_is_opened_again(tmp_path):
    first = EmbeddedIndex(tmp_path / "index")
    first.update([], [line("a", "port", "calm")], 7)
    first.close()
    second = EmbeddedIndex(tmp_path / "index")
    assert (second.position, found(second, "port")) == (7, ["a"])
    assert second.statistics(["calm"]).average_length == 2
    second.close()


def test_a_reader_sees_what_another_writer_has_committed(tmp_path):
    reader, writer = EmbeddedIndex(tmp_path / "index"), EmbeddedIndex(tmp_path / "index")
    assert found(reader, "port") == []
    writer.update([], [line("a", "port")], 1)
    assert (reader.position, found(reader, "port")) == (1, ["a"])
    reader.update(["a"], [line("b", "port")], 2)
    assert (writer.position, found(writer, "port")) == (2, ["b"])


def test_hits_that_were_found_lately_are_given_again_until_something_is_committed(tmp_path, monkeypatch):
    index, searches = EmbeddedIndex(tmp_path / "index"), []
    index.update([], [line("a", "port"), line("b", "port", "calm")], 1)
    reader = index._read()
    search = type(reader)._found
    monkeypatch.setattr(type(reader), "_found", lambda self, *asked: searches.append(asked) or search(self, *asked))
    first = index.candidates(["port", "calm"], 10)
    wanted = list(first)
    first.clear()
    assert index.candidates(["port", "calm"], 10) == wanted
    assert len(searches) == 1
    for limit in (1, 10_000, 10_000):  # a thousand are too many to keep
        assert len(index.candidates(["port"], limit)) == min(limit, 2)
    assert len(searches) == 4
    index.update(["a"], [], 2)
    assert [hit.passage.article_id for hit in index.candidates(["port", "calm"], 10)] == ["b"]
    for number in range(3 * embedded_reader._LATELY):
        index.candidates([f"port{number}"], 10)
    assert len(index._read()._lately) <= embedded_reader._LATELY


def test_passages_stay_in_the_order_of_their_scores_wherever_they_are_stored(tmp_path):
    index, chance = EmbeddedIndex(tmp_path / "index"), random.Random(5)
    for position in range(1, 4):  # three segments
        added = [line(f"{position}-{n}", *["port"] * chance.randint(1, 9), "calm") for n in range(30)]
        index.update([], added, position)
    hits = index.candidates(["port"], 100)
    assert len({hit.passage.article_id for hit in hits}) == 90
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    counts: dict[int, set[float]] = {}
    for hit in hits:
        counts.setdefault(hit.passage.terms[0].count("port"), set()).add(hit.score)
    assert all(len(scores) == 1 for scores in counts.values())  # the score of each is its own
    index.close()


def test_states_of_hundreds_of_commits_are_cleared_away_and_counts_stay_exact(tmp_path, monkeypatch):
    monkeypatch.setattr(embedded_documents, "STATES", 5)
    index = EmbeddedIndex(tmp_path / "index")
    for n in range(1, 24):
        index.update([f"a{n - 4}"], [line(f"a{n}", "port", "calm")], n)
    statistics = index.statistics(["port", "calm"])
    assert (index.position, statistics.passages, statistics.average_length) == (23, 4, 2.0)
    assert statistics.document_frequency == {"port": 4, "calm": 4}
    assert found(index, "port") == ["a20", "a21", "a22", "a23"]


def test_counts_stay_exact_whoever_writes(tmp_path):
    terms, chance = ["port", "calm", "tide", "fog"], random.Random(1)
    one, other = EmbeddedIndex(tmp_path / "index"), EmbeddedIndex(tmp_path / "index")
    living: dict[str, Passage] = {}
    for position in range(1, 25):
        removed = chance.sample(sorted(living), min(len(living), chance.randrange(3)))
        added = [line(f"a{position}x{n}", *chance.choices(terms, k=3)) for n in range(3)]
        (other if position % 5 == 0 else one).update(removed, added, position)
        other.close()  # lets the other one write
        living = {key: p for key, p in living.items() if key not in removed} | {p.article_id: p for p in added}
        asked = chance.sample(terms, 2)
        counted = {term: sum(term in p.terms[0] for p in living.values()) for term in asked}
        assert one.statistics(asked).document_frequency == counted
        assert other.statistics(asked).document_frequency == counted


def test_a_term_is_not_counted_again_for_what_was_added_here(tmp_path, monkeypatch):
    index = EmbeddedIndex(tmp_path / "index")
    index.update([], [line("a", "port"), line("b", "port")], 1)
    index.update(["a"], [], 2)
    assert index.statistics(["port"]).document_frequency == {"port": 1}
    monkeypatch.setattr(embedded.Reader, "_frequency", lambda self, term: self.counted.frequencies[term])
    index.update([], [line("c", "port"), line("d", "calm")], 3)
    assert index.statistics(["port"]).document_frequency == {"port": 2}
    index.update(["b", "c"], [], 4)
    assert index.statistics(["port"]).document_frequency == {"port": 0}


@pytest.mark.parametrize("name", ["FORMAT", "ANALYZER"])
def test_an_index_of_another_format_stands_at_the_beginning(tmp_path, monkeypatch, name):
    index = EmbeddedIndex(tmp_path / "index")
    index.update([], [line("a", "port")], 7)
    monkeypatch.setattr(embedded, name, -1)
    assert EmbeddedIndex(tmp_path / "index").position == 0


def test_a_second_writer_waits_and_then_says_so(tmp_path):
    index = EmbeddedIndex(tmp_path / "index", patience=0.2)
    with index._writing(), pytest.raises(SearchIndexError, match="another process"):
        EmbeddedIndex(tmp_path / "index", patience=0.1).update([], [line("a", "port")], 1)
    index.update([], [line("a", "port")], 1)
    assert found(index, "port") == ["a"]


def test_many_threads_may_read_while_one_writes(tmp_path):
    index = EmbeddedIndex(tmp_path / "index")
    failures = []
    done = threading.Event()

    def read():
        while not done.is_set():
            try:
                hits = index.candidates(["port"], 50)
                assert all(hit.passage.terms for hit in hits)
                index.statistics(["port"])
            except Exception as error:  # noqa: BLE001  a thread's failure is the test's
                failures.append(error)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for n in range(1, 11):
        index.update([f"a{n - 1}"], [line(f"a{n}", "port"), line(f"b{n}", "port")], n)
    done.set()
    for thread in threads:
        thread.join()
    assert not failures
    assert len(found(index, "port")) == 11


def test_enough_passages_train_a_dictionary_and_what_came_before_is_read_as_well(tmp_path):
    index = EmbeddedIndex(tmp_path / "index")
    index.update([], [line("a", "port", "calm")], 1)
    many = [line(f"b{n}", *f"the ferry of number {n} came to the harbour of lindmar".split()) for n in range(1200)]
    index.update([], many, 2)
    index.update([], [line("c", "port", "ferry")], 3)
    index.close()
    again = EmbeddedIndex(tmp_path / "index")
    assert {hit.passage for hit in again.candidates(["ferry"], 2000)} == {*many, line("c", "port", "ferry")}
    assert found(again, "port") == ["a", "c"]
    assert again.statistics(["ferry"]).document_frequency == {"ferry": 1201}
    again.update([], [line("d", "port")], 4)
    assert found(index, "port") == found(again, "port") == ["a", "c", "d"]


def test_an_index_that_is_emptied_and_filled_by_another_process_is_read_with_its_new_dictionary(tmp_path):
    one, other = EmbeddedIndex(tmp_path / "index"), EmbeddedIndex(tmp_path / "index")
    for index, words in ((one, "the ferry came to the harbour"), (other, "a tram left from the old market square")):
        index.clear()
        index.update([], [line(f"{words[0]}{n}", *words.split(), f"w{n}") for n in range(1100)], 1)
        for reader in (one, other):
            assert [hit.passage.terms[0][-1] for hit in reader.candidates(["w7"])] == ["w7"]


def test_a_writer_that_is_kept_is_let_go_when_another_process_wants_it(tmp_path, monkeypatch):
    monkeypatch.setattr(kept_writer, "IDLE", 1000.0)
    one, other = EmbeddedIndex(tmp_path / "index"), EmbeddedIndex(tmp_path / "index", patience=120)
    one.update([], [line("a", "port")], 1)
    other.update([], [line("b", "port")], 2)
    one.update([], [line("c", "port")], 3)
    assert found(other, "port") == ["a", "b", "c"]
    one.close()
    other.close()


def test_segments_are_merged_behind_what_is_added(tmp_path):
    index = EmbeddedIndex(tmp_path / "index")
    for n in range(40):
        index.update([], [line(f"a{n}", "port")], n + 1)
    index.close()
    assert EmbeddedIndex(tmp_path / "index").health().details["segments"] < 20


def test_nothing_that_is_added_waits_for_segments_to_be_merged(tmp_path, monkeypatch):
    index, waited = EmbeddedIndex(tmp_path / "index"), []
    let_go = index._writer._let_go
    monkeypatch.setattr(index._writer, "_let_go", lambda: waited.append(let_go()))
    for n in range(30):
        index.update([f"a{n - 9}"], [line(f"a{n}", "port")], n + 1)
    assert not waited
    index.close()
    assert waited


def test_what_is_merged_behind_a_writer_is_read_without_opening_it_again(tmp_path, monkeypatch):
    index = EmbeddedIndex(tmp_path / "index")
    index.update([], [line("a", "port")], 1)
    opened = []
    monkeypatch.setattr(EmbeddedIndex, "_reloaded", lambda *_: opened.append(1))
    meta = tmp_path / "index" / "meta.json"
    os.utime(meta, ns=(1, 1))  # as when a merge writes it anew
    assert found(index, "port") == ["a"]
    assert not opened
    monkeypatch.undo()
    index._writer.release()
    other = EmbeddedIndex(tmp_path / "index")
    other.update([], [line("b", "port")], 2)
    assert (index.position, found(index, "port")) == (2, ["a", "b"])
    other.close()
    index.update([], [line("c", "port")], 3)
    assert found(index, "port") == found(other, "port") == ["a", "b", "c"]
    index.close()
