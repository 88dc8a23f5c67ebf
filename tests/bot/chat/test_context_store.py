"""A conversation survives a restart and ends some time after its last turn."""

import pytest

from bot.chat.context_store import StoredContexts
from bot.chat.records import Records
from retrieval.archive.archive import Archive
from retrieval.domain import Context

ABOUT = Context(topic="Ferry stopped", articles=("ferry",), shown=(("ferry", 0, 10),))


@pytest.fixture
def archive(tmp_path):
    opened = Archive.open(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def records(archive):
    """Records of one life of the process after the other."""
    lives: list[Records] = []

    def start() -> Records:
        for life in lives:
            life.close()
        lives[:] = [Records(lambda: archive.database)]
        return lives[0]

    yield start
    for life in lives:
        life.close()


def test_a_context_is_found_again_after_a_restart(records):
    contexts = StoredContexts(records(), 60)
    contexts.save("chat", "user", ABOUT)
    again = StoredContexts(records(), 60)
    assert again.load("chat", "user") == ABOUT
    assert again.load("chat", "another") is None
    again.drop("chat", "user")
    assert StoredContexts(records(), 60).load("chat", "user") is None


def test_a_context_expires_in_memory_as_in_the_archive(records):
    now = [1_000_000.0]
    contexts = StoredContexts(records(), 10, lambda: now[0])
    contexts.save("chat", "user", ABOUT)
    now[0] += 599
    assert contexts.load("chat", "user") == ABOUT
    now[0] += 2
    assert contexts.load("chat", "user") is None
    assert StoredContexts(records(), 10, lambda: now[0]).load("chat", "user") is None


def test_a_context_that_was_dropped_is_empty_at_once(records):
    contexts = StoredContexts(records(), 60)
    contexts.save("chat", "user", ABOUT)
    contexts.drop("chat", "user")
    assert contexts.load("chat", "user") == Context()


def test_where_workers_share_the_archive_each_sees_what_another_has_kept(archive):
    one, other = Records(lambda: archive.database), Records(lambda: archive.database)
    first, second = StoredContexts(one, 60, shared=True), StoredContexts(other, 60, shared=True)
    first.save("chat", "user", Context(topic="Another"))
    one.now(lambda joined: None).result()
    second.save("chat", "user", ABOUT)
    other.now(lambda joined: None).result()
    assert first.load("chat", "user") == ABOUT
    one.close()
    other.close()


def test_a_conversation_that_there_is_none_of_is_looked_for_once(records, monkeypatch):
    kept, looked = records(), []
    contexts = StoredContexts(kept, 120)
    read = kept.read
    monkeypatch.setattr(kept, "read", lambda what: looked.append(1) or read(what))
    assert all((contexts.load("5", "5") or Context()) == Context() for _ in range(3))
    assert len(looked) == 1
    contexts.save("5", "5", Context(topic="Ferry"))
    assert contexts.load("5", "5") == Context(topic="Ferry")
