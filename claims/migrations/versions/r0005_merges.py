"""Merges: which claims are shown as one, and which an operator keeps apart; and guesses of the
languages that no source stated, for what is stored too."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from claims.language import detect

revision = "0005"
down_revision = "0004"

_SERIAL = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_ROWS = 2_000
_GUESS = ("guessed_language", "guess_confidence", "guess_detector")


def upgrade() -> None:
    """Make the tables, and the columns of guesses with what the present detector says."""
    op.create_table(
        "merges",
        sa.Column("number", _SERIAL, primary_key=True, autoincrement=True),
        sa.Column("claim_id", sa.String(32), sa.ForeignKey("claims.id"), nullable=False),
        sa.Column("into_id", sa.String(32), sa.ForeignKey("claims.id"), nullable=False),
        sa.Column("rule", sa.String(32), nullable=False),
        sa.Column("encoder", sa.Text),
        sa.Column("score", sa.Float),
        sa.Column("probability", sa.Float),
        sa.Column("merged_at", sa.Text, nullable=False),
        sa.Column("merged_by", sa.String(16), nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("ended_at", sa.Text),
        sa.Column("ended_by", sa.String(16)),
        sa.Column("ended_reason", sa.Text),
    )
    living = sa.text("ended_at IS NULL")
    op.create_index(
        "merges_live",
        "merges",
        ["claim_id"],
        unique=True,
        sqlite_where=living,
        postgresql_where=living,
    )
    op.create_index("merges_into", "merges", ["into_id"])
    op.create_table(
        "kept_apart",
        sa.Column("number", _SERIAL, primary_key=True, autoincrement=True),
        sa.Column("claim_id", sa.String(32), sa.ForeignKey("claims.id"), nullable=False),
        sa.Column("other_id", sa.String(32), sa.ForeignKey("claims.id"), nullable=False),
        sa.Column("since", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("ended_at", sa.Text),
    )
    for column in (
        sa.Column("guessed_language", sa.Text),
        sa.Column("guess_confidence", sa.Float),
        sa.Column("guess_detector", sa.Text),
    ):
        op.add_column("reviews", column)
    _guess(op.get_bind())


def _guess(connection: sa.Connection) -> None:
    reviews = sa.Table("reviews", sa.MetaData(), autoload_with=connection)
    unstated = reviews.c.claim_language.is_(None) & reviews.c.language.is_(None)
    page = sa.select(reviews.c.position, reviews.c.text).where(unstated)
    page = page.order_by(reviews.c.position).limit(_ROWS)
    filled = reviews.update().where(reviews.c.position == sa.bindparam("at"))
    filled = filled.values({name: sa.bindparam(name) for name in _GUESS})
    last = 0
    while rows := connection.execute(page.where(reviews.c.position > last)).all():
        connection.execute(filled, [{"at": row.position, **_said(row.text)} for row in rows])
        last = rows[-1].position


def _said(text: str) -> dict[str, str | float | None]:
    found = detect(text)
    return dict(
        zip(_GUESS, (found.language, round(found.confidence, 4), found.detector), strict=True)
    )
