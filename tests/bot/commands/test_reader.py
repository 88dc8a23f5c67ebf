"""`onrecord reader`: what a person sees of the model that reads for meaning."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import main

from ...retrieval.reading.models import graph, graph_folder

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))

    def call(*words: str) -> tuple[int, str, str]:
        status = main(["reader", *words])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call


def test_without_a_model_the_next_step_is_named(run: Run) -> None:
    assert run() == (0, "No model is installed; onrecord reader install brings one.\n", "")


def test_an_installed_model_is_shown_with_its_hash_size_and_speed(run: Run, tmp_path: Path) -> None:
    status, out, err = run("install", str(graph_folder(tmp_path / "small")))
    assert (status, err) == (0, "")
    assert out.startswith("Installed small from ")
    status, out, err = run()
    assert (status, err) == (0, "")
    shown = dict(line.split(maxsplit=1) for line in out.splitlines())
    assert shown["model"] == "small"
    assert shown["SHA-256"] == hashlib.sha256(graph()).hexdigest()
    assert shown["speed"].endswith("ms a sentence of 21 words")
    status, out, err = run("--json")
    assert json.loads(out)["sha256"] == shown["SHA-256"]


def test_looking_at_it_leaves_no_file_behind(run: Run, tmp_path: Path) -> None:
    run("install", str(graph_folder(tmp_path / "small")))
    before = sorted(tmp_path.rglob("*"))
    run()
    assert sorted(tmp_path.rglob("*")) == before


def test_removing_it_says_so(run: Run, tmp_path: Path) -> None:
    run("install", str(graph_folder(tmp_path / "small")))
    assert run("remove") == (0, "Removed.\n", "")
    assert run("remove") == (0, "No model is installed.\n", "")


def test_a_model_that_is_switched_off_is_said_to_be(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_READING__MODEL", "off")
    status, out, _ = run("install", str(graph_folder(tmp_path / "small")))
    assert status == 0
    assert "It is not in use: reading.model is off" in out
    assert run()[1] == "Nothing is read for its meaning: reading.model is off.\n"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("install", "nowhere"), 1),
        (("install", "hub:owner/name@1"), 1),
        (("install", ".", "--sha256", "12"), 1),
        (("install", "--sha256", "0" * 64), 2),
        (("remove", "something"), 2),
        (("show", "--sha256", "0" * 64), 2),
        (("fetch",), 2),
    ],
)
def test_what_cannot_be_done_is_one_sentence(run: Run, words: tuple[str, ...], status: int) -> None:
    found, out, err = run(*words)
    assert (found, out) == (status, "")
    assert err.startswith("onrecord: ")
    assert err.count("\n") == 1


def test_a_broken_model_is_shown_with_its_fault(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = graph_folder(tmp_path / "small")
    (folder / "model.onnx").write_bytes(b"no graph")
    monkeypatch.setenv("ONRECORD_READING__MODEL", str(folder))
    status, out, err = run()
    assert (status, err) == (0, "")
    assert "is no model that onnxruntime can run" in out


def test_a_folder_that_holds_no_model_is_a_fault_of_the_settings(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_READING__MODEL", str(tmp_path))
    status, _, err = run()
    assert status == 2
    assert err.startswith("onrecord: reading.model: ")


def test_what_is_served_from_an_address_is_fetched_by_the_guarded_client(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    status, _, err = run("install", "http://127.0.0.1:9/small.zip", "--sha256", "0" * 64)
    assert status == 1
    assert "127.0.0.1" in err
