"""Inserting many rows quickly."""

import importlib
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert


def insert_new(connection: Connection, table: Table) -> Any:
    """Return the statement that inserts rows and leaves those that are there already as they are."""
    # the one that is at work has been imported; the other would take longer than an answer
    dialect = importlib.import_module(f"sqlalchemy.dialects.{connection.dialect.name}")
    return dialect.insert(table).on_conflict_do_nothing()


def insert_rows(
    connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]], *, again: bool = False
) -> None:
    """Insert rows with the same keys; several times quicker than SQLAlchemy's own way, which looks at every value.

    With `again`, rows that are there already are left as they are.
    """
    statement: Any = insert_new(connection, table) if again else insert(table)
    compiled: Any = statement.inline().compile(dialect=connection.dialect, column_keys=list(rows[0]))
    if compiled.positional:
        order: list[str] = compiled.positiontup
        connection.exec_driver_sql(str(compiled), [tuple([row[name] for name in order]) for row in rows])
    else:
        connection.exec_driver_sql(str(compiled), [dict(row) for row in rows])
