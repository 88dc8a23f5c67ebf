"""Who passed on what somebody said."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of quotations that are there already nobody is known who passed them on."""
    op.add_column("quotation", sa.Column("via", sa.Text))


def downgrade() -> None:
    """Remove the column."""
    op.drop_column("quotation", "via")
