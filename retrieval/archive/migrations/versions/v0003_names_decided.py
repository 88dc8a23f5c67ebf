"""Whose a name is where somebody has decided it by hand."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "decided_name",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("person_key", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Remove the table."""
    op.drop_table("decided_name")
