"""`onrecord backup` and `onrecord restore`: there and back, with the index in step at the end."""

import json
import shutil
from pathlib import Path

import pytest

from bot.cli import main
from retrieval.archive.archive import Archive
from retrieval.archive.database import FILE

STORY = {
    "id": "mill",
    "headline": "Old mill of Arnsby burns down",
    "outlet": "The Arnsby Clarion",
    "published": "2031-03-02",
    "text": "The old mill of Arnsby burned down on Sunday. Forty firefighters came from three towns.",
}
QUESTION = "How many firefighters came?"


def add(folder: Path, **changed: str) -> None:
    file = folder.parent / "stories.jsonl"
    file.write_text(json.dumps(STORY | changed))
    assert main(["--archive", str(folder), "add", str(file)]) == 0


def asked(folder: Path, question: str, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert main(["--archive", str(folder), "ask", question]) == 0
    return capsys.readouterr().out


def test_what_was_backed_up_answers_on_another_machine(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(tmp_path / "a")
    assert main(["--archive", str(tmp_path / "a"), "backup", str(tmp_path / "copy.sqlite")]) == 0
    assert "1 articles" in capsys.readouterr().out
    assert main(["--archive", str(tmp_path / "b"), "restore", str(tmp_path / "copy.sqlite")]) == 0
    assert "Forty firefighters" in asked(tmp_path / "b", QUESTION, capsys)


def test_an_archive_is_replaced_only_when_asked_and_its_index_knows_nothing_of_it_any_more(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "a"
    add(folder)
    main(["--archive", str(folder), "backup", str(tmp_path / "copy.sqlite")])
    add(folder, id="barge", headline="Barge of Dolmen sinks", text="The barge of Dolmen sank with ninety crates.")
    assert main(["--archive", str(folder), "restore", str(tmp_path / "copy.sqlite")]) == 1
    assert "--replace" in capsys.readouterr().err
    assert main(["--archive", str(folder), "restore", "--replace", str(tmp_path / "copy.sqlite")]) == 0
    # as many changes as the archive had that was replaced: an index left from it would now be thought in step
    add(folder, id="tower", headline="Tower of Dolmen falls", text="The tower of Dolmen fell on Monday.")
    main(["--archive", str(folder), "search", "barge crates"])
    assert "ninety crates" not in capsys.readouterr().out
    assert "tower" in asked(folder, "When did the tower of Dolmen fall?", capsys).lower()


def test_backups_in_a_folder_are_named_by_their_moment_and_the_oldest_go(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.commands import backup

    add(tmp_path / "a")
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "letters.sqlite").touch()
    for second in range(4):
        monkeypatch.setattr(backup, "_NAMED", f"onrecord-2031010{second}T000000Z.sqlite")
        capsys.readouterr()
        assert main(["--archive", str(tmp_path / "a"), "backup", str(tmp_path / "kept"), "--keep", "2", "--json"]) == 0
        report = json.loads(capsys.readouterr().out)
        assert (report["articles"], report["verified"]) == (1, True)
    assert sorted(path.name for path in (tmp_path / "kept").iterdir()) == [
        "letters.sqlite",
        "onrecord-20310102T000000Z.sqlite",
        "onrecord-20310103T000000Z.sqlite",
    ]


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["backup", "missing/copy.sqlite"], 1, "no such folder"),
        (["backup", "copy.sqlite", "--keep", "3"], 2, "--keep"),
        (["backup"], 2, "required"),
        (["restore", "missing.sqlite", "--replace"], 1, "no such file"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    tmp_path: Path, words: list[str], status: int, said: str, capsys: pytest.CaptureFixture[str], monkeypatch
) -> None:
    add(tmp_path / "a")
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()
    assert main(["--archive", str(tmp_path / "a"), *words]) == status
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
    assert "Forty firefighters" in asked(tmp_path / "a", QUESTION, capsys)


def test_nothing_to_back_up_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--archive", str(tmp_path / "none"), "backup", str(tmp_path / "copy.sqlite")]) == 1
    assert "no archive" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("empty", [False, True])
@pytest.mark.parametrize("words", [["ask", QUESTION], ["stories"], ["add", "{stories}"], ["index"]])
def test_an_archive_that_lost_its_file_beside_a_full_index_is_neither_replaced_nor_answered_for(
    tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str], *, empty: bool
) -> None:
    folder = tmp_path / "a"
    add(folder)
    capsys.readouterr()
    for file in folder.glob(f"{FILE}*"):
        file.unlink()
    if empty:
        (folder / FILE).touch()
    words = [word.format(stories=tmp_path / "stories.jsonl") for word in words]
    assert main(["--archive", str(folder), *words]) == 1
    out, error = capsys.readouterr()
    assert (out, "restore" in error) == ("", True)
    assert not (folder / FILE).exists() or not (folder / FILE).stat().st_size
    shutil.rmtree(folder / "index")  # as the sentence says, to begin anew
    add(folder)
    archive = Archive.open(folder)
    assert archive.count() == 1
    archive.close()


def test_a_folder_that_cannot_be_written_is_asked_all_the_same(tmp_path: Path, without_rights) -> None:
    folder = tmp_path / "a"
    add(folder)
    command = ("-m", "bot", "--archive", str(folder))
    answered = without_rights(folder, *command, "ask", QUESTION)
    assert "Forty firefighters" in answered.stdout, answered.stderr
    (tmp_path / "more.jsonl").write_text(json.dumps(STORY | {"id": "other", "text": "The tower of Dolmen fell."}))
    added = without_rights(folder, *command, "add", str(tmp_path / "more.jsonl"))
    assert (added.returncode, "read-only" in added.stderr, added.stderr.count("\n")) == (1, True, 1)


def test_an_archive_in_a_folder_that_cannot_be_written_is_backed_up(tmp_path: Path, without_rights) -> None:
    folder, copy = tmp_path / "a", tmp_path / "copy.sqlite"
    add(folder)
    done = without_rights(folder, "-m", "bot", "--archive", str(folder), "backup", str(copy))
    assert (done.returncode, done.stderr) == (0, "")
    assert copy.is_file()


def test_what_cannot_be_read_is_told_from_what_cannot_be_written(
    tmp_path: Path, without_rights, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, into = tmp_path / "a", tmp_path / "out"
    add(folder)
    into.mkdir()
    words = ("--archive", str(folder), "backup", str(into / "copy.sqlite"))
    done = without_rights(into, "-m", "bot", *words)
    assert (done.returncode, str(into) in done.stderr, done.stderr.count("\n")) == (1, True, 1)
    (folder / FILE).write_bytes(b"no archive at all" * 100)
    capsys.readouterr()
    assert main([*words]) == 1
    error = capsys.readouterr().err
    assert (str(folder / FILE) in error, str(into) in error, error.count("\n")) == (True, False, 1)
