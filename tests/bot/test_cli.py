"""The command line as a person meets it: what it imports, what it says when something is wrong, and its exit status."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.cli import main
from bot.commands import COMMANDS

#: what a question has no use for
HEAVY = {
    "telegram",
    "trafilatura",
    "httpx",
    "rich",
    "alembic",
    "dateparser",
    "matplotlib",
    "py3langid",
    "feedparser",
} | {
    "lxml",
    "PIL",
    "pypdfium2",
    "rensa",
}


def onrecord(*words: str, cwd: Path, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    # the checkout's own packages, whatever the working folder is
    path = os.pathsep.join(map(str, (Path(__file__).parent.parent.parent,)))
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": path, "XDG_DATA_HOME": str(cwd / "data")} | environment,
        capture_output=True,
        check=False,
        timeout=600,
    )


def said(capsys: pytest.CaptureFixture[str], words: Sequence[str]) -> tuple[int, str]:
    status = main(words)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    return status, captured.err


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (["aks"], "There is no command aks; did you mean ask?"),
        (["When did it happen?"], 'To ask a question: onrecord ask "When did it happen?"'),
        (["--archive"], "expected one argument; see onrecord --help."),
        (["ask"], "Give one question, or --jsonl FILE."),
        (["ask", "--nonsense"], "see onrecord ask --help."),
        (["--config", "absent.yaml", "ask", "x"], "absent.yaml: cannot be read: No such file or directory."),
    ],
)
def test_wrong_usage_is_one_sentence_and_status_2(
    capsys: pytest.CaptureFixture[str], words: list[str], what: str
) -> None:
    status, message = said(capsys, words)
    assert status == 2
    assert what in message


def test_every_configuration_fault_has_a_line_of_its_own(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "onrecord.yaml").write_text("answers: {sentences: many}\nnonsense: 1\n")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "no token")
    assert main(["--config", str(tmp_path), "ask", "x"]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 3
    assert all(line.startswith("onrecord: ") for line in lines)


def test_an_archive_that_is_a_file_is_one_sentence_and_status_1(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    status, message = said(capsys, ["--archive", str(tmp_path / "file"), "ask", "who?"])
    assert status == 1
    assert str(tmp_path / "file") in message


@pytest.mark.parametrize("command", ["quotes", "summary", "extract", "rank", "search", "ask"])
def test_a_missing_file_of_lines_is_one_sentence_and_status_1(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: str
) -> None:
    status, message = said(
        capsys, ["--archive", str(tmp_path / "archive"), command, "--jsonl", str(tmp_path / "absent.jsonl")]
    )
    assert status == 1
    assert "absent.jsonl: cannot be read: No such file or directory." in message


def test_help_lists_every_command_and_each_has_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--help"])
    assert stop.value.code == 0
    shown = capsys.readouterr().out
    for command, line in COMMANDS.items():
        assert line in shown
        with pytest.raises(SystemExit) as stop:
            main([command, "--help"])
        assert stop.value.code == 0
        assert capsys.readouterr().out.startswith(f"usage: onrecord {command}")


def test_global_options_may_stand_before_or_after_the_command(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    for words in (["--archive", str(tmp_path / "file"), "ask", "x"], ["ask", "x", "--archive", str(tmp_path / "file")]):
        assert said(capsys, words)[0] == 1


def test_a_question_imports_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    assert onrecord("ask", "who?", cwd=tmp_path).returncode == 0  # builds the samples' archive, which takes more
    listed = onrecord("ask", "When did the ferry run aground?", cwd=tmp_path, PYTHONPROFILEIMPORTTIME="1")
    assert listed.returncode == 0
    imported = {line.rsplit(b"|", 1)[-1].strip().split(b".")[0].decode() for line in listed.stderr.splitlines()}
    assert "tantivy" in imported
    assert not imported & HEAVY


def test_a_question_makes_no_archive(tmp_path: Path) -> None:
    asked = onrecord(
        "--archive", str(tmp_path / "nothing-here"), "ask", "When did the ferry run aground?", cwd=tmp_path
    )
    assert b"aground" in asked.stdout
    assert not (tmp_path / "nothing-here").exists()


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    lines = tmp_path / "questions.jsonl"
    lines.write_text('{"id": 1, "question": "When did the ferry run aground?"}\n' * 400)
    shell = f'"{sys.executable}" -m bot ask --jsonl "{lines}" | head -n 1'
    done = subprocess.run(
        ["sh", "-c", shell], cwd=Path(__file__).parent.parent.parent, capture_output=True, check=False, timeout=600
    )
    assert done.stdout.count(b"\n") == 1
    assert done.stderr == b""
