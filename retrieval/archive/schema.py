"""The tables of the archive, with those of message_tables.py; Alembic's migrations lead to exactly these, as a test checks."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
)

#: the migration that leads to these tables
REVISION = "0008"

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

#: SQLite numbers rows by itself only in an INTEGER key; elsewhere counts may outgrow it
_NUMBER = BigInteger().with_variant(Integer(), "sqlite")


def _article(*, primary_key: bool = False, index: bool = False) -> Column[int]:
    owner = ForeignKey("article.number", ondelete="CASCADE")
    return Column("article", _NUMBER, owner, nullable=False, primary_key=primary_key, index=index or None)


article = Table(
    "article",
    metadata,
    Column("number", _NUMBER, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("headline", Text),
    Column("url", Text),
    Column("outlet", Text),
    Column("agency", Text),
    Column("authors", Text),  # JSON list, null for none
    Column("published", Text),  # ISO 8601 as stated
    Column("section", Text),  # JSON list, null for none
    Column("dateline", Text),
    Column("language", Text, nullable=False),
    Column("incomplete", Boolean, nullable=False),
    Column("updated", Boolean, nullable=False),
    Column("revision", Integer, nullable=False),  # 1 for the text that came first
    Column("copies", Integer, nullable=False),  # rows in `source`
    Column("given", LargeBinary, nullable=False),  # digest of what was given, to recognise it when it comes again
    Column("content", LargeBinary, nullable=False),  # digest of the words, the same for an identical copy
    Column(
        "body", LargeBinary, nullable=False
    ),  # text and blocks, see packing.py; last, so that others are read without
    Index("ix_article_published", "published", "number"),
    Index("ix_article_language", "language"),
    Index("ix_article_content", "content"),
)

address = Table(
    "address",
    metadata,
    Column("url", Text, primary_key=True),  # canonical
    _article(index=True),
    sqlite_with_rowid=False,
)

source = Table(
    "source",
    metadata,
    Column("number", _NUMBER, primary_key=True),
    _article(index=True),
    Column("outlet", Text),
    Column("url", Text),
    Column("published", Text),
)

#: further ids under which an article was given: copies, and the same page under another name
alias = Table(
    "alias",
    metadata,
    Column("id", Text, primary_key=True),
    _article(index=True),
    Column("given", LargeBinary, nullable=False),  # digest of what was given under it
    sqlite_with_rowid=False,
)

revision = Table(
    "revision",
    metadata,
    _article(primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("headline", Text),
    Column("published", Text),
    Column("replaced", Text, nullable=False),  # when, ISO 8601 in UTC
    Column("body", LargeBinary, nullable=False),
)

person = Table(
    "person",
    metadata,
    Column("number", _NUMBER, primary_key=True),
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False, index=True),  # what spellings of the name have in common
    Column("mark", Text, nullable=False, index=True),  # initial and surname
    Column("variants", Text, nullable=False),  # JSON object: every form of the name and how often it was met
    Column("roles", Text, nullable=False),  # JSON list, the most recent last
    Column("quotations", Integer, nullable=False, index=True),
)

person_word = Table(
    "person_word",
    metadata,
    Column("word", Text, primary_key=True),
    Column("person", _NUMBER, ForeignKey("person.number", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

#: whose a name is where somebody has decided it by hand, by the keys of the name and of the person
decided_name = Table(
    "decided_name",
    metadata,
    Column("key", Text, primary_key=True),
    Column("person_key", Text, nullable=False),
)

#: what is said in an article, all of it in one row, see quotation_rows.py
quotations = Table(
    "quotations",
    metadata,
    _article(primary_key=True),
    Column("many", Integer, nullable=False),
    Column("packed", LargeBinary, nullable=False),
)

#: the articles in which somebody is quoted; a row may outlive the article, whose number then finds nothing
quoted = Table(
    "quoted",
    metadata,
    Column("person", _NUMBER, primary_key=True, autoincrement=False),
    Column("article", _NUMBER, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

#: near-duplicates: articles that share a band of their sketches are compared; a row may outlive the text that it was made
#: for, which costs a comparison: finding the rows of an article quickly would take an index of the same size
band = Table(
    "band",
    metadata,
    Column("value", BigInteger, primary_key=True, autoincrement=False),
    Column("article", _NUMBER, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

#: what texts are compressed with, the newest last; see compression.py
dictionary = Table(
    "dictionary",
    metadata,
    Column("number", _NUMBER, primary_key=True),
    Column("words", LargeBinary, nullable=False),
)

#: what the indexes replay; an id that is no longer in `article` was deleted
change = Table(
    "change",
    metadata,
    Column("number", _NUMBER, primary_key=True),
    Column("id", Text, nullable=False),
    sqlite_autoincrement=True,
)

conversation = Table(
    "conversation",
    metadata,
    Column("chat", Text, primary_key=True),
    Column("person", Text, primary_key=True),  # the user within the chat
    Column("context", Text, nullable=False),  # JSON
    Column("expires", Float, nullable=False, index=True),  # seconds since 1970
)

turn = Table(
    "turn",
    metadata,
    Column("key", Text, primary_key=True),
    Column("chat", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("about", Text),
    Column("back", Text),  # the key of the turn whose place it took
    Column("answer", Text, nullable=False),  # JSON
    Column("expires", Float, nullable=False, index=True),  # seconds since 1970
)

sent_message = Table(
    "sent_message",
    metadata,
    Column("chat", Text, primary_key=True),
    Column("message", Text, primary_key=True),
    Column("turn", Text, nullable=False),  # its key
    Column("expires", Float, nullable=False, index=True),  # seconds since 1970
)

preference = Table(
    "preference",
    metadata,
    Column("chat", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

vote = Table(
    "vote",
    metadata,
    Column("number", _NUMBER, primary_key=True),
    Column("chat", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("evidence", Text, nullable=False),  # JSON: the sentences shown
    Column("value", SmallInteger, nullable=False),  # 1 or -1
    Column("at", Text, nullable=False),  # ISO 8601 in UTC
    UniqueConstraint("chat", "person", "message"),
)

feed = Table(
    "feed",
    metadata,
    Column("url", Text, primary_key=True),
    Column("state", Text, nullable=False),  # JSON: validators, back-off, health
    Column("due", Float, nullable=False, index=True),  # seconds since 1970
)

story = Table(
    "story",
    metadata,
    Column("number", _NUMBER, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("central", _NUMBER),  # the article whose headline it has
    Column("articles", Integer, nullable=False),
    Column("first", Integer, nullable=False),  # days as ordinals, 0 where none is dated
    Column("last", Integer, nullable=False),
    Index("ix_story_last", "last", "number"),
)

story_article = Table(
    "story_article",
    metadata,
    _article(primary_key=True),
    Column("story", _NUMBER, ForeignKey("story.number", ondelete="CASCADE"), nullable=False, index=True),
    Column("day", Integer, nullable=False),  # ordinal, 0 where undated
    Column("centrality", Float, nullable=False),
    Column("terms", Text, nullable=False),  # its rows in `story_term`
)

#: articles by the terms that say what they are about, to find those on the same event
story_term = Table(
    "story_term",
    metadata,
    Column("term", Text, primary_key=True),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("article", _NUMBER, primary_key=True, autoincrement=False),
    Column("weight", Float, nullable=False),
    sqlite_with_rowid=False,
)

meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
