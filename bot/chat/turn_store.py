"""Turns at hand in memory and, a moment later, in the archive, from where buttons and replies find them after a restart."""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

from bot.chat.records import Records
from retrieval.archive.turns import Turns
from retrieval.domain import AnswerKind, Turn
from retrieval.errors import OnrecordError

log = logging.getLogger(__name__)

#: turns, and messages that show one, that are at hand where nothing else keeps them
AT_HAND = 5_000
#: turns at hand where the archive has the others: each holds its whole answer, tens of kilobytes
STORED_AT_HAND = 200

Key = TypeVar("Key")
Value = TypeVar("Value")


class _AtHand(Generic[Key, Value]):
    """The last few values by their keys. Safe to use from several threads."""

    def __init__(self, most: int = AT_HAND) -> None:
        self._most = most
        self._kept: OrderedDict[Key, Value] = OrderedDict()
        self._lock = threading.Lock()

    def put(self, key: Key, value: Value) -> None:
        with self._lock:
            self._kept[key] = value
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def get(self, key: Key) -> Value | None:
        with self._lock:
            return self._kept.get(key)

    def drop(self, which: Callable[[Key, Value], bool]) -> None:
        with self._lock:
            for key in [key for key, value in self._kept.items() if which(key, value)]:
                del self._kept[key]


class TurnsInMemory:
    """Turns of this process only."""

    def __init__(self, at_hand: int = AT_HAND) -> None:
        self._turns: _AtHand[str, Turn] = _AtHand(at_hand)
        self._shown: _AtHand[tuple[str, str], str] = _AtHand()

    def save(self, turn: Turn) -> None:
        """Keep a turn."""
        self._turns.put(turn.key, turn)

    def load(self, key: str) -> Turn | None:
        """Return a turn, None where there is none (any more)."""
        return self._turns.get(key)

    def note(self, chat: str, message: str, key: str) -> None:
        """Remember which message shows a turn."""
        self._shown.put((chat, message), key)

    def shown_by(self, chat: str, message: str) -> str | None:
        """Return the key of the turn that a message shows, None where there is none (any more)."""
        return self._shown.get((chat, message))

    def forget_person(self, user: str) -> None:
        """Let go of what is at hand of a person; deleting it is the archive's matter."""
        self._turns.drop(lambda _, turn: user in (turn.chat, turn.user))
        self._shown.drop(lambda key, _: key[0] == user)

    def close(self) -> None:
        """Do nothing: nothing outlives the process."""


class StoredTurns(TurnsInMemory):
    """Turns that outlive the process. Writing waits for nobody's answer.

    An archive that cannot be written to costs the buttons that need a turn after a restart, never an answer.
    """

    def __init__(self, records: Records) -> None:
        super().__init__(STORED_AT_HAND)
        self._records = records

    def save(self, turn: Turn) -> None:
        """Keep a turn; small talk has nothing that a button or a reply could ask of it."""
        super().save(turn)
        if turn.answer.kind is not AnswerKind.CHAT:
            self._records.later(lambda joined: Turns(joined).save(turn))

    def load(self, key: str) -> Turn | None:
        """Return a turn, None where there is none (any more)."""
        turn = super().load(key) or self._read(lambda stored: stored.load(key))
        if turn is not None:
            super().save(turn)
        return turn

    def note(self, chat: str, message: str, key: str) -> None:
        """Remember which message shows a turn."""
        super().note(chat, message, key)
        self._records.later(lambda joined: Turns(joined).note(chat, message, key))

    def shown_by(self, chat: str, message: str) -> str | None:
        """Return the key of the turn that a message shows, None where there is none (any more)."""
        return super().shown_by(chat, message) or self._read(lambda stored: stored.shown_by(chat, message))

    def _read(self, read: Callable[[Turns], Value | None]) -> Value | None:
        try:
            return self._records.read(lambda joined: read(Turns(joined)))
        except OnrecordError as error:
            log.warning("An earlier answer was not read: %s", error)
            return None
