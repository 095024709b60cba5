"""load_demo(): the demo claims, into a store like any other source."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory

from claims.ingest import IngestReport, Intake, ingest
from claims.sources.mapping import Mapping
from claims.sources.reading import Format
from claims.store import ClaimStore

NAME = "PriorCheck demo set"
LICENCE = "CC0-1.0"
_COLUMNS = ("id", "text", "language", "rating", "verdict", "title", "url")


def load_demo(store: ClaimStore) -> IngestReport:
    """Ingest the demo claims; their provenance says that they are ours, and CC0."""
    demo = files("claims.demo").joinpath("claims.jsonl")
    with as_file(demo) as path, TemporaryDirectory() as rejects:
        intake = Intake(
            path=path,
            format=Format.JSONL,
            mapping=Mapping.parse(f"{name}={name}" for name in _COLUMNS),
            source=NAME,
            publisher=NAME,
            licence=LICENCE,
        )
        return ingest(store, intake, Path(rejects))
