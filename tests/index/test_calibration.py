"""Calibration: a logistic model from JSON, bands, and whose encoder it is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pydantic import ValidationError

from claims.text import TEXT_VERSION
from index.calibration import (
    BELIEVED,
    RANKED,
    Calibration,
    Logistic,
    find_calibration,
    read_calibration,
)
from index.encoder import Encoder, EncoderSpec
from index.errors import SnapshotDamaged, SnapshotForeign
from index.lookup import Band
from index.matcher import Matcher
from index.models.cache import ADAPTER, weights_key
from index.models.embedded import DIMENSION
from index.models.trunk import CLAIM_PREFIX, MAX_TOKENS, QUERY_PREFIX
from index.publish import current_id
from index.rivals import among_rivals, with_margins
from index.segments import Segments
from index.snapshot import Snapshot

MODEL = Logistic(columns=("score",), weights=(10.0,), intercept=-7.0)


def _calibration(fingerprint: str = "f") -> Calibration:
    return Calibration(
        fingerprint=fingerprint,
        ranking=MODEL,
        same=MODEL,
        cross=MODEL,
        suggested=0.5,
        confirmed=0.9,
        fitted_on="a test",
    )


def test_probabilities_follow_the_logistic_function() -> None:
    found = MODEL.probabilities({"score": np.array([0.7, 1.0, -1000.0])})
    assert found == pytest.approx([0.5, 1 / (1 + np.exp(-3)), 0.0], abs=1e-9)


def test_weights_without_a_column_are_refused() -> None:
    with pytest.raises(ValidationError):
        Logistic(columns=("a",), weights=(1.0, 2.0), intercept=0.0)


def test_each_side_of_a_language_has_its_own_model_and_no_later_place_is_believed_more() -> None:
    strict = Logistic(columns=("score",), weights=(10.0,), intercept=-9.0)
    calibration = _calibration().model_copy(update={"cross": strict})
    columns = {"score": np.array([0.7, 0.9, 0.8]), "cross": np.array([0.0, 1.0, 0.0])}
    whole = Segments(np.array([3]))
    assert calibration.probabilities(columns, whole) == pytest.approx([0.5, 0.5, 0.5])
    apart = calibration.probabilities(columns, Segments(np.array([1, 2])))
    assert apart == pytest.approx([0.5, 0.5, 0.5])
    columns["cross"][0] = 1.0
    assert calibration.probabilities(columns, whole)[0] == pytest.approx(1 / (1 + np.exp(2)))


def test_bands() -> None:
    calibration = _calibration()
    assert calibration.band(0.95) is Band.CONFIRMED
    assert calibration.band(0.5) is Band.SUGGESTED
    assert calibration.band(0.49) is None


def test_it_is_read_for_its_own_encoder_only(tmp_path: Path) -> None:
    assert read_calibration(tmp_path, "f") is None
    (tmp_path / "calibration.json").write_text(_calibration().model_dump_json())
    assert read_calibration(tmp_path, "f") == _calibration()
    with pytest.raises(SnapshotForeign):
        read_calibration(tmp_path, "g")
    (tmp_path / "calibration.json").write_text("{}")
    with pytest.raises(SnapshotDamaged):
        read_calibration(tmp_path, "f")


def test_the_operators_own_fit_goes_first(tmp_path: Path) -> None:
    assert find_calibration("no-such-encoder", tmp_path) is None
    own = _calibration().model_dump_json(indent=3)
    (tmp_path / "f.json").write_text(own)
    assert find_calibration("f", tmp_path) == own


@pytest.mark.parametrize("broken", [b"own", b"\xff\xfe", b""])
def test_a_broken_fit_is_named_before_the_build(tmp_path: Path, broken: bytes) -> None:
    (tmp_path / "f.json").write_bytes(broken)
    with pytest.raises(SnapshotDamaged, match=r"f\.json is not a calibration"):
        find_calibration("f", tmp_path)


def test_the_shipped_adapter_has_a_calibration_of_known_columns(tmp_path: Path) -> None:
    spec = EncoderSpec(
        name="embedded",
        weights=weights_key(ADAPTER),
        dimension=DIMENSION,
        query_prefix=QUERY_PREFIX,
        claim_prefix=CLAIM_PREFIX,
        max_tokens=MAX_TOKENS,
        text_version=TEXT_VERSION,
    )
    text = find_calibration(spec.fingerprint, tmp_path)
    assert text is not None, "fit one: scripts/evaluate.py fit --ship"
    calibration = Calibration.model_validate_json(text)
    assert calibration.fingerprint == spec.fingerprint
    assert 0 < calibration.suggested <= calibration.confirmed < 1
    assert set(calibration.ranking.columns) <= RANKED
    assert {*calibration.same.columns, *calibration.cross.columns} <= BELIEVED


def test_its_columns_are_those_that_candidates_have(root: Path, hashing: Encoder) -> None:
    snapshot = Snapshot.open(root / current_id(root), hashing.spec.fingerprint)
    [found] = Matcher(snapshot, hashing).consider(["Goldfish remember three seconds."])
    found = among_rivals(found)
    assert found.columns.keys() == RANKED
    assert with_margins(found, found.columns["score"]).columns.keys() == BELIEVED


@pytest.mark.parametrize("part", ["ranking", "same", "cross"])
def test_one_on_columns_that_nobody_works_out_is_refused(tmp_path: Path, part: str) -> None:
    older = Logistic(columns=("score", "warmth"), weights=(1.0, 1.0), intercept=0.0)
    changed = _calibration().model_copy(update={part: older})
    (tmp_path / "f.json").write_text(changed.model_dump_json())
    with pytest.raises(SnapshotDamaged, match="by another version, on warmth: fit it again"):
        find_calibration("f", tmp_path)
