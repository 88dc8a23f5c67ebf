"""The archive's log stays short, although there is always somebody who reads."""

import random
import threading
import time
from pathlib import Path

import pytest

from retrieval.archive import database
from retrieval.archive.archive import Archive
from retrieval.archive.database import FILE
from retrieval.archive.turns import Turns
from retrieval.domain import Answer, AnswerKind, Turn

#: bytes from which it is emptied here, and written in all
LONGEST, WRITTEN = 500_000, 6_000_000


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    monkeypatch.setattr(database, "LONGEST_LOG", LONGEST)
    monkeypatch.setattr(database, "BETWEEN", 0.0)
    return Archive.open(tmp_path)


def test_the_log_is_emptied_while_others_read_without_a_pause(archive: Archive, tmp_path: Path) -> None:
    ended = threading.Event()

    def read() -> None:
        while not ended.is_set():
            with archive.snapshot():
                for _ in range(3):
                    archive.count()
                    time.sleep(0.002)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    longest = written = 0
    try:
        for number in range(10_000):
            words = random.Random(number).randbytes(100_000).hex()  # which nothing packs
            Turns(archive.database).save(Turn(f"k{number}", "1", "2", words, Answer(AnswerKind.FACT, abstained=True)))
            written += 100_000
            longest = max(longest, (tmp_path / f"{FILE}-wal").stat().st_size)
            if written > WRITTEN:
                break
    finally:
        ended.set()
        for reader in readers:
            reader.join()
    assert longest < 4 * LONGEST
    archive.close()


def test_who_writes_while_it_reads_does_not_wait_for_itself(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "LONGEST_LOG", -1)

    def never(*_: object, **__: object) -> None:
        raise AssertionError

    with archive.snapshot():
        archive.count()
        monkeypatch.setattr(database.sqlite3, "connect", never)
        Turns(archive.database)
        archive.database._shorten_log()
    monkeypatch.undo()
    archive.close()
