"""What an article said before it changed can be read."""

import json
from pathlib import Path

import pytest

from bot.cli import main

FIRST = "The ferry to Brask sank on Friday with 12 people aboard, the harbour office said in the evening."
SECOND = "The ferry to Brask sank on Friday with 14 people aboard, the harbour office said on Saturday."


def add(folder: str, path: Path, text: str) -> None:
    path.write_text(json.dumps({"id": "ferry", "headline": "Ferry sinks", "text": text}))
    assert main(["--archive", folder, "add", str(path)]) == 0


def test_an_earlier_text_is_shown_and_a_current_one_is_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(tmp_path / "archive")
    add(folder, tmp_path / "story.jsonl", FIRST)
    capsys.readouterr()
    assert main(["--archive", folder, "revisions", "ferry"]) == 0
    assert FIRST not in capsys.readouterr().out
    add(folder, tmp_path / "story.jsonl", SECOND)
    capsys.readouterr()
    assert main(["--archive", folder, "revisions", "ferry", "--json"]) == 0
    (line,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert (line["text"], line["headline"]) == (FIRST, "Ferry sinks")


def test_an_article_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(tmp_path / "archive")
    add(folder, tmp_path / "story.jsonl", FIRST)
    assert main(["--archive", folder, "revisions", "train"]) == 1
    assert "no article train" in capsys.readouterr().err
