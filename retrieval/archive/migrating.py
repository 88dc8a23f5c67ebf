"""Bringing an older archive's tables up to date with Alembic, which only this module imports."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from retrieval.errors import ArchiveError

_SCRIPTS = Path(__file__).parent / "migrations"


def check_version(version: str, name: str) -> None:
    """Raise ArchiveError, naming the archive by its `name`, where a newer program has made its tables."""
    known = {script.revision for script in ScriptDirectory(str(_SCRIPTS)).walk_revisions()}
    if version not in known:
        raise ArchiveError(f"{name} was written by a newer version of onrecord; install that to open it.")


def upgrade(connection: Connection, to: str = "head") -> None:
    """Run the migrations that the database lacks, up to `to`, on a connection whose transaction somebody else ends."""
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, to)
    except CommandError as error:
        raise ArchiveError(f"The archive's tables cannot be brought up to date: {error}.") from error
