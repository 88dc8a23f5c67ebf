"""Updates that were taken in, and work that one process does for all."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_OPEN = sa.text("done IS NULL")


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "inbox",
        sa.Column("number", _NUMBER, primary_key=True),
        sa.Column("bot", sa.Text, nullable=False),
        sa.Column("update_id", sa.BigInteger, nullable=False),
        sa.Column("lane", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("received", sa.Float, nullable=False),
        sa.Column("worker", sa.Text),
        sa.Column("leased", sa.Float),
        sa.Column("attempts", sa.SmallInteger, nullable=False),
        sa.Column("sends", sa.SmallInteger, nullable=False),
        sa.Column("done", sa.Float),
        sa.Column("outcome", sa.Text),
        sa.UniqueConstraint("bot", "update_id", name="uq_inbox_bot"),
    )
    op.create_index("ix_inbox_open", "inbox", ["bot", "lane", "update_id"], sqlite_where=_OPEN, postgresql_where=_OPEN)
    op.create_index("ix_inbox_done", "inbox", ["done"])
    op.create_table(
        "lease",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("worker", sa.Text, nullable=False),
        sa.Column("until", sa.Float, nullable=False),
    )


def downgrade() -> None:
    """Remove the two tables."""
    op.drop_table("lease")
    op.drop_table("inbox")
