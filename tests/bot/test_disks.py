"""A disk that is full is said in a sentence; what was confirmed before stays, and the rest goes on once there is room."""

import contextlib
import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from bot.engines import open_archive

ROOT = Path(__file__).parents[2]
#: articles that are confirmed before the disk is full, and all that are added
FEW, MANY = 20, 120
#: bytes that a file may have, which stands for the room on a disk: the log of what is written grows beyond it
ROOM = 100_000


def lines(number: int) -> str:
    """Return so many invented articles that no two have much in common."""
    return "".join(
        json.dumps(
            {"id": f"h{at}", "text": f"Harbour {at} reopens\n\n" + " ".join(_sentence(at, n) for n in range(30))}
        )
        + "\n"
        for at in range(number)
    )


def _sentence(at: int, n: int) -> str:
    return f"Pier {at * 7919 + n * 104729:x} was mended by crew {at * 31337 + n * 65537:x} on Monday, the mayor said."


def run(folder: Path, *words: str, room: int | None = None) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ONRECORD_")}
    environment |= {"ONRECORD_ARCHIVE__URL": str(folder / "archive"), "PYTHONPATH": str(ROOT)}
    limited = None if room is None else lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    return subprocess.run(
        [sys.executable, "-m", "bot", *words], cwd=folder, env=environment, capture_output=True, text=True, check=False,
        preexec_fn=limited,
    )  # fmt: skip


def stored(folder: Path) -> set[str]:
    with contextlib.closing(open_archive(str(folder / "archive"))) as archive:
        return set(archive.articles([f"h{at}" for at in range(MANY)]))


@pytest.mark.slow
def test_without_room_adding_ends_with_a_sentence_keeps_what_it_confirmed_and_goes_on_later(tmp_path: Path) -> None:
    (tmp_path / "few.jsonl").write_text(lines(FEW))
    (tmp_path / "stories.jsonl").write_text(lines(MANY))
    added = run(tmp_path, "add", "--json", "few.jsonl")
    failed = run(tmp_path, "add", "--json", "stories.jsonl", room=ROOM)
    assert failed.returncode == 1
    assert failed.stderr.count("\n") == 1
    assert failed.stderr.startswith(f"onrecord: The archive in {tmp_path / 'archive'} failed: ")
    confirmed = {json.loads(line)["article_id"] for line in (added.stdout + failed.stdout).splitlines()}
    assert len(confirmed) >= FEW
    assert confirmed <= stored(tmp_path)
    assert len(stored(tmp_path)) < MANY
    again = run(tmp_path, "add", "--json", "stories.jsonl")
    assert (again.returncode, len(again.stdout.splitlines())) == (0, MANY)
    assert len(stored(tmp_path)) == MANY
    assert run(tmp_path, "doctor", "--offline").returncode == 0
