"""What people follow, and what is to be sent to them."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "follow",
        sa.Column("number", _NUMBER, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("bot", "chat", "person", "kind", "subject", "label")),
        sa.Column("excluded", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("hour", sa.SmallInteger),
        sa.Column("zone", sa.Text, nullable=False),
        sa.Column("most", sa.SmallInteger, nullable=False),
        sa.Column("made", sa.Float, nullable=False),
        sa.Column("paused", sa.Text),
        sa.UniqueConstraint("bot", "chat", "kind", "subject", name="uq_follow_bot"),
    )
    op.create_table(
        "outbox",
        sa.Column("number", _NUMBER, primary_key=True),
        sa.Column("bot", sa.Text, nullable=False),
        sa.Column("chat", sa.Text, nullable=False),
        sa.Column("follow", sa.BigInteger, nullable=False),
        sa.Column("article", sa.Text, nullable=False),
        sa.Column("due", sa.Float, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("at", sa.Float, nullable=False),
        sa.UniqueConstraint("follow", "article", name="uq_outbox_follow"),
    )
    op.create_index("ix_outbox_state", "outbox", ["bot", "state", "due"])


def downgrade() -> None:
    """Remove the two tables."""
    op.drop_table("outbox")
    op.drop_table("follow")
