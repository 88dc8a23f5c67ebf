"""Contexts of conversations at hand in memory and, a moment later, in the archive, from where a restart finds them again."""

import logging
import time
from collections import OrderedDict
from collections.abc import Callable

from bot.chat.records import Records
from retrieval.archive.conversations import Conversations
from retrieval.archive.transactions import Transactions
from retrieval.domain import Context
from retrieval.errors import OnrecordError

log = logging.getLogger(__name__)

#: contexts at hand; others are read from the archive again
AT_HAND = 5_000


class StoredContexts:
    """Contexts per chat and user. Writing waits for nobody's answer.

    An archive that another process is writing to costs the memory of a turn after a restart, never an answer. Where
    several workers share the archive (`shared`), none may go by what it has at hand.
    """

    def __init__(
        self, records: Records, minutes: float, clock: Callable[[], float] = time.time, *, shared: bool = False
    ) -> None:
        self._records, self._minutes, self._clock, self._shared = records, minutes, clock, shared
        self._at_hand: OrderedDict[tuple[str, str], tuple[float, Context]] = OrderedDict()

    def load(self, chat: str, user: str) -> Context | None:
        """Return the context, None when there is none or it has expired."""
        at_hand = self._at_hand.get((chat, user))
        if at_hand is None:
            try:
                stored = self._records.read(lambda joined: self._stored(joined).load(chat, user))
            except OnrecordError as error:
                log.warning("The context of a conversation was not read: %s", error)
                return None
            if stored is None:  # nobody else begins one: it is not looked for again with every question
                self._put(chat, user, Context())
            return stored
        since, context = at_hand
        return context if self._clock() - since < self._minutes * 60 else None

    def save(self, chat: str, user: str, context: Context) -> None:
        """Keep the context and start its time again."""
        self._put(chat, user, context)
        now = self._clock()
        self._records.later(lambda joined: Conversations(joined, self._minutes, lambda: now).save(chat, user, context))

    def drop(self, chat: str, user: str) -> None:
        """Forget the context."""
        self._put(chat, user, Context())
        self._records.later(lambda joined: self._stored(joined).drop(chat, user))

    def forget_person(self, user: str) -> None:
        """Let go of what is at hand of a person; deleting it is the archive's matter."""
        for key in [key for key in self._at_hand if user in key]:
            del self._at_hand[key]

    def move(self, chat: str, to: str) -> None:
        """Take the contexts of a chat and its topics along to the chat that it has become."""
        for place, user in [key for key in self._at_hand if key[0].partition("/")[0] == chat]:
            self._at_hand[to + place.removeprefix(chat), user] = self._at_hand.pop((place, user))
        self._records.later(lambda joined: self._stored(joined).move(chat, to))

    def close(self) -> None:
        """Do nothing: the records are closed by whoever opened them."""

    def _put(self, chat: str, user: str, context: Context) -> None:
        if self._shared:
            return
        self._at_hand[chat, user] = (self._clock(), context)
        self._at_hand.move_to_end((chat, user))
        while len(self._at_hand) > AT_HAND:
            self._at_hand.popitem(last=False)

    def _stored(self, joined: Transactions) -> Conversations:
        return Conversations(joined, self._minutes, self._clock)
