"""read_records(), read_posts() and read_judged_posts(): the packed JSON Lines and the tables of
the data."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Post:
    """What was posted, and the ids of the records that are relevant to it."""

    text: str
    relevant: tuple[str, ...]


def read_judged_posts(folder: Path, split: str) -> list[Post]:
    """The posts of a split to which anything is judged relevant, in order."""
    relevant: dict[str, list[str]] = {}
    for line in (folder / f"{split}.qrels.tsv").read_text(encoding="utf-8").splitlines():
        query, _, target, _ = line.split("\t")
        relevant.setdefault(query, []).append(target)
    return [
        Post(text, tuple(relevant[query]))
        for query, text in read_posts(folder, split)
        if query in relevant
    ]
