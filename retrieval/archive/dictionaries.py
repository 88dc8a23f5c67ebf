"""What an archive's texts are compressed with: found in the archive, or trained from its texts once there are enough."""

from typing import Any

from sqlalchemy import Connection, delete, insert, select

from retrieval.archive.compression import DICTIONARIES, trained
from retrieval.archive.schema import dictionary


def dictionary_of(connection: Connection, texts: Any) -> int | None:
    """Return the number of the archive's dictionary; where it has none, that of one trained from what `texts` selects.

    None where these are too few. The connection may write.
    """
    words = connection.scalar(select(dictionary.c.words).order_by(dictionary.c.number.desc()).limit(1))
    return new_dictionary(connection, texts) if words is None else DICTIONARIES.learn(words)


def new_dictionary(connection: Connection, texts: Any) -> int | None:
    """Train a dictionary from what `texts` selects, for all that is written from now on; return its number."""
    words = trained(connection.scalars(texts).all())
    if words is None:
        return None
    connection.execute(insert(dictionary), {"words": words})
    return DICTIONARIES.learn(words)


def drop_dictionaries(connection: Connection, but: int | None) -> None:
    """Remove every dictionary except the one of a number: they hold words of the texts that they were trained from."""
    for row in connection.execute(select(dictionary)).all():
        if DICTIONARIES.learn(row.words) != but:
            connection.execute(delete(dictionary).where(dictionary.c.number == row.number))
