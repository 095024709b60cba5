"""Figures of judged queries on the current snapshot, by the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from scripts.evaluate import main


def test_figures_of_an_uncalibrated_snapshot(data: Path) -> None:
    result = CliRunner().invoke(
        main, ["--queries", str(data / "queries.tsv"), "--qrels", str(data / "qrels.tsv")]
    )
    assert result.exit_code == 0, result.output
    assert "MAP@5" in result.output
    assert "the claims of 1 judged queries are not in the index" in result.output
    assert "no calibration" in result.output


def test_wrong_usage_and_unreadable_files(data: Path) -> None:
    assert CliRunner().invoke(main, []).exit_code == 2
    (data / "qrels.tsv").write_text("nonsense\n", encoding="utf-8")
    result = CliRunner().invoke(
        main, ["--queries", str(data / "queries.tsv"), "--qrels", str(data / "qrels.tsv")]
    )
    assert result.exit_code == 1
    assert "qrels.tsv" in result.output


@pytest.mark.parametrize("option", ["--json", "--plots"])
def test_what_cannot_be_written_is_told_before_the_work(data: Path, option: str) -> None:
    wrong = data / "queries.tsv" / "more"
    files = ["--queries", str(data / "queries.tsv"), "--qrels", str(data / "qrels.tsv")]
    result = CliRunner().invoke(main, [*files, option, str(wrong)])
    assert (result.exit_code, "cannot be written" in result.output) == (2, True)
    assert "MAP@5" not in result.output
