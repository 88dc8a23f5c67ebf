import threading

import pytest

from retrieval import file_locks
from retrieval.file_locks import lock, try_lock


def test_a_file_is_locked_for_one_at_a_time_and_whoever_waits_gets_it_next(tmp_path):
    path, got = tmp_path / "lock", threading.Event()

    def wait() -> None:
        with path.open("w") as file:
            lock(file.fileno())
            got.set()

    with path.open("w") as mine, path.open("w") as other:
        assert try_lock(mine.fileno())
        assert not try_lock(other.fileno())
        waiting = threading.Thread(target=wait)
        waiting.start()
        assert not got.wait(0.1)
    waiting.join(10)
    assert got.is_set()


def test_where_the_system_knows_no_such_locks_nobody_is_kept_out(tmp_path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(file_locks, "fcntl", None)
    with (tmp_path / "lock").open("w") as one, (tmp_path / "lock").open("w") as other:
        lock(one.fileno())
        assert try_lock(other.fileno())
