"""Where known weaknesses cannot be looked up, that is said loudly and stops nothing."""

import shutil
import subprocess
from pathlib import Path

import pytest


def test_an_audit_that_cannot_be_made_says_so_and_stops_nothing(repository: Path) -> None:
    if shutil.which("bash") is None:
        pytest.skip("no bash")
    nowhere = "127.0.0.1"  # nothing listens there on the port of HTTPS
    done = subprocess.run(["bash", repository / ".ci/audit", nowhere], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"!!! {nowhere} cannot be reached: THE DEPENDENCIES ARE NOT AUDITED\n"
