"""Labelled pairs and lines beside what is said of them."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from scripts.evaluate import main
from tests.scripts.evaluation.made import made_records


def test_relations_are_counted_by_kind_of_difference(tmp_path: Path) -> None:
    pair = {
        "id": "1",
        "language": "en",
        "query": "It rained 5 days.",
        "claim": "It rained 6 days.",
        "relation": "contradicts",
        "differences": ["number"],
        "split": "dev",
    }
    (tmp_path / "r.jsonl").write_text(json.dumps(pair), encoding="utf-8")
    result = CliRunner().invoke(main, ["relations", str(tmp_path / "r.jsonl"), "--split", "dev"])
    assert "F1 all                       1.0000" in result.output


def _said(*arguments: str) -> str:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 1, result.output
    return result.output


def test_pairs_of_which_nothing_can_be_told_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text('{"id": "1", "language": "en"}\n', encoding="utf-8")
    assert "is no object of id, language, query, claim" in _said("relations", str(path))
    path.write_text("[1]\n", encoding="utf-8")
    assert "is no object of" in _said("relations", str(path))
    path.write_text("{\n", encoding="utf-8")
    assert "is no JSON" in _said("relations", str(path))
    path.write_text("\n", encoding="utf-8")
    assert "has no lines of id" in _said("relations", str(path))
    pair = dict.fromkeys(("id", "language", "query", "claim", "relation"), "x")
    path.write_text(json.dumps({**pair, "differences": [], "split": "dev"}), encoding="utf-8")
    assert "nothing of the split tset" in _said("relations", str(path), "--split", "tset")


def test_clusters_are_judged_by_the_pairs_that_there_are(data: Path) -> None:
    ids = [record.review.provenance.record_id for record in made_records()]
    head = "\ufeffdraw\tone\tother\tlabel\treason\n"
    path = data / "pairs.tsv"
    rows = f"first\t{ids[0]}\t{ids[1]}\tdifferent\tx\nfirst\t{ids[0]}\tgone\tsame\tx\n"
    path.write_text(head + rows, encoding="utf-8")
    result = CliRunner().invoke(main, ["clusters", str(path)])
    assert result.exit_code == 0, result.output
    assert "0 of them merged, 0 rightly: precision nan [0.000, 1.000]" in result.output
    assert "recall of the same nan" in result.output
    assert "1 labelled pairs hold a record that is not in the index" in result.output
    path.write_text(f"{head}first\t1\t2\tequal\tx\n", encoding="utf-8")
    assert "a label is same, different, unsure, not 'equal'" in _said("clusters", str(path))


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
    path.write_text("language\ttext\tlabel\nen\tRome burns.\tClaim\n", encoding="utf-8")
    assert "a label is claim or not_claim, not 'Claim'" in _said("checkworthy", str(path))
    path.write_text("one\ttwo\n1\t2\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["checkworthy", str(path)])
    assert result.exit_code == 1
    assert "language, text, label" in result.output
