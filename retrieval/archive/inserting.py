"""Inserting many rows quickly."""

import functools
import importlib
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Dialect, Table, insert


def insert_new(dialect: Dialect, table: Table) -> Any:
    """Return the statement that inserts rows and leaves those that are there already as they are."""
    # the one that is at work has been imported; the other would take longer than an answer
    module = importlib.import_module(f"sqlalchemy.dialects.{dialect.name}")
    return module.insert(table).on_conflict_do_nothing()


def insert_rows(
    connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]], *, again: bool = False
) -> None:
    """Insert rows with the same keys; several times quicker than SQLAlchemy's own way, which looks at every value.

    With `again`, rows that are there already are left as they are.
    """
    statement, order = _compiled(connection.dialect, table, tuple(rows[0]), again=again)
    if order:
        connection.exec_driver_sql(statement, [tuple([row[name] for name in order]) for row in rows])
    else:
        connection.exec_driver_sql(statement, [dict(row) for row in rows])


@functools.lru_cache(maxsize=128)
def _compiled(dialect: Dialect, table: Table, columns: tuple[str, ...], *, again: bool) -> tuple[str, tuple[str, ...]]:
    """Return a statement and, where its values are given by their places, the order of its columns.

    For a single article, compiling takes longer than inserting.
    """
    statement: Any = insert_new(dialect, table) if again else insert(table)
    compiled: Any = statement.inline().compile(dialect=dialect, column_keys=list(columns))
    return str(compiled), tuple(compiled.positiontup) if compiled.positional else ()
