"""`onrecord stories` over the sample stories, and `onrecord summary` over texts."""

import io
import json
from pathlib import Path

import pytest

from bot.cli import main


@pytest.fixture(autouse=True)
def own_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_ARCHIVE__URL", str(tmp_path / "archive"))


def lines(capfdbinary: pytest.CaptureFixture[bytes]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]


def test_stories_are_listed_and_one_is_told_by_its_id(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["stories", "--json"]) == 0
    listed = lines(capfdbinary)
    story = max(listed, key=lambda one: int(str(one["articles"])))
    assert int(str(story["articles"])) >= 3
    assert main(["stories", str(story["id"]), "--json", "--sentences", "2"]) == 0
    (told,) = lines(capfdbinary)
    assert len(told["sentences"]) == 2  # type: ignore[arg-type]


@pytest.mark.parametrize("how", ["--timeline", "--compare"])
def test_a_story_is_shown_in_time_and_side_by_side(how: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["stories", "--json"]) == 0
    story = max(lines(capfdbinary), key=lambda one: int(str(one["articles"])))
    assert main(["stories", str(story["id"]), how]) == 0
    assert b"[2]" in capfdbinary.readouterr().out
    assert main(["stories", str(story["id"]), how, "--json"]) == 0
    assert lines(capfdbinary)


def test_a_story_that_does_not_exist_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stories", "xyzzy"]) == 1
    assert main(["stories", "--timeline", "xyzzy"]) == 1
    assert "no story about xyzzy" in capsys.readouterr().err
    assert main(["stories", "--timeline"]) == 2
    assert main(["stories", "--limit", "0"]) == 2


def test_texts_are_summarised_line_by_line_and_a_bad_line_costs_only_itself(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    text = "The river Lind flooded Brunn on Monday. Soldiers brought boats. The mayor asked for pumps. It rained on."
    given = tmp_path / "given.jsonl"
    given.write_text('{"id": 1, "text": %s}\n{"id": 2}\nnot json\n{"id": 3, "text": ""}\n' % json.dumps(text))  # noqa: UP031
    assert main(["summary", "--jsonl", str(given), "--sentences", "2"]) == 1
    first, second, third, fourth = lines(capfdbinary)
    for sentence in first["sentences"]:  # type: ignore[attr-defined]
        assert text[sentence["start"] : sentence["end"]] == sentence["text"]
    assert len(first["sentences"]) == 2  # type: ignore[arg-type]
    assert "text" in str(second["error"])
    assert "JSON" in str(third["error"])
    assert fourth == {"id": 3, "sentences": []}


def test_one_text_is_summarised_for_reading(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = tmp_path / "given.txt"
    given.write_text(
        "The river Lind flooded Brunn on Monday. Soldiers brought boats. The mayor asked for pumps. It rained on."
    )
    assert main(["summary", str(given), "--sentences", "1"]) == 0
    assert capsys.readouterr().out == "The river Lind flooded Brunn on Monday.\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given.read_bytes())))
    assert main(["summary", "-", "--sentences", "1"]) == 0
    assert capsys.readouterr().out == "The river Lind flooded Brunn on Monday.\n"


def test_wrong_usage_and_missing_files_are_told_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["summary", "x", "--sentences", "0"]) == 2
    assert main(["summary"]) == 2
    assert main(["summary", str(tmp_path / "none.txt")]) == 1
    (tmp_path / "empty.txt").write_text("")
    assert main(["summary", str(tmp_path / "empty.txt")]) == 1
    assert capsys.readouterr().err.count("\n") == 4
