"""What the project promises about its own files: style, types, boundaries, documentation, and nothing private in them."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest
from packaging.requirements import Requirement

from bot.commands import COMMANDS
from bot.configuration.settings import is_secret, setting_types

LONGEST_FILE, LONGEST_TEST = 320, 480


def told(repository: Path, *words: str) -> tuple[int, str]:
    """Run Python in the repository; return its exit status and all that it said."""
    done = subprocess.run([sys.executable, *words], cwd=repository, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def run(repository: Path, *words: str) -> None:
    status, said = told(repository, "-m", *words)
    assert status == 0, said


def lint_imports(repository: Path) -> tuple[int, str]:
    # `python -m importlinter.cli` only defines the command, and succeeds whatever the imports are
    return told(
        repository, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-cache"
    )


def tracked(repository: Path, *patterns: str) -> list[Path]:
    if shutil.which("git") is None or not (repository / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z", *patterns], cwd=repository, capture_output=True, text=True, check=True
    )
    return [repository / name for name in listed.stdout.split("\0") if name and (repository / name).is_file()]


def test_the_linter_finds_nothing(repository: Path) -> None:
    run(repository, "ruff", "check", "--no-cache", ".")


def test_the_formatter_changes_nothing(repository: Path) -> None:
    run(repository, "ruff", "format", "--no-cache", "--check", ".")


@pytest.mark.slow
def test_every_type_holds(repository: Path) -> None:
    # where nothing is kept of a run before, keeping this one's results takes a sixth of its time
    kept = (repository / ".mypy_cache").is_dir()
    run(repository, "mypy", *(() if kept else ("--no-incremental", "--cache-dir", os.devnull)))


def test_imports_keep_their_direction(repository: Path) -> None:
    status, said = lint_imports(repository)
    assert status == 0, said
    assert re.search(r"Contracts: [1-9][0-9]* kept, 0 broken", said), said


def test_every_contract_is_broken_by_an_import_that_it_forbids(repository: Path, tmp_path: Path) -> None:
    shutil.copy(repository / "pyproject.toml", tmp_path)
    for package in ("bot", "retrieval"):
        shutil.copytree(repository / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    contracts = tomllib.loads((repository / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    for contract in contracts:
        if contract["type"] == "layers":  # the lowest room uses the highest
            source, forbidden = re.findall(r"[\w.]+", contract["layers"][-1])[0], contract["layers"][0]
        else:
            source, forbidden = contract["source_modules"][0], contract["forbidden_modules"][0]
        place = tmp_path / source.replace(".", "/")
        changed = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
        changed.write_text(f"{changed.read_text()}\nimport {forbidden}\n")
    status, said = lint_imports(tmp_path)
    assert status == 1, said
    said = " ".join(said.split())  # long names are broken into lines
    assert not [contract["name"] for contract in contracts if f"{contract['name']} BROKEN" not in said], said


def test_a_fault_of_style_or_type_is_found(repository: Path, tmp_path: Path) -> None:
    shutil.copy(repository / "pyproject.toml", tmp_path)
    for package in ("bot", "retrieval"):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").write_text('"""Nothing."""\n')
    faulty = tmp_path / "bot" / "faulty.py"
    faulty.write_text('"""Faults."""\n\nimport os\n\nlength: int = "ten"\nx  =  1\n')
    for words, expected in (
        (("ruff", "check", "--no-cache", "."), "F401"),
        (("ruff", "format", "--no-cache", "--check", "."), "faulty.py"),
        (("mypy", "--cache-dir", os.devnull), "Incompatible types in assignment"),
    ):
        status, said = told(tmp_path, "-m", *words)
        assert (status, expected in said) == (1, True), said


def test_no_two_modules_need_each_other() -> None:
    graph = grimp.build_graph("bot", "retrieval")
    imported = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    left = dict(imported)
    while free := [module for module, needs in left.items() if not any(other in left for other in needs)]:
        for module in free:
            del left[module]
    # what is left leads into a circle; who is not needed by the rest is only on the way there
    while ahead := [module for module in left if not any(module in left[other] for other in left)]:
        for module in ahead:
            del left[module]
    assert not sorted(left)


def test_no_file_has_grown_beyond_what_a_reader_holds(repository: Path) -> None:
    lengths = {path.relative_to(repository): len(path.read_text().splitlines()) for path in tracked(repository, "*.py")}
    most = {path: LONGEST_TEST if path.parts[0] == "tests" else LONGEST_FILE for path in lengths}
    assert not {str(path): lines for path, lines in lengths.items() if lines > most[path]}


def test_every_command_is_a_module_and_every_module_a_command(repository: Path) -> None:
    modules = {path.stem for path in (repository / "bot/commands").glob("*.py")} - {"__init__", "json_lines"}
    commands = {name for name in modules if hasattr(importlib.import_module(f"bot.commands.{name}"), "register")}
    assert commands == set(COMMANDS)


def test_every_command_is_in_the_readme(repository: Path) -> None:
    readme = (repository / "README.md").read_text()
    assert not [name for name in COMMANDS if f"`onrecord {name}" not in readme]


def test_every_setting_is_in_the_readme(repository: Path) -> None:
    readme = (repository / "README.md").read_text()
    names = [
        f"ONRECORD_{section}__{key}".upper() if is_secret(section, key) else f"{section}.{key}"
        for section, keys in setting_types().items()
        for key in keys
    ]
    assert not [name for name in names if f"`{name}`" not in readme]


def test_the_readme_names_no_command_or_setting_that_does_not_exist(repository: Path) -> None:
    readme = (repository / "README.md").read_text()
    assert not set(re.findall(r"`onrecord ([a-z]+)", readme)) - set(COMMANDS)
    known = {f"{section}.{key}" for section, keys in setting_types().items() for key in keys}
    sections = "|".join(setting_types())
    assert not set(re.findall(rf"`((?:{sections})\.[a-z_]+)`", readme)) - known


# written in two halves, so that this file does not hold what it looks for
PRIVATE = {
    "a path of one machine": re.compile(r"/(?:ro" r"ot|wo" r"rk|Us" r"ers/\w+|ho" r"me/(?!you\b)\w+)/"),
    "a registry's address": re.compile(r"pypi\." r"org|files\.python" r"hosted|--(?:extra-)?index" r"-url|--find" r"-links"),
    "a bot token": re.compile(r"\b[0-9]{8,10}:" r"[A-Za-z0-9_-]{35}\b"),
    "a private key": re.compile(r"BEGIN [A-Z ]*PRIVATE" r" KEY"),
}  # fmt: skip


@pytest.mark.parametrize("what", PRIVATE)
def test_tracked_files_hold_nothing_private(repository: Path, what: str) -> None:
    found = [str(path.relative_to(repository)) for path in tracked(repository) if PRIVATE[what].search(text_of(path))]
    assert not found, f"{what} in {found}"


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


def pins(path: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([a-z0-9._-]+)==([^\s;\\]+)", path.read_text(), re.M):
        found.setdefault(name, set()).add(version)
    return found


def declared(repository: Path, *extras: str) -> Iterator[Requirement]:
    project = tomllib.loads((repository / "pyproject.toml").read_text())["project"]
    yield from map(Requirement, project["dependencies"])
    for extra in extras:
        yield from map(Requirement, project["optional-dependencies"][extra])


@pytest.mark.parametrize(
    ("lock", "extras"), [("requirements.lock", ["build"]), ("tests/requirements.lock", ["build", "dev"])]
)
def test_a_lock_pins_everything_declared(repository: Path, lock: str, extras: list[str]) -> None:
    pinned = pins(repository / lock)
    for requirement in declared(repository, *extras):
        versions = pinned.get(requirement.name.lower(), set())
        assert versions, f"{requirement.name} is not in {lock}: compile it anew (README, Development)"
        assert all(requirement.specifier.contains(version) for version in versions), f"{requirement} against {versions}"


def test_both_locks_pin_the_same_versions(repository: Path) -> None:
    program, tests = pins(repository / "requirements.lock"), pins(repository / "tests/requirements.lock")
    assert {name: tests.get(name) for name in program} == program


def test_every_pin_has_hashes_that_stock_pip_checks(repository: Path) -> None:
    for lock in ("requirements.lock", "tests/requirements.lock"):
        for block in re.split(r"\n(?=[a-z0-9])", (repository / lock).read_text()):
            assert "--hash=sha256:" in block, block[:80]


def test_the_readmes_first_two_code_blocks_are_one_line_each(repository: Path) -> None:
    blocks = re.findall(r"```sh\n(.*?)```", (repository / "README.md").read_text(), re.S)
    assert [block.count("\n") for block in blocks[:2]] == [1, 1]
    assert blocks[0].rstrip().endswith("onrecord")
    assert "pytest" in blocks[1]


def test_what_is_kept_is_text(repository: Path) -> None:
    assert [path for path in tracked(repository) if b"\0" in path.read_bytes()] == []
