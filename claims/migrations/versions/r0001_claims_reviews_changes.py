"""Claims, their reviews, and the log of changes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_SERIAL = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "claims",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("claim_key", sa.Text, nullable=False),
        sa.Column("withdrawn", sa.Boolean, nullable=False),
    )
    op.create_table(
        "reviews",
        sa.Column("position", _SERIAL, primary_key=True, autoincrement=True),
        sa.Column("claim_id", sa.String(32), sa.ForeignKey("claims.id"), nullable=False),
        sa.Column("review_key", sa.String(64), nullable=False),
        sa.Column("state_sha256", sa.String(64), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("claim_language", sa.Text),
        sa.Column("claimant", sa.Text),
        sa.Column("claimed_at", sa.Text),
        sa.Column("appearances", sa.JSON, nullable=False),
        sa.Column("publisher_name", sa.Text),
        sa.Column("publisher_site", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("title", sa.Text),
        sa.Column("rating_text", sa.Text),
        sa.Column("verdict", sa.Text),
        sa.Column("verdict_rule", sa.Text),
        sa.Column("reviewed_at", sa.Text),
        sa.Column("language", sa.Text),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("record_id", sa.Text),
        sa.Column("retrieved_at", sa.Text),
        sa.Column("licence", sa.Text),
        sa.Column("content_sha256", sa.String(64), nullable=False),
        sa.Column("parser_version", sa.Text, nullable=False),
        sa.UniqueConstraint("claim_id", "review_key"),
    )
    op.create_table(
        "changes",
        sa.Column("seq", _SERIAL, primary_key=True, autoincrement=True),
        sa.Column("claim_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sqlite_autoincrement=True,
    )
