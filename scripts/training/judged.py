"""Judgement: what a reader made of a real sentence beside a real claim; the table names both by
hashes of their ids in the data, and holds nothing else of theirs."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from claims.text import normalise
from scripts.evaluation.debates import read_debates
from scripts.evaluation.trec import EvaluationError, read_table
from scripts.training.stances import Saying

SOURCES = ("leads", "debates", "articles", "checkthat22")  # of sentences; the last two are posts
_COLUMNS = ("split", "source", "sentence", "language", "claim", "claim_language", "stance")
_SPLITS = ("dev", "train")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A sentence about a claim, where it is from, and its split: `train`, `dev` (looked at while
    thresholds are chosen) or `test`."""

    split: str
    source: str
    saying: Saying


def read_judgements(path: Path, data: Path) -> list[Judgement]:
    """The judgements of a table, with the texts of `data`; raises EvaluationError."""
    texts = _read_texts(data)
    found = []
    for row in read_table(path, _COLUMNS):
        try:
            text, claim = texts[row["source"]][row["sentence"]], texts["claims"][row["claim"]]
        except KeyError as error:
            raise EvaluationError(f"{path}: {data} has no {error} of {row['source']}") from error
        languages = row["claim_language"], row["language"]
        saying = Saying(claim, languages[0], text, languages[1], row["stance"])
        found.append(Judgement(row["split"], row["source"], saying))
    return found


def _read_texts(data: Path) -> Mapping[str, Mapping[str, str]]:
    """Sentences by source and id, and claims by id."""
    try:
        articles = list(_records(data / "articles" / "articles.jsonl.gz"))
        checked = list(_records(data / "checkthat22" / "claims.jsonl.gz"))
        posts = {name: dict(_posts(data / name)) for name in SOURCES[2:]}
    except (OSError, ValueError) as error:
        raise EvaluationError(f"{data} cannot be read: {error}") from error
    leads = {key_of(one["id"]): one["lead"] for one in articles}
    claims = {key_of(one["id"]): one["title"] or one["subtitle"] for one in articles}
    claims |= {key_of(one["vclaim_id"]): one["vclaim"] for one in checked}
    said, _ = read_debates(data / "politifact")
    debates = {key_of(one.id): normalise(one.text) for one in said}
    return {"leads": _Parts(leads), "debates": debates, "claims": _Normalised(claims), **posts}


class _Normalised(dict[str, str]):
    """Texts as they are looked up."""

    def __getitem__(self, name: str) -> str:
        return normalise(super().__getitem__(name))


class _Parts(dict[str, str]):
    """Texts, of which `NAME:START-END` is a part, in code points."""

    def __getitem__(self, name: str) -> str:
        article, _, span = name.partition(":")
        start, end = map(int, span.split("-"))
        return normalise(super().__getitem__(article)[start:end])


def _records(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _posts(folder: Path) -> Iterator[tuple[str, str]]:
    for split in _SPLITS:
        with (folder / f"{split}.queries.tsv").open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file, delimiter="\t"):
                yield key_of(row[0]), normalise(row[1])


def key_of(name: str) -> str:
    """12 hex digits over an id."""
    return hashlib.sha256(name.encode()).hexdigest()[:12]
