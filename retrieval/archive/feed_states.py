"""What is known of each feed that is polled: its validators, its health, when it is due, and which entries were read."""

from dataclasses import dataclass, field

import msgspec
from sqlalchemy import delete, insert, select

from retrieval.archive.database import Database
from retrieval.archive.schema import feed

_f = feed.c


@dataclass(frozen=True, slots=True)
class FeedState:
    """The state of one feed; moments are POSIX times, None for never.

    `read` maps entries that need not be read again to their fingerprints; `waiting` maps entries that could not be
    reached to how often that was tried. `failures` counts the failed polls since the last good one.
    """

    url: str
    title: str | None = None
    etag: str | None = None
    modified: str | None = None
    due: float = 0.0
    polled: float | None = None
    succeeded: float | None = None
    failures: int = 0
    error: str | None = None
    faults: tuple[str, ...] = ()
    entries: int = 0
    added: int = 0
    read: dict[str, str] = field(default_factory=dict)
    waiting: dict[str, int] = field(default_factory=dict)


class FeedStates:
    """The states of an archive's feeds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, url: str) -> FeedState:
        """Return the state of a feed, a fresh one where it has never been polled."""
        with self._database.reading() as connection:
            found = connection.scalar(select(_f.state).where(_f.url == url))
        try:
            return FeedState(url) if found is None else msgspec.json.decode(found, type=FeedState)
        except msgspec.DecodeError:  # of another version of the program
            return FeedState(url)

    def put(self, state: FeedState) -> None:
        """Keep the state of a feed."""
        row = {"url": state.url, "state": msgspec.json.encode(state).decode(), "due": state.due}
        with self._database.writing() as connection:
            connection.execute(delete(feed).where(_f.url == state.url))
            connection.execute(insert(feed), row)
