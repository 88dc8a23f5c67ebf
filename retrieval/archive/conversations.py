"""What each conversation is about, kept per chat and user until it expires, through restarts."""

import time
from collections.abc import Callable

import msgspec
from sqlalchemy import bindparam, delete, insert, or_, select, update

from retrieval.archive.schema import conversation
from retrieval.archive.transactions import Transactions
from retrieval.domain import Context

_c = conversation.c
# made once: making a statement takes longer than carrying it out
_OF = _c.chat == bindparam("of"), _c.person == bindparam("with")
_WANTED = select(_c.context).where(*_OF, _c.expires > bindparam("now"))
_OVER = delete(conversation).where(_c.expires <= bindparam("now"))
_REMOVE, _INSERT = delete(conversation).where(*_OF), insert(conversation)


class Conversations:
    """The contexts of an archive. `minutes` after its last turn a context is forgotten."""

    def __init__(self, database: Transactions, minutes: float = 120.0, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._seconds = minutes * 60
        self._clock = clock

    def load(self, chat: str, user: str) -> Context | None:
        """Return the context, None when there is none or it has expired."""
        with self._database.reading() as connection:
            found = connection.scalar(_WANTED, {"of": chat, "with": user, "now": self._clock()})
        try:
            return None if found is None else msgspec.json.decode(found, type=Context)
        except msgspec.DecodeError:  # of another version of the program
            return None

    def save(self, chat: str, user: str, context: Context) -> None:
        """Keep the context and start its time again; contexts that have expired are removed."""
        now = self._clock()
        row = {
            "chat": chat,
            "person": user,
            "context": msgspec.json.encode(context).decode(),
            "expires": now + self._seconds,
        }
        with self._database.writing() as connection:
            connection.execute(_OVER, {"now": now})
            connection.execute(_REMOVE, {"of": chat, "with": user})
            connection.execute(_INSERT, row)

    def move(self, chat: str, to: str) -> None:
        """Take the contexts of a chat and its topics along to the chat that it has become."""
        with self._database.writing() as connection:
            places = connection.scalars(
                select(_c.chat).distinct().where(or_(_c.chat == chat, _c.chat.startswith(f"{chat}/")))
            )
            for place in list(places):
                moved = to + place.removeprefix(chat)
                connection.execute(delete(conversation).where(_c.chat == moved))
                connection.execute(update(conversation).where(_c.chat == place).values(chat=moved))

    def drop(self, chat: str, user: str) -> None:
        """Forget the context."""
        with self._database.writing() as connection:
            connection.execute(_REMOVE, {"of": chat, "with": user})
