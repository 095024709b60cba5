"""unread_documents(): tells a document that could not be read from one that is gone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path


def unread_documents(rejects: Path) -> Callable[[str], bool]:
    """Whether a list of rejects names a document, or the file in which it was a numbered row.

    Rows with ids of their own, in a file that broke off before them, are not told. Raises OSError.
    """
    names: set[str] = set()
    if rejects.exists():
        with rejects.open(encoding="utf-8") as lines:
            names = {name for line in lines if (name := json.loads(line).get("document"))}
    return lambda document: document in names or document.rpartition(":")[0] in names
