"""Evaluation: figures of hand-made runs, a fit that is taken up, the command line."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner, Result

from claims.model import Record
from claims.store import ClaimStore
from index.build import build_snapshot
from index.encoder import Encoder, Vectors
from index.encoders import open_encoder
from scripts.evaluate import main
from scripts.evaluation.edits import EDITS, edited
from scripts.evaluation.fitting import fit_calibration
from scripts.evaluation.metrics import (
    Figure,
    calibration_error,
    detection,
    interval,
    ranking_figures,
)
from scripts.evaluation.outcomes import SAME_STORY, Outcome, as_near, unrelated_cosine
from scripts.evaluation.report import Report, compare
from scripts.evaluation.sources import LabelledFiles, read_sets
from scripts.evaluation.trec import EvaluationError, Query, read_judged, read_qrels, read_queries
from tests.factories import make_provenance, make_record, make_review

TOPICS = ("vaccine", "election", "glacier", "bridge", "tax", "school", "volcano", "railway")
VERBS = (
    "was sold to a Norwegian banker",
    "closes whenever visitors complain",
    "contains lead beyond any limit",
    "costs households nine million crowns",
    "burned down twice during winter",
    "appears forged on old photographs",
)
PLACES = ("Arden", "Bexmoor", "Calder", "Dunmore", "Eskdale", "Farleigh", "Glenby", "Holt")
ORDINARY = ("Grated courgette keeps the cake moist.", "We overslept again this morning.")


def _records() -> list[Record]:
    found = []
    for topic, place in zip(TOPICS, PLACES, strict=True):
        for verb in VERBS:
            key = f"{topic}-{verb}".replace(" ", "-")
            review = make_review(
                url=f"https://www.checks.example/{key}/",
                reviewed_at="2020-05-01",
                provenance=make_provenance(record_id=key),
            )
            found.append(make_record(f"{place} {topic} {verb}.", review=review))
    return found


@pytest.fixture(scope="module")
def hashing() -> Encoder:
    return open_encoder("hashing", cache=Path("unused"))


@pytest.fixture
def data(tmp_path: Path, hashing: Encoder, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with a snapshot, queries, qrels and silent sentences."""
    with ClaimStore.open(tmp_path / "claims.sqlite") as store:
        store.upsert(_records())
        build_snapshot(store, hashing, tmp_path / "snapshots", fitted=tmp_path / "calibrations")
    lines, judged = [], []
    for number, record in enumerate(_records()):
        lines.append(f"q{number}\tFriends say that {record.text} — Ann (@ann)")
        judged.append(f"q{number}\t0\t{record.review.provenance.record_id}\t1")
    lines.append("gone\tThe pyramid was sold")
    judged.append("gone\t0\tno-such-record\t1")
    (tmp_path / "queries.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (tmp_path / "qrels.tsv").write_text("\n".join(judged) + "\n", encoding="utf-8")
    silent = "language\ttext\n" + "".join(f"en\t{text}\n" for text in ORDINARY)
    (tmp_path / "silent.tsv").write_text(silent, encoding="utf-8")
    monkeypatch.setenv("PRIORCHECK_DATA", str(tmp_path))
    monkeypatch.setenv("PRIORCHECK_ENCODER", "hashing")
    return tmp_path


def _run(data: Path, *arguments: str) -> Result:
    files = ["--queries", str(data / "queries.tsv"), "--qrels", str(data / "qrels.tsv")]
    return CliRunner().invoke(
        main, [*arguments[:1], *files, *arguments[1:]] if arguments else files
    )


def test_figures_of_an_uncalibrated_snapshot(data: Path) -> None:
    result = CliRunner().invoke(
        main, ["--queries", str(data / "queries.tsv"), "--qrels", str(data / "qrels.tsv")]
    )
    assert result.exit_code == 0, result.output
    assert "MAP@5" in result.output
    assert "the claims of 1 judged queries are not in the index" in result.output
    assert "no calibration" in result.output


def test_a_fit_is_taken_up_by_the_next_build(data: Path, hashing: Encoder) -> None:
    result = _run(data, "fit", "--ordinary", str(data / "silent.tsv"))
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
    result = _run(data, "fit", "--ordinary", str(data / "silent.tsv"), "--out", str(fitted))
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
    result = _run(data, "fit", "--ordinary", str(data / "silent.tsv"))
    assert (result.exit_code, "fit on more queries" in result.output) == (1, True)


def test_how_near_is_the_same_story_hangs_on_the_encoder() -> None:
    vectors = np.array([[1, 0], [0, 1], [0.6, 0.8]], dtype=np.float32)
    assert unrelated_cosine(vectors) == pytest.approx((0 + 0.6 + 0.8) / 3)
    assert unrelated_cosine(vectors[:1]) == 0.0
    assert as_near(SAME_STORY, 0.1) == SAME_STORY
    assert as_near(SAME_STORY, 0.8) == pytest.approx(0.94)


def test_statements_count_across_languages_only(data: Path) -> None:
    fitted, more = data / "fit.json", data / "more.json"
    result = _run(data, "fit", "--ordinary", str(data / "silent.tsv"), "--out", str(fitted))
    assert result.exit_code == 0, result.output
    asked = [str(data), str(data / "queries.tsv"), str(data / "qrels.tsv")]
    options = ["--ordinary", str(data / "silent.tsv"), "--statements", *asked, "--out", str(more)]
    result = _run(data, "fit", *options)
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
        result = _run(data, "fit", *silent, *given, "--out", str(out))
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
    result = _run(data, "fit", "--topics", str(data), str(path), "--out", str(data / "none.json"))
    assert result.exit_code == 1
    assert "topics.tsv has no lines of id, language, claim and text" in result.output


def test_paraphrases_count_for_belief_and_not_for_the_order(data: Path) -> None:
    with ClaimStore.open(data / "claims.sqlite") as store:
        claims = [(r.provenance.record_id, c.text) for c in store.claims() for r in c.reviews]
    rows = [f"p{n}\ten\t{claim}\t{text} they say" for n, (claim, text) in enumerate(claims)]
    before, after = _refitted(data, "--paraphrases", rows)
    assert before["ranking"] == after["ranking"]
    assert before["same"] != after["same"]


def test_topics_are_asked_of_the_demo_claims(data: Path) -> None:
    path = data / "topics.tsv"
    path.write_text(
        "id\tlanguage\tclaim\ttext\n"
        "t1\ten\tdemo-great-wall-moon\tThe Great Wall of China is visible from the Moon.\n",
        encoding="utf-8",
    )
    result = CliRunner().invoke(main, ["topics", str(path), "--shown"])
    assert result.exit_code == 0, result.output
    assert "nothing shown " in result.output


def test_stances_are_counted_by_what_is_said_of_their_claim(data: Path) -> None:
    path = data / "stances.tsv"
    head = "split\tlanguage\tclaim_id\tstance\ttext\n"
    wall = "demo-great-wall-moon\t{}\tThe Great Wall of China is visible from the Moon{}.\n"
    rows = [
        f"{split}\ten\t" + wall.format(stance, more)
        for split, stance, more in (
            ("dev", "affirms", " with the naked eye"),
            ("dev", "denies", " with the naked eye"),  # which counts as wrong
            ("test", "affirms", " and from Mars"),
        )
    ]
    path.write_text(head + "".join(rows), encoding="utf-8")
    result = CliRunner().invoke(main, ["stances", str(path), "--split", "dev", "--said"])
    assert result.exit_code == 0, result.output
    figures = dict(re.findall(r"^  (\S.*?) +([01]\.\d{4})  \[.*n=1$", result.output, re.M))
    assert figures["affirms: its claim is called the same"] == "1.0000"
    assert figures["denies: nothing called the same"] == "0.0000"
    assert figures["denies: its claim is called the opposite"] == "0.0000"
    assert "Mars" not in result.output
    path.write_text(f"{head}dev\ten\tx\tdoubts\tSo what.\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["stances", str(path)])
    assert result.exit_code == 1
    assert "a stance is one of denies, affirms, beside, not doubts" in result.output
    path.write_text("language\ttext\nen\tSo what.\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["stances", str(path)])
    assert "is no table of split, language, claim_id, stance, text" in result.output


def test_swaps_are_counted_by_what_is_said_of_their_claim(data: Path) -> None:
    path = data / "swaps.tsv"
    head = "language\tclaim\treworded\tswapped\n"
    wall = "The Great Wall of China is visible from the Moon"
    shouted, whispered = wall.upper(), wall.lower()
    path.write_text(f"{head}en\t{wall}\t{shouted}\t{whispered}\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["swaps", str(path), "--misses"])
    assert result.exit_code == 0, result.output
    figures = dict(re.findall(r"^  (\S.*?) +([01]\.\d{4})  \[.*n=1$", result.output, re.M))
    assert figures["reworded: first match right"] == "1.0000"
    assert figures["reworded: called the same"] == "1.0000"
    assert figures["swapped: not called the same"] == "0.0000"
    assert f"swapped\ten\t{whispered}\t{wall}" in result.output
    path.write_text("language\tclaim\nen\tSo what.\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["swaps", str(path)])
    assert "is no table of language, claim, reworded, swapped" in result.output


def test_the_ablation_is_a_table_of_choices_of_columns(data: Path) -> None:
    options = ["--set", str(data), str(data / "queries.tsv"), str(data / "qrels.tsv")]
    result = CliRunner().invoke(main, ["ablation", *options])
    assert result.exit_code == 0, result.output
    lines = [line for line in result.output.splitlines() if line.startswith("|")]
    assert "MAP@5" in lines[0]
    assert lines[2].startswith("| score | 1.000 ")
    assert len(lines) == 2 + 8


def test_crosslingual_and_relations_read_their_files(data: Path) -> None:
    texts = [
        {"id": str(n), "texts": {"en": f"{t} one", "de": f"{t} eins"}} for n, t in enumerate(TOPICS)
    ]
    (data / "x.jsonl").write_text("\n".join(map(json.dumps, texts)), encoding="utf-8")
    result = CliRunner().invoke(main, ["crosslingual", str(data / "x.jsonl")])
    assert result.exit_code == 0, result.output
    assert "S@1 " in result.output
    pair = {
        "id": "1",
        "language": "en",
        "query": "It rained 5 days.",
        "claim": "It rained 6 days.",
        "relation": "contradicts",
        "differences": ["number"],
        "split": "dev",
    }
    (data / "r.jsonl").write_text(json.dumps(pair), encoding="utf-8")
    result = CliRunner().invoke(main, ["relations", str(data / "r.jsonl"), "--split", "dev"])
    assert "F1 all                       1.0000" in result.output


def test_paraphrases_are_asked_of_the_demo_claims(data: Path) -> None:
    path = data / "paraphrases.tsv"
    path.write_text(
        "language\ttext\tclaim_id\n"
        "en\tThe Great Wall of China is visible from the Moon.\tdemo-great-wall-moon\n"
        "de\tQwxyz vbnm.\tno-such-claim\n",
        encoding="utf-8",
    )
    result = CliRunner().invoke(main, ["paraphrases", str(path), "--misses"])
    assert result.exit_code == 0, result.output
    assert "first match right en         1.0000" in result.output
    assert "first match right de         0.0000" in result.output
    # uncalibrated, nothing that is not equal to the letter is the same
    assert re.search(r"of these, called the same +0\.0000  \[.*n=1$", result.output, re.M)
    assert result.output.splitlines()[-1] == "de\tno-such-claim\tQwxyz vbnm."
    assert "without a claim" not in result.output
    with path.open("a", encoding="utf-8") as file:
        file.write("en\tXyzzy plugh.\t\nen\tThe Great Wall of China is visible from the Moon.\t\n")
    result = CliRunner().invoke(main, ["paraphrases", str(path)])
    assert "nothing shown without a claim" in result.output
    assert "first match right            0.5000" in result.output
    path.write_text("one\ttwo\n1\t2\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["paraphrases", str(path)])
    assert result.exit_code == 1
    assert "language, text, claim_id" in result.output


def test_checkworthy_counts_claims_and_reasons(tmp_path: Path) -> None:
    path = tmp_path / "lines.tsv"
    path.write_text(
        "language\ttext\tlabel\tkind\n"
        "en\tThe government banned cash on 1 May 2020.\tclaim\tsentence\n"
        "en\tWho banned cash?\tclaim\tshort\n"
        "en\tWho signed the contract?\tnot_claim\tquestion\n"
        "en\tAll rights reserved.\tnot_claim\tquestion\n"
        "en\tRome lies in Italy.\tnot_claim\topinion\n",
        encoding="utf-8",
    )
    result = CliRunner().invoke(main, ["checkworthy", str(path), "--stated", "--misses"])
    assert result.exit_code == 0, result.output
    lines = [" ".join(line.split()) for line in result.output.splitlines()]
    assert any(line.startswith("claims let through 0.5000") for line in lines)
    assert any(line.startswith("claims looked up 0.5000") for line in lines)
    assert any(line.startswith("others refused 0.6667") for line in lines)
    assert any(line.startswith("for the right reason 0.3333") for line in lines)
    assert "others question (n=2) 1.0000" in lines
    assert result.output.splitlines()[-2:] == [
        "en\tclaim\tshort\tquestion\tWho banned cash?",
        "en\tnot_claim\topinion\t-\tRome lies in Italy.",
    ]
    path.write_text("one\ttwo\n1\t2\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["checkworthy", str(path)])
    assert result.exit_code == 1
    assert "language, text, label" in result.output


def test_wrong_usage_and_unreadable_files(data: Path) -> None:
    assert CliRunner().invoke(main, []).exit_code == 2
    (data / "qrels.tsv").write_text("nonsense\n", encoding="utf-8")
    result = CliRunner().invoke(
        main, ["--queries", str(data / "queries.tsv"), "--qrels", str(data / "qrels.tsv")]
    )
    assert result.exit_code == 1
    assert "qrels.tsv" in result.output


def test_reading_trec_files(tmp_path: Path) -> None:
    path = tmp_path / "f.tsv"
    path.write_text('1\tsays "hi"\n2\ttwo\tthree\n\n', encoding="utf-8")
    assert read_queries(path) == [Query("1", 'says "hi"'), Query("2", "two")]
    path.write_text("1 0 a 1\n1 0 b 0\n1 0 c 2\n", encoding="utf-8")
    assert read_qrels(path) == {"1": frozenset({"a", "c"})}
    more = tmp_path / "more.tsv"
    more.write_text("1\t0\td\t1\n2\t0\te\t1\n", encoding="utf-8")
    assert read_qrels(path, more) == {"1": frozenset({"a", "c", "d"}), "2": frozenset({"e"})}
    path.write_text("only one column\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match="f.tsv"):
        read_queries(path)


@pytest.mark.parametrize("relevance", ["²", "--1", "1.0", "yes"])
def test_a_relevance_is_a_whole_number(tmp_path: Path, relevance: str) -> None:
    path = tmp_path / "qrels.tsv"
    path.write_text(f"1 0 a {relevance}\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match="is no line of query, 0, record, number"):
        read_qrels(path)


@pytest.mark.parametrize(
    ("queries", "qrels", "why"),
    [
        ("1\tone\n", "2 0 a 1\n", "no query of .*q.tsv is judged relevant to anything in .*r.tsv"),
        ("1\tone\n", "1 0 a 0\n", "no query of"),
        ("1\tone\n", "", "no query of"),
        ("id\ttext\n", "1 0 a 1\n", "no query of"),
        ("1\tone\n2\ttwo\n1\tthree\n", "1 0 a 1\n", "the query id '1' comes 2 times"),
    ],
)
def test_queries_and_judgements_that_do_not_belong_together_give_no_figures(
    tmp_path: Path, queries: str, qrels: str, why: str
) -> None:
    asked, judged = tmp_path / "q.tsv", tmp_path / "r.tsv"
    asked.write_text(queries, encoding="utf-8")
    judged.write_text(qrels, encoding="utf-8")
    with pytest.raises(EvaluationError, match=why):
        read_judged(asked, judged)


def _outcome(query: str, right: tuple[bool, ...], answers: int, probability: float) -> Outcome:
    return Outcome(
        query=query,
        ranked=tuple(range(len(right))),
        right=right,
        answers=answers,
        gated=False,
        score=probability,
        probability=probability,
        silent_probability=0.1,
    )


def test_ranking_figures_of_a_run_made_by_hand() -> None:
    outcomes = [
        _outcome("a", (True, False, False), 1, 0.9),
        _outcome("b", (False, True, False), 2, 0.5),
        _outcome("c", (False, False), 1, 0.4),
        _outcome("d", (False, False), 0, 0.3),
    ]
    means = {figure.name: figure.mean for figure in ranking_figures(outcomes)}
    assert means["MAP@5"] == pytest.approx((1 + 1 / 4 + 0) / 3)
    assert means["MRR"] == pytest.approx((1 + 1 / 2 + 0) / 3)
    assert (means["S@1"], means["S@5"]) == (pytest.approx(1 / 3), pytest.approx(2 / 3))
    assert detection(outcomes, [o.score for o in outcomes]) == (
        pytest.approx(1 / 3),
        pytest.approx(1 / 3),
    )


def test_calibration_error_is_the_gap_between_belief_and_truth() -> None:
    believed = np.array([0.9, 0.9, 0.1, 0.1])
    assert calibration_error(believed, np.array([1.0, 1.0, 0.0, 0.0])) == pytest.approx(0.1)
    assert calibration_error(believed, np.array([1.0, 0.0, 0.0, 0.0])) == pytest.approx(0.25)


@pytest.mark.parametrize("content", ["[]", '{"title": "t", "figures": {"a": {"q": "x"}}}', "{}"])
def test_what_is_no_saved_run_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "run.json"
    path.write_text(content, encoding="utf-8")
    result = CliRunner().invoke(main, ["compare", str(path), str(path)])
    assert (result.exit_code, "run.json is no saved run" in result.output) == (1, True)


def test_runs_of_other_queries_are_not_compared(tmp_path: Path) -> None:
    for name in ("one", "two"):
        Report(name, (Figure("S@1", {name: 1.0}),), {}).save(tmp_path / name)
    result = CliRunner().invoke(main, ["compare", str(tmp_path / "one"), str(tmp_path / "two")])
    assert (result.exit_code, "one and two share no figure" in result.output) == (1, True)


@pytest.mark.parametrize("option", ["--json", "--plots"])
def test_what_cannot_be_written_is_told_before_the_work(data: Path, option: str) -> None:
    wrong = data / "queries.tsv" / "more"
    files = ["--queries", str(data / "queries.tsv"), "--qrels", str(data / "qrels.tsv")]
    result = CliRunner().invoke(main, [*files, option, str(wrong)])
    assert (result.exit_code, "cannot be written" in result.output) == (2, True)
    assert "MAP@5" not in result.output


def test_a_comparison_is_paired() -> None:
    before = Report("a", (Figure("x", {str(n): float(n % 2) for n in range(100)}),), {})
    after = Report("b", (Figure("x", {str(n): n % 2 + 0.1 for n in range(100)}),), {})
    assert "+0.1000  [+0.1000, +0.1000]  n=100  *" in compare(before, after)
    low, high = interval(np.array([0.0, 1.0] * 50))
    assert low < 0.5 < high


@pytest.mark.parametrize("kind", EDITS)
def test_edits_change_texts_the_same_way_every_time(kind: str) -> None:
    asked = [Query("1", "Yesterday the mayor said that Maria Lopez is guilty — Ann (@ann)")]
    (found,) = edited(asked, kind)
    assert found.text != asked[0].text
    assert edited(asked, kind) == [found]
    assert "(@ann)" in found.text.casefold()
