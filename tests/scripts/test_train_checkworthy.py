"""The check-worthiness gate's training material and its weights file."""

from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path

import pytest

from claims.checkworthy.lexicon import LANGUAGES, read
from claims.checkworthy.linear import parse
from scripts.training.checkworthy import own_examples

_MATERIAL = Path(__file__).resolve().parents[1] / "material"


def _tested() -> set[str]:
    tested = set()
    for name in ("checkworthy.tsv", "ordinary.tsv"):
        with (_MATERIAL / name).open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            tested |= {row["text"].casefold() for row in rows}
    return tested


def test_no_test_sentence_is_trained_on() -> None:
    trained = [*own_examples("claims.tsv"), *own_examples("not_claims.tsv")]
    assert not _tested() & {example.text.casefold() for example in trained}


def test_every_language_has_sentences_of_every_kind() -> None:
    found = {(example.language, example.kind) for example in own_examples("not_claims.tsv")}
    kinds = {kind for _, kind in found}
    assert found == {(language, kind) for language in LANGUAGES for kind in kinds}


def test_the_shipped_weights_are_small_and_sure() -> None:
    text = (files("claims.checkworthy") / "weights.json").read_text(encoding="utf-8")
    assert len(text) < 300_000
    model = parse(text)
    assert model.kind(read("I love the smell of rain in the morning.", "en")) == "opinion"
    assert model.kind(read("The government banned cash on 1 May 2020.", "en")) is None


def test_weights_of_another_size_are_refused() -> None:
    with pytest.raises(ValueError, match="weights for"):
        parse(
            '{"threshold": 0, "rows": {"gate": {"scale": 1, "bias": 0, "weights": "c$@<O00001"}}}'
        )
