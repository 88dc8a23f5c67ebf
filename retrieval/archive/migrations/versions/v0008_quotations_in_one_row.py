"""The quotations of an article in one row, bands without an index of their articles, dictionaries for texts."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from alembic import op

from retrieval.archive.quotation_rows import QuotationRow, pack_quotations

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_BEFORE = """SELECT article, kind, fragments, text, speaker_start, speaker_end, speaker_text, name, role, via, cue_start,
cue_end, cue_text, confidence, person FROM quotation WHERE article > :after AND article <= :until ORDER BY article, number"""
#: articles converted together
_PART = 1_000


def upgrade() -> None:
    """Make the tables and bring over what the earlier ones hold."""
    op.create_table(
        "dictionary",
        sa.Column("number", _NUMBER, primary_key=True),
        sa.Column("words", sa.LargeBinary, nullable=False),
    )
    packed = op.create_table(
        "quotations",
        sa.Column("article", _NUMBER, nullable=False, primary_key=True),
        sa.Column("many", sa.Integer, nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
        sa.ForeignKeyConstraint(["article"], ["article.number"], name="fk_quotations_article", ondelete="CASCADE"),
    )
    quoted = op.create_table(
        "quoted",
        sa.Column("person", _NUMBER, primary_key=True, autoincrement=False),
        sa.Column("article", _NUMBER, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    connection = op.get_bind()
    for rows in _parts(connection):
        articles = [(number, [_row(row) for row in of]) for number, of in groupby(rows, key=lambda row: row[0])]
        values = [{"article": n, "many": len(of), "packed": pack_quotations(of)} for n, of in articles]
        connection.execute(packed.insert(), values)
        pairs = sorted({(row.person, n) for n, of in articles for row in of if row.person is not None})
        if pairs:
            connection.execute(quoted.insert(), [{"person": person, "article": n} for person, n in pairs])
    op.drop_table("quotation")
    _renew_bands(connection)


def downgrade() -> None:
    """Nothing leads back."""
    raise NotImplementedError


def _parts(connection: sa.Connection) -> Iterator[Sequence[Any]]:
    last = connection.scalar(sa.text("SELECT max(article) FROM quotation")) or 0
    for after in range(0, last, _PART):
        rows = connection.execute(sa.text(_BEFORE), {"after": after, "until": after + _PART}).all()
        if rows:
            yield rows


def _row(row: Any) -> QuotationRow:
    offsets = list(map(int, row[2].split()))
    return QuotationRow(row[1], tuple(zip(offsets[::2], offsets[1::2], strict=True)), *row[3:])


def _renew_bands(connection: sa.Connection) -> None:
    if connection.dialect.name != "sqlite":
        op.drop_index("ix_band_article", "band")
        op.drop_constraint("fk_band_article", "band", type_="foreignkey")
        return
    op.drop_index("ix_band_article", "band")
    op.rename_table("band", "band_before")
    op.create_table(
        "band",
        sa.Column("value", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("article", _NUMBER, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    connection.execute(sa.text("INSERT INTO band SELECT value, article FROM band_before"))
    op.drop_table("band_before")
