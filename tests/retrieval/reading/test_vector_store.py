import os
import sqlite3
import subprocess
import sys
import threading

import pytest

from retrieval.reading.vector_store import VectorStore

KEY, OTHER = b"k" * 16, b"o" * 16


@pytest.fixture
def path(tmp_path):
    return tmp_path / "reading.sqlite"


def test_what_is_put_is_there_for_the_next_process(path):
    first = VectorStore(path, 1)
    first.put({KEY: b"one", OTHER: b"two"})
    first.close()
    again = VectorStore(path, 1)
    assert again.get([OTHER, KEY, b"missing"]) == {KEY: b"one", OTHER: b"two"}
    assert again.counts()[0] == 2


def test_the_file_keeps_to_its_room_and_lets_the_longest_unused_go_first(path, monkeypatch):
    store = VectorStore(path, 1)
    clock = [1_000_000.0]
    monkeypatch.setattr("retrieval.reading.vector_store.time.time", lambda: clock[0])
    for number in range(300):
        clock[0] += 100_000
        store.put({b"%016d" % number: bytes(10_000)})
        assert store.get([b"%016d" % 0])  # used again and again, so never the longest unused
    assert path.stat().st_size <= 1_100_000
    kept = [number for number in range(300) if store.get([b"%016d" % number])]
    assert kept == [0, *range(kept[1], 300)]
    assert len(kept) > 60


def test_more_at_once_than_there_is_room_for_is_no_fault(path):
    store = VectorStore(path, 0.1)
    store.put({b"%016d" % number: bytes(10_000) for number in range(30)})
    store.put({KEY: b"one"})
    assert store.get([KEY]) == {KEY: b"one"}
    assert store.counts()[1] < 200_000


def test_without_room_nothing_is_kept_and_no_file_made(path):
    store = VectorStore(path, 0)
    store.put({KEY: b"one"})
    assert store.get([KEY]) == {}
    assert not path.exists()


@pytest.mark.parametrize("damage", [b"", b"not a database at all" * 100, b"SQLite format 3\0" + bytes(4000)])
def test_a_damaged_file_is_made_anew(path, damage):
    path.write_bytes(damage)
    store = VectorStore(path, 1)
    store.put({KEY: b"one"})
    assert store.get([KEY]) == {KEY: b"one"}


def test_a_file_damaged_while_it_is_open_is_made_anew(path):
    store = VectorStore(path, 1)
    store.put({b"%016d" % number: bytes(5000) for number in range(100)})
    store.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + os.urandom(len(whole) - 4096))
    store = VectorStore(path, 1)
    store.get([b"%016d" % number for number in range(100)])
    store.put({KEY: b"one"})
    store.put({KEY: b"one"})
    assert store.get([KEY]) == {KEY: b"one"}


def test_a_file_of_another_program_version_is_made_anew(path):
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE vectors (other TEXT)")
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    store = VectorStore(path, 1)
    store.put({KEY: b"one"})
    assert store.get([KEY]) == {KEY: b"one"}


def test_where_no_file_can_be_made_everything_goes_on_without_it(tmp_path):
    (tmp_path / "file").write_text("in the way")
    store = VectorStore(tmp_path / "file" / "reading.sqlite", 1)
    store.put({KEY: b"one"})
    assert store.get([KEY]) == {}
    assert store.counts() == (0, 0)
    store.close()


def test_while_another_process_writes_nothing_waits_for_long_and_nothing_fails(path):
    store = VectorStore(path, 1)
    store.put({KEY: b"one"})
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    store.put({OTHER: b"two"})
    assert store.get([KEY, OTHER]) == {KEY: b"one"}
    other.execute("ROLLBACK")
    store.put({OTHER: b"two"})
    assert store.get([OTHER]) == {OTHER: b"two"}
    other.close()


def test_several_processes_and_threads_share_the_file(path):
    code = (
        "import sys; from pathlib import Path; from retrieval.reading.vector_store import VectorStore\n"
        "store = VectorStore(Path(sys.argv[1]), 1)\n"
        "for n in range(40): store.put({b'%s%012d' % (sys.argv[2].encode(), n): b'from ' + sys.argv[2].encode()})\n"
    )
    processes = [subprocess.Popen([sys.executable, "-c", code, str(path), name]) for name in ("aaaa", "bbbb")]
    store = VectorStore(path, 1)
    threads = [
        threading.Thread(target=lambda n=n: [store.put({b"%016d" % (n * 40 + i): b"own"}) for i in range(40)])
        for n in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [process.wait() for process in processes] == [0, 0]
    assert store.counts()[0] == 160
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_the_file_holds_none_of_the_words(path, encoder):
    from retrieval.reading.cache import CachingEncoder

    store = VectorStore(path, 1)
    CachingEncoder(encoder, store).encode_sentences(["the peculiar mast"])
    CachingEncoder(encoder, store).encode_questions(["which peculiar question"])
    store.close()
    assert b"peculiar" not in path.read_bytes()
