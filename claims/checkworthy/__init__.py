"""Check-worthiness: word lists, rules, and a small linear model for what rules cannot tell."""

from claims.checkworthy.gate import not_a_claim

__all__ = ["not_a_claim"]
