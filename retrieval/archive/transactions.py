"""What reads and writes of the archive are given: a database, or a part of a transaction that is under way."""

import contextlib
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Protocol

from sqlalchemy import Connection


class Transactions(Protocol):
    """What reads and writes: a database, or a transaction of it that is under way."""

    def reading(self) -> AbstractContextManager[Connection]:
        """Give a connection that sees one snapshot."""
        ...

    def writing(self) -> AbstractContextManager[Connection]:
        """Give a connection whose writes are committed together."""
        ...


class Store(Protocol):
    """A database, as those see it that write what no index follows."""

    def reading(self) -> AbstractContextManager[Connection]:
        """Give a connection that sees one snapshot."""
        ...

    def noting(self) -> AbstractContextManager[Connection]:
        """Give a connection whose writes are committed together."""
        ...


class Joined:
    """A part of a transaction that is under way: what is written here is committed with the rest of it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give the connection of the transaction."""
        yield self._connection

    writing = reading
