"""The tables as they were first."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = (
    "article",
    "change",
    "conversation",
    "feed",
    "meta",
    "person",
    "story",
    "story_term",
    "vote",
    "address",
    "alias",
    "band",
    "person_word",
    "quotation",
    "revision",
    "source",
    "story_article",
)


def upgrade() -> None:
    """Make every table, those that others refer to first."""
    _article()
    _change()
    _conversation()
    _feed()
    _meta()
    _person()
    _story()
    _story_term()
    _vote()
    _address()
    _alias()
    _band()
    _person_word()
    _quotation()
    _revision()
    _source()
    _story_article()


def downgrade() -> None:
    """Remove every table."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _article() -> None:
    op.create_table(
        "article",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("headline", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("authors", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("dateline", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("incomplete", sa.Boolean(), nullable=False),
        sa.Column("updated", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("given", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_article")),
        sa.UniqueConstraint("id", name=op.f("uq_article_id")),
    )
    op.create_index("ix_article_content", "article", ["content"])
    op.create_index("ix_article_language", "article", ["language"])
    op.create_index("ix_article_published", "article", ["published", "number"])


def _change() -> None:
    op.create_table(
        "change",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_change")),
        sqlite_autoincrement=True,
    )


def _conversation() -> None:
    op.create_table(
        "conversation",
        sa.Column("chat", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("context", sa.Text(), nullable=False),
        sa.Column("expires", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("chat", "person", name=op.f("pk_conversation")),
    )
    op.create_index(op.f("ix_conversation_expires"), "conversation", ["expires"])


def _feed() -> None:
    op.create_table(
        "feed",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("due", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_feed")),
    )
    op.create_index(op.f("ix_feed_due"), "feed", ["due"])


def _meta() -> None:
    op.create_table(
        "meta",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_meta")),
    )


def _person() -> None:
    op.create_table(
        "person",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("variants", sa.Text(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("quotations", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_person")),
    )
    op.create_index(op.f("ix_person_key"), "person", ["key"])
    op.create_index(op.f("ix_person_mark"), "person", ["mark"])
    op.create_index(op.f("ix_person_quotations"), "person", ["quotations"])


def _story() -> None:
    op.create_table(
        "story",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("central", NUMBER, nullable=True),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_story")),
        sa.UniqueConstraint("id", name=op.f("uq_story_id")),
    )
    op.create_index("ix_story_last", "story", ["last", "number"])


def _story_term() -> None:
    op.create_table(
        "story_term",
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article", NUMBER, autoincrement=False, nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("term", "day", "article", name=op.f("pk_story_term")),
        sqlite_with_rowid=False,
    )


def _vote() -> None:
    op.create_table(
        "vote",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("chat", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("value", sa.SmallInteger(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_vote")),
        sa.UniqueConstraint("chat", "person", "message", name=op.f("uq_vote_chat")),
    )


def _address() -> None:
    op.create_table(
        "address",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("article", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["article"], ["article.number"], name=op.f("fk_address_article"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_address")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_address_article"), "address", ["article"])


def _alias() -> None:
    op.create_table(
        "alias",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("article", NUMBER, nullable=False),
        sa.Column("given", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["article.number"], name=op.f("fk_alias_article"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alias")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_alias_article"), "alias", ["article"])


def _band() -> None:
    op.create_table(
        "band",
        sa.Column("value", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["article"], ["article.number"], name=op.f("fk_band_article"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("value", "article", name=op.f("pk_band")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_band_article"), "band", ["article"])


def _person_word() -> None:
    op.create_table(
        "person_word",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("person", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.number"], name=op.f("fk_person_word_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("word", "person", name=op.f("pk_person_word")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_person_word_person"), "person_word", ["person"])


def _quotation() -> None:
    op.create_table(
        "quotation",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("article", NUMBER, nullable=False),
        sa.Column("kind", sa.SmallInteger(), nullable=False),
        sa.Column("fragments", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("speaker_start", sa.Integer(), nullable=True),
        sa.Column("speaker_end", sa.Integer(), nullable=True),
        sa.Column("speaker_text", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("cue_start", sa.Integer(), nullable=True),
        sa.Column("cue_end", sa.Integer(), nullable=True),
        sa.Column("cue_text", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("person", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(["article"], ["article.number"], name=op.f("fk_quotation_article"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person"], ["person.number"], name=op.f("fk_quotation_person"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_quotation")),
    )
    op.create_index(op.f("ix_quotation_article"), "quotation", ["article"])
    op.create_index(op.f("ix_quotation_person"), "quotation", ["person"])


def _revision() -> None:
    op.create_table(
        "revision",
        sa.Column("article", NUMBER, nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("headline", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("replaced", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["article.number"], name=op.f("fk_revision_article"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article", "revision", name=op.f("pk_revision")),
    )


def _source() -> None:
    op.create_table(
        "source",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("article", NUMBER, nullable=False),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["article"], ["article.number"], name=op.f("fk_source_article"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_source")),
    )
    op.create_index(op.f("ix_source_article"), "source", ["article"])


def _story_article() -> None:
    op.create_table(
        "story_article",
        sa.Column("article", NUMBER, nullable=False),
        sa.Column("story", NUMBER, nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("centrality", sa.Float(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["article.number"], name=op.f("fk_story_article_article"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["story"], ["story.number"], name=op.f("fk_story_article_story"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article", name=op.f("pk_story_article")),
    )
    op.create_index(op.f("ix_story_article_story"), "story_article", ["story"])
