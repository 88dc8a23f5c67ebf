"""The wheel installed from the package registry, without the lock, by an old pip and by the newest: pages can be read.

Not part of the default run: `pytest -m registry tests/packaging`. It is skipped, and says so, where there is no registry.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

#: the pip of Debian 12, which does not normalise the names of extras, and whatever is the newest
PIPS = ["pip==23.0", "pip"]
PAGE = "<html><body><article><h1>Weir</h1>{}</article></body></html>".format(
    "".join(f"<p>The weir at Tollan will be raised by {n} metres, the water board said.</p>" for n in range(4))
)

pytestmark = pytest.mark.registry


def run(*words: object, cwd: Path) -> "subprocess.CompletedProcess[str]":
    known = {key: value for key, value in os.environ.items() if not key.startswith(("ONRECORD_", "PYTHON"))}
    return subprocess.run(
        [str(word) for word in words], cwd=cwd, env=known, capture_output=True, text=True, check=False, timeout=900
    )


@pytest.fixture(scope="module")
def wheel(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("wheel")
    built = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", place, repository, cwd=place)
    assert built.returncode == 0, built.stdout + built.stderr
    (made,) = place.glob("*.whl")
    return made


@pytest.mark.parametrize("pip", PIPS)
def test_a_page_is_read_after_a_plain_installation(pip: str, wheel: Path, tmp_path: Path) -> None:
    python = tmp_path / "venv/bin/python"
    assert run(sys.executable, "-m", "venv", tmp_path / "venv", cwd=tmp_path).returncode == 0
    fetched = run(python, "-m", "pip", "install", "-q", "--upgrade", pip, cwd=tmp_path)
    if fetched.returncode != 0:
        pytest.skip(f"NO PACKAGE REGISTRY, so nothing is known of {pip}: {fetched.stderr.strip()[-200:]}")
    installed = run(python, "-m", "pip", "install", "-q", wheel, cwd=tmp_path)
    assert installed.returncode == 0, installed.stderr
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    read = run(python.with_name("onrecord"), "extract", "page.html", cwd=tmp_path)
    assert read.returncode == 0, read.stderr
    assert len(json.loads(read.stdout)["paragraphs"]) == 4
