"""What stops a training, before the work and in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from scripts import fit_stance, train, train_checkworthy, train_cross, train_languages

_SCRIPTS = {
    "stance": fit_stance.main,
    "train": train.main,
    "checkworthy": train_checkworthy.main,
    "cross": train_cross.main,
    "languages": train_languages.main,
}


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A folder of no data, with a table that is none, and a file where a folder is wanted."""
    (tmp_path / "pairs.tsv").write_text("one\ttwo\n1\t2\n", encoding="utf-8")
    (tmp_path / "bundle.npz").write_text("no bundle", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("stance", "--out bundle.npz/x"),
        ("cross", "--out bundle.npz/x"),
        ("checkworthy", "--data . --output bundle.npz/x"),
        ("languages", "--data . bundle.npz/x"),
        ("train", "prepare --data . --material . bundle.npz/x"),
        ("train", "fit bundle.npz bundle.npz/x"),
    ],
)
def test_what_cannot_be_written_is_told_before_the_training(
    empty: Path, monkeypatch: pytest.MonkeyPatch, name: str, options: str
) -> None:
    monkeypatch.chdir(empty)
    result = CliRunner().invoke(_SCRIPTS[name], options.split())
    assert result.exit_code == 2, result.output
    assert "bundle.npz/x cannot be written" in result.output


@pytest.mark.parametrize(
    ("name", "options", "why"),
    [
        ("cross", "--pairs pairs.tsv --out new", "pairs.tsv is no table of claim"),
        ("cross", "--data . --out new", "articles.jsonl.gz"),
        ("checkworthy", "--data . --output new", "claims.jsonl.gz: No such file"),
        ("languages", "--data . new", "articles.jsonl.gz: No such file"),
        ("train", "prepare --data . --material . new", "claims.jsonl.gz: No such file"),
        ("train", "fit bundle.npz new", "bundle.npz is no bundle"),
        ("train", "compare . .", "per_query.npz: No such file"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(
    empty: Path, monkeypatch: pytest.MonkeyPatch, name: str, options: str, why: str
) -> None:
    monkeypatch.chdir(empty)
    result = CliRunner().invoke(_SCRIPTS[name], options.split())
    assert result.exit_code == 1, result.output
    assert result.output.count("\n") == 1, result.output
    assert why in result.output


def test_a_wrong_setting_is_told_in_a_sentence(
    empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRIORCHECK_PORT", "many")
    for name in ("stance", "cross"):
        result = CliRunner().invoke(_SCRIPTS[name], ["--out", str(empty / "new")])
        assert result.exit_code == 1
        assert result.output.startswith("Error: PRIORCHECK_PORT: ")
