"""Votes of readers become a data set that the answers are measured on."""

import json
from pathlib import Path

import pytest

from bot.cli import main
from retrieval.archive.archive import Archive
from retrieval.archive.votes import Votes
from retrieval.domain import Evidence

STORY = {
    "id": "mill",
    "headline": "Old mill of Arnsby burns down",
    "outlet": "The Arnsby Clarion",
    "published": "2031-03-02",
    "text": "The old mill of Arnsby burned down on Sunday. Forty firefighters came from three towns.\n\nThe miller, Tove Ask, "
    "was away. The mill had stood since 1790.",
}


@pytest.fixture
def archive(tmp_path: Path) -> str:
    stories = tmp_path / "stories.jsonl"
    stories.write_text(json.dumps(STORY))
    folder = str(tmp_path / "archive")
    assert main(["--archive", folder, "add", str(stories)]) == 0
    return folder


def vote(folder: str, message: str, question: str, text: str, *, good: bool) -> None:
    archive = Archive.open(folder)
    start = STORY["text"].index(text)
    shown = [Evidence("mill", start, start + len(text), text, 1.0)]
    Votes(archive.database).cast("1", "2", message, question, shown, good=good)
    archive.close()


def test_votes_are_printed_as_a_data_set_without_who_cast_them(
    archive: str, capsys: pytest.CaptureFixture[str]
) -> None:
    vote(archive, "1", "How many firefighters came?", "Forty firefighters came from three towns.", good=True)
    capsys.readouterr()
    assert main(["--archive", archive, "votes"]) == 0
    (line,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert (line["good"], line["question"], line["articles"]) == (True, "How many firefighters came?", ["mill"])
    assert not {"chat", "person", "user"} & line.keys()


def test_an_answer_that_was_liked_counts_as_right_and_one_that_was_not_as_rejected(
    archive: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vote(archive, "1", "How many firefighters came?", "Forty firefighters came from three towns.", good=True)
    vote(archive, "2", "When did the old mill burn down?", "The mill had stood since 1790.", good=False)
    capsys.readouterr()
    main(["--archive", archive, "votes"])
    votes = tmp_path / "votes.jsonl"
    votes.write_text(capsys.readouterr().out)
    assert main(["--archive", archive, "evaluate", str(votes)]) == 0
    figures = dict(line.rsplit(maxsplit=1) for line in capsys.readouterr().out.splitlines())
    figures = {name.strip(): float(value) for name, value in figures.items()}
    assert (figures["A@1"], figures["rejected again"]) == (1.0, 0.0)


@pytest.mark.parametrize("line", [{"good": 1, "sentences": []}, {"good": True, "sentences": [3]}, {"good": True}])
def test_a_vote_of_another_form_is_named_with_file_and_line(
    archive: str, tmp_path: Path, line: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    votes = tmp_path / "votes.jsonl"
    votes.write_text(json.dumps({"id": "v", "question": "Who?"} | line))
    assert main(["--archive", archive, "evaluate", str(votes)]) == 1
    assert "votes.jsonl, line 1" in capsys.readouterr().err
