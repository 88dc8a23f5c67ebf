"""The tables of what comes in from people and goes out to them. The Alembic migrations lead to exactly this as well."""

from sqlalchemy import (
    DDL,
    BigInteger,
    Column,
    Float,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    event,
)

from retrieval.archive.schema import metadata

__all__ = ["follow", "inbox", "lease", "metadata", "outbox"]

_NUMBER = BigInteger().with_variant(Integer(), "sqlite")

#: every update that was taken in, until it can no longer come again
inbox = Table(
    "inbox",
    metadata,
    Column("number", _NUMBER, primary_key=True),
    Column("bot", Text, nullable=False),  # whose update it is: ids are each bot's own
    Column("update_id", BigInteger, nullable=False),
    Column("lane", Text, nullable=False),  # what is handled in order: a chat
    Column("content", Text, nullable=False),  # JSON; empty once it is done
    Column("received", Float, nullable=False),  # seconds since 1970, as all moments here
    Column("worker", Text),  # who has claimed it
    Column("leased", Float),  # until when it is that worker's alone
    Column("attempts", SmallInteger, nullable=False),  # how often it was begun
    Column("sends", SmallInteger, nullable=False),  # messages that were sent for it, or may have been
    Column("done", Float),
    Column("outcome", Text),  # what became of it, once it is done
    UniqueConstraint("bot", "update_id"),
    Index("ix_inbox_done", "done"),
)
# as an Index with a condition it would have SQLAlchemy import what it has for PostgreSQL, in every process
_OPEN = DDL("CREATE INDEX ix_inbox_open ON inbox (bot, lane, update_id) WHERE done IS NULL")  # type: ignore[no-untyped-call]
event.listen(inbox, "after_create", _OPEN)

#: work that one process at a time does for all
lease = Table(
    "lease",
    metadata,
    Column("name", Text, primary_key=True),
    Column("worker", Text, nullable=False),
    Column("until", Float, nullable=False),
)

#: what somebody wants to be told of
follow = Table(
    "follow",
    metadata,
    Column("number", _NUMBER, primary_key=True),
    Column("bot", Text, nullable=False),
    Column("chat", Text, nullable=False),
    Column("person", Text, nullable=False),  # who asked for it
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),  # words, a name, an article of the story, or a question
    Column("label", Text, nullable=False),  # how it is shown
    Column("excluded", Text, nullable=False),  # words of what is not wanted
    Column("language", Text, nullable=False),
    Column("hour", SmallInteger),  # of the local day; null for at once
    Column("zone", Text, nullable=False),
    Column("most", SmallInteger, nullable=False),  # messages a day
    Column("made", Float, nullable=False),
    Column("paused", Text),  # why nothing can be sent there just now
    UniqueConstraint("bot", "chat", "kind", "subject"),
)

#: what is to be sent without having been asked for just now, each once
outbox = Table(
    "outbox",
    metadata,
    Column("number", _NUMBER, primary_key=True),
    Column("bot", Text, nullable=False),
    Column("chat", Text, nullable=False),
    Column("follow", BigInteger, nullable=False),  # its number
    Column("article", Text, nullable=False),  # its id
    Column("due", Float, nullable=False),
    Column("state", Text, nullable=False),  # waiting, sending, sent, given up
    Column("reason", Text),
    Column("at", Float, nullable=False),  # since when it is in this state
    UniqueConstraint("follow", "article"),
    Index("ix_outbox_state", "bot", "state", "due"),
)
