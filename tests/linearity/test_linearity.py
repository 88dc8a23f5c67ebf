"""No regular expression of the packages takes out of proportion to the length of what a stranger sends."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.linearity import growth
from tests.linearity.growth import slow_on
from tests.linearity.patterns import Compiled


@pytest.mark.parametrize("source", [r"\s*x", r"[ab]*c", r"<[^>]*>", r"\w+@\w+"])
def test_a_pattern_that_is_slow_is_told(source: str) -> None:
    assert slow_on(Compiled(re.compile(source), "here", 1, frozenset({"search"})), 0) is not None


def test_a_pattern_that_does_not_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growth, "PATIENCE", 0.5)
    sources = (r"a++b", r"(?:a+)+b", r"[ab]*c")
    said = growth.verdicts([Compiled(re.compile(one), f"{one}.py", 1, frozenset({"match"})) for one in sources], 0)
    assert said == ["(?:a+)+b.py:1 ['match'] 'does not end'"]


def test_what_comes_behind_one_that_is_given_up_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growth, "PATIENCE", 0.5)
    sources = (r"(?:a+)+b", r"(?:b+)+c", r"(?<!a)a++b", r"\s*x")
    said = growth.verdicts([Compiled(re.compile(one), one, 1, frozenset({"search"})) for one in sources], 0)
    assert [one.split(":1 ")[0] for one in said] == [r"(?:a+)+b", r"(?:b+)+c", r"\s*x"]


@pytest.mark.parametrize("source", [r"\s{0,12}x", r"(?<!a)a++b", r"<[^<>]*>", r"\w{1,60}@\w+"])
def test_one_that_is_bounded_or_gives_nothing_back_is_not(source: str) -> None:
    assert slow_on(Compiled(re.compile(source), "here", 1, frozenset({"search"})), 0) is None


@pytest.mark.slow
def test_every_pattern_of_the_packages_is_linear_on_runs_of_its_own_characters(repository: Path) -> None:
    # 4,000 characters here; `python tests/linearity/growth.py` goes to 200,000
    script = [sys.executable, "tests/linearity/growth.py", "--languages", "en,ru", "--longest", "0"]
    done = subprocess.run(script, cwd=repository, capture_output=True, text=True, check=False, timeout=900)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^0 of \d{3,} patterns are slow$", done.stdout, re.M), done.stdout
