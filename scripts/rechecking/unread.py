"""unread_documents(): tells a document that could not be read from one that is gone."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from pathlib import Path, PurePosixPath


def unread_documents(rejects: Path) -> Callable[[str], bool]:
    """Whether a list of rejects names a document, the file in which it was a numbered row, or a
    folder above it.

    Rows with ids of their own, in a file that broke off before them, are not told. Raises OSError.
    """
    names: set[str] = set()
    if rejects.exists():
        with rejects.open(encoding="utf-8") as lines:
            names = {name for line in lines if (name := json.loads(line).get("document"))}

    def unread(document: str) -> bool:
        file = document.rpartition(":")[0]
        return document in names or file in names or _above(document, names)

    return unread


def _above(document: str, names: Collection[str]) -> bool:
    return any(str(folder) in names for folder in PurePosixPath(document).parents)
