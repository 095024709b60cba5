"""Saved runs, and their comparison."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from scripts.evaluate import main
from scripts.evaluation.metrics import (
    Figure,
    interval,
)
from scripts.evaluation.report import Report, compare


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


def test_a_comparison_is_paired() -> None:
    before = Report("a", (Figure("x", {str(n): float(n % 2) for n in range(100)}),), {})
    after = Report("b", (Figure("x", {str(n): n % 2 + 0.1 for n in range(100)}),), {})
    assert "+0.1000  [+0.1000, +0.1000]  n=100  *" in compare(before, after)
    low, high = interval(np.array([0.0, 1.0] * 50))
    assert low < 0.5 < high
