"""The targets over the labelled pairs in tests/material."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from index.relation import relate

MATERIAL = Path(__file__).parents[1] / "material"
FILES = (
    "relations.jsonl",
    "relations_more.jsonl",
    "relations_blind.jsonl",
    "relations_blind2.jsonl",
    "relations_blind3.jsonl",
    "relations_blind4.jsonl",
    "relations_blind5.jsonl",
    "relations_blind6.jsonl",
    "relations_blind7.jsonl",
)
LEAST_F1 = 0.95
MOST_FALSE_ALARMS = 0.025


def _rows(file: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (MATERIAL / file).read_text(encoding="utf-8").splitlines()]


def _kinds(row: dict[str, Any]) -> set[str]:
    languages = row["language"].split("-")
    _, differences = relate(
        row["query"], row["claim"], query_language=languages[0], claim_language=languages[-1]
    )
    return {difference.kind.value for difference in differences}


@pytest.mark.parametrize("file", FILES)
def test_difference_kinds_reach_the_target(file: str) -> None:
    """Micro F1 of the difference kinds over all pairs."""
    counts: Counter[str] = Counter()
    for row in _rows(file):
        found, wanted = _kinds(row), set(row["differences"])
        counts.update(right=len(found & wanted), wrong=len(found ^ wanted))
    assert 2 * counts["right"] / (2 * counts["right"] + counts["wrong"]) >= LEAST_F1


@pytest.mark.parametrize("file", FILES)
def test_paraphrases_raise_few_alarms(file: str) -> None:
    """Pairs that say the same in other words, with any difference found."""
    same = [row for row in _rows(file) if row["relation"] == "same"]
    assert sum(bool(_kinds(row)) for row in same) <= MOST_FALSE_ALARMS * len(same)
