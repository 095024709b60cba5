"""Queries that are edited before they are asked."""

from __future__ import annotations

import pytest

from scripts.evaluation.edits import EDITS, edited
from scripts.evaluation.trec import Query


@pytest.mark.parametrize("kind", EDITS)
def test_edits_change_texts_the_same_way_every_time(kind: str) -> None:
    asked = [Query("1", "Yesterday the mayor said that Maria Lopez is guilty — Ann (@ann)")]
    (found,) = edited(asked, kind)
    assert found.text != asked[0].text
    assert edited(asked, kind) == [found]
    assert "(@ann)" in found.text.casefold()
