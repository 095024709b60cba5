"""Judgement: what a reader made of a real sentence beside a real claim; the table names both by
hashes of their ids in the data, and holds nothing else of theirs."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from claims.text import normalise
from scripts.evaluation.debates import read_debates
from scripts.evaluation.trec import EvaluationError, read_table
from scripts.training.records import read_posts, read_records
from scripts.training.stances import Saying

DEBATES = "debates"
_LEADS, _POSTS = "leads", ("articles", "checkthat22")
SOURCES = (_LEADS, DEBATES, *_POSTS)  # of sentences
_COLUMNS = ("split", "source", "sentence", "language", "claim", "claim_language", "stance")
_SPLITS = ("dev", "train")
_CLAIMS = "claims"


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
            name, _, span = row["sentence"].partition(":")
            text, claim = texts[row["source"]][name], texts[_CLAIMS][row["claim"]]
        except KeyError as error:
            raise EvaluationError(f"{path}: {data} has no {error} of {row['source']}") from error
        languages = row["claim_language"], row["language"]
        text, claim = normalise(_part(text, span)), normalise(claim)
        saying = Saying(claim, languages[0], text, languages[1], row["stance"])
        found.append(Judgement(row["split"], row["source"], saying))
    return found


def _part(text: str, span: str) -> str:
    """All of a text, or START-END of it, in code points."""
    return text[slice(*map(int, span.split("-")))] if span else text


def _read_texts(data: Path) -> Mapping[str, Mapping[str, str]]:
    """Sentences and leads by source and hashed id, and claims."""
    try:
        articles = list(read_records(data / "articles" / "articles.jsonl.gz"))
        checked = list(read_records(data / "checkthat22" / "claims.jsonl.gz"))
        politics = list(read_records(data / "politifact" / "claims.jsonl.gz"))
        posts = {
            source: {
                key_of(name): text
                for split in _SPLITS
                for name, text in read_posts(data / source, split)
            }
            for source in _POSTS
        }
    except (OSError, ValueError) as error:
        raise EvaluationError(f"{data} cannot be read: {error}") from error
    claims = {key_of(one["id"]): one["title"] or one["subtitle"] for one in articles}
    claims |= {key_of(one["vclaim_id"]): one["vclaim"] for one in checked}
    claims |= {key_of(one["url"]): one["claim"] for one in politics}
    said, _ = read_debates(data / "politifact")
    return {
        _LEADS: {key_of(one["id"]): one["lead"] for one in articles},
        DEBATES: {key_of(one.id): one.text for one in said},
        _CLAIMS: claims,
        **posts,
    }


def key_of(name: str) -> str:
    """12 hex digits over an id."""
    return hashlib.sha256(name.encode()).hexdigest()[:12]
