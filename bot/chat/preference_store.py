"""What chats have chosen, at hand in memory and, where there is an archive, kept in it."""

import logging
from collections import OrderedDict
from collections.abc import Callable, Mapping

from retrieval.archive.database import Database
from retrieval.archive.preferences import Preferences as Stored
from retrieval.errors import OnrecordError

log = logging.getLogger(__name__)

#: the names of the choices, and what some of them may be
LANGUAGE, QUIET, IN_ZONE, PLAIN, RICH, ADDING = "language", "quiet", "zone", "plain", "rich", "adding"
ON, OFF, EVERYBODY = "on", "off", "everybody"
#: chats whose choices are at hand; those of others are read again
AT_HAND = 5_000


class Preferences:
    """The choices of each chat by name. Those of this class live as long as the process."""

    def __init__(self, most: int | None = None) -> None:
        self._most = most
        self._at_hand: OrderedDict[str, dict[str, str]] = OrderedDict()

    def at_hand(self, chat: str) -> Mapping[str, str] | None:
        """Return what a chat has chosen, None where that has to be read first."""
        return self._at_hand.get(chat)

    def of(self, chat: str) -> Mapping[str, str]:
        """Return what a chat has chosen."""
        return self._kept(chat)

    def put(self, chat: str, name: str, value: str | None) -> None:
        """Keep a choice in place of the one before it; None takes it back."""
        kept = self._kept(chat)
        if value is None:
            kept.pop(name, None)
        else:
            kept[name] = value

    def drop(self, chat: str) -> None:
        """Forget all that a chat has chosen."""
        self._at_hand[chat] = {}

    def move(self, chat: str, to: str) -> None:
        """Take what a chat has chosen along to the one that it has become."""
        self._at_hand[to], self._at_hand[chat] = self._kept(chat), {}

    def close(self) -> None:
        """Let go of what is held."""

    def _kept(self, chat: str) -> dict[str, str]:
        if chat not in self._at_hand:
            self._at_hand[chat] = self._read(chat)
            while self._most is not None and len(self._at_hand) > self._most:
                self._at_hand.popitem(last=False)
        return self._at_hand[chat]

    def _read(self, chat: str) -> dict[str, str]:
        return {}


class StoredPreferences(Preferences):
    """Choices that outlive the process. An archive that cannot be written to costs the choice after a restart.

    Where several workers share the archive (`shared`), none may go by what it has at hand.
    """

    def __init__(self, store: Callable[[], Database], *, shared: bool = False) -> None:
        super().__init__(AT_HAND)
        self._store, self._shared = store, shared

    def at_hand(self, chat: str) -> Mapping[str, str] | None:
        """Return what a chat has chosen, None where that has to be read first."""
        return None if self._shared else super().at_hand(chat)

    def of(self, chat: str) -> Mapping[str, str]:
        """Return what a chat has chosen."""
        return self._read(chat) if self._shared else super().of(chat)

    def put(self, chat: str, name: str, value: str | None) -> None:
        """Keep a choice in place of the one before it; None takes it back."""
        super().put(chat, name, value)
        try:
            self._stored().put(chat, name, value)
        except OnrecordError as error:
            log.warning("What a chat has chosen was not stored: %s", error)

    def drop(self, chat: str) -> None:
        """Forget all that a chat has chosen. Raises what the archive raises: a promise to forget is kept or refused."""
        super().drop(chat)
        self._stored().drop(chat)

    def move(self, chat: str, to: str) -> None:
        """Take what a chat has chosen along to the one that it has become."""
        super().move(chat, to)
        try:
            self._stored().move(chat, to)
        except OnrecordError as error:
            log.warning("What a group has chosen was not moved: %s", error)

    def _read(self, chat: str) -> dict[str, str]:
        try:
            return self._stored().of(chat)
        except OnrecordError as error:
            log.warning("What a chat has chosen was not read: %s", error)
            return {}

    def _stored(self) -> Stored:
        return Stored(self._store())
