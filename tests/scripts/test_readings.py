"""belief_of(): a probability and a reading tell right from wrong, whoever has more to say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from claims.store import ClaimStore
from index.build import build_snapshot
from index.hashing_encoder import HashingEncoder
from index.models.embedded import EmbeddedEncoder
from index.stance import Belief, Pair, Reading
from scripts.evaluation.readings import Believed, belief_of, fit_reading, score_bands
from scripts.evaluation.trec import EvaluationError
from scripts.training.judged import Judgement
from scripts.training.stances import Saying
from tests.claims.factories import make_record
from tests.index.stances import Saying as Told


class Knowing(Told):
    """Reads as met what is not beside the claim."""

    def __init__(self, stances: dict[str, str], belief: Belief) -> None:
        super().__init__(0.0, within=belief, across=belief)
        self._stances = stances

    def read(self, pairs: Sequence[Pair]) -> list[Reading]:
        self.asked += pairs
        return [Reading(0.0, -9.0 if self._stances[text] == "beside" else 9.0) for text, _ in pairs]


class Counting(Told):
    """Reads as met what the claim says it is."""

    def read(self, pairs: Sequence[Pair]) -> list[Reading]:
        return [Reading(0.0, float(claim)) for _, claim in pairs]


def _some(*meets: float) -> list[Believed]:
    """Half of each right, the more of it the more they meet."""
    return [
        Believed(("a", str(met)), probability, right=met + shift > 0, across=False)
        for met in meets
        for probability, shift in ((0.6, -0.5), (0.9, 0.5))
    ]


def test_what_meets_is_believed_and_what_does_not_is_not() -> None:
    belief = belief_of(Counting(0.0), {"own": _some(-3.0, -1.0, 0.0, 1.0, 3.0)}, {"own": 1.0})
    assert belief.meets > 0 and belief.probability > 0
    assert belief.of(0.6, Reading(0.0, -3.0)) < 0.2 < 0.8 < belief.of(0.6, Reading(0.0, 3.0))
    assert belief.of(0.6, Reading(0.0, 0.0)) < belief.of(0.9, Reading(0.0, 0.0))


def test_each_kind_counts_as_much_as_its_share() -> None:
    one, other = _some(-3.0, -1.0, 1.0, 3.0), _some(-2.0, 0.0, 0.5)

    def fitted(some: list[Believed], share: float) -> tuple[float, float]:
        shares = {"one": share, "other": 1.0}
        belief = belief_of(Counting(0.0), {"one": some, "other": other}, shares)
        return belief.probability, belief.meets

    assert fitted(one * 7, 1.0) == pytest.approx(fitted(one, 1.0), abs=0.01)
    assert fitted(one, 0.25) != pytest.approx(fitted(one, 1.0), abs=0.05)


def test_an_encoder_without_a_cross_encoder_has_no_belief(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="no cross-encoder beside it"):
        fit_reading(HashingEncoder(), [], [], tmp_path, tmp_path)


@pytest.mark.model
def test_the_bands_are_scored_before_and_after_the_reading(
    tmp_path: Path, embedded: EmbeddedEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim, other = "Humans have exactly five senses.", "Cats have nine lives."
    with ClaimStore.open(tmp_path / "claims.sqlite") as store:
        store.upsert([make_record(one) for one in (claim, other)])
        build_snapshot(store, embedded, tmp_path, fitted=tmp_path)
    texts = {
        "Exactly five senses are what humans have.": "affirms",
        "Humans have exactly six senses.": "denies",
        "Humans have exactly five fingers.": "beside",
        "Humans have exactly five senses. Dogs have more.": "affirms",  # not one sentence
        "A cat has nine lives.": "affirms",  # about another claim
    }
    judgements = [
        Judgement("test", "leads", Saying(claim, "en", text, "en", stance))
        for text, stance in texts.items()
    ]
    belief = Belief(probability=0.0, meets=1.0, intercept=0.0)
    judge = Knowing(texts, belief)
    monkeypatch.setattr("scripts.evaluation.readings.find_judge", lambda _: judge)
    report = score_bands(embedded, tmp_path, judgements, "own")
    means = {one.name: (one.mean, len(one.values)) for one in report.figures if one.values}
    assert means["confirmed, read: of these, meet"] == (1.0, 2)
    assert means["confirmed, read: of those that meet"] == (1.0, 2)
    assert means["shown, read: of these, meet"] == (1.0, 2)
    unread, number = means["shown, unread: of these, meet"]
    assert (unread, number) == (pytest.approx(2 / 3), 3)
    assert {text for text, _ in judge.asked} == set(list(texts)[:3])
