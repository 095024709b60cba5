"""read_table(): the lists of words and patterns that relations are worked out by."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any


def read_table(*path: str) -> dict[str, Any]:
    """A TOML file of this package, by its path within it."""
    source = files("index.relations").joinpath(*path)
    return tomllib.loads(source.read_text(encoding="utf-8"))
