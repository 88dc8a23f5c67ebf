import getpass
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from retrieval.archive.archive import Archive
from retrieval.domain import Article, Block, BlockKind
from retrieval.ingest.preparation import prepare


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request, tmp_path) -> str:
    """Where a new archive may be: the tests of what an archive does run on every database."""
    if request.param == "sqlite":
        return str(tmp_path / "archive")
    return request.getfixturevalue("new_database")()


@pytest.fixture
def archive(place) -> Iterator[Archive]:
    opened = Archive.open(place)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def new_database() -> Iterator[Callable[[], str]]:
    """A PostgreSQL server of the tests' own, on a socket in a folder; skips where none is installed."""
    pytest.importorskip("psycopg")
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

    def create() -> str:
        name = f"archive{next(numbers)}"
        subprocess.run([*as_user, tools / "createdb", "-h", str(folder), "-U", user, name], **quiet)
        return f"postgresql://{user}@/{name}?host={folder}"

    yield create
    subprocess.run([*as_user, tools / "pg_ctl", *data, "-m", "immediate", "stop"], **quiet)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def article() -> Callable[..., Article]:
    def make(article_id: str, text: str, **values) -> Article:
        blocks = []
        start = 0
        for paragraph in text.split("\n\n"):
            blocks.append(Block(BlockKind.PARAGRAPH, start, start + len(paragraph)))
            start += len(paragraph) + 2
        return Article(article_id, text, tuple(blocks), **values)

    return make


@pytest.fixture
def add(archive) -> Callable[..., None]:
    def write(*articles: Article) -> None:
        with archive.writing() as writer:
            writer.add([prepare(one).entry for one in articles])

    return write
