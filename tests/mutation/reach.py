"""Which tests execute which lines: all of them are run once under coverage, and later those that have changed since."""

import hashlib
import os
import pickle
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import coverage
import processes

#: tests that run what is mutated in their own process; the others start programs, servers and installations
TESTS = tuple(
    f"tests/{place}"
    for place in (
        "retrieval/answering", "retrieval/questions", "retrieval/quotations", "retrieval/stories", "retrieval/summary",
        "retrieval/text", "retrieval/index/test_embedded.py", "retrieval/test_ranking.py", "retrieval/test_evaluation.py",
        "retrieval/test_measured_numbers.py", "retrieval/test_unsaid_defaults.py",
        "quality", "bot/telegram/handlers", "bot/views", "bot/configuration/test_ranking_weights.py", "test_doctests.py",
    )
)  # fmt: skip
#: whatever else the tests run on
_PROGRAM = ("bot", "retrieval", "config", "tests/conftest.py", "pyproject.toml")
#: seconds after which something is wrong with the tests themselves
_PATIENCE = 3600


@dataclass(slots=True)
class Reach:
    """For each file the tests that execute each line, and the processor's seconds that each test takes; a test is named as pytest does."""

    lines: dict[str, dict[int, set[str]]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    #: a digest of each file of tests and of what lies beside it
    measured: dict[str, str] = field(default_factory=dict)

    def forget(self, files: Iterable[str]) -> None:
        """Drop what is known of the tests in some files."""
        heads = tuple(f"{file}::" for file in files)
        self.seconds = {test: taken for test, taken in self.seconds.items() if not test.startswith(heads)}
        for lines in self.lines.values():
            for line, tests in lines.items():
                lines[line] = {test for test in tests if not test.startswith(heads)}

    def add(self, other: "Reach") -> None:
        """Take in what was measured of further tests."""
        self.seconds |= other.seconds
        for path, lines in other.lines.items():
            for line, tests in lines.items():
                self.lines.setdefault(path, {}).setdefault(line, set()).update(tests)


def _digest(files: Iterable[Path]) -> str:
    found = hashlib.sha256()
    for file in sorted(files):
        if file.is_file() and "__pycache__" not in file.parts:
            found.update(str(file).encode() + b"\0" + file.read_bytes())
    return found.hexdigest()[:16]


def state(root: Path) -> str:
    """Return a name for the program as it stands in the checkout."""
    return _digest(
        file
        for place in _PROGRAM
        for file in ([root / place] if (root / place).is_file() else (root / place).rglob("*"))
    )


def _files(root: Path) -> dict[str, str]:
    """Return the files of tests, each with a digest of it and of what lies beside it and is no test."""
    found = {}
    for place in TESTS:
        for file in [root / place] if place.endswith(".py") else sorted((root / place).rglob("test_*.py")):
            beside = (one for one in file.parent.rglob("*") if not one.name.startswith("test_"))
            found[str(file.relative_to(root))] = _digest([file, *(beside if not place.endswith(".py") else ())])
    return found


def reached(root: Path) -> Reach:
    """Return which tests execute which lines and how long each takes; what was measured before is kept."""
    kept = Path(tempfile.gettempdir()) / f"onrecord-reach-{state(root)}.pickle"
    known: Reach = pickle.loads(kept.read_bytes()) if kept.is_file() else Reach()
    files = _files(root)
    changed = [file for file, digest in files.items() if known.measured.get(file) != digest]
    if changed:
        print(f"running the tests of {len(changed)} files once to see what each of them reaches …", flush=True)
        known.forget({*changed, *known.measured} - (files.keys() - set(changed)))
        known.add(_measure(changed))
        known.measured = files
        kept.write_bytes(pickle.dumps(known))
    return known


def _measure(files: list[str]) -> Reach:
    """Run the tests of some files under coverage."""
    place = Path(tempfile.mkdtemp(prefix="reach"))

    def work(answer: Any) -> None:
        measured = coverage.Coverage(data_file=str(place / "data"), include=["bot/*", "retrieval/*"])
        plugin = processes.Plugin(starts=measured.switch_context)
        measured.start()
        processes.quietly([*files, "--maxfail=1000"], plugin)
        measured.stop()
        measured.save()
        answer.send((plugin.seconds, plugin.failures))

    process, ours = processes.start(work, _PATIENCE)
    ours.poll(_PATIENCE)
    seconds, failed = processes.end(process, ours) or ({}, set())
    assert seconds, "the tests did not come to an end"
    for test in sorted(failed):
        print(f"  left out, it fails without any mutant: {test}", flush=True)
    data = coverage.CoverageData(basename=str(place / "data"))
    data.read()
    reach = Reach(seconds={test: taken for test, taken in seconds.items() if test not in failed})
    for name in data.measured_files():
        found = data.contexts_by_lineno(name)
        reach.lines[os.path.relpath(name)] = {
            line: {one for one in tests if one and one not in failed} for line, tests in found.items()
        }
    shutil.rmtree(place)
    return reach
