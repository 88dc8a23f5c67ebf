"""What is put together: the user's archive, or the samples while it is empty, never mixed."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.bootstrap import open_program
from bot.configuration.settings import Settings, load_settings
from bot.engines import open_archive
from bot.samples import sample_archive, sample_files
from retrieval.domain import Article, Block, BlockKind, Question


def settings_for(folder: Path) -> Settings:
    return load_settings({"archive.url": str(folder)}, {})


def article(text: str = "The lighthouse at Skarv was painted green on Monday. Nobody knows by whom.") -> Article:
    return Article(
        "skarv", text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), "A green lighthouse", published="2025-06-02"
    )


def test_an_empty_archive_answers_from_the_samples(tmp_path: Path) -> None:
    program = open_program(settings_for(tmp_path / "archive"))
    try:
        assert program.samples
        assert program.archive.count() >= 12
        answer = program.answerer.answer(Question("How many turbines were approved off Cape Morrow?"))
        assert "62" in answer.sentences[0].text
    finally:
        program.close()


def test_what_is_added_goes_to_the_users_archive_alone(tmp_path: Path) -> None:
    program = open_program(settings_for(tmp_path / "archive"))
    try:
        samples = program.archive.count()
        assert [outcome.status for outcome in program.add([article()])] == ["added"]
        assert not program.samples
        assert program.archive.count() == 1
        (hit,) = program.answerer.search("lighthouse at Skarv", 10)
        assert hit.passage.article_id == "skarv"
    finally:
        program.close()
    kept = open_archive(str(sample_archive()))
    assert kept.count() == samples
    kept.close()
    again = open_program(settings_for(tmp_path / "archive"))
    assert not again.samples
    again.close()


def test_the_samples_stay_when_nothing_was_stored(tmp_path: Path) -> None:
    program = open_program(settings_for(tmp_path / "archive"))
    try:
        assert list(program.add([])) == []
        assert program.samples
        assert program.archive.count() >= 12
    finally:
        program.close()


def test_a_question_in_flight_keeps_the_stories_it_began_with(tmp_path: Path) -> None:
    program = open_program(settings_for(tmp_path / "archive"))
    try:
        answerer, archive = program.answerer, program.archive
        for _ in program.add([article()]):
            pass
        assert program.answerer is not answerer
        assert archive.count() >= 12
        assert answerer.answer(Question("How many turbines were approved off Cape Morrow?")).sentences
    finally:
        program.close()


def test_the_samples_answer_until_something_is_stored(tmp_path: Path) -> None:
    program = open_program(settings_for(tmp_path / "archive"))

    def coming() -> Iterator[Article]:
        assert program.samples
        assert program.answerer.answer(Question("How many turbines were approved off Cape Morrow?")).sentences
        yield article()

    try:
        assert len(list(program.add(coming()))) == 1
        assert not program.samples
    finally:
        program.close()


def test_a_running_program_notices_that_another_one_has_added_something(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.bootstrap.LOOK_AGAIN", -1.0)
    running, other = (open_program(settings_for(tmp_path / "archive")) for _ in range(2))
    try:
        assert running.answerer is running.answerer
        assert running.samples
        list(other.add([article()]))
        (hit,) = running.answerer.search("lighthouse at Skarv", 10)
        assert hit.passage.article_id == "skarv"
        assert not running.samples
    finally:
        running.close()
        other.close()


def test_the_samples_archive_is_built_once() -> None:
    first = sample_archive()
    changed = (first / "archive.sqlite").stat().st_mtime_ns
    assert sample_archive() == first
    assert (first / "archive.sqlite").stat().st_mtime_ns == changed


def test_the_samples_work_where_nothing_can_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    folder = sample_archive()
    assert not folder.is_relative_to(tmp_path)
    archive = open_archive(str(folder))
    assert archive.count() >= 12
    archive.close()


def test_what_earlier_versions_left_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    old, recent = tmp_path / "onrecord/samples-0123", tmp_path / "onrecord/samples-4567"
    old.mkdir(parents=True)
    recent.mkdir()
    os.utime(old, (0, 0))
    sample_archive()
    assert not old.exists()
    assert recent.exists()


def test_the_samples_are_several_outlets_and_dates_with_one_event_told_thrice() -> None:
    archive = open_archive(str(sample_archive()))
    citations = archive.newest(100)
    archive.close()
    assert len(sample_files()) >= 8
    assert len({citation.outlet for citation in citations}) >= 4
    assert None not in {citation.outlet for citation in citations}
    assert None not in {citation.published for citation in citations}
    ferry = [
        citation
        for citation in citations
        if citation.published and citation.published[:10] in {"2025-05-14", "2025-05-15"}
    ]
    assert len({citation.outlet for citation in ferry}) == 3


def test_a_question_is_answered_without_importing_what_it_does_not_need(tmp_path: Path) -> None:
    program = open_program(settings_for(tmp_path))
    list(program.add([article()]))
    program.close()
    asked = (
        "import sys; from bot.cli import main; main(sys.argv[1:]);"
        "print(sorted({'retrieval.quotations.finding', 'sqlalchemy.dialects.postgresql', 'alembic', 'matplotlib', 'telegram', "
        "'trafilatura', 'dateparser'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", asked, "ask", "Who painted the lighthouse?", "--archive", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "painted green" in done.stdout
    assert done.stdout.endswith("[]\n")
