"""Every version of every record; of what is stored so far nobody knows when it was seen."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_SERIAL = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_NOT_RECORD = ("position", "claim_id", "review_key", "state_sha256")
_ROWS = 2_000


def upgrade() -> None:
    """Make the table and fill it."""
    versions = op.create_table(
        "record_versions",
        sa.Column("version", _SERIAL, primary_key=True, autoincrement=True),
        sa.Column("claim_id", sa.String(32), nullable=False),
        sa.Column("review_key", sa.String(64)),
        sa.Column("seq", sa.BigInteger),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("seen_at", sa.Text),
        sa.Column("file", sa.Text),
        sa.Column("source", sa.Text),
        sa.Column("snapshot_at", sa.Text),
        sa.Column("content_sha256", sa.String(64)),
        sa.Column("parser_version", sa.Text),
        sa.Column("licence", sa.Text),
        sa.Column("record", sa.Text),
        sa.Column("reason", sa.Text),
    )
    op.create_index("record_versions_claim", "record_versions", ["claim_id"])
    connection = op.get_bind()
    reviews = sa.Table("reviews", sa.MetaData(), autoload_with=connection)
    last = 0
    page = sa.select(reviews).order_by(reviews.c.position).limit(_ROWS)
    while rows := connection.execute(page.where(reviews.c.position > last)).mappings().all():
        connection.execute(versions.insert(), [_version(dict(row)) for row in rows])
        last = rows[-1]["position"]
    claims = sa.table("claims", sa.column("id"), sa.column("withdrawn", sa.Boolean))
    gone = connection.execute(sa.select(claims.c.id).where(claims.c.withdrawn)).scalars().all()
    if gone:
        connection.execute(versions.insert(), [{"claim_id": i, "kind": "withdrawn"} for i in gone])


def _version(row: dict[str, Any]) -> dict[str, Any]:
    record = {name: value for name, value in row.items() if name not in _NOT_RECORD}
    return {
        "claim_id": row["claim_id"],
        "review_key": row["review_key"],
        "kind": "new",
        "source": row["source"],
        "snapshot_at": row["retrieved_at"],
        "content_sha256": row["content_sha256"],
        "parser_version": row["parser_version"],
        "licence": row["licence"],
        "record": json.dumps(record, ensure_ascii=False),
    }
