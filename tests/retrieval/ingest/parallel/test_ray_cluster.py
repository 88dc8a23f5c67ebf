"""Reading on a Ray cluster, here one of two workers on the loopback. It takes half a minute; without Ray it is skipped, loudly."""

import importlib.util
import json
import os
import subprocess
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from retrieval.archive.archive import Archive

WITHOUT = "RAY IS NOT INSTALLED: reading on a cluster is not tried (pip install onrecord[ray])"
with_ray = pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason=WITHOUT)


def line(n: int) -> str:
    text = (
        f'The harbour at {n} was quiet. "Nobody asked for berth {n}," said Ada Lund, who leads the office of Lindmar.'
    )
    return json.dumps({"id": f"a{n}", "headline": f"Berth {n}", "text": text}) + "\n"


def stored(folder: Path) -> tuple[object, ...]:
    archive = Archive.open(folder)
    try:
        ids = [article_id for _, article_id in archive.changes(0, 10_000)]
        return ids, archive.articles(ids), archive.quotations(ids), archive.people()
    finally:
        archive.close()


def add(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own: Ray leaves threads and handlers in the one that it was started in."""
    command = [sys.executable, "-m", "bot", "--archive", str(folder), "add", *words]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=600, check=False, env={**os.environ, **environment}
    )


@pytest.mark.slow
@with_ray
def test_a_cluster_reads_what_local_processes_read_and_one_process_writes_it_in_order(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    rows = [line(n) for n in range(300)]
    rows[70], rows[80] = "{ not json\n", '{"id": "empty", "text": ""}\n'
    (news / "berths.jsonl").write_text("".join(rows))
    (news / "ferry.txt").write_text(
        "Ferry Nordlys missing after storm\n\nThe ferry Nordlys has not been seen since, Tove Ask said.\n"
    )
    there = add(tmp_path / "there", str(news), "--json", "--on", "ray", "--workers", "2", HOME=str(tmp_path))
    here = add(tmp_path / "here", str(news), "--json", "--workers", "1")
    assert there.stdout.splitlines() == here.stdout.splitlines()
    assert (there.returncode, here.returncode) == (1, 1), there.stderr
    assert stored(tmp_path / "there") == stored(tmp_path / "here")
    assert there.stdout.count('"added"') == 299


def test_a_cluster_that_cannot_be_reached_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "ray", types.ModuleType("ray"))
    (tmp_path / "a.jsonl").write_text(line(1))
    for address in ("127.0.0.1:9", "ray://127.0.0.1:9"):
        monkeypatch.setenv("RAY_ADDRESS", address)
        assert main(["--archive", str(tmp_path / "a"), "add", str(tmp_path / "a.jsonl"), "--on", "ray"]) == 1
        error = capsys.readouterr().err
        assert f"The Ray cluster at {address} cannot be reached" in error
        assert error.count("\n") == 1


class Died(Exception):
    pass


class Dying(types.ModuleType):
    """As much of Ray as is used, with workers that die over a certain article, and over another the first time."""

    def __init__(self) -> None:
        super().__init__("ray")
        self.exceptions = types.SimpleNamespace(RayError=Died)
        self.deaths = 0

    def init(self, **_: object) -> None:
        pass

    def shutdown(self) -> None:
        pass

    def cluster_resources(self) -> dict[str, float]:
        return {"CPU": 2.0}

    def remote(self, **_: object) -> object:
        return lambda read: types.SimpleNamespace(remote=lambda tasks: (read, tasks))

    def get(self, reference: tuple[Callable[[Any], bytes], Any]) -> bytes:
        read, tasks = reference
        raw = b"".join(task.raw for task in tasks)
        if b"killer" in raw or (b"unlucky" in raw and not self.deaths):
            self.deaths += 1
            raise Died
        return read(tasks)


def test_an_article_that_ends_its_worker_is_refused_and_costs_no_other_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "ray", Dying())
    rows = [line(n) for n in range(40)]
    rows[3], rows[9] = line(3).replace("quiet", "unlucky"), line(9).replace("quiet", "killer")
    (tmp_path / "a.jsonl").write_text("".join(rows))
    assert main(["--archive", str(tmp_path / "a"), "add", str(tmp_path / "a.jsonl"), "--on", "ray", "--json"]) == 1
    outcomes = [json.loads(row) for row in capsys.readouterr().out.splitlines()]
    assert [one["id"] for one in outcomes] == [f"a{n}" for n in range(40)]
    assert [(one["id"], one["reason"]) for one in outcomes if one["status"] != "added"] == [("a9", "crashed")]


def test_without_ray_one_sentence_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    (tmp_path / "a.jsonl").write_text(line(1))
    assert main(["--archive", str(tmp_path / "a"), "add", str(tmp_path / "a.jsonl"), "--on", "ray"]) == 2
    error = capsys.readouterr().err
    assert "onrecord[ray]" in error
    assert error.count("\n") == 1
