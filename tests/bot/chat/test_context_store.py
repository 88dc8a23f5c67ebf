"""A conversation survives a restart and ends some time after its last turn."""

from dataclasses import dataclass

import pytest

from bot.chat.context_store import StoredContexts
from retrieval.archive.archive import Archive
from retrieval.domain import Context

ABOUT = Context(topic="Ferry stopped", articles=("ferry",), shown=(("ferry", 0, 10),))


@dataclass
class Source:
    archive: Archive


@pytest.fixture
def source(tmp_path):
    archive = Archive.open(tmp_path)
    yield Source(archive)
    archive.close()


def test_a_context_is_found_again_after_a_restart(source):
    contexts = StoredContexts(source, 60)
    contexts.save("chat", "user", ABOUT)
    contexts.close()
    again = StoredContexts(source, 60)
    assert again.load("chat", "user") == ABOUT
    assert again.load("chat", "another") is None
    again.drop("chat", "user")
    again.close()
    assert StoredContexts(source, 60).load("chat", "user") is None


def test_a_context_expires_in_memory_as_in_the_archive(source):
    now = [1_000_000.0]
    contexts = StoredContexts(source, 10, lambda: now[0])
    contexts.save("chat", "user", ABOUT)
    now[0] += 599
    assert contexts.load("chat", "user") == ABOUT
    now[0] += 2
    assert contexts.load("chat", "user") is None
    contexts.close()
    assert StoredContexts(source, 10, lambda: now[0]).load("chat", "user") is None


def test_a_context_that_was_dropped_is_empty_at_once(source):
    contexts = StoredContexts(source, 60)
    contexts.save("chat", "user", ABOUT)
    contexts.drop("chat", "user")
    assert contexts.load("chat", "user") == Context()
    contexts.close()
