"""Answers that were given, for the buttons below them and for replies to them, until they are forgotten."""

import dataclasses
import time
from collections.abc import Callable, Mapping
from typing import Any, get_args, get_type_hints

import msgspec
from sqlalchemy import bindparam, delete, insert, select

from retrieval.archive.schema import sent_message
from retrieval.archive.schema import turn as table
from retrieval.archive.transactions import Transactions
from retrieval.domain import Answer, Request, Turn

#: days for which a turn is kept
DAYS = 90.0
#: what is told again from the archive when it is wanted
_LEFT_OUT: Mapping[str, Any] = {"suggestions": ()}
_t, _m = table.c, sent_message.c
# made once: making a statement takes longer than carrying it out
_OVER = [delete(one).where(one.c.expires <= bindparam("now")) for one in (table, sent_message)]
_REMOVE, _INSERT = delete(table).where(_t.key == bindparam("which")), insert(table)
_WANTED = select(table).where(_t.key == bindparam("which"), _t.expires > bindparam("now"))
_IN_PLACE = _m.chat == bindparam("of"), _m.message == bindparam("which")
_REMOVE_NOTE, _INSERT_NOTE = delete(sent_message).where(*_IN_PLACE), insert(sent_message)
_SHOWN = select(_m.turn).where(*_IN_PLACE, _m.expires > bindparam("now"))
_REQUESTS: Mapping[str, type] = {kind.__name__: kind for kind in get_args(Request)}


class Turns:
    """The turns of an archive, and which message shows which."""

    def __init__(self, database: Transactions, days: float = DAYS, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._seconds = days * 86_400
        self._clock = clock

    def save(self, turn: Turn) -> None:
        """Keep a turn; those whose time has come are removed."""
        now = self._clock()
        row = {
            "key": turn.key, "chat": turn.chat, "person": turn.user, "question": turn.question, "about": turn.about,
            "back": turn.back, "answer": encoded(turn.answer), "expires": now + self._seconds,
        }  # fmt: skip
        with self._database.writing() as connection:
            for over in _OVER:
                connection.execute(over, {"now": now})
            connection.execute(_REMOVE, {"which": turn.key})
            connection.execute(_INSERT, row)

    def load(self, key: str) -> Turn | None:
        """Return a turn, None where there is none (any more)."""
        with self._database.reading() as connection:
            row = connection.execute(_WANTED, {"which": key, "now": self._clock()}).one_or_none()
        answer = decoded(row.answer) if row else None
        return (
            Turn(row.key, row.chat, row.person, row.question, answer, row.about, row.back) if row and answer else None
        )

    def note(self, chat: str, message: str, key: str) -> None:
        """Remember which message shows a turn."""
        row = {"chat": chat, "message": message, "turn": key, "expires": self._clock() + self._seconds}
        with self._database.writing() as connection:
            connection.execute(_REMOVE_NOTE, {"of": chat, "which": message})
            connection.execute(_INSERT_NOTE, row)

    def shown_by(self, chat: str, message: str) -> str | None:
        """Return the key of the turn that a message shows, None where there is none (any more)."""
        with self._database.reading() as connection:
            key: str | None = connection.scalar(_SHOWN, {"of": chat, "which": message, "now": self._clock()})
        return key


def encoded(answer: Answer) -> str:
    """Return an answer as JSON, its request with the name of its kind."""
    kept = msgspec.to_builtins(dataclasses.replace(answer, request=None, **_LEFT_OUT))
    if answer.request is not None:
        kept["request"] = [type(answer.request).__name__, msgspec.to_builtins(answer.request)]
    return msgspec.json.encode(kept).decode()


def decoded(text: str) -> Answer | None:
    """Return the answer of a JSON text, None where another version of the program has written it."""
    types = get_type_hints(Answer)
    try:
        kept = msgspec.json.decode(text)
        request = kept.pop("request", None)
        read = {name: msgspec.convert(value, types[name]) for name, value in kept.items() if name not in _LEFT_OUT}
        asked = msgspec.convert(request[1], _REQUESTS[request[0]]) if request else None
        return Answer(**read, request=asked)
    except (msgspec.DecodeError, KeyError, TypeError, IndexError):
        return None
