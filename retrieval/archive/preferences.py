"""What a chat has chosen: its language, its quiet hours, and the like, kept until it is forgotten."""

from sqlalchemy import delete, insert, select, update

from retrieval.archive.database import Database
from retrieval.archive.schema import preference

_p = preference.c


class Preferences:
    """The preferences of an archive, each a name and a value."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, chat: str) -> dict[str, str]:
        """Return what a chat has chosen, by name."""
        with self._database.reading() as connection:
            rows = connection.execute(select(_p.name, _p.value).where(_p.chat == chat)).all()
        return {row.name: row.value for row in rows}

    def put(self, chat: str, name: str, value: str | None) -> None:
        """Keep a choice in place of the one before it; None takes it back."""
        with self._database.writing() as connection:
            connection.execute(delete(preference).where(_p.chat == chat, _p.name == name))
            if value is not None:
                connection.execute(insert(preference), {"chat": chat, "name": name, "value": value})

    def drop(self, chat: str) -> None:
        """Forget all that a chat has chosen."""
        with self._database.writing() as connection:
            connection.execute(delete(preference).where(_p.chat == chat))

    def move(self, chat: str, to: str) -> None:
        """Take what a chat has chosen along to the one that it has become."""
        with self._database.writing() as connection:
            connection.execute(delete(preference).where(_p.chat == to))
            connection.execute(update(preference).where(_p.chat == chat).values(chat=to))
