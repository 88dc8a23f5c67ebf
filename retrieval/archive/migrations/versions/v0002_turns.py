"""Answers that were given, and the messages that show them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "turn",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("chat", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("about", sa.Text),
        sa.Column("back", sa.Text),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("expires", sa.Float, nullable=False),
    )
    op.create_index("ix_turn_expires", "turn", ["expires"])
    op.create_table(
        "sent_message",
        sa.Column("chat", sa.Text, primary_key=True),
        sa.Column("message", sa.Text, primary_key=True),
        sa.Column("turn", sa.Text, nullable=False),
        sa.Column("expires", sa.Float, nullable=False),
    )
    op.create_index("ix_sent_message_expires", "sent_message", ["expires"])


def downgrade() -> None:
    """Remove the two tables."""
    op.drop_table("sent_message")
    op.drop_table("turn")
