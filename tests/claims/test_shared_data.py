"""The three real claim files: every line accounted for, and a second ingest changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.ingest import Intake, ingest
from claims.sources.mapping import Mapping
from claims.store import ClaimStore

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not DATA.is_dir(), reason="../shared/data is not there"),
]


@pytest.mark.parametrize(
    ("name", "columns", "read", "rejected"),
    [
        (
            "checkthat22/claims.jsonl.gz",
            ["id=vclaim_id", "text=vclaim", "title=title", "claimed_at=date"],
            14_231,
            0,
        ),
        ("politifact/claims.jsonl.gz", [], 826, 0),
        (
            "articles/articles.jsonl.gz",
            [
                "id=id",
                "text=title",
                "title=subtitle",
                "url=url",
                "publisher=site",
                "reviewed_at=date",
                "language=lang",
            ],
            86_376,
            1,
        ),
    ],
)
def test_every_line_of_a_real_file_is_accounted_for(
    tmp_path: Path, name: str, columns: list[str], read: int, rejected: int
) -> None:
    mapping = Mapping.parse(columns) if columns else Mapping.by_name()
    intake = Intake(path=DATA / name, mapping=mapping)
    with ClaimStore.open(tmp_path / "store.sqlite") as store:
        first = ingest(store, intake, tmp_path / "rejects")
        second = ingest(store, intake, tmp_path / "rejects")
    assert (first.read, first.new, first.rejected) == (read, read - rejected, rejected)
    assert (second.read, second.unchanged, second.rejected) == (read, read - rejected, rejected)
