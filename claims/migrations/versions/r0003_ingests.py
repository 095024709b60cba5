"""Which files were ingested to their end, so that the same file need not be read again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_SERIAL = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "ingests",
        sa.Column("number", _SERIAL, primary_key=True, autoincrement=True),
        sa.Column("mark", sa.String(64), nullable=False),
        sa.Column("finished_at", sa.Text, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("read", sa.BigInteger, nullable=False),
        sa.Column("rejected", sa.BigInteger, nullable=False),
        sa.Column("warnings", sa.JSON, nullable=False),
        sa.Column("rejects_file", sa.Text),
    )
    op.create_index("ingests_mark", "ingests", ["mark"])
