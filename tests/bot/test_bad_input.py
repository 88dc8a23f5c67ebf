"""What is broken, hostile or out of reach: one clear sentence, the right exit status, and nothing stored is lost."""

import contextlib
import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.cli import main
from bot.engines import open_archive
from retrieval.archive.archive import Archive

STORY = (
    "Harbour reopens after storm\n\n"
    "PORT ELLARY (Reuters) - The harbour reopened on Monday after a storm that had closed it for eleven days, the mayor said.\n\n"
    "The port lost four million crowns, its director said, and it will take until the summer to mend every pier.\n"
)
WITHOUT_WORDS = {
    "empty": b"",
    "binary": bytes(range(256)) * 40,
    "nothing but NUL": b"\0" * 5000,
    "one line of 10 MB": b"a" * 10_000_000,
    "20,000 short lines": b"short line\n" * 20_000,
    "a headline": b"Ferry hits reef\n",
    "a list of headlines": b"Ferry hits reef in fog\nMayor resigns over bridge\nTram line to open in June\nHospital closes ward\n",
}


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith(("ONRECORD_", "TELEGRAM_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("ONRECORD_ARCHIVE__URL", str(tmp_path / "archive"))


def run(capsys: pytest.CaptureFixture[str], words: Sequence[str]) -> tuple[int, str, str]:
    status = main(words)
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def sentence(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """Run a command that has to fail with one sentence and nothing else."""
    status, out, err = run(capsys, words)
    assert out == ""
    assert err.count("\n") == 1
    assert err.startswith("onrecord: ")
    assert err.rstrip().endswith(".")
    return status, err


def stored(folder: Path) -> int:
    with contextlib.closing(open_archive(str(folder))) as archive:
        return archive.count()


@pytest.mark.parametrize("data", WITHOUT_WORDS.values(), ids=WITHOUT_WORDS.keys())
def test_a_file_without_an_article_is_refused_and_the_rest_is_added(
    data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.txt").write_bytes(data)
    (tmp_path / "story.txt").write_text(STORY, "utf-8")
    status, out, _ = run(capsys, ["add", str(tmp_path / "bad.txt"), str(tmp_path / "story.txt")])
    assert status == 1
    refused, added = out.splitlines()
    assert refused.startswith("refused")
    assert "bad.txt" in refused
    assert added.startswith("added")
    assert stored(tmp_path / "archive") == 1


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "latin-1"])
def test_text_is_read_whatever_its_encoding(encoding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "story.txt").write_bytes(STORY.replace("mayor", "mayor René Dupré").encode(encoding))
    assert run(capsys, ["add", str(tmp_path / "story.txt")])[0] == 0
    with contextlib.closing(open_archive(str(tmp_path / "archive"))) as archive:
        assert "the mayor René Dupré said." in archive.articles(["story"])["story"].text


@pytest.mark.parametrize("command", ["add", "quotes", "summary", "extract", "evaluate", "tune"])
def test_every_command_that_reads_a_file_names_the_one_that_is_missing(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = str(tmp_path / "missing.txt")
    status, out, err = run(capsys, [command, missing])
    assert status == 1
    assert (out + err).count("\n") == 1
    assert "missing.txt: cannot be read: No such file or directory." in out + err


@pytest.mark.parametrize("data", [b"", bytes(range(256)) * 40], ids=["empty", "binary"])
@pytest.mark.parametrize("command", ["quotes", "summary", "extract", "evaluate", "tune"])
def test_a_file_that_holds_nothing_to_read_is_named(
    command: str, data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.txt").write_bytes(data)
    status, err = sentence(capsys, command, str(tmp_path / "bad.txt"))
    assert status == 1
    assert "bad.txt" in err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "secret.txt").write_text(STORY)
    (tmp_path / "secret.txt").chmod(0)
    status, out, _ = run(capsys, ["add", str(tmp_path / "secret.txt")])
    assert status == 1
    assert "secret.txt: cannot be read: Permission denied." in out


@pytest.mark.parametrize("number", ["-3", "257", "two"])
def test_a_number_of_workers_that_cannot_be_is_wrong_usage(number: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, err = sentence(capsys, "add", "--workers", number, "story.txt")
    assert status == 2
    assert number in err


def test_a_folder_is_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("summary", "quotes", "extract", "evaluate"):
        assert sentence(capsys, command, str(tmp_path))[0] == 1


def test_an_address_of_a_database_that_is_not_known_is_refused_without_its_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    status, err = sentence(capsys, "--archive", "mysql://reader:hunter2@db.example/news", "ask", "Who won?")
    assert status == 2
    assert "a folder, or an address starting with postgresql://" in err
    assert "hunter2" not in err
    assert list(tmp_path.iterdir()) == []


def test_every_fault_of_the_feeds_is_named_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "onrecord.yaml").touch()
    (tmp_path / "feeds.yaml").write_text("outlets:\n  - name: 5\n    feeds: nope\n    colour: red\n")
    status, _, err = run(capsys, ["--config", str(tmp_path / "onrecord.yaml"), "watch", "--once"])
    assert status == 2
    assert [line.rpartition(", line ")[2][0] for line in err.splitlines()] == ["4", "2", "3"]


def test_an_archive_that_is_being_written_answers_and_refuses_to_be_written_by_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "story.txt").write_text(STORY, "utf-8")
    (tmp_path / "other.txt").write_text(STORY.replace("harbour", "bridge").replace("pier", "arch"), "utf-8")
    assert main(["add", str(tmp_path / "story.txt")]) == 0
    capsys.readouterr()
    # the same archive, without the patience of ten seconds
    monkeypatch.setattr("bot.commands.add.open_archive", lambda url: Archive.open(url, patience=0.05))
    with contextlib.closing(sqlite3.connect(tmp_path / "archive/archive.sqlite", isolation_level=None)) as other:
        other.execute("begin immediate")
        status, err = sentence(capsys, "add", str(tmp_path / "other.txt"))
        assert status == 1
        assert "is being written by another process" in err
        status, out, _ = run(capsys, ["ask", "How much did the port lose?"])
        assert status == 0
        assert "four million crowns" in out
        other.execute("rollback")
    assert stored(tmp_path / "archive") == 1
    assert main(["add", str(tmp_path / "other.txt")]) == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_archive_that_may_not_be_written_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "story.txt").write_text(STORY, "utf-8")
    assert main(["add", str(tmp_path / "story.txt")]) == 0
    capsys.readouterr()
    paths = [tmp_path / "archive", *(tmp_path / "archive").rglob("*")]
    for path in paths:
        path.chmod(path.stat().st_mode & ~0o222)
    try:
        status, err = sentence(capsys, "add", str(tmp_path / "story.txt"))
    finally:
        for path in paths:
            path.chmod(path.stat().st_mode | 0o200)
    assert status == 1
    assert "read-only" in err
    assert stored(tmp_path / "archive") == 1


@pytest.mark.parametrize(
    "question", ['"', "a AND", "NEAR(", "*", "title:x", "-", "(", "ferry AND (", "^ferry~2 OR [a TO b]"]
)
def test_the_signs_of_query_languages_are_words(question: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, ["ask", "--", question])
    assert (status, err) == (0, "")
    assert out.strip()


@pytest.mark.parametrize("question", ["🚢🔥", "\u200b\u200d\ufeff", "x" * 100_000], ids=["emoji", "zero-width", "long"])
def test_a_question_without_words_or_with_too_many_gets_a_friendly_hint(
    question: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, ["ask", question])
    assert (status, err) == (0, "")
    assert out.strip()
    assert len(out) < 1000
    assert ">" not in out  # nothing is quoted
