"""A handful of claims, and a snapshot of them."""

from __future__ import annotations

from pathlib import Path

from flask.testing import FlaskClient

from claims.model import Publisher, Verdict
from claims.store import ClaimStore
from index.build import BuildReport, build_snapshot
from index.encoder import Encoder
from index.encoders import open_encoder
from index.library import Library
from service.app import create_app, engine_of
from service.config import Settings
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


def build(
    folder: Path, *, claims: int = len(CLAIMS), encoder: Encoder | None = None
) -> BuildReport:
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
        encoder = encoder or open_encoder("hashing", cache=folder / "cache")
        return build_snapshot(store, encoder, folder / "snapshots", fitted=folder / "calibration")


def embedded_client(folder: Path, encoder: Encoder) -> FlaskClient:
    """A client of a service over the claims, encoded by this encoder."""
    build(folder, encoder=encoder)
    settings = Settings(data=folder, admin_key=None)
    app = create_app(settings, Library(settings.snapshots, encoder))
    engine_of(app).warm_up()
    return app.test_client()
