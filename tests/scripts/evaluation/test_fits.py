"""A fit that is taken up or tried; what counts for what; the ablation."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

from claims.store import ClaimStore
from index.build import build_snapshot
from index.encoder import Encoder, Vectors
from index.encoders import open_encoder
from scripts.evaluate import main
from scripts.evaluation.fitting import fit_calibration
from scripts.evaluation.outcomes import SAME_STORY, as_near, unrelated_cosine
from scripts.evaluation.report import Report
from scripts.evaluation.sources import LabelledFiles, read_sets
from tests.scripts.evaluation.made import ORDINARY, PLACES, TOPICS, run


def test_a_fit_is_taken_up_by_the_next_build(data: Path, hashing: Encoder) -> None:
    result = run(data, "fit", "--ordinary", str(data / "silent.tsv"))
    assert result.exit_code == 0, result.output
    with ClaimStore.open(data / "claims.sqlite") as store:
        build_snapshot(store, hashing, data / "snapshots", fitted=data / "calibrations")
    saved = data / "run.json"
    options = ["--silent", str(data / "silent.tsv"), "--json", str(saved)]
    options += ["--plots", str(data / "plots")]
    files = ["--queries", str(data / "queries.tsv"), "--qrels", str(data / "qrels.tsv")]
    result = CliRunner().invoke(main, [*files, *options])
    assert result.exit_code == 0, result.output
    report = Report.read(saved)
    means = {figure.name: figure.mean for figure in report.figures}
    assert means["S@1"] > 0.9
    assert means["precision confirmed+suggested"] > 0.9
    assert means["no-match, ordinary sentences"] == 1.0
    assert {path.name for path in (data / "plots").iterdir()} == {
        "precision-recall.png",
        "reliability.png",
    }
    assert "MAP@5" in CliRunner().invoke(main, ["compare", str(saved), str(saved)]).output
    result = CliRunner().invoke(main, [*files, "--without-answers"])
    assert "no-match, answers removed" in result.output
    assert "MAP@5" not in result.output


def test_a_fit_can_be_tried_without_being_taken_up(data: Path) -> None:
    fitted = data / "aside" / "fit.json"
    result = run(data, "fit", "--ordinary", str(data / "silent.tsv"), "--out", str(fitted))
    assert result.exit_code == 0, result.output
    assert not (data / "calibrations").exists()
    files = ["--queries", str(data / "queries.tsv"), "--qrels", str(data / "qrels.tsv")]
    assert "no calibration" in CliRunner().invoke(main, files).output
    result = CliRunner().invoke(main, [*files, "--calibration", str(fitted)])
    assert result.exit_code == 0, result.output
    assert "precision confirmed+suggested" in result.output
    fitted.write_text("{}", encoding="utf-8")
    result = CliRunner().invoke(main, [*files, "--calibration", str(fitted)])
    assert result.exit_code == 1
    assert "fit.json is not a calibration" in result.output


class _Narrow:
    """The hashing encoder with a direction that all texts share: no cosine is below 0.9."""

    def __init__(self) -> None:
        self._hashing = open_encoder("hashing", cache=Path("unused"))
        spec = self._hashing.spec
        self.spec = replace(spec, name="narrow", dimension=spec.dimension + 1)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._narrow(self._hashing.encode_queries(texts))

    def encode_claims(self, texts: Sequence[str]) -> Vectors:
        return self._narrow(self._hashing.encode_claims(texts))

    def lengths(self, texts: Sequence[str]) -> list[int]:
        return self._hashing.lengths(texts)

    @staticmethod
    def _narrow(vectors: Vectors) -> Vectors:
        shared = np.full((len(vectors), 1), 3.0, dtype=np.float32)
        return np.concatenate([vectors, shared], axis=1) / np.float32(10**0.5)


def test_an_encoder_to_which_all_texts_are_near_is_fitted(data: Path) -> None:
    with ClaimStore.open(data / "claims.sqlite") as store:
        build_snapshot(store, _Narrow(), data / "narrow", fitted=data / "calibrations")
    files = LabelledFiles(data / "narrow", data / "queries.tsv", data / "qrels.tsv")
    found = fit_calibration("narrow", read_sets(_Narrow(), [files], None, ORDINARY), "tests")
    assert found.same.columns


def test_too_few_queries_to_fit_on_are_told(data: Path) -> None:
    lines = (data / "queries.tsv").read_text(encoding="utf-8").splitlines()
    (data / "queries.tsv").write_text("\n".join(lines[:1]) + "\n", encoding="utf-8")
    result = run(data, "fit", "--ordinary", str(data / "silent.tsv"))
    assert (result.exit_code, "fit on more queries" in result.output) == (1, True)


def test_how_near_is_the_same_story_hangs_on_the_encoder() -> None:
    vectors = np.array([[1, 0], [0, 1], [0.6, 0.8]], dtype=np.float32)
    assert unrelated_cosine(vectors) == pytest.approx((0 + 0.6 + 0.8) / 3)
    assert unrelated_cosine(vectors[:1]) == 0.0
    assert as_near(SAME_STORY, 0.1) == SAME_STORY
    assert as_near(SAME_STORY, 0.8) == pytest.approx(0.94)


def test_statements_count_across_languages_only(data: Path) -> None:
    fitted, more = data / "fit.json", data / "more.json"
    result = run(data, "fit", "--ordinary", str(data / "silent.tsv"), "--out", str(fitted))
    assert result.exit_code == 0, result.output
    asked = [str(data), str(data / "queries.tsv"), str(data / "qrels.tsv")]
    options = ["--ordinary", str(data / "silent.tsv"), "--statements", *asked, "--out", str(more)]
    result = run(data, "fit", *options)
    assert result.exit_code == 0, result.output
    before, after = (json.loads(path.read_text(encoding="utf-8")) for path in (fitted, more))
    assert before["ranking"] == after["ranking"]
    assert before["cross"] != after["cross"]


def _refitted(data: Path, option: str, rows: list[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fit without and with a file of such rows given by an option."""
    fitted, more, path = data / "fit.json", data / "more.json", data / "sayings.tsv"
    path.write_text("\n".join(["id\tlanguage\tclaim\ttext", *rows]) + "\n", encoding="utf-8")
    silent = ["--ordinary", str(data / "silent.tsv")]
    for given, out in (([], fitted), ([option, str(data), str(path)], more)):
        result = run(data, "fit", *silent, *given, "--out", str(out))
        assert result.exit_code == 0, result.output
    before, after = (json.loads(file.read_text(encoding="utf-8")) for file in (fitted, more))
    return before, after


def test_sentences_that_share_a_topic_only_count_against_belief(data: Path) -> None:
    near = [f"{p} {t} opens again on Monday" for t, p in zip(TOPICS, PLACES, strict=True)]
    rows = [f"t{n}\ten\tno-claim\t{text}" for n, text in enumerate(near)]
    before, after = _refitted(data, "--topics", rows)
    assert before["ranking"] == after["ranking"]
    assert before["same"] != after["same"]
    path = data / "topics.tsv"
    path.write_text("id\tlanguage\tclaim\ttext\nno tabs\n", encoding="utf-8")
    result = run(data, "fit", "--topics", str(data), str(path), "--out", str(data / "none.json"))
    assert result.exit_code == 1
    assert "topics.tsv has no lines of id, language, claim and text" in result.output


def test_paraphrases_count_for_belief_and_not_for_the_order(data: Path) -> None:
    with ClaimStore.open(data / "claims.sqlite") as store:
        claims = [(r.provenance.record_id, c.text) for c in store.claims() for r in c.reviews]
    rows = [f"p{n}\ten\t{claim}\t{text} they say" for n, (claim, text) in enumerate(claims)]
    before, after = _refitted(data, "--paraphrases", rows)
    assert before["ranking"] == after["ranking"]
    assert before["same"] != after["same"]


def test_the_ablation_is_a_table_of_choices_of_columns(data: Path) -> None:
    options = ["--set", str(data), str(data / "queries.tsv"), str(data / "qrels.tsv")]
    result = CliRunner().invoke(main, ["ablation", *options])
    assert result.exit_code == 0, result.output
    lines = [line for line in result.output.splitlines() if line.startswith("|")]
    assert "MAP@5" in lines[0]
    assert lines[2].startswith("| score | 1.000 ")
    assert len(lines) == 2 + 8
