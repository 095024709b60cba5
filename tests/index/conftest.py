"""A snapshot of thirty hand-written claims under the hashing encoder."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.model import Publisher, Record, Verdict
from claims.store import ClaimStore
from index.build import build_snapshot
from index.encoder import Encoder
from index.encoders import open_encoder
from index.library import Library
from tests.factories import make_provenance, make_record, make_review

SENTENCES = (
    ("The Great Wall of China is visible from the Moon.", "en"),
    ("Humans use only ten percent of their brain.", "en"),
    ("Vaccines cause autism in children.", "en"),
    ("Napoleon Bonaparte was unusually short.", "en"),
    ("Goldfish have a memory of three seconds.", "en"),
    ("Bulls are enraged by the colour red.", "en"),
    ("Lightning never strikes the same place twice.", "en"),
    ("Die Regierung hat die Renten gekürzt.", "de"),
    ("Der Rhein ist der längste Fluss Europas.", "de"),
    ("Le vin rouge guérit le cancer du poumon.", "fr"),
)


def records() -> list[Record]:
    """Thirty records: each sentence in three variants, with publishers, verdicts, dates."""
    found = []
    for number, (text, language) in enumerate(SENTENCES):
        for variant in range(3):
            review = make_review(
                publisher=Publisher(name=f"Desk {variant}", site=f"desk{variant}.example"),
                url=f"https://desk{variant}.example/{number}",
                title=f"Fact check {number}-{variant}: {text}",
                verdict=(Verdict.FALSE, Verdict.TRUE, None)[variant],
                reviewed_at=f"20{20 + variant}-0{variant + 1}-15",
                language=language,
                provenance=make_provenance(record_id=f"r{number}-{variant}"),
            )
            body = text if not variant else f"Report {variant}: {text}"
            found.append(make_record(body, language=language, review=review))
    return found


@pytest.fixture(scope="session")
def hashing() -> Encoder:
    """The encoder that needs no model."""
    return open_encoder("hashing", cache=Path("unused"))


@pytest.fixture
def store(tmp_path: Path) -> ClaimStore:
    """A SQLite store of thirty claims."""
    store = ClaimStore.open(tmp_path / "store.sqlite")
    store.upsert(records())
    return store


@pytest.fixture
def root(tmp_path: Path, store: ClaimStore, hashing: Encoder) -> Path:
    """A folder with one published snapshot of the store."""
    build_snapshot(store, hashing, tmp_path / "snapshots", fitted=tmp_path / "calibrations")
    return tmp_path / "snapshots"


@pytest.fixture
def library(root: Path, hashing: Encoder) -> Library:
    """The library over that folder."""
    return Library(root, hashing)
