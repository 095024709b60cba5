"""The store's tables. A review row holds its whole record; a claim is what its records say."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

METADATA = MetaData()
VERSION = "alembic_version"
_SERIAL = BigInteger().with_variant(Integer, "sqlite")

Table(VERSION, METADATA, Column("version_num", String(32), primary_key=True))

CLAIMS = Table(
    "claims",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("claim_key", Text, nullable=False),
    Column("withdrawn", Boolean, nullable=False, default=False),
)

REVIEWS = Table(
    "reviews",
    METADATA,
    Column("position", _SERIAL, primary_key=True, autoincrement=True),
    Column("claim_id", String(32), ForeignKey("claims.id"), nullable=False),
    Column("review_key", String(64), nullable=False),
    Column("state_sha256", String(64), nullable=False),
    Column("text", Text, nullable=False),
    Column("claim_language", Text),
    Column("claimant", Text),
    Column("claimed_at", Text),
    Column("appearances", JSON, nullable=False),
    Column("publisher_name", Text),
    Column("publisher_site", Text),
    Column("url", Text),
    Column("title", Text),
    Column("rating_text", Text),
    Column("verdict", Text),
    Column("verdict_rule", Text),
    Column("reviewed_at", Text),
    Column("language", Text),
    Column("source", Text, nullable=False),
    Column("record_id", Text),
    Column("retrieved_at", Text),
    Column("licence", Text),
    Column("content_sha256", String(64), nullable=False),
    Column("parser_version", Text, nullable=False),
    Column("summary", Text),
    Column("guessed_language", Text),
    Column("guess_confidence", Float),
    Column("guess_detector", Text),
    UniqueConstraint("claim_id", "review_key"),
)

CHANGES = Table(
    "changes",
    METADATA,
    Column("seq", _SERIAL, primary_key=True, autoincrement=True),
    Column("claim_id", String(32), nullable=False),
    Column("kind", String(16), nullable=False),
    sqlite_autoincrement=True,
)

# append-only: a row for every version of a record, and one for every withdrawal of a claim
RECORD_VERSIONS = Table(
    "record_versions",
    METADATA,
    Column("version", _SERIAL, primary_key=True, autoincrement=True),
    Column("claim_id", String(32), nullable=False),
    Column("review_key", String(64)),
    Column("seq", BigInteger),
    Column("kind", String(16), nullable=False),
    Column("seen_at", Text),
    Column("file", Text),
    Column("source", Text),
    Column("snapshot_at", Text),
    Column("content_sha256", String(64)),
    Column("parser_version", Text),
    Column("licence", Text),
    Column("record", Text),
    Column("reason", Text),
    Index("record_versions_claim", "claim_id"),
)

# a file that was read to its end; `seq` is the store's last change then
INGESTS = Table(
    "ingests",
    METADATA,
    Column("number", _SERIAL, primary_key=True, autoincrement=True),
    Column("mark", String(64), nullable=False),
    Column("finished_at", Text, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("source", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("read", BigInteger, nullable=False),
    Column("rejected", BigInteger, nullable=False),
    Column("warnings", JSON, nullable=False),
    Column("rejects_file", Text),
    Index("ingests_mark", "mark"),
)

# a claim that is shown under another one, until `ended_at`; rows are never removed
MERGES = Table(
    "merges",
    METADATA,
    Column("number", _SERIAL, primary_key=True, autoincrement=True),
    Column("claim_id", String(32), ForeignKey("claims.id"), nullable=False),
    Column("into_id", String(32), ForeignKey("claims.id"), nullable=False),
    Column("rule", String(32), nullable=False),
    Column("encoder", Text),
    Column("score", Float),
    Column("probability", Float),
    Column("merged_at", Text, nullable=False),
    Column("merged_by", String(16), nullable=False),
    Column("reason", Text),
    Column("ended_at", Text),
    Column("ended_by", String(16)),
    Column("ended_reason", Text),
    Index(
        "merges_live",
        "claim_id",
        unique=True,
        sqlite_where=text("ended_at IS NULL"),
        postgresql_where=text("ended_at IS NULL"),
    ),
    Index("merges_into", "into_id"),
)

# two claims that an operator parted; the rule never merges them again
KEPT_APART = Table(
    "kept_apart",
    METADATA,
    Column("number", _SERIAL, primary_key=True, autoincrement=True),
    Column("claim_id", String(32), ForeignKey("claims.id"), nullable=False),
    Column("other_id", String(32), ForeignKey("claims.id"), nullable=False),
    Column("since", Text, nullable=False),
    Column("reason", Text),
    Column("ended_at", Text),
)
