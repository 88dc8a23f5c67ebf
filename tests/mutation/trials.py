"""Trying mutants: the tests that execute what is changed, those most likely to notice first, until one of them fails."""

import ast
import importlib.machinery
import re
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import processes
from mutants import Mutant
from reach import Reach

#: seconds of the processor that a process may take beyond those of its tests, and how much slower a mutant may be
_GRACE, _SLOWER = 20, 5
#: of the clock, where other work slows everything down, or a mutant waits for what never comes
_WAITING = 600
#: tests that take the same number of such parts of a second run file by file, with the fixtures of their file
_EQUALLY_QUICK = 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a mutant: `word` is how it was killed, or "survived"; `by` is the test, or what was tried."""

    word: str
    by: str

    @property
    def killed(self) -> bool:
        return self.word != "survived"


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
                names += [
                    one.id for target in targets if target for one in ast.walk(target) if isinstance(one, ast.Name)
                ]
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


def _tests_that_name(root: Path, names: Iterable[str], reach: Reach) -> set[str]:
    """Return the tests of the files in which one of the names stands."""
    pattern = re.compile(rf"\b(?:{'|'.join(names)})\b")
    files = {f"{file}::" for file in reach.measured if pattern.search((root / file).read_text("utf-8"))}
    return {test for test in reach.seconds if test[: test.index("::") + 2] in files}


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
    naming = _tests_that_name(root, names, reach) if names else set()
    found |= naming
    mirror = str(Path("tests", mutant.path).parent)
    stem = Path(mutant.path).stem

    def near(test: str) -> tuple[bool, bool, bool, int, str]:
        file, taken = test.partition("::")[0], reach.seconds.get(test, 0.0)
        own, beside = file.endswith(f"/test_{stem}.py"), test.startswith(mirror)
        return not own, test not in naming, not beside, int(taken * _EQUALLY_QUICK), file

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
    files = list(dict.fromkeys(test.partition("::")[0] for test in tests))

    def work(answer: Any) -> None:
        sys.path.insert(0, str(root))
        _changed(root, mutant, text)
        plugin = processes.Plugin(tests)
        answer.send((processes.quietly(["-x", *files], plugin), plugin.failed))

    return work


def tried(
    root: Path, mutants: Sequence[Mutant], reach: Reach, most: float, at_once: int
) -> Iterator[tuple[Mutant, Outcome]]:
    """Try the mutants, several at once, and yield what became of each."""
    waiting = list(reversed(mutants))
    running: dict[Any, tuple[Mutant, Any, float, int]] = {}
    while waiting or running:
        while waiting and len(running) < at_once:
            mutant = waiting.pop()
            tests = tests_of(root, mutant, reach, most)
            if not tests:
                yield mutant, Outcome("survived", "no test reaches it")
                continue
            limit = _GRACE + _SLOWER * sum(reach.seconds.get(test, 0.0) for test in tests)
            process, ours = processes.start(_trial(root, mutant, tests), limit)
            running[ours] = (mutant, process, time.monotonic() + limit + _WAITING, len(tests))
        ready = processes.ready(running, 0.5)
        for ours, (mutant, process, limit, count) in list(running.items()):
            late = time.monotonic() > limit
            if ours in ready or late:
                del running[ours]
                yield mutant, _outcome(processes.end(process, ours), count, late=late)


def _outcome(sent: tuple[int, str] | None, count: int, *, late: bool) -> Outcome:
    if sent is None:
        return Outcome("waited for ever" if late else "ended", "the process, or its time")
    status, failed = sent
    if status == 0 or status == processes.NO_TESTS:
        return Outcome("survived", f"{count} tests")
    return Outcome("failed", failed) if failed else Outcome("refused", "on import")
