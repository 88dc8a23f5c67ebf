"""Which archive this is: a mark made once and kept with it, so that an index can tell whose passages it holds."""

import uuid

from sqlalchemy import Connection, insert, select

from retrieval.archive.archive import Archive
from retrieval.archive.schema import meta

_KEY = "identity"


def identity_of(archive: Archive) -> str:
    """Return the archive's mark, made if it has none yet; a copy or a restored backup keeps it."""
    with archive.database.reading() as connection:
        known = _read(connection)
    if known is None:
        with archive.database.writing() as connection:
            known = _read(connection)  # somebody may have been quicker
            if known is None:
                known = uuid.uuid4().hex
                connection.execute(insert(meta), {"key": _KEY, "value": known})
    return known


def _read(connection: Connection) -> str | None:
    return connection.scalar(select(meta.c.value).where(meta.c.key == _KEY))
