"""Stances, and a judge that says what it is told to."""

from __future__ import annotations

from collections.abc import Sequence

from index.stance import Pair, Reading, Stance


def a_stance(**more: object) -> Stance:
    """Doubtful below -2.5, told or not; framed from -1.5 on, and certain from -0.5 on."""
    given: dict[str, object] = {
        "fingerprint": "tests",
        "cross": "letters",
        "doubtful": -2.5,
        "framed": -1.5,
        "certain": -0.5,
        "languages": ["en", "nl"],
        "fitted_on": "nothing",
    }
    given["told"] = more.get("doubtful", given["doubtful"])
    return Stance.model_validate(given | more)


class Saying:
    """Reads the same in everything, and knows what it was asked."""

    def __init__(self, affirms: float, meets: float = 0.0, **more: object) -> None:
        self.stance = a_stance(**more)
        self.asked: list[Pair] = []
        self._reading = Reading(affirms, meets)

    def read(self, pairs: Sequence[Pair]) -> list[Reading]:
        """The reading that it was made with."""
        self.asked += pairs
        return [self._reading] * len(pairs)
