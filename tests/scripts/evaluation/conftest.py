"""A data folder that evaluate.py measures on."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.store import ClaimStore
from index.build import build_snapshot
from index.encoder import Encoder
from index.encoders import open_encoder
from tests.scripts.evaluation.made import ORDINARY, made_records


@pytest.fixture(scope="module")
def hashing() -> Encoder:
    return open_encoder("hashing", cache=Path("unused"))


@pytest.fixture
def data(tmp_path: Path, hashing: Encoder, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with a snapshot, queries, qrels and silent sentences."""
    with ClaimStore.open(tmp_path / "claims.sqlite") as store:
        store.upsert(made_records())
        build_snapshot(store, hashing, tmp_path / "snapshots", fitted=tmp_path / "calibrations")
    lines, judged = [], []
    for number, record in enumerate(made_records()):
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
