"""Rating texts as publishers write them: silence is allowed, a wrong verdict is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.verdict import judge_text

MATERIAL = Path(__file__).parents[1] / "material"


@pytest.mark.parametrize(
    ("name", "floor"), [("ratings_blind.tsv", 0.97), ("ratings_blind2.tsv", 0.92)]
)
def test_few_rating_texts_are_silent_and_none_is_wrong(name: str, floor: float) -> None:
    lines = (MATERIAL / name).read_text(encoding="utf-8").splitlines()[1:]
    wrong, right = [], 0
    for line in lines:
        _, rating_text, expected = line.split("\t")
        said = judge_text(rating_text).verdict
        right += (said or "unknown") == expected
        if said and said != expected:
            wrong.append((rating_text, expected, said.value))
    assert wrong == []
    assert right >= floor * len(lines)
