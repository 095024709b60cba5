"""Training the network of stances, on a few pairs with the hashing encoder."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from index.encoders import open_encoder
from index.stance import Network, Stance
from scripts.train_stance import main, odds_of
from scripts.training.stances import asked_pairs, more_pairs, read_sayings

_ROOT = Path(__file__).resolve().parents[2]
_SHIPPED = _ROOT / "scripts" / "training" / "stances.tsv"
_HEAD = "claim_language\tclaim\tlanguage\tstance\ttext\n"
_THINGS = "bridge river tower castle harbour market garden forest island museum".split()


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    rows = [
        f"en\tThe {thing} number {n} is open.\ten\t{stance}\tThey say {said} {thing} {n}.\n"
        for thing in _THINGS
        for n in range(6)
        for stance, said in (("affirms", "yes of the"), ("denies", "no to a"), ("beside", "buy"))
    ]
    path = tmp_path / "pairs.tsv"
    path.write_text(_HEAD + "".join(rows), encoding="utf-8")
    return path


def test_what_says_the_same_is_paired_both_ways(pairs: Path, tmp_path: Path) -> None:
    sayings = read_sayings(pairs)
    encoder = open_encoder("hashing", cache=tmp_path)
    asked = asked_pairs(sayings, encoder)
    more = more_pairs(sayings, encoder, asked)
    assert len(asked.same) == len(sayings) == 180
    # the claims asked of the sentences; and of the three sentences about each, whatever is known:
    # one that affirms with one that denies or stands beside, both ways
    assert len(more.same) == 180 + 60 * 4
    assert more.same.sum() == 60
    for fold in set(asked.folds):
        claims = {s.claim for s, f in zip(sayings, asked.folds, strict=True) if f == fold}
        others = {s.claim for s, f in zip(sayings, asked.folds, strict=True) if f != fold}
        assert not claims & others


def test_a_network_learns_what_affirms(
    pairs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRIORCHECK_ENCODER", "hashing")
    monkeypatch.setenv("PRIORCHECK_CACHE", str(tmp_path))
    out = tmp_path / "stance.json"
    result = CliRunner().invoke(main, ["--pairs", str(pairs), "--out", str(out), "--keep", "0.8"])
    assert result.exit_code == 0, result.output
    assert "doubted" in result.output
    stance = Stance.model_validate_json(out.read_bytes())
    encoder = open_encoder("hashing", cache=tmp_path)
    assert stance.fingerprint == encoder.spec.fingerprint
    asked = asked_pairs(read_sayings(pairs), encoder)
    odds = odds_of(stance, asked)
    assert np.median(odds[asked.same > 0]) > np.median(odds[asked.same == 0])
    assert Network(stance).doubts(asked.queries[0], asked.claims[0]) == (odds[0] < stance.doubtful)


def test_the_shipped_pairs_are_told_apart_and_repeat_no_test() -> None:
    sayings = read_sayings(_SHIPPED)
    assert len(sayings) > 7_000
    assert {one.stance for one in sayings} == {"affirms", "denies", "beside"}
    known = set("en de fr es pt it pl".split())
    assert {one.language for one in sayings} == {one.claim_language for one in sayings} == known
    texts = {(one.claim.casefold(), one.text.casefold()) for one in sayings}
    assert len(texts) == len(sayings)
    material = (_ROOT / "tests" / "material" / "stances.tsv").read_text(encoding="utf-8")
    measured = {line.split("\t")[-1].casefold() for line in material.splitlines()[1:]}
    assert not measured & {text for _, text in texts}
