"""The examples in docstrings are run, and there are enough of them where a newcomer looks first."""

import doctest
import importlib.util
import pkgutil
from types import ModuleType

import pytest

import bot
import retrieval

#: where examples tell more than words; how many there are at least
ROOMS = ("text", "ranking", "quotations", "questions", "summary", "timeline")
FEWEST = 60


def modules() -> list[str]:
    found = [package.__name__ for package in (bot, retrieval)]
    for package in (bot, retrieval):
        found += [one.name for one in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
    # a migration runs inside alembic alone, and a program's entry is the program
    return [name for name in found if ".migrations" not in name and not name.endswith("__main__")]


def source_of(name: str) -> str:
    spec = importlib.util.find_spec(name)
    assert spec
    assert spec.loader
    return spec.loader.get_source(name) or ""  # type: ignore[attr-defined]


def examples_in(module: ModuleType) -> list[doctest.DocTest]:
    return [test for test in doctest.DocTestFinder().find(module, module.__name__) if test.examples]


WITH_EXAMPLES = [name for name in modules() if ">>> " in source_of(name)]


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_the_examples_show_what_they_say(name: str) -> None:
    runner = doctest.DocTestRunner(verbose=False)
    told: list[str] = []
    tests = examples_in(importlib.import_module(name))
    assert tests, f"{name} shows examples that are not found"
    for test in tests:
        runner.run(test, out=told.append)
    assert runner.summarize(verbose=False).failed == 0, "".join(told)


def test_the_rooms_a_newcomer_enters_first_are_shown_by_examples() -> None:
    counts = dict.fromkeys(ROOMS, 0)
    for name in WITH_EXAMPLES:
        _, _, rest = name.partition("retrieval.")
        room = rest.split(".")[0]
        if room in counts:
            tests = examples_in(importlib.import_module(name))
            counts[room] += sum(bool(example.want) for test in tests for example in test.examples)
    assert sum(counts.values()) >= FEWEST, counts
    assert all(counts.values()), counts
