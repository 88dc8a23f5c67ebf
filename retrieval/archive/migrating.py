"""Bringing an older archive's tables up to date with Alembic, which only this module imports."""

from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from retrieval.errors import ArchiveError

if TYPE_CHECKING:
    from retrieval.archive.database import Database

_SCRIPTS = Path(__file__).parent / "migrations"


def migrate(database: "Database", version: str) -> None:
    """Bring the tables from `version` to this program's, in one transaction; raise ArchiveError from a newer program's."""
    known = {script.revision for script in ScriptDirectory(str(_SCRIPTS)).walk_revisions()}
    if version not in known:
        raise ArchiveError(f"{database.name} was written by a newer version of onrecord; install that to open it.")
    with database.writing() as connection:
        upgrade(connection)


def upgrade(connection: Connection, to: str = "head") -> None:
    """Run the migrations that the database lacks, up to `to`, on a connection whose transaction somebody else ends."""
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, to)
    except CommandError as error:
        raise ArchiveError(f"The archive's tables cannot be brought up to date: {error}.") from error
