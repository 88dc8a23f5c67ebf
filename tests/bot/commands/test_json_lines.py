import gzip
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands import json_lines
from bot.commands.json_lines import Line, answer_lines, read_lines, text_of
from retrieval.errors import BadDataset, BadInput, Refused


def written(tmp_path: Path, content: bytes, name: str = "in.jsonl") -> str:
    path = tmp_path / name
    path.write_bytes(content)
    return str(path)


def answers(source: str, answer: object = None) -> tuple[list[Line], int]:
    output = io.BytesIO()
    status = answer_lines(source, answer or (lambda line: {"length": len(text_of(line, "text"))}), output)  # type: ignore[arg-type]
    return [json.loads(line) for line in output.getvalue().splitlines()], status


def test_every_line_is_answered_in_its_place_and_keeps_its_id(tmp_path: Path) -> None:
    source = written(tmp_path, b'{"id": 1, "text": "a"}\n\n{"id": "b", "text": "\xc3\xa4\xc3\xb6"}\r\n{"text": "last"}')
    found, status = answers(source)
    assert found == [{"id": 1, "length": 1}, {"id": "b", "length": 2}, {"id": None, "length": 4}]
    assert status == 0


def test_bad_lines_become_errors_in_their_place_and_the_rest_go_on(tmp_path: Path) -> None:
    lines = [
        b"{",
        b"[1]",
        b'{"id": 3}',
        b'{"id": 4, "text": 5}',
        b"\xff\xfe",
        b'{"id": 6, "text": "x"}',
        b"[" * 100_000,
    ]
    found, status = answers(written(tmp_path, b"\n".join(lines)))
    assert [line["id"] for line in found] == [None, None, 3, 4, None, 6, None]
    assert [("error" in line) for line in found] == [True, True, True, True, True, False, True]
    assert "in.jsonl, line 2: a JSON object is expected" in found[1]["error"]
    assert found[2]["error"] == '"text" is missing.'
    assert found[3]["error"] == '"text" has to be a string.'
    assert status == 1


def test_a_failure_on_one_line_is_its_error(tmp_path: Path) -> None:
    def answer(line: Line) -> Line:
        if line["id"] == 1:
            raise Refused("There is no article in it.")
        if line["id"] == 2:
            raise ZeroDivisionError("division by zero")
        return {"ok": True}

    found, status = answers(written(tmp_path, b'{"id": 1}\n{"id": 2}\n{"id": 3}\n'), answer)
    assert found[0] == {"id": 1, "error": "There is no article in it."}
    assert "ZeroDivisionError" in found[1]["error"]
    assert found[2] == {"id": 3, "ok": True}
    assert status == 1


@pytest.mark.parametrize("name", ["in.jsonl.gz", "misnamed.jsonl"])
def test_gzip_is_read_whatever_the_name(tmp_path: Path, name: str) -> None:
    found, status = answers(written(tmp_path, gzip.compress(b'{"id": 1, "text": "a"}\n'), name))
    assert (found, status) == ([{"id": 1, "length": 1}], 0)


def test_a_gzip_file_cut_short_gives_its_whole_lines_and_an_error(tmp_path: Path) -> None:
    packed = gzip.compress(b'{"id": 1, "text": "a"}\n' * 5000, mtime=0)
    found, status = answers(written(tmp_path, packed[:-20], "in.jsonl.gz"))
    assert found[0] == {"id": 1, "length": 1}
    assert "cannot be read further" in found[-1]["error"]
    assert status == 1


def test_a_byte_order_mark_is_no_part_of_the_first_line(tmp_path: Path) -> None:
    assert answers(written(tmp_path, b'\xef\xbb\xbf{"id": 1, "text": "a"}\n'))[1] == 0


def test_standard_input_is_read_and_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BufferedReader(io.BytesIO(b'{"id": 1, "text": "a"}\n{'))  # type: ignore[arg-type]

    monkeypatch.setattr(json_lines.sys, "stdin", Stdin)
    found, status = answers("-")
    assert found[0] == {"id": 1, "length": 1}
    assert "standard input, line 2" in found[1]["error"]
    assert status == 1
    assert not Stdin.buffer.closed


def test_an_answer_is_passed_on_before_the_next_line_is_read(tmp_path: Path) -> None:
    output = io.BytesIO()
    seen: list[int] = []

    def answer(line: Line) -> Line:
        seen.append(output.getvalue().count(b"\n"))
        return {}

    answer_lines(written(tmp_path, b"{}\n{}\n{}\n"), answer, output)
    assert seen == [0, 1, 2]


def test_a_line_beyond_the_limit_is_refused_and_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_lines, "LONGEST_LINE", 1000)
    found, status = answers(
        written(tmp_path, b'{"id": 1, "text": "' + b"x" * 3_000_000 + b'"}\n{"id": 2, "text": "y"}\n')
    )
    assert "longer than" in found[0]["error"]
    assert found[1] == {"id": 2, "length": 1}
    assert status == 1


@pytest.mark.parametrize("name", ["absent.jsonl", "."])
def test_what_cannot_be_opened_is_one_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput, match=r"cannot be read: [A-Z][a-z ]+\.$"):
        list(read_lines(str(tmp_path / name)))


@given(st.binary(max_size=300))
def test_any_bytes_give_objects_or_named_errors(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.jsonl"
    path.write_bytes(content)
    assert all(isinstance(item, (dict, BadDataset)) for item in read_lines(str(path)))


def test_half_of_a_surrogate_pair_counts_as_the_sign_for_a_missing_character(tmp_path: Path) -> None:
    source = written(tmp_path, b'{"text": "a \\ud83d b \\ud83d\\ude00"}\n{"text": "\\\\ud83d"}\n{"text": "\\ud83d"\n')
    first, second, third = read_lines(source)
    assert first == {"text": "a \ufffd b \U0001f600"}
    assert second == {"text": "\\ud83d"}
    assert isinstance(third, BadDataset)
