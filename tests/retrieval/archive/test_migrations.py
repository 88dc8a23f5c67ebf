"""A new archive is made without Alembic; these tests keep it the same as one that came through every migration."""

import subprocess
import sys

import pytest
from sqlalchemy import create_engine, inspect

from retrieval.archive.archive import Archive
from retrieval.archive.database import FILE, Database
from retrieval.archive.message_tables import metadata
from retrieval.archive.migrating import upgrade
from retrieval.archive.schema import REVISION
from retrieval.errors import ArchiveError


def shape(connection):
    seen = inspect(connection)
    return {
        name: {
            "columns": [(c["name"], str(c["type"]), c["nullable"], c["primary_key"]) for c in seen.get_columns(name)],
            "indexes": sorted((str(i["name"]), tuple(map(str, i["column_names"]))) for i in seen.get_indexes(name)),
            "foreign": sorted((tuple(f["constrained_columns"]), f["referred_table"], str(f["options"]))
                              for f in seen.get_foreign_keys(name)),
            "unique": sorted(tuple(map(str, u["column_names"])) for u in seen.get_unique_constraints(name)),
        }
        for name in seen.get_table_names()
    }  # fmt: skip


def made(make, tmp_path, name):
    engine = create_engine(f"sqlite:///{tmp_path / name}")
    with engine.begin() as connection:
        make(connection)
        statements = connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE '%alembic%'"
        ).all()
        found = shape(connection)
    engine.dispose()
    options = {n: ("WITHOUT ROWID" in (sql or ""), "AUTOINCREMENT" in (sql or "")) for n, sql in statements}
    found.pop("alembic_version", None)
    return found, options


def test_migrations_lead_to_the_tables_that_a_new_archive_gets(tmp_path):
    assert made(upgrade, tmp_path, "migrated") == made(metadata.create_all, tmp_path, "new")


def test_a_new_archive_is_stamped_with_the_last_migration(tmp_path):
    from alembic.script import ScriptDirectory

    import retrieval.archive.migrating as migrating

    assert ScriptDirectory(str(migrating._SCRIPTS)).get_current_head() == REVISION
    Archive.open(tmp_path / "a").close()
    engine = create_engine(f"sqlite:///{tmp_path / 'a' / FILE}")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == REVISION
    engine.dispose()


def test_opening_an_archive_imports_no_alembic(tmp_path):
    program = (
        "import sys; from retrieval.archive.archive import Archive; Archive.open(sys.argv[1]).close();"
        "Archive.open(sys.argv[1]).close(); assert 'alembic' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path / "a")], check=True)


def test_an_archive_of_a_newer_program_is_left_alone(tmp_path):
    database = Database(tmp_path / "a")
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    with pytest.raises(ArchiveError, match="newer version"):
        Archive.open(tmp_path / "a")


def test_an_archive_without_tables_is_migrated_when_only_the_stamp_is_there(tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path / 'x.sqlite'}")
    with engine.begin() as connection:
        upgrade(connection)
        upgrade(connection)  # nothing more to do
    engine.dispose()
