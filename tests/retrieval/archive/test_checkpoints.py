"""The log of writes is copied behind those who write."""

import time
from pathlib import Path

import pytest

from retrieval.archive import checkpoints
from retrieval.archive.archive import Archive
from retrieval.archive.checkpoints import Checkpoints
from retrieval.archive.database import FILE
from retrieval.archive.turns import Turns
from retrieval.domain import Answer, AnswerKind, Turn


def written(archive: Archive, key: str) -> None:
    Turns(archive.database).save(Turn(key, "1", "2", "What?", Answer(AnswerKind.FACT, abstained=True)))


def content(folder: Path) -> bytes:
    return (folder / FILE).read_bytes()


def test_a_commit_is_copied_a_moment_later_and_not_by_whoever_commits(tmp_path: Path) -> None:
    archive = Archive.open(tmp_path)
    archive.database._checkpoints.close()
    archive.database._checkpoints._due = 0.0
    before = content(tmp_path)
    written(archive, "k1")
    archive.database._checkpoints.close()  # waits for the copy
    assert content(tmp_path) != before
    archive.close()


def test_commits_in_quick_succession_are_copied_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Archive.open(tmp_path)
    copies: list[float] = []
    monkeypatch.setattr(Checkpoints, "_copy", lambda _: copies.append(time.monotonic()))
    archive.database._checkpoints._due = 0.0
    for number in range(20):
        written(archive, f"k{number}")
    archive.database._checkpoints.close()
    assert len(copies) == 1 + sum(later - copies[0] >= checkpoints.EVERY for later in copies[1:])
    archive.close()


def test_a_file_that_was_taken_away_is_not_made_anew(tmp_path: Path) -> None:
    gone = Checkpoints(tmp_path / FILE)
    gone.soon()
    gone.close()
    assert not (tmp_path / FILE).exists()
