"""German verbs in two parts: "wies die Klage ab" is read as "abwies die Klage"."""

from __future__ import annotations

from collections.abc import Sequence

from index.relations.words import Token

_PARTICLES = frozenset(
    (
        "ab",
        "an",
        "auf",
        "aus",
        "bei",
        "durch",
        "ein",
        "entgegen",
        "fern",
        "fest",
        "fort",
        "frei",
        "los",
        "nach",
        "nieder",
        "statt",
        "teil",
        "um",
        "vor",
        "weg",
        "weiter",
        "zu",
        "zuruck",
        "zusammen",
    )
)
_ENDS = frozenset((",", ".", "!", "?", ";", ":", "und", "oder"))


def joined(tokens: Sequence[Token], places: Sequence[int]) -> dict[int, str]:
    """Every word before a clause's last particle, written as one word with it."""
    found: dict[int, str] = {}
    for i, token in enumerate(tokens):
        last = i + 1 == len(tokens) or tokens[i + 1].fold in _ENDS
        if token.fold not in _PARTICLES or not last or i == 0:
            continue
        for j in range(i - 1, -1, -1):
            if places[j] != places[i]:
                break
            if tokens[j].kind == "word" and not tokens[j].capital:
                found[j] = token.fold + tokens[j].fold
    return found
