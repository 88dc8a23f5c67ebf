"""Work that one process at a time does for all: whoever has the lease does it, and another once that has run out."""

import math
import time
from collections.abc import Callable

from sqlalchemy import delete, or_, update

from retrieval.archive.inserting import insert_new
from retrieval.archive.message_tables import lease
from retrieval.archive.transactions import Transactions

_l = lease.c


class Leases:
    """The leases of an archive, for the worker of a name that no other process has."""

    def __init__(self, database: Transactions, worker: str, clock: Callable[[], float] = time.time) -> None:
        self._database, self._worker, self._clock = database, worker, clock

    def take(self, name: str, seconds: float) -> bool:
        """Take or keep the lease of some work for so many seconds; False while another worker has it."""
        now = self._clock()
        row = {"name": name, "worker": self._worker, "until": now + seconds}
        mine = update(lease).where(_l.name == name, or_(_l.worker == self._worker, _l.until < now)).values(row)
        with self._database.writing() as connection:
            if connection.execute(mine).rowcount:
                return True
            made = insert_new(connection.dialect, lease).values(row).returning(_l.name)
            return connection.scalar(made) is not None

    def give_back(self, name: str) -> None:
        """Let another worker have the work at once."""
        with self._database.writing() as connection:
            connection.execute(delete(lease).where(_l.name == name, _l.worker == self._worker))


class Turn:
    """A lease that one process keeps by renewing it beside the work, and has lost when it could not.

    `held` asks nobody: a process that stood still knows from its own clock that another may have the work by now.
    """

    def __init__(self, leases: Leases, name: str, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._leases, self._name, self._clock = leases, name, clock
        self._until = -math.inf
        #: how long it lasts when it is not renewed
        self.seconds = seconds

    @property
    def held(self) -> bool:
        """Say whether the work is this process's at the moment."""
        return self._clock() < self._until

    def renew(self) -> bool:
        """Take or keep the lease; False while another worker has it."""
        began = self._clock()  # before the database counts
        self._until = began + self.seconds if self._leases.take(self._name, self.seconds) else -math.inf
        return self.held

    def give_back(self) -> None:
        """Let another worker have the work at once."""
        self._until = -math.inf
        self._leases.give_back(self._name)
