"""Running tests in processes of their own: all of them once to see what they reach, then those that may notice a mutant."""

import ast
import contextlib
import importlib
import importlib.machinery
import multiprocessing
import multiprocessing.connection
import os
import re
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import coverage
import pytest
from mutants import Mutant

# what no mutant changes is imported once, before the processes are forked
for _name in ("alembic", "hypothesis", "lxml.html", "msgspec", "numpy", "rank_bm25", "sqlalchemy", "Stemmer", "tantivy",
              "telegram.ext", "yaml"):  # fmt: skip
    importlib.import_module(_name)

#: tests that run what is mutated in their own process; the others start programs, servers and installations
TESTS = tuple(
    f"tests/{place}"
    for place in (
        "retrieval/answering", "retrieval/questions", "retrieval/quotations", "retrieval/stories", "retrieval/summary",
        "retrieval/text", "retrieval/index/test_embedded.py", "retrieval/test_ranking.py", "retrieval/test_evaluation.py",
        "quality", "bot/telegram/handlers", "bot/views", "bot/configuration/test_ranking_weights.py", "test_doctests.py",
    )
)  # fmt: skip
_PLAIN = ("-q", "-x", "-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:xdist", "-k", "not postgresql and not opensearch",
          "-W", "ignore::pytest.PytestAssertRewriteWarning")  # fmt: skip
_FORK = multiprocessing.get_context("fork")
#: seconds that a process may take beyond those of its tests, and how much slower a mutant may be
_GRACE, _SLOWER = 20, 5


@dataclass(slots=True)
class Reach:
    """For each file the tests that execute each line, and the seconds that each test takes; a test is named as pytest does."""

    lines: dict[str, dict[int, set[str]]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a mutant: `word` is how it was killed, or "survived"; `by` is the test, or what was tried."""

    word: str
    by: str

    @property
    def killed(self) -> bool:
        return self.word != "survived"


class _Notes:
    """A plugin that notes what fails and how long each test takes, and names the test to coverage."""

    def __init__(self, measured: coverage.Coverage | None = None) -> None:
        self.failed = ""
        self.seconds: dict[str, float] = {}
        self._measured = measured

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        if self._measured:
            self._measured.switch_context(nodeid.partition("[")[0])

    def pytest_runtest_logreport(self, report: Any) -> None:
        name = report.nodeid.partition("[")[0]
        self.seconds[name] = self.seconds.get(name, 0.0) + report.duration
        if report.failed and not self.failed:
            self.failed = report.nodeid


def _quietly(arguments: Sequence[str], notes: _Notes) -> int:
    """Run pytest without a word; return its exit status."""
    with Path(os.devnull).open("w") as nothing:
        os.dup2(nothing.fileno(), 1)
        os.dup2(nothing.fileno(), 2)
        place = tempfile.mkdtemp(prefix="mutant")
        try:
            return int(pytest.main([*_PLAIN, "--basetemp", f"{place}/t", *arguments], plugins=[notes]))
        finally:
            shutil.rmtree(place, ignore_errors=True)


def measure() -> Reach:
    """Run all tests once, under coverage."""
    place = Path(tempfile.mkdtemp(prefix="reach"))

    def work(answer: Any) -> None:
        measured = coverage.Coverage(data_file=str(place / "data"), include=["bot/*", "retrieval/*"])
        notes = _Notes(measured)
        measured.start()
        _quietly([*TESTS, "--maxfail=1000"], notes)
        measured.stop()
        measured.save()
        answer.send((notes.seconds, notes.failed))

    (seconds, failed), _ = _run(work, 3600)
    assert not failed, f"{failed} fails without any mutant"
    data = coverage.CoverageData(basename=str(place / "data"))
    data.read()
    reach = Reach(seconds=seconds)
    for name in data.measured_files():
        found = data.contexts_by_lineno(name)
        reach.lines[os.path.relpath(name)] = {line: {one for one in tests if one} for line, tests in found.items()}
    shutil.rmtree(place)
    return reach


def _start(work: Any) -> tuple[Any, Any]:
    ours, theirs = _FORK.Pipe(duplex=False)

    def begin() -> None:
        os.setsid()  # so that what it starts ends with it
        work(theirs)

    process = _FORK.Process(target=begin)
    process.start()
    theirs.close()
    return process, ours


def _end(process: Any, ours: Any) -> Any:
    """Return what the process has sent, None if nothing, and end all that it started."""
    sent = None
    with contextlib.suppress(EOFError):
        sent = ours.recv() if ours.poll() else None
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.join()
    ours.close()
    return sent


def _run(work: Any, seconds: float) -> tuple[Any, bool]:
    process, ours = _start(work)
    in_time = ours.poll(seconds)
    return _end(process, ours), in_time


def statement(root: Path, mutant: Mutant) -> tuple[range, list[str]]:
    """Return the lines of the statement that is changed, and the names it defines where it stands outside of functions."""
    tree = ast.parse((root / mutant.path).read_text("utf-8"))
    best, outside, names = range(mutant.line, mutant.line + 1), True, []
    around: list[ast.AST] = [tree]
    while around:
        node = around.pop()
        for inner in ast.iter_child_nodes(node):
            first, last = getattr(inner, "lineno", None), getattr(inner, "end_lineno", None)
            if first is None or not first <= mutant.line <= last:
                if isinstance(inner, ast.arguments):
                    around.append(inner)
                continue
            if isinstance(inner, ast.stmt):
                body = getattr(inner, "body", None)
                head = body[0].lineno if body else last + 1
                if mutant.line < head or not body:
                    best = range(first, max(head, first + 1))
                inside = isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef) and mutant.line >= head
                outside = outside and not inside
                targets = getattr(inner, "targets", [getattr(inner, "target", None)])
                names += [one.id for one in targets if isinstance(one, ast.Name)]
                names += [inner.name] if isinstance(inner, ast.ClassDef | ast.FunctionDef) else []
            around.append(inner)
    return best, names if outside else []


def _lines_that_name(root: Path, names: Iterable[str]) -> Iterator[tuple[str, int]]:
    pattern = re.compile(rf"\b(?:{'|'.join(names)})\b")
    for package in ("bot", "retrieval"):
        for path in (root / package).rglob("*.py"):
            for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
                if pattern.search(line):
                    yield str(path.relative_to(root)), number


def tests_of(root: Path, mutant: Mutant, reach: Reach, most: float) -> list[str]:
    """Return the tests that may notice: of the file itself first, then the quickest, up to `most` seconds together."""
    lines, names = statement(root, mutant)
    here = reach.lines.get(mutant.path, {})
    found = {test for line in lines for test in here.get(line, ())}
    if names:  # what stands outside of functions is executed once, whichever test comes first
        found = {
            test for path, line in _lines_that_name(root, names) for test in reach.lines.get(path, {}).get(line, ())
        }
        found |= {test for tests in here.values() for test in tests}
    mirror = str(Path("tests", mutant.path).parent)
    stem = Path(mutant.path).stem

    def near(test: str) -> tuple[bool, bool, float]:
        return f"test_{stem}." not in test, not test.startswith(mirror), reach.seconds.get(test, 0.0)

    chosen: list[str] = []
    spent = 0.0
    for test in sorted(found, key=near):
        spent += reach.seconds.get(test, 0.0)
        if spent > most and chosen:
            break
        chosen.append(test)
    return chosen


def _changed(root: Path, mutant: Mutant, text: str) -> None:
    """Let the module be imported with the changed text."""
    target, original = str(root / mutant.path), importlib.machinery.SourceFileLoader.get_code

    def get_code(self: Any, fullname: str) -> Any:
        return compile(text, target, "exec") if self.path == target else original(self, fullname)

    importlib.machinery.SourceFileLoader.get_code = get_code  # type: ignore[method-assign]


def _trial(root: Path, mutant: Mutant, tests: Sequence[str]) -> Any:
    text = mutant.text(root)

    def work(answer: Any) -> None:
        sys.path.insert(0, str(root))
        _changed(root, mutant, text)
        notes = _Notes()
        answer.send((_quietly(tests, notes), notes.failed))

    return work


def tried(
    root: Path, mutants: Sequence[Mutant], reach: Reach, most: float, processes: int
) -> Iterator[tuple[Mutant, Outcome]]:
    """Try the mutants, several at once, and yield what became of each."""
    waiting = list(reversed(mutants))
    running: dict[Any, tuple[Mutant, Any, float, int]] = {}
    while waiting or running:
        while waiting and len(running) < processes:
            mutant = waiting.pop()
            tests = tests_of(root, mutant, reach, most)
            if not tests:
                yield mutant, Outcome("survived", "no test reaches it")
                continue
            limit = _GRACE + _SLOWER * sum(reach.seconds.get(test, 0.0) for test in tests)
            process, ours = _start(_trial(root, mutant, tests))
            running[ours] = (mutant, process, time.monotonic() + limit, len(tests))
        ready = set(multiprocessing.connection.wait(list(running), timeout=0.5))
        for ours, (mutant, process, limit, count) in list(running.items()):
            late = time.monotonic() > limit
            if ours in ready or late:
                del running[ours]
                yield mutant, _outcome(_end(process, ours), count, late=late)


def _outcome(sent: tuple[int, str] | None, count: int, *, late: bool) -> Outcome:
    if sent is None:
        return Outcome("out of time", "") if late else Outcome("ended", "the process")
    status, failed = sent
    if status == 0:
        return Outcome("survived", f"{count} tests")
    return Outcome("failed", failed) if failed else Outcome("refused", "on import")
