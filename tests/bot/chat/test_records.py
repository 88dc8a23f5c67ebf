"""What chats leave behind is written in order and together, and a fault of one write costs the others nothing."""

import contextlib
import threading

import pytest

from bot.chat.records import Records
from retrieval.archive.archive import Archive
from retrieval.archive.conversations import Conversations
from retrieval.domain import Context
from retrieval.errors import ArchiveError, ArchiveLocked


class Counted:
    """A database that counts its transactions, and fails as often as it is told to."""

    def __init__(self, *faults):
        self.faults, self.transactions = list(faults), 0

    @contextlib.contextmanager
    def noting(self):
        self.transactions += 1
        if self.faults:
            raise self.faults.pop(0)
        yield None

    reading = noting


def test_what_waits_is_committed_together_and_in_order():
    database, written, go = Counted(), [], threading.Event()
    records = Records(lambda: database)
    records.now(lambda joined: go.wait(10))
    for number in range(50):
        records.later(lambda joined, number=number: written.append(number))
    go.set()
    records.close()
    assert written == list(range(50))
    assert database.transactions == 2


def test_what_nobody_waits_for_is_gathered_until_somebody_waits(monkeypatch):
    monkeypatch.setattr("bot.chat.records.GATHERING", 60.0)
    database, written = Counted(), []
    records = Records(lambda: database)
    for number in range(5):
        records.later(lambda joined, number=number: written.append(number))
    assert records.now(lambda joined: list(written)).result(10) == [0, 1, 2, 3, 4]
    assert database.transactions == 1
    records.close()


def test_a_locked_archive_is_waited_for():
    records = Records(lambda: database)
    database = Counted(ArchiveLocked("busy"), ArchiveLocked("busy"))
    assert records.now(lambda joined: "written").result(10) == "written"
    records.close()


def test_a_write_that_fails_costs_only_itself(caplog):
    def fails(joined):
        raise ValueError("secret words")

    database, written, go = Counted(), [], threading.Event()
    records = Records(lambda: database)
    records.later(lambda joined: go.wait(10))
    records.later(lambda joined: written.append(1))
    records.later(fails)
    failed = records.now(fails)
    records.later(lambda joined: written.append(2))
    go.set()
    records.close()
    assert written[-2:] == [1, 2]
    with pytest.raises(ValueError, match="secret"):
        failed.result()
    assert "secret" not in caplog.text


def test_who_waits_for_a_write_is_told_that_it_failed():
    records = Records(lambda: Counted(ArchiveError("it is read-only")))
    with pytest.raises(ArchiveError):
        records.now(lambda joined: None).result(10)
    records.close()


def test_what_belongs_together_is_written_whole_or_not_at_all(tmp_path):
    archive = Archive.open(tmp_path)
    records = Records(lambda: archive.database)

    def save(chat):
        return lambda joined: Conversations(joined).save(chat, "u", Context(topic=chat))

    with records.together():
        records.later(save("a"))
        assert records.read(lambda joined: Conversations(joined).load("a", "u")) is None
        records.later(save("b"))
    with pytest.raises(KeyError), records.together():
        [records.later(save("c")), {}["nothing"]]
    records.now(lambda joined: None).result(10)
    kept = [records.read(lambda joined, chat=chat: Conversations(joined).load(chat, "u")) for chat in "abc"]
    assert [context and context.topic for context in kept] == ["a", "b", None]
    records.close()
    archive.close()


@pytest.mark.parametrize("faults", [(), (ArchiveError("full"), ArchiveError("full"))])
def test_who_waits_no_more_stops_no_other_write(faults):
    database, written, go = Counted(*faults), [], threading.Event()
    records = Records(lambda: database)
    records.later(lambda joined: go.wait(10))
    waiting = records.now(lambda joined: written.append("first"))
    assert waiting.cancel()
    go.set()
    last = records.now(lambda joined: written.append("last"))
    last.result(10) if not faults else last.exception(10)
    assert records.now(lambda joined: "alive").result(10) == "alive"
    records.close()
