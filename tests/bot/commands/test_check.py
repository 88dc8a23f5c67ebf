"""`onrecord check`: a claim beside the sample stories, for people and as JSON."""

import json

import pytest

from bot.cli import main

CLAIM = "300 people were aboard the Marisol Grey when it ran aground off Skerrin Point."


@pytest.fixture
def archive(tmp_path):
    return ["--archive", str(tmp_path / "archive")]


def test_a_person_is_shown_who_says_what(archive, capsys):
    assert main([*archive, "check", CLAIM]) == 0
    said = capsys.readouterr().out
    assert "says 214" in said
    assert "the message says 300" in said
    assert "Port Ellary Courier" in said


def test_a_script_gets_the_details_with_their_places(archive, capsys):
    assert main([*archive, "check", CLAIM, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    (claim,) = answer["claims"]
    (detail,) = claim["differing"]
    assert answer["kind"] == "check"
    assert (detail["kind"], detail["text"]) == ("figure", "300")
    assert CLAIM[detail["start"] : detail["end"]] == "300"
    assert {stated["text"] for stated in detail["stated"]} >= {"214", "217"}
    assert all(stated["differs"] for stated in detail["stated"])


def test_lines_are_checked_each_by_itself_and_a_bad_one_named(archive, capsys, tmp_path):
    lines = [
        {"id": 1, "text": "The ferry ran aground yesterday with 214 people aboard.", "day": "2025-05-15"},
        {"id": 2, "text": "The queen of Arvonia abdicated."},
        {"id": 3},
        {"id": 4, "text": CLAIM, "day": "soon"},
    ]
    file = tmp_path / "claims.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert main([*archive, "check", "--jsonl", str(file)]) == 1
    first, second, third, fourth = map(json.loads, capsys.readouterr().out.splitlines())
    assert not any(d["kind"] == "date" for claim in first["claims"] for d in claim["differing"])
    assert second["abstained"]
    assert second["reply"] == "My stories do not say."
    assert third["error"] == '"text" is missing.'
    assert "soon is no date" in fourth["error"]


def test_without_a_text_it_says_what_is_wanted(archive, capsys):
    assert main([*archive, "check"]) == 2
    assert "Give one text" in capsys.readouterr().err
