"""Within a snapshot everything that a thread reads is of one moment, over one connection; other threads go on."""

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import event

from retrieval.archive.archive import Archive
from retrieval.archive.database import FILE
from retrieval.domain import Article
from retrieval.errors import ArchiveError

Added = Callable[..., None]
Made = Callable[..., Article]


def elsewhere(work: Callable[[], object]) -> object:
    """Return what another thread gets by some work."""
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.append(work()))
    thread.start()
    thread.join()
    return found[0]


def test_what_is_added_meanwhile_is_seen_after_the_snapshot(archive: Archive, add: Added, article: Made) -> None:
    add(article("pier", "The pier is open."))
    with archive.snapshot():
        assert archive.count() == 1
        elsewhere(lambda: add(article("mill", "The mill is shut.")))
        assert (archive.count(), archive.texts(["mill"]), list(archive.citations(["pier", "mill"]))) == (
            1,
            {},
            ["pier"],
        )
        with archive.snapshot():  # one inside another is the same
            assert archive.count() == 1
        assert archive.count() == 1
        assert elsewhere(archive.count) == 2
    assert archive.count() == 2


def test_a_snapshot_takes_one_connection_and_none_where_nothing_is_read(archive: Archive) -> None:
    taken: list[object] = []
    event.listen(archive.database.engine, "checkout", lambda connection, *_: taken.append(connection))
    with archive.snapshot():
        pass
    assert taken == []
    with archive.snapshot():
        assert (archive.count(), archive.languages(), archive.texts(["pier"])) == (0, (), {})
    assert len(taken) == 1
    archive.count()
    archive.count()
    assert len(taken) == 3


def test_what_fails_within_a_snapshot_ends_it_and_leaves_nothing_open(archive: Archive) -> None:
    def failing() -> None:
        with archive.snapshot():
            archive.count()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
    assert archive.database.engine.pool.checkedout() == 0
    assert archive.count() == 0


def test_an_archive_that_was_taken_away_is_said_to_be_gone(tmp_path, article: Made) -> None:
    archive = Archive.open(tmp_path / "taken")
    (tmp_path / "taken" / FILE).unlink()
    with pytest.raises(ArchiveError, match="gone"), archive.snapshot():
        archive.count()


def test_many_ids_are_asked_for_in_parts_and_each_once(archive: Archive, add: Added, article: Made) -> None:
    add(*(article(f"a{n}", f"Barge {n} is loaded with {n} planks of pine.") for n in (0, 1500, 2499)))
    ids = [f"a{n}" for n in range(2500)]
    assert sorted(archive.texts(ids + ids)) == ["a0", "a1500", "a2499"]
