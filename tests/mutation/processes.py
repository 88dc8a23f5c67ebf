"""Running tests in a process of their own, forked from one that has imported whatever no mutant changes."""

import contextlib
import importlib
import multiprocessing
import multiprocessing.connection
import os
import pkgutil
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

_LIBRARIES = ("alembic", "hypothesis", "lxml.html", "msgspec", "numpy", "rank_bm25", "sqlalchemy", "Stemmer", "tantivy",
              "telegram.ext", "yaml")  # fmt: skip
#: the lowest layers, which import nothing that is mutated
_BELOW = ("retrieval.domain", "retrieval.text")
_PLAIN = ("-q", "-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:anyio",
          "-p", "no:unraisableexception", "-k", "not postgresql and not opensearch",
          "-W", "ignore::pytest.PytestAssertRewriteWarning")  # fmt: skip
_FORK = multiprocessing.get_context("fork")
#: pytest's status where it found no test to run
NO_TESTS = 5


def import_once(mutated: Collection[str]) -> None:
    """Import what no mutant changes, so that every forked process has it already."""
    for name in _LIBRARIES:
        importlib.import_module(name)
    for name in _BELOW:
        package = importlib.import_module(name)
        for inner in pkgutil.walk_packages(getattr(package, "__path__", ()), f"{name}."):
            importlib.import_module(inner.name)
    files = {
        str(Path(module.__file__).resolve())
        for module in list(sys.modules.values())
        if getattr(module, "__file__", None)
    }
    imported = sorted(path for path in mutated if str(Path(path).resolve()) in files)
    assert not imported, f"imported before it is mutated: {', '.join(imported)}"


class Plugin:
    """Runs the tests that are wanted, in their order, and notes what fails and how much processor time each takes."""

    def __init__(self, wanted: Sequence[str] | None = None, starts: Callable[[str], None] | None = None) -> None:
        self.failed = ""
        self.failures: set[str] = set()
        self.seconds: dict[str, float] = {}
        self._order: Mapping[str, int] | None = None if wanted is None else {name: n for n, name in enumerate(wanted)}
        self._starts = starts
        self._begun = 0.0

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        if self._order is not None:
            order = self._order
            items[:] = sorted((one for one in items if one.nodeid in order), key=lambda one: order[one.nodeid])

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self._begun = time.process_time()
        if self._starts:
            self._starts(nodeid)

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        self.seconds[nodeid] = time.process_time() - self._begun

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.failed:
            self.failed = self.failed or report.nodeid
            self.failures.add(report.nodeid)


def quietly(arguments: Sequence[str], plugin: Plugin) -> int:
    """Run pytest without a word; return its exit status."""
    with Path(os.devnull).open("w") as nothing:
        os.dup2(nothing.fileno(), 1)
        os.dup2(nothing.fileno(), 2)
        place = tempfile.mkdtemp(prefix="mutant")
        try:
            return int(pytest.main([*_PLAIN, "--basetemp", f"{place}/t", *arguments], plugins=[plugin]))
        finally:
            shutil.rmtree(place, ignore_errors=True)


def start(work: Callable[[Any], None], seconds: float) -> tuple[Any, Any]:
    """Fork a process that does the work in so many seconds of the processor; return it and the pipe on which it answers."""
    ours, theirs = _FORK.Pipe(duplex=False)

    def begin() -> None:
        os.setsid()  # so that what it starts ends with it
        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 2))
        work(theirs)

    process = _FORK.Process(target=begin)
    process.start()
    theirs.close()
    return process, ours


def end(process: Any, ours: Any) -> Any:
    """Return what the process has sent, None if nothing, and end all that it started."""
    sent = None
    with contextlib.suppress(EOFError):
        sent = ours.recv() if ours.poll() else None
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.join()
    ours.close()
    return sent


def ready(pipes: Collection[Any], seconds: float) -> set[Any]:
    """Return those of the pipes on which something was sent, or whose process has ended, before the seconds are over."""
    return set(multiprocessing.connection.wait(list(pipes), timeout=seconds))
