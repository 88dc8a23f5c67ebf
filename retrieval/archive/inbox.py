"""Every update of a bot, from before it is acknowledged until it can no longer come again: none lost, none handled twice."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, or_, select, update

from retrieval.archive.inserting import insert_new
from retrieval.archive.message_tables import inbox
from retrieval.archive.transactions import Transactions

#: seconds for which an update is remembered once it is done; Telegram repeats what is not acknowledged for a day
REMEMBERED = 3 * 86_400.0

_i = inbox.c
_earlier = inbox.alias("earlier")
# made once: making a statement takes longer than carrying it out
_FINISH = (
    update(inbox)
    .where(_i.bot == bindparam("of"), _i.update_id == bindparam("which"), _i.done.is_(None))
    .values(done=bindparam("now"), outcome=bindparam("became"), content="", leased=None)
)
_COLUMNS = (_i.update_id, _i.lane, _i.content, _i.received, _i.attempts, _i.sends)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An update that is to be handled.

    `received` is in seconds since 1970; `attempts` counts how often it was begun before, `sends` the messages that were
    sent for it then, or may have been.
    """

    id: int
    lane: str
    content: str
    received: float
    attempts: int = 0
    sends: int = 0


class Inbox:
    """The updates of one bot. Updates of one lane are handled in the order of their ids.

    A worker has what it has claimed to itself until the lease ends; `worker` is a name that no other process has.
    """

    def __init__(self, database: Transactions, bot: str, worker: str, clock: Callable[[], float] = time.time) -> None:
        self._database, self._bot, self._worker, self._clock = database, bot, worker, clock

    def put(self, updates: Iterable[Waiting]) -> set[int]:
        """Keep updates and return the ids of those that are new."""
        rows = [
            {
                "bot": self._bot, "update_id": one.id, "lane": one.lane, "content": one.content, "received": one.received,
                "attempts": 0, "sends": 0, "worker": None, "leased": None,
            }
            for one in updates
        ]  # fmt: skip
        if not rows:
            return set()
        with self._database.writing() as connection:
            return set(connection.scalars(_insert(connection), rows))

    def unfinished(self) -> list[Waiting]:
        """Return everything that is not done, in its order."""
        wanted = select(*_COLUMNS).where(_i.bot == self._bot, _i.done.is_(None)).order_by(_i.update_id)
        with self._database.reading() as connection:
            return [_waiting(row) for row in connection.execute(wanted)]

    def claim(self, most: int, lease: float) -> list[Waiting]:
        """Claim up to `most` updates for `lease` seconds: the first of each lane, where nobody else has it."""
        now = self._clock()
        before = select(_earlier.c.number).where(
            _earlier.c.bot == _i.bot,
            _earlier.c.lane == _i.lane,
            _earlier.c.done.is_(None),
            _earlier.c.update_id < _i.update_id,
        )
        free = select(_i.number).where(
            _i.bot == self._bot, _i.done.is_(None), or_(_i.leased.is_(None), _i.leased < now), ~before.exists()
        )
        # several workers ask at once: none waits for the rows that another is just claiming
        chosen = free.order_by(_i.update_id).limit(most).with_for_update(skip_locked=True)
        with self._database.writing() as connection:
            numbers = list(connection.scalars(chosen))
            if not numbers:
                return []
            claimed = update(inbox).where(_i.number.in_(numbers), _i.done.is_(None))
            rows = connection.execute(
                claimed.values(worker=self._worker, leased=now + lease, attempts=_i.attempts + 1).returning(*_COLUMNS)
            ).all()
        return sorted((_waiting(row, begun=1) for row in rows), key=lambda one: one.id)

    def renew(self, ids: Sequence[int], lease: float) -> None:
        """Keep those of `ids` that this worker has claimed for another `lease` seconds."""
        mine = update(inbox).where(_i.bot == self._bot, _i.worker == self._worker, _i.update_id.in_(ids))
        with self._database.writing() as connection:
            connection.execute(mine.values(leased=self._clock() + lease))

    def release(self) -> None:
        """Let others have what this worker has claimed and not finished."""
        mine = update(inbox).where(_i.bot == self._bot, _i.worker == self._worker, _i.done.is_(None))
        with self._database.writing() as connection:
            connection.execute(mine.values(worker=None, leased=None))

    def finish(self, update_id: int, outcome: str) -> None:
        """Say that an update is done and what became of it; its content, which is people's words, goes."""
        named = {"of": self._bot, "which": update_id, "now": self._clock(), "became": outcome}
        with self._database.writing() as connection:
            connection.execute(_FINISH, named)

    def done_last(self, most: int) -> list[int]:
        """Return the ids of the updates that came last of those that are done."""
        wanted = select(_i.update_id).where(_i.bot == self._bot, _i.done.is_not(None))
        with self._database.reading() as connection:
            return list(connection.scalars(wanted.order_by(_i.number.desc()).limit(most)))

    def waiting(self) -> tuple[int, float | None]:
        """Return how many updates are not done, and since when the oldest of them waits, in seconds since 1970."""
        wanted = select(func.count(), func.min(_i.received)).where(_i.bot == self._bot, _i.done.is_(None))
        with self._database.reading() as connection:
            count, oldest = connection.execute(wanted).one()
        return int(count), oldest

    def sweep(self) -> None:
        """Forget what has been done so long ago that it cannot come again."""
        with self._database.writing() as connection:
            connection.execute(delete(inbox).where(_i.done < self._clock() - REMEMBERED))


def _insert(connection: Connection) -> Any:
    """Return the statement that inserts updates, leaves alone those that are there, and returns the ids of the new."""
    return insert_new(connection.dialect, inbox).returning(_i.update_id)


def _waiting(row: Any, begun: int = 0) -> Waiting:
    return Waiting(row.update_id, row.lane, row.content, row.received, row.attempts - begun, row.sends)
