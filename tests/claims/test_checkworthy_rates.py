"""How much the gate holds back and lets through, over sentences it was never fitted on."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from claims.checkworthy import not_a_claim, refusal
from claims.checkworthy.lexicon import LANGUAGES

_ROOT = Path(__file__).resolve().parents[2]
_MATERIAL = _ROOT / "tests" / "material"
_SHARED = _ROOT.parent / "shared" / "data"

shared = pytest.mark.skipif(not _SHARED.is_dir(), reason="../shared/data is not there")


def _rows(name: str) -> list[dict[str, str]]:
    with (_MATERIAL / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _gated(rows: Iterable[tuple[str, str | None]]) -> float:
    found = [not_a_claim(text, language) is not None for text, language in rows]
    return sum(found) / len(found)


def _labelled(label: str, name: str = "checkworthy.tsv") -> float:
    rows = [row for row in _rows(name) if row["label"] == label]
    return _gated((row["text"], row["language"]) for row in rows)


def test_claims_pass() -> None:
    assert _labelled("claim") <= 0.03


def test_what_is_no_claim_is_held_back() -> None:
    assert _labelled("not_claim") >= 0.75


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("checkworthy_blind2.tsv", 0.88),
        ("checkworthy_blind3.tsv", 0.85),
        ("checkworthy_blind4.tsv", 0.85),
    ],
)
def test_blind_sets(name: str, least: float) -> None:
    assert _labelled("claim", name) <= 0.005
    assert _labelled("not_claim", name) >= least


@pytest.mark.parametrize(
    "name",
    [
        "checkworthy.tsv",
        "checkworthy_blind2.tsv",
        "checkworthy_blind3.tsv",
        "checkworthy_blind4.tsv",
    ],
)
def test_no_claim_is_refused_for_sure(name: str) -> None:
    rows = [row for row in _rows(name) if row["label"] == "claim"]
    found = [refusal(row["text"], row["language"]) for row in rows]
    assert not [refused for refused in found if refused and refused.sure]


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        ("question", 0.9),
        ("greeting", 0.9),
        ("navigation", 0.85),
        ("byline", 0.85),
        ("caption", 0.75),
        ("opinion", 0.6),
        ("fragment", 0.55),
        ("instruction", 0.55),
    ],
)
def test_ordinary_lines_are_held_back(kind: str, least: float) -> None:
    rows = [row for row in _rows("ordinary.tsv") if row["kind"] == kind]
    known = [(row["text"], row["language"]) for row in rows if row["language"] in LANGUAGES]
    assert _gated(known) >= least


def test_ordinary_statements_pass() -> None:
    rows = [row for row in _rows("ordinary.tsv") if row["kind"] == "statement"]
    assert _gated((row["text"], row["language"]) for row in rows) <= 0.04


def test_claims_of_eight_languages_pass() -> None:
    lines = (_MATERIAL / "crosslingual.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["texts"] for line in lines]
    assert _gated((text, code) for found in texts for code, text in found.items()) <= 0.01


@shared
@pytest.mark.shared
@pytest.mark.parametrize("source", ["checkthat22", "articles"])
@pytest.mark.parametrize("split", ["train", "dev"])
def test_posts_pass(source: str, split: str) -> None:
    lines = (_SHARED / source / f"{split}.queries.tsv").read_text(encoding="utf-8").splitlines()
    assert _gated((line.split("\t", 1)[1], "en") for line in lines) <= 0.015


@shared
@pytest.mark.shared
def test_reviewed_claims_pass() -> None:
    assert _gated((text, "en") for text in _reviewed()) <= 0.005


def _reviewed() -> Iterator[str]:
    with gzip.open(_SHARED / "checkthat22" / "claims.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)["vclaim"]


@shared
@pytest.mark.shared
def test_a_scraped_article_keeps_its_sentences_and_loses_its_boilerplate() -> None:
    text = (_SHARED / "seed" / "nato-tokyo.de.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip()]
    assert [line for line in lines if not_a_claim(line, "de")] == [":", "rrt-allgemeines"]
