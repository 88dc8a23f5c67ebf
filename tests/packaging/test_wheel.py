"""The wheel holds everything it needs: built, installed in a clean environment, run from another folder."""

import importlib.util
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

PYTHON_WITH_PIP = (
    sys.executable if importlib.util.find_spec("pip") else getattr(sys, "_base_executable", sys.executable)
)


def run(*words: object, cwd: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    known = {
        name: value for name, value in os.environ.items() if not name.startswith(("ONRECORD_", "TELEGRAM_", "PYTHON"))
    }
    return subprocess.run(
        [str(word) for word in words],
        cwd=cwd,
        env=known | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )


@pytest.fixture(scope="module")
def wheel(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("wheel")
    # hatchling comes with the tests' environment, so building needs no network
    built = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", place, repository, cwd=place)
    assert built.returncode == 0, built.stdout + built.stderr
    (made,) = place.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the bin folder of an environment with the wheel in it and this one's libraries beside it."""
    place = tmp_path_factory.mktemp("installed")
    assert run(sys.executable, "-m", "venv", "--without-pip", place / "venv", cwd=place).returncode == 0
    python = place / "venv/bin/python"
    # the tests' own environment may have been made without pip; the Python it was made from has one
    done = run(
        PYTHON_WITH_PIP, "-m", "pip", "--python", python, "install", "-qq", "--no-deps", "--no-index", wheel, cwd=place
    )
    assert done.returncode == 0, done.stderr
    found = run(python, "-c", "import sysconfig; print(sysconfig.get_paths()['purelib'])", cwd=place).stdout.strip()
    # the libraries were installed from the same lock; the wheel's own packages stand before them on the path
    (Path(found) / "libraries.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    return place / "venv/bin"


def test_the_wheel_holds_samples_settings_lexicons_and_migrations(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert any(name.startswith("bot/samples/") and name.endswith(".txt") for name in names)
    assert {"bot/defaults/onrecord.yaml", "bot/defaults/feeds.yaml", "bot/defaults/texts/en.yaml"} <= set(names)
    assert any(name.endswith(".toml") and name.startswith("retrieval/") for name in names)
    assert any("/migrations/versions/" in name for name in names)
    assert "retrieval/reading/installing/catalogue.json" in names
    assert not [name for name in names if name.startswith("tests/")]


def test_the_installed_program_answers_from_the_samples_in_another_folder(installed: Path, tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data"), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    asked = run(installed / "onrecord", "ask", "When did the ferry run aground?", cwd=tmp_path, **home)
    assert asked.returncode == 0, asked.stderr
    assert "2025" in asked.stdout
    # the code that ran was the wheel's
    where = run(installed / "python", "-c", "import bot; print(bot.__file__)", cwd=tmp_path).stdout
    assert where.startswith(str(installed.parent))


def test_the_installed_program_is_the_bot_in_the_terminal_without_a_token(installed: Path, tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data"), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    chat = subprocess.run(
        [installed / "onrecord"],
        input="thanks\n",
        cwd=tmp_path,
        env=os.environ | home | {"TELEGRAM_BOT_TOKEN": ""},
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert chat.returncode == 0, chat.stderr
    assert "@BotFather" in chat.stdout.splitlines()[0]
    assert "You're welcome." in chat.stdout
