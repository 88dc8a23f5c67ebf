"""PostgreSQL as the tests use it: a server on a socket in a folder, started when a test asks for it."""

import getpass
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def new_database() -> Iterator[Callable[[], str]]:
    """Make databases on a PostgreSQL server of this process's own; skips where none is installed."""
    psycopg = pytest.importorskip("psycopg")
    tools = next((path for path in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)
    found = shutil.which("initdb", path=f"{tools}:{os.environ.get('PATH', '')}")
    if found is None:
        pytest.skip("PostgreSQL is not installed")
    tools, folder = Path(found).parent, Path(tempfile.mkdtemp(prefix="onrecord-pg-"))
    as_user, user = [], getpass.getuser()
    if os.geteuid() == 0:  # the server refuses to run as root
        as_user, user = ["runuser", "-u", "postgres", "--"], "postgres"
        shutil.chown(folder, user)
    data = ["-D", str(folder / "data")]
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    try:
        subprocess.run([*as_user, tools / "initdb", *data, "-A", "trust", "-U", user, "-N", "-E", "UTF8"], **quiet)
        options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off -c max_connections=200"
        subprocess.run(
            [*as_user, tools / "pg_ctl", *data, "-w", "-o", options, "-l", str(folder / "log"), "start"], **quiet
        )
    except (subprocess.CalledProcessError, OSError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"PostgreSQL cannot be started: {error}")
    numbers = count()
    making = psycopg.connect(host=str(folder), user=user, dbname="postgres", autocommit=True)

    def create() -> str:
        name = f"archive{next(numbers)}"
        making.execute(f"CREATE DATABASE {name}")
        return f"postgresql://{user}@/{name}?host={folder}"

    yield create
    making.close()
    subprocess.run([*as_user, tools / "pg_ctl", *data, "-m", "immediate", "stop"], **quiet)
    shutil.rmtree(folder, ignore_errors=True)
