"""All headlines of an archive at hand in one piece: a word is found in them without reading the row of every article."""

from array import array
from bisect import bisect_right
from dataclasses import dataclass

from sqlalchemy import Connection, LargeBinary, cast, func, select

from retrieval.archive import schema

#: headlines that are kept, some ten megabytes of them
MOST = 100_000

_a = schema.article.c
# as bytes: whatever stands there can be read, and lower() changes the letters that SQLite's does
_HEADLINES = select(_a.number, cast(_a.headline, LargeBinary)).where(_a.headline.is_not(None)).limit(MOST + 1)
_POSITION = select(func.max(schema.change.c.number))


@dataclass(frozen=True, slots=True)
class _Kept:
    """The headlines as they were at a change of the archive: in small letters, a line each, with where each begins."""

    position: int | None
    lines: bytes
    starts: "array[int]"
    articles: "array[int]"


class Headlines:
    """The headlines of an archive in a folder, read again once something has changed. Safe to use from several threads."""

    def __init__(self) -> None:
        self._kept: _Kept | None = None

    def holding(self, connection: Connection, word: str, most: int) -> list[int] | None:
        """Return the numbers of the first `most` articles with a word in their headline, in capitals or not.

        None where there are more headlines than are kept, and where a server knows the small letters of all alphabets.
        """
        if connection.dialect.name != "sqlite":
            return None
        kept = self._kept
        position = connection.scalar(_POSITION)
        if kept is None or kept.position != position:
            self._kept = kept = _read(connection, position)
        return None if len(kept.articles) > MOST else _found(kept, word.encode().lower(), most)


def _read(connection: Connection, position: int | None) -> _Kept:
    lines, starts, articles, at = [], array("Q"), array("Q"), 0
    for number, headline in connection.execute(_HEADLINES):
        lines.append(headline.replace(b"\n", b" ").lower())
        starts.append(at)
        articles.append(number)
        at += len(headline) + 1
    if len(articles) > MOST:
        lines = []
    return _Kept(position, b"\n".join(lines), starts, articles)


def _found(kept: _Kept, word: bytes, most: int) -> list[int]:
    found: list[int] = []
    at = kept.lines.find(word)
    while at >= 0 and len(found) < most:
        line = bisect_right(kept.starts, at) - 1
        found.append(kept.articles[line])
        at = kept.lines.find(word, kept.starts[line + 1]) if line + 1 < len(kept.starts) else -1
    return found
