"""read_records() and read_posts(): the packed JSON Lines and the quoted tables of the data."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def read_records(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a .jsonl.gz file, in order."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def read_posts(folder: Path, split: str) -> Iterator[tuple[str, str]]:
    """Id and text of each post of a split; texts are quoted there as in CSV."""
    with (folder / f"{split}.queries.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file, delimiter="\t"):
            yield row[0], row[1]
