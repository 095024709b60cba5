"""Training the cross-encoder for a step or two, and the threshold below which it doubts."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from index.models.cache import CROSS_FILES, cross_key
from index.stance import Rules, Stance
from scripts.fit_stance import main as fit
from scripts.train_cross import main as train
from scripts.training.stances import Asked, Saying, asked_anew, held_out, read_sayings, rules_of

_ROOT = Path(__file__).resolve().parents[2]
_SHIPPED = _ROOT / "scripts" / "training" / "stances.tsv"
_HEAD = "claim_language\tclaim\tlanguage\tstance\ttext\n"
_THINGS = "bridge river tower castle harbour market garden forest island museum".split()


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    rows = [
        f"en\tThe {thing} number {n} is open.\ten\t{stance}\tThe {thing} number {n} {said}.\n"
        for thing in _THINGS
        for n in range(4)
        for stance, said in (("affirms", "is open now"), ("denies", "is shut"), ("beside", "leaks"))
    ]
    path = tmp_path / "pairs.tsv"
    path.write_text(_HEAD + "".join(rows), encoding="utf-8")
    return path


def _write(path: Path, sayings: Sequence[Saying]) -> None:
    rows = [(s.claim_language, s.claim, s.language, s.stance, s.text) for s in sayings]
    lines = "".join("\t".join(row) + "\n" for row in rows)
    path.write_text(_HEAD + lines, encoding="utf-8")


def test_sentences_about_one_claim_are_asked_of_each_other(pairs: Path) -> None:
    sayings = read_sayings(pairs)[:3]  # one claim's
    asked = asked_anew(sayings * 4, np.random.default_rng(0))
    affirms, denies, beside = (one.text for one in sayings)
    claim = sayings[0].claim
    assert asked[:3] == [Asked(one.text, claim, one.stance) for one in sayings]
    more = set(asked[12:])
    assert len(asked) == 24
    known = {
        Asked(claim, affirms, "affirms"),
        Asked(claim, denies, "denies"),
        Asked(claim, beside, "beside"),
        Asked(denies, affirms, "denies"),
        Asked(affirms, denies, "denies"),
        Asked(beside, affirms, "beside"),
        Asked(affirms, beside, "beside"),
        Asked(affirms, affirms, "affirms"),
    }
    assert more <= known and len(more) > 3


@pytest.mark.model
def test_it_is_trained_and_written_as_it_is_opened(
    pairs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model_cache: Path
) -> None:
    monkeypatch.setenv("PRIORCHECK_CACHE", str(model_cache))
    out = tmp_path / "cross"
    sayings = read_sayings(pairs)
    unseen = [one for one in sayings if held_out(one)][:6]
    _write(pairs, unseen + [one for one in sayings if not held_out(one)][:9])
    options = ["--pairs", str(pairs), "--out", str(out), "--epochs", "1", "--rank", "2"]
    result = CliRunner().invoke(train, options)
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in out.iterdir()) == sorted(CROSS_FILES)
    assert json.loads(result.output.splitlines()[-1])["pairs"] == 6


@pytest.mark.model
def test_a_threshold_is_set_on_claims_it_has_not_seen(
    pairs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model_cache: Path
) -> None:
    monkeypatch.setenv("PRIORCHECK_CACHE", str(model_cache))
    out = tmp_path / "stance.json"
    unseen = [one for one in read_sayings(_SHIPPED) if held_out(one)]
    framed = [one for one in unseen if one.language == "en" and rules_of(one) is Rules.FRAMED]
    _write(pairs, [*framed, *(one for one in unseen[::40] if one not in framed)])
    result = CliRunner().invoke(fit, ["--pairs", str(pairs), "--out", str(out), "--keep", "0.8"])
    assert result.exit_code == 0, result.output
    doubted = dict(re.findall(r"^ *(\w+): (\d+\.\d)% of \d+ doubted$", result.output, re.M))
    assert float(doubted["affirms"]) < 25 < float(doubted["denies"])
    stance = Stance.model_validate_json(out.read_bytes())
    assert stance.cross == cross_key()
    _write(pairs, [one for one in read_sayings(_SHIPPED) if not held_out(one)][:20])
    result = CliRunner().invoke(fit, ["--pairs", str(pairs), "--out", str(out)])
    assert result.exit_code == 1 and "too few sentences about unseen claims" in result.output


def test_a_threshold_needs_an_encoder_that_reads_pairs(
    pairs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRIORCHECK_ENCODER", "hashing")
    monkeypatch.setenv("PRIORCHECK_CACHE", str(tmp_path))
    result = CliRunner().invoke(fit, ["--pairs", str(pairs)])
    assert result.exit_code == 1 and "has no cross-encoder beside it" in result.output


def test_the_shipped_pairs_are_told_apart_and_repeat_no_test() -> None:
    sayings = read_sayings(_SHIPPED)
    assert len(sayings) > 20_000
    assert {one.stance for one in sayings} == {"affirms", "denies", "beside"}
    known = set("en de fr es pt it pl ar bn hi id ja nl ro ru sv tr uk zh".split())
    assert {one.language for one in sayings} == {one.claim_language for one in sayings} == known
    texts = {(one.claim.casefold(), one.text.casefold()) for one in sayings}
    assert len(texts) == len(sayings)
    material = _ROOT / "tests" / "material"
    measured = {
        cell.casefold()
        for name in (
            "stances.tsv",
            "frames_blind.tsv",
            "near_blind.tsv",
            "swaps.tsv",
            "swaps_blind.tsv",
            "swaps_far.tsv",
        )
        for line in (material / name).read_text(encoding="utf-8").splitlines()[1:]
        for cell in line.split("\t")
    }
    assert not measured & {text for pair in texts for text in pair}
