"""mark_of(): what a file holds and how it is read; the same mark brings the same records."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path

from claims.sources.draft import Origin
from claims.sources.files import STANDARD_INPUT
from claims.sources.mapping import Mapping
from claims.sources.reading import Format

# what they know of dates, encodings and languages shows
_LIBRARIES = ("babel", "chardet", "py3langid", "pycld2")


def mark_of(path: str | Path, form: Format, origin: Origin, mapping: Mapping) -> str | None:
    """None for what cannot be read twice. The time of retrieval is no part of what is said."""
    if str(path) == STANDARD_INPUT or not Path(path).is_file():
        return None
    with Path(path).open("rb") as handle:
        content = hashlib.file_digest(handle, "sha256").hexdigest()
    said = [asdict(replace(origin, retrieved_at=None)), Path(path).name]
    how = [form, sorted(mapping.columns.items()), mapping.declared, _program()]
    return hashlib.sha256(json.dumps([content, said, how]).encode()).hexdigest()


@cache
def _program() -> str:
    """Changes whenever the code or the tables that turn files into records do."""
    package = Path(__file__).parent
    files = sorted(path for kind in ("*.py", "*.toml") for path in package.rglob(kind))
    digest = hashlib.sha256(" ".join(map(version, _LIBRARIES)).encode())
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()
