"""Stances, a judge that says what it is told to, and a matcher that it judges for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from claims.store import ClaimStore
from index.build import build_snapshot
from index.encoder import Encoder
from index.judge import Judge
from index.matcher import Matcher
from index.publish import current_id
from index.snapshot import Snapshot
from index.stance import Pair, Reading, Stance
from tests.claims.factories import make_record


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


def a_matcher(folder: Path, encoder: Encoder, *claims: str, judge: Judge | None = None) -> Matcher:
    """Over these claims."""
    folder.mkdir(exist_ok=True)
    with ClaimStore.open(folder / "claims.sqlite") as store:
        store.upsert([make_record(claim) for claim in claims])
        build_snapshot(store, encoder, folder, fitted=folder)
    snapshot = Snapshot.open(folder / current_id(folder), encoder.spec.fingerprint)
    return Matcher(snapshot, encoder, judge=judge)
