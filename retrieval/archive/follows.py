"""What people follow, and the outbox of what is to be sent to them: each article once, resumed where it stopped."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, or_, select, update

from retrieval.archive.inserting import insert_new
from retrieval.archive.message_tables import follow, outbox
from retrieval.archive.schema import change, meta
from retrieval.archive.transactions import Transactions
from retrieval.domain import DEFAULT_LANGUAGE

#: seconds for which it is remembered what was sent
REMEMBERED = 30 * 86_400.0

_f, _o = follow.c, outbox.c


@dataclass(frozen=True, slots=True)
class Follow:
    """What a chat wants to be told of: `kind` is words, person, story or question, `subject` what of them.

    `chat` is its number, for a topic of a forum with that of the topic behind it: "-100/7".

    `hour` is that of the local day in `zone` at which it is told, None for at once; `most` messages a day.
    """

    chat: str
    person: str
    kind: str
    subject: str
    label: str
    excluded: str = ""
    language: str = DEFAULT_LANGUAGE
    hour: int | None = None
    zone: str = "UTC"
    most: int = 10
    paused: str | None = None
    number: int = 0


class Follows:
    """The follows of one bot."""

    def __init__(self, database: Transactions, bot: str, clock: Callable[[], float] = time.time) -> None:
        self._database, self._bot, self._clock = database, bot, clock

    def add(self, one: Follow) -> int:
        """Keep a follow in place of the same one before it; return its number."""
        values = {name: getattr(one, name) for name in _SAID}
        with self._database.writing() as connection:
            connection.execute(delete(follow).where(*self._same(one)))
            row = {"bot": self._bot, "made": self._clock(), **values}
            if self._position(connection) is None:
                self._set_position(connection, connection.scalar(select(func.max(change.c.number))) or 0)
            return int(connection.execute(follow.insert().values(row).returning(_f.number)).scalar_one())

    def of(self, chat: str) -> list[Follow]:
        """Return what a chat follows, in the order in which it was begun."""
        return self._read(_f.chat == chat)

    def active(self) -> list[Follow]:
        """Return every follow that is not paused."""
        return self._read(_f.paused.is_(None))

    def get(self, number: int) -> Follow | None:
        """Return a follow, None where there is none any more."""
        return next(iter(self._read(_f.number == number)), None)

    def stop(self, number: int, chat: str) -> bool:
        """Forget a follow of a chat or a topic of it, with what waits for it; False where there is no such one."""
        with self._database.writing() as connection:
            connection.execute(delete(outbox).where(_o.follow == number, _in(_o, chat), _o.state == "waiting"))
            return bool(connection.execute(delete(follow).where(_f.number == number, _in(_f, chat))).rowcount)

    def pause(self, chat: str, reason: str | None) -> None:
        """Send nothing to a chat until this is called without a reason."""
        with self._database.writing() as connection:
            connection.execute(update(follow).where(_f.bot == self._bot, _in(_f, chat)).values(paused=reason))

    def move(self, chat: str, to: str) -> None:
        """Go on in one chat where another stopped."""
        with self._database.writing() as connection:
            for table in (follow, outbox):
                there = update(table).where(table.c.bot == self._bot, _in(table.c, chat))
                connection.execute(there.values(chat=to + func.substr(table.c.chat, len(chat) + 1)))

    def position(self) -> int | None:
        """Return the number of the last change of the archive that was looked at, None before the first follow."""
        with self._database.reading() as connection:
            return self._position(connection)

    def put(self, found: Iterable[tuple[Follow, str, float]], position: int) -> None:
        """Have articles told, (follow, article, when due), and remember up to which change has been looked at."""
        now = self._clock()
        rows = [
            {
                "bot": self._bot, "chat": one.chat, "follow": one.number, "article": article, "due": due,
                "state": "waiting", "at": now,
            }
            for one, article, due in found
        ]  # fmt: skip
        with self._database.writing() as connection:
            if rows:
                connection.execute(insert_new(connection.dialect, outbox), rows)
            self._set_position(connection, position)

    def due(self, most: int = 100) -> dict[int, list[tuple[int, str]]]:
        """Return what is to be sent now, (number, article) by follow, oldest first."""
        wanted = select(_o.number, _o.follow, _o.article).where(
            _o.bot == self._bot, _o.state == "waiting", _o.due <= self._clock()
        )
        with self._database.reading() as connection:
            rows = connection.execute(wanted.order_by(_o.due, _o.number).limit(most)).all()
        grouped: dict[int, list[tuple[int, str]]] = {}
        for row in rows:
            grouped.setdefault(row.follow, []).append((row.number, row.article))
        return grouped

    def mark(self, numbers: Sequence[int], state: str, reason: str | None = None) -> None:
        """Say what became of rows of the outbox."""
        with self._database.writing() as connection:
            values = {"state": state, "reason": reason, "at": self._clock()}
            connection.execute(update(outbox).where(_o.number.in_(numbers)).values(values))

    def delay(self, numbers: Sequence[int], due: float) -> None:
        """Send rows of the outbox later."""
        with self._database.writing() as connection:
            connection.execute(update(outbox).where(_o.number.in_(numbers)).values(state="waiting", due=due))

    def interrupted(self) -> list[int]:
        """Return the rows that were being sent when a process ended."""
        with self._database.reading() as connection:
            return list(connection.scalars(select(_o.number).where(_o.bot == self._bot, _o.state == "sending")))

    def messages_since(self, number: int, since: float) -> int:
        """Return how many messages a follow has had since a moment: rows that were sent at once are one."""
        wanted = select(func.count(_o.at.distinct())).where(_o.follow == number, _o.state == "sent", _o.at >= since)
        with self._database.reading() as connection:
            return int(connection.scalar(wanted) or 0)

    def sweep(self) -> None:
        """Forget what was sent long ago, and what belongs to no follow any more."""
        with self._database.writing() as connection:
            connection.execute(delete(outbox).where(_o.state != "waiting", _o.at < self._clock() - REMEMBERED))
            connection.execute(delete(outbox).where(_o.state == "waiting", _o.follow.not_in(select(_f.number))))

    def _same(self, one: Follow) -> tuple[Any, ...]:
        return _f.bot == self._bot, _f.chat == one.chat, _f.kind == one.kind, _f.subject == one.subject

    def _read(self, *conditions: Any) -> list[Follow]:
        wanted = select(follow).where(_f.bot == self._bot, *conditions).order_by(_f.number)
        with self._database.reading() as connection:
            rows = connection.execute(wanted).mappings().all()
        return [Follow(**{name: row[name] for name in (*_SAID, "number")}) for row in rows]

    def _position(self, connection: Connection) -> int | None:
        found = connection.scalar(select(meta.c.value).where(meta.c.key == self._key))
        return None if found is None else int(found)

    def _set_position(self, connection: Connection, position: int) -> None:
        connection.execute(delete(meta).where(meta.c.key == self._key))
        connection.execute(meta.insert().values(key=self._key, value=str(position)))

    @property
    def _key(self) -> str:
        return f"followed by bot {self._bot}"


def _in(columns: Any, chat: str) -> Any:
    """Return the condition that a row is of a chat, or of a topic of it."""
    return or_(columns.chat == chat, columns.chat.startswith(f"{chat}/", autoescape=True))


_SAID = (
    "chat", "person", "kind", "subject", "label", "excluded", "language", "hour", "zone", "most", "paused",
)  # fmt: skip
