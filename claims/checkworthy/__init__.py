"""Check-worthiness: word lists, rules, and a small linear model for what rules cannot tell."""

from claims.checkworthy.gate import Refusal, not_a_claim, refusal

__all__ = ["Refusal", "not_a_claim", "refusal"]
