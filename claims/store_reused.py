"""find_reused(): claims whose id their source gives to another text now.

A source's row numbers move when a row is deleted. Left alone, the reviews of two texts would stand
under the first of them, and the verdict on one would be shown for the other.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from claims.model import Record
from claims.store_bulk import among
from claims.store_history import live_reviews, withdrawn_because
from claims.store_tables import REVIEWS
from claims.text import text_key

REUSED = "its source gives the id to another text"
_NAMED = "id\x1f"  # begins the keys of claims that a source's ids name

_Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reused:
    """`claims` have live reviews of another text than what is told now; `back` are the reviews told
    that count as changed even where they say what they said before."""

    claims: frozenset[str] = frozenset()
    back: frozenset[_Key] = frozenset()


def find_reused(
    connection: Connection, told: Mapping[_Key, Record], known: Mapping[_Key, str]
) -> Reused:
    """By claim id and review key: the records told now, and the texts of the reviews that the store
    has of their claims."""
    said = {key[0]: one.text for key, one in told.items() if one.claim_key.startswith(_NAMED)}
    other = {
        key
        for key, text in known.items()
        if key not in told and key[0] in said and _differ(text, said[key[0]])
    }
    if not other:
        return Reused()
    suspects = {claim_id for claim_id, _ in other}
    live = find_live(connection, suspects)
    claims = frozenset(key[0] for key in other & live)
    given_up = withdrawn_because(connection, claims, REUSED)
    return Reused(
        claims=claims,
        # what an operator withdrew stays so until it says something else
        back=frozenset(
            key
            for key in told
            if key in known and key[0] in claims and (key in live or key[0] in given_up)
        ),
    )


def _differ(one: str, other: str) -> bool:
    return one != other and text_key(one) != text_key(other)


def find_live(connection: Connection, claim_ids: Collection[str]) -> set[_Key]:
    """The reviews of these claims, by claim id and review key, that are not withdrawn."""
    if not claim_ids:
        return set()
    query = live_reviews().with_only_columns(REVIEWS.c.claim_id, REVIEWS.c.review_key)
    query = query.where(among(connection, REVIEWS.c.claim_id, claim_ids)).order_by(None)
    return {(row[0], row[1]) for row in connection.execute(query)}
