"""Values and statements in parts: a statement takes so many bound values at most."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection

T = TypeVar("T")


def parts(values: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield the values in lists of up to `size`.

    >>> list(parts("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    remaining = iter(values)
    while part := list(islice(remaining, size)):
        yield part


def rows_of(
    connection: Connection, statement: Any, ids: Sequence[Any], size: int, more: Mapping[str, Any] | None = None
) -> list[Any]:
    """Return the rows of a statement for all the `ids` it binds, asked for in parts; no ids, no rows."""
    rows: list[Any] = []
    for part in parts(ids, size):
        rows.extend(connection.execute(statement, {"ids": part, **(more or {})}).all())
    return rows
