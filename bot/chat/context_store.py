"""Contexts of conversations at hand in memory and, a moment later, in the archive, from where a restart finds them again."""

import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from retrieval.archive.archive import Archive
from retrieval.archive.conversations import Conversations
from retrieval.domain import Context
from retrieval.errors import OnrecordError

log = logging.getLogger(__name__)

#: contexts at hand; others are read from the archive again
AT_HAND = 5_000


class Source(Protocol):
    """The program, whose archive may be replaced while it runs."""

    @property
    def archive(self) -> Archive:
        """Return the archive that is open."""
        ...


class StoredContexts:
    """Contexts per chat and user. Writing waits for nobody's answer: it is done in order on a thread of its own.

    An archive that another process is writing to costs the memory of a turn after a restart, never an answer.
    """

    def __init__(self, source: Source, minutes: float, clock: Callable[[], float] = time.time) -> None:
        self._source, self._minutes, self._clock = source, minutes, clock
        self._at_hand: OrderedDict[tuple[str, str], tuple[float, Context]] = OrderedDict()
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="contexts")

    def load(self, chat: str, user: str) -> Context | None:
        """Return the context, None when there is none or it has expired."""
        at_hand = self._at_hand.get((chat, user))
        if at_hand is None:
            try:
                return self._stored().load(chat, user)
            except OnrecordError as error:
                log.warning("The context of a conversation was not read: %s", error)
                return None
        since, context = at_hand
        return context if self._clock() - since < self._minutes * 60 else None

    def save(self, chat: str, user: str, context: Context) -> None:
        """Keep the context and start its time again."""
        self._put(chat, user, context)
        self._later(lambda: self._stored().save(chat, user, context))

    def drop(self, chat: str, user: str) -> None:
        """Forget the context."""
        self._put(chat, user, Context())
        self._later(lambda: self._stored().drop(chat, user))

    def close(self) -> None:
        """Wait until everything has been written."""
        self._writer.shutdown()

    def _put(self, chat: str, user: str, context: Context) -> None:
        self._at_hand[chat, user] = (self._clock(), context)
        self._at_hand.move_to_end((chat, user))
        while len(self._at_hand) > AT_HAND:
            self._at_hand.popitem(last=False)

    def _stored(self) -> Conversations:
        return Conversations(self._source.archive.database, self._minutes, self._clock)

    def _later(self, write: Callable[[], None]) -> None:
        def writing() -> None:
            try:
                write()
            except OnrecordError as error:
                log.warning("The context of a conversation was not stored: %s", error)

        self._writer.submit(writing)
