import json

import pytest

from bot.cli import main

LINES = [
    {"id": 1, "text": "“We won,” said Ana Brill, the mayor of Lome. “It was close.”"},
    {"id": 2},
    {"id": 3, "text": "It rained."},
]


def test_a_line_gives_the_quotations_with_offsets_and_a_bad_one_an_error_in_its_place(tmp_path, capfdbinary):
    file = tmp_path / "in.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in LINES), "utf-8")
    assert main(["quotes", "--jsonl", str(file)]) == 1
    first, second, third = (json.loads(line) for line in capfdbinary.readouterr().out.splitlines())
    (found,) = first["quotations"]
    text = LINES[0]["text"]
    assert [text[a:b] for a, b in found["fragments"]] == ["“We won,”", "“It was close.”"]
    assert found["kind"] == "direct"
    assert found["speaker"] == {
        "text": "Ana Brill, the mayor of Lome", "start": 15, "end": 43, "name": "Ana Brill", "role": "mayor of Lome",
    }  # fmt: skip
    assert found["cue"] == {"text": "said", "start": 10, "end": 14}
    assert 0 <= found["confidence"] <= 1
    assert second["id"] == 2
    assert "error" in second
    assert third == {"id": 3, "quotations": []}


def test_a_text_is_listed_for_a_reader_speaker_by_speaker(tmp_path, capsys):
    file = tmp_path / "page.txt"
    file.write_text("“We won,” said Ana Brill.\n\nShe said it was close.\n", "utf-8")
    assert main(["quotes", str(file)]) == 0
    shown = capsys.readouterr().out
    assert shown.index("Ana Brill") < shown.index("“We won,”")
    assert "indirect  it was close" in shown


@pytest.mark.parametrize("words", [["quotes"], ["quotes", "a", "--jsonl", "b"]])
def test_one_input_is_wanted(words, capsys):
    assert main(words) == 2


def test_a_missing_file_is_named(tmp_path, capsys):
    assert main(["quotes", str(tmp_path / "none.txt")]) == 1
    assert "none.txt" in capsys.readouterr().err


def test_nobody_quoted_is_said(tmp_path, capsys):
    file = tmp_path / "page.txt"
    file.write_text("It rained all day in the town of Lome.\n", "utf-8")
    assert main(["quotes", str(file)]) == 0
    assert "Nobody is quoted" in capsys.readouterr().out


def test_who_passes_the_words_on_is_told_and_left_out_where_nobody_does(tmp_path, capfdbinary):
    file = tmp_path / "in.jsonl"
    lines = ["“We won,” Ana Brill was quoted as saying by Norvik.", "“We won,” said Ana Brill."]
    file.write_text("\n".join(json.dumps({"id": n, "text": line}) for n, line in enumerate(lines)), "utf-8")
    assert main(["quotes", "--jsonl", str(file)]) == 0
    passed, plain = (json.loads(line)["quotations"][0] for line in capfdbinary.readouterr().out.splitlines())
    assert passed["speaker"]["via"] == "Norvik"
    assert "via" not in plain["speaker"]
