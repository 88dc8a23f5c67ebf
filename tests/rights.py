"""Running a program that may read a folder but not write to it, whoever runs the tests."""

import ctypes
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

#: prctl(2): take a capability out of what a new program can have; the two let root past the rights of files
_DROP, _PAST_WRITING, _PAST_READING = 24, 1, 2


def _drop() -> None:
    call = ctypes.CDLL(None).prctl
    for right in (_PAST_WRITING, _PAST_READING):
        call(_DROP, right, 0, 0, 0)


@pytest.fixture
def without_rights() -> Iterator[Callable[..., subprocess.CompletedProcess[str]]]:
    """Give what runs Python with a folder that it may not write to, and returns what it said."""
    closed: list[Path] = []

    def run(folder: Path, *words: str, **named: object) -> subprocess.CompletedProcess[str]:
        for path in (*folder.rglob("*"), folder):
            path.chmod(0o555 if path.is_dir() else 0o444)
            closed.append(path)
        return subprocess.run(
            [sys.executable, *words], preexec_fn=_drop, capture_output=True, text=True, check=False, **named
        )

    yield run
    for path in reversed(closed):
        path.chmod(0o755 if path.is_dir() else 0o644)
