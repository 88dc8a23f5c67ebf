"""What an archive keeps of one person, in every table: to be handed out to them, and to be forgotten."""

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Table, delete, or_, select

from retrieval.archive.message_tables import metadata
from retrieval.archive.schema import sent_message, turn
from retrieval.archive.transactions import Transactions

#: columns that hold JSON
_JSON = frozenset(("context", "answer", "evidence"))


def personal_tables() -> tuple[Table, ...]:
    """Return the tables that keep something of a person or of a chat."""
    return tuple(table for table in metadata.sorted_tables if {"chat", "person"} & set(table.c.keys()) & _texts(table))


def _texts(table: Table) -> set[str]:
    """Return the columns of a table that hold words: `person` elsewhere is the number of somebody who is quoted."""
    return {column.name for column in table.c if column.type.python_type is str}


class Personal:
    """What an archive keeps of somebody: what they did in any chat, and all of their own private chat, whose id is theirs."""

    def __init__(self, database: Transactions) -> None:
        self._database = database

    def of(self, user: str) -> dict[str, list[Mapping[str, Any]]]:
        """Return every row on a person, by table; values that hold JSON are taken apart."""
        found: dict[str, list[Mapping[str, Any]]] = {}
        with self._database.reading() as connection:
            for table in personal_tables():
                rows = connection.execute(select(table).where(_is_of(table, user))).mappings().all()
                if rows:
                    found[table.name] = [{name: _value(name, value) for name, value in row.items()} for row in rows]
        return found

    def forget(self, user: str) -> int:
        """Delete every row on a person; return how many there were."""
        with self._database.writing() as connection:
            theirs = select(turn.c.key).where(_is_of(turn, user))
            deleted = connection.execute(delete(sent_message).where(sent_message.c.turn.in_(theirs))).rowcount
            for table in reversed(personal_tables()):
                deleted += connection.execute(delete(table).where(_is_of(table, user))).rowcount
        return deleted


def _is_of(table: Table, user: str) -> ColumnElement[bool]:
    columns = [table.c[name] for name in ("person", "chat") if name in table.c]
    return or_(*(column == user for column in columns))


def _value(name: str, value: Any) -> Any:
    if name in _JSON and isinstance(value, str):
        try:
            return msgspec.json.decode(value)
        except msgspec.DecodeError:
            return value
    return value
