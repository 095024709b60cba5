"""Mapping: what the operator declares."""

from __future__ import annotations

import pytest

from claims.errors import SourceError
from claims.sources.mapping import Mapping


@pytest.mark.parametrize(
    ("pairs", "reason"),
    [
        (["text"], "no mapping"),
        (["text="], "no mapping"),
        (["words=a"], "'words' is no field; the fields are id, text"),
        (["text=a", "text=b"], "mapped twice"),
        (["id=a"], "nothing is mapped to text or title"),
    ],
)
def test_a_mapping_that_cannot_be_meant_is_refused(pairs: list[str], reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        Mapping.parse(pairs)


def test_alternatives_keep_their_order() -> None:
    assert Mapping.parse(["text=a | b"]).columns == {"text": ("a", "b")}
