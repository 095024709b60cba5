"""Builders of matches."""

from __future__ import annotations

from typing import Any

from index.lookup import Agreement, Band, Match, Relation
from tests.factories import make_claim, make_provenance


def make_match(**changes: Any) -> Match:
    """A confirmed match that says the same."""
    fields: dict[str, Any] = {
        "score": 0.9,
        "probability": 0.97,
        "band": Band.CONFIRMED,
        "relation": Relation.SAME,
        "differences": (),
        "cross_language": False,
        "claim": make_claim(),
        "agreement": Agreement.SINGLE,
        "provenance": make_provenance(),
    }
    return Match(**{**fields, **changes})
