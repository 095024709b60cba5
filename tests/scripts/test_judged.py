"""Judgements of real pairs, which are kept by ids: read with the texts, and scored."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from index.stance import Pair, Reading
from scripts.evaluation.judged import score_judged
from scripts.evaluation.trec import EvaluationError, read_table
from scripts.training.judged import SOURCES, key_of, read_judgements
from tests.index.stances import Saying

_SHIPPED = Path(__file__).resolve().parents[2] / "scripts" / "training" / "judged.tsv"
_HEAD = "split\tsource\tsentence\tlanguage\tclaim\tclaim_language\tstance\n"
_OWLS = "Owls sleep all night."
_ROWS = (
    ("test", "leads", "a1:6-27", "c1", "affirms"),
    ("test", "debates", "hall:2", "c1", "beside"),
    ("dev", "articles", "p1", "a1", "affirms"),
    ("test", "checkthat22", "p2", "c1", "affirms"),
    ("dev", "debates", "hall:1", "https://checks.example/1", "beside"),
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Texts of our own, laid out as the real ones."""
    for name in ("articles", "checkthat22", "politifact"):
        (tmp_path / name).mkdir()
    article = {"id": "a1", "title": "Storks  nest.", "subtitle": "", "lead": f"Look. {_OWLS} So."}
    claim = {"vclaim_id": "c1", "vclaim": _OWLS}
    politics = {"url": "https://checks.example/1", "claim": "Storks nest in May."}
    records = {
        "articles/articles": article,
        "checkthat22/claims": claim,
        "politifact/claims": politics,
    }
    for path, record in records.items():
        with gzip.open(tmp_path / f"{path}.jsonl.gz", "wt", encoding="utf-8") as file:
            file.write(json.dumps(record) + "\n")
    for name, post in (("articles", "p1\tStorks do nest."), ("checkthat22", "p2\tAll owls sleep.")):
        for split in ("dev", "train"):
            text = f"{post}\n" if split == "dev" else ""
            (tmp_path / name / f"{split}.queries.tsv").write_text(text, encoding="utf-8")
    said = "1\tA\tGood evening.\n2\tB\tOwls sleep all night.\n"
    (tmp_path / "politifact" / "hall.transcript.tsv").write_text(said, encoding="utf-8")
    (tmp_path / "politifact" / "hall.qrels.tsv").write_text("", encoding="utf-8")
    return tmp_path


def _hashed(sentence: str) -> str:
    """Hashed but for where it is in a lead."""
    name, colon, span = sentence.partition(":")
    return f"{key_of(name)}:{span}" if "-" in span else key_of(sentence)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "judged.tsv"
    lines = (
        "\t".join((*row[:2], _hashed(row[2]), "en", key_of(row[3]), "en", row[4])) for row in _ROWS
    )
    path.write_text(_HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    return path


class Doubting(Saying):
    """Doubts what has an "All"."""

    def read(self, pairs: Sequence[Pair]) -> list[Reading]:
        return [Reading(-9.0 if "All" in text else 0.0, 0.0) for text, _ in pairs]


def test_the_texts_of_all_sources_are_found(table: Path, data: Path) -> None:
    found = read_judgements(table, data)
    assert [(one.source, one.saying.text, one.saying.claim) for one in found] == [
        ("leads", _OWLS, _OWLS),
        ("debates", _OWLS, _OWLS),
        ("articles", "Storks do nest.", "Storks nest."),
        ("checkthat22", "All owls sleep.", _OWLS),
        ("debates", "Good evening.", "Storks nest in May."),
    ]
    assert [one.split for one in found] == ["test", "test", "dev", "test", "dev"]


def test_what_is_called_the_same_is_set_beside_what_a_reader_says(table: Path, data: Path) -> None:
    found = [one for one in read_judgements(table, data) if one.split == "test"]
    report = score_judged(found, Doubting(0.0), "own")
    means = {figure.name: figure.mean for figure in report.figures if figure.values}
    assert means["all: right"] == pytest.approx(2 / 3)
    assert means["all: right, of those called the same"] == 0.5
    assert means["all: called the same, of those right"] == 0.5
    assert means["debates: right"] == 0 and means["leads: right"] == 1
    undoubted = score_judged(found, None, "own").figures[2]
    assert undoubted.mean == 1


def test_contradictions_are_told_by_rules_or_as_they_are_read(table: Path, data: Path) -> None:
    *lines, last = table.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[-1] = lines[-1].replace("affirms", "denies")
    table.write_text("".join((*lines, last)), encoding="utf-8")
    found = [one for one in read_judgements(table, data) if one.split == "test"]
    for reading, right, told in (
        (Reading(-9.0, 9.0), pytest.approx(1 / 3), 1),
        (Reading(9.0, 9.0), None, 0),
    ):
        judge = Saying(reading.affirms, reading.meets)
        report = score_judged(found, judge, "own")
        means = {figure.name: figure.mean for figure in report.figures if figure.values}
        assert means["contradictions, read: told, of denials"] == told
        assert means.get("contradictions, read: right") == right
        assert means["contradictions, by rules: told, of denials"] == 0


def test_an_id_that_the_data_lacks_is_named(table: Path, data: Path) -> None:
    table.write_text(
        table.read_text(encoding="utf-8").replace(key_of("p2"), key_of("p9")), encoding="utf-8"
    )
    with pytest.raises(EvaluationError, match=f"has no '{key_of('p9')}' of checkthat22"):
        read_judgements(table, data)


def test_the_shipped_table_names_each_pair_once_and_no_claim_in_two_splits() -> None:
    rows = read_table(_SHIPPED, tuple(_HEAD.split()))
    pairs = {(row["source"], row["sentence"], row["claim"]) for row in rows}
    assert len(pairs) == len(rows) > 3_000
    assert {row["source"] for row in rows} == set(SOURCES)
    assert {row["stance"] for row in rows} == {"affirms", "denies", "beside"}
    splits: dict[str, set[str]] = {}
    for row in rows:
        splits.setdefault(row["claim"], set()).add(row["split"])
    assert all(len(some) == 1 for some in splits.values())
