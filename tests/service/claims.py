"""A handful of claims, and a snapshot of them."""

from __future__ import annotations

from pathlib import Path

from claims.model import Publisher, Verdict
from claims.store import ClaimStore
from index.build import BuildReport, build_snapshot
from index.encoders import open_encoder
from tests.factories import make_record, make_review

WALL = "The Great Wall of China is visible from the Moon."
CLAIMS = (
    (WALL, "en", "moon.example", Verdict.FALSE),
    ("Humans use only ten percent of their brain.", "en", "brain.example", Verdict.FALSE),
    ("Goldfish have a memory of three seconds.", "en", "brain.example", Verdict.MISLEADING),
    ("Der Rhein ist der längste Fluss Europas.", "de", "fluss.example", Verdict.FALSE),
    ("Le vin rouge guérit le cancer du poumon.", "fr", "vin.example", Verdict.FALSE),
    ("El agua de mar cura todas las heridas.", "es", "mar.example", Verdict.TRUE),
)


def build(folder: Path, *, claims: int = len(CLAIMS)) -> BuildReport:
    """Store the first claims under `folder` and publish a snapshot of them."""
    with ClaimStore.open(folder / "claims.sqlite") as store:
        store.upsert(
            make_record(
                text,
                language=language,
                review=make_review(
                    publisher=Publisher(name=site.title(), site=site),
                    url=f"https://{site}/{number}",
                    title=f"No: {text}",
                    verdict=verdict,
                    language=language,
                ),
            )
            for number, (text, language, site, verdict) in enumerate(CLAIMS[:claims])
        )
        encoder = open_encoder("hashing", cache=folder / "cache")
        return build_snapshot(store, encoder, folder / "snapshots", fitted=folder / "calibration")
