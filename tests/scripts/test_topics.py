"""Sentences that only share a topic with a demo claim: those to fit on, those to measure on."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from zlib import crc32

import pytest

_ROOT = Path(__file__).resolve().parents[2]
_FIT = _ROOT / "scripts" / "training" / "topics.tsv"
_MEASURE = _ROOT / "tests" / "material" / "topics.tsv"


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _demo() -> dict[str, str]:
    lines = (_ROOT / "claims" / "demo" / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    return {claim["id"]: claim["text"] for claim in map(json.loads, lines)}


@pytest.mark.parametrize("path", [_FIT, _MEASURE])
def test_there_are_enough_and_all_belong_to_a_demo_claim(path: Path) -> None:
    rows = _rows(path)
    assert len(rows) >= 200
    assert all(row["language"] and row["text"] == row["text"].strip() != "" for row in rows)
    assert {row["claim"] for row in rows} <= _demo().keys()


def test_no_sentence_comes_twice() -> None:
    rows = [*_rows(_FIT), *_rows(_MEASURE)]
    texts = {row["text"].casefold() for row in rows}
    assert len(rows) == len(texts) == len({row["id"] for row in rows})
    assert not texts & {text.casefold() for text in _demo().values()}


def test_no_claim_is_both_fitted_and_measured_on() -> None:
    fit, measure = ({row["claim"] for row in _rows(path)} for path in (_FIT, _MEASURE))
    assert not fit & measure
    assert {crc32(claim.encode()) % 2 for claim in fit} == {0}
    assert {crc32(claim.encode()) % 2 for claim in measure} == {1}


def test_paraphrases_to_fit_on_repeat_none_of_the_claims_that_are_measured_on() -> None:
    rows, material = _rows(_FIT.with_name("paraphrases.tsv")), _MEASURE.parent
    claims = {row["claim"] for row in rows}
    assert len(rows) >= 400
    assert claims <= _demo().keys()
    assert {crc32(claim.encode()) % 2 for claim in claims} == {0}
    measured = [
        row for name in ("reported", "paraphrases") for row in _rows(material / f"{name}.tsv")
    ]
    assert not claims & {row["claim_id"] for row in measured}
    texts = {row["text"].casefold() for row in rows}
    assert len(texts) == len(rows)
    assert not texts & {
        text.casefold() for text in [*_demo().values(), *(r["text"] for r in measured)]
    }
