"""Stance: a denial in other words is not taken for what it denies."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from claims.model import Claim
from claims.store import ClaimStore
from index.build import build_snapshot
from index.errors import SnapshotError
from index.lookup import Relation
from index.matcher import Matcher
from index.matches import describe
from index.models.embedded import EmbeddedEncoder
from index.publish import current_id
from index.relation import relate
from index.snapshot import Snapshot
from index.stance import Matrix, Network, Stance, find_network
from tests.claims.factories import make_record

SENSES = "Humans have exactly five senses."
DENIED = (
    ("en", "We have way more senses than the handful they taught us in primary school."),
    ("de", "Der Mensch hat weit mehr Sinne, als man in der Schule lernt."),
)
AFFIRMED = (
    ("en", "People possess five senses, no more and no less."),
    ("de", "Der Mensch hat genau fünf Sinne."),
)


def _small(doubtful: float = 0.0, **more: object) -> Stance:
    """One feature: the product of the two vectors' first parts."""
    one = np.array([[1.0, 0.0]])
    given = {
        "fingerprint": "tests",
        "projection": Matrix.of(one),
        "hidden": Matrix.of(np.array([[1.0, 0.0]])),
        "bias": (0.0,),
        "output": (1.0,),
        "intercept": -50.0,
        "doubtful": doubtful,
        "fitted_on": "nothing",
    }
    return Stance.model_validate(given | more)


def test_a_matrix_is_what_bytes_can_hold_of_it() -> None:
    rows = np.random.default_rng(0).normal(size=(5, 7))
    kept = Matrix.of(rows).rows()
    assert kept.shape == (5, 7)
    assert np.abs(kept - rows).max() <= np.abs(rows).max() / 250


def test_the_odds_are_those_of_the_network() -> None:
    net = Network(_small())
    alike, unlike = np.array([1.0, 0.0]), np.array([0.0, 1.0])
    assert net.log_odds(alike, alike) == pytest.approx(50.0, rel=0.01)
    assert net.log_odds(alike, unlike) == pytest.approx(-50.0)
    assert net.doubts(alike, unlike) and not net.doubts(alike, alike)
    assert not Network(_small(doubtful=-60.0)).doubts(alike, unlike)


def test_a_network_whose_parts_do_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="Stance"):
        _small(hidden=Matrix.of(np.ones((1, 3))))
    short = Matrix.of(np.ones((2, 2))).model_copy(update={"whole": "00000"})
    with pytest.raises(ValueError, match="Stance"):
        _small(projection=short)


def test_one_that_cannot_be_read_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.fitted.files", lambda _: tmp_path)
    (tmp_path / "calibrations").mkdir()
    path = tmp_path / "calibrations" / "stance-damaged.json"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(SnapshotError, match="mend or remove it"):
        find_network("damaged")
    path.with_name("stance-foreign.json").write_text(_small().model_dump_json(), encoding="utf-8")
    with pytest.raises(SnapshotError, match="of encoder tests"):
        find_network("foreign")
    assert find_network("another") is None


def test_equal_words_are_never_doubted(tmp_path: Path) -> None:
    claim = make_claim(tmp_path)
    for text, wanted in (
        (f"{SENSES[:-1].upper()}!", Relation.SAME),
        ("Exactly five senses are what humans have.", Relation.RELATED),
    ):
        match = describe(
            text,
            "en",
            claim,
            claim,
            score=0.9,
            probability=None,
            calibration=None,
            relate=lambda *_, **__: (Relation.SAME, ()),
            doubted=lambda: True,
        )
        assert match.relation is wanted


def make_claim(folder: Path) -> Claim:
    """A claim as a store has it."""
    with ClaimStore.open(folder / "one.sqlite") as store:
        store.upsert([make_record(SENSES)])
        (claim,) = store.claims()
    return claim


@pytest.mark.model
def test_a_denial_in_other_words_is_only_related(tmp_path: Path, embedded: EmbeddedEncoder) -> None:
    with ClaimStore.open(tmp_path / "claims.sqlite") as store:
        store.upsert([make_record(SENSES)])
        build_snapshot(store, embedded, tmp_path, fitted=tmp_path)
    snapshot = Snapshot.open(tmp_path / current_id(tmp_path), embedded.spec.fingerprint)
    matcher = Matcher(snapshot, embedded)
    for pairs, wanted in ((DENIED, Relation.RELATED), (AFFIRMED, Relation.SAME)):
        for language, text in pairs:
            assert relate(text, SENSES, query_language=language, claim_language="en")[0] == "same"
            (lookup,) = matcher.match([text], language=language, min_probability=0)
            assert lookup.matches[0].relation is wanted, (text, lookup.matches[0].probability)
