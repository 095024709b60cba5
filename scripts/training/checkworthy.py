"""collect(): what is a claim and what is none, for the check-worthiness gate's weights."""

from __future__ import annotations

import csv
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from tqdm import tqdm

from claims.checkworthy.lexicon import LANGUAGES, LONGEST, read
from claims.checkworthy.rules import LIKELY, RULES
from scripts.training.records import read_records

_A_LANGUAGE = 6000  # titles and leads
_PREFIX = re.compile(
    r"\A[^:]{0,30}(?:check|fak|fact|verif|sprawd|bufale?|hoax)[^:]{0,20}:\s*", re.I
)
_SENTENCE = re.compile(r"(?<=\w\w\w[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Example:
    """A text and where it is from; `kind` is empty for a claim."""

    text: str
    language: str
    group: str
    kind: str = ""


def collect(data: Path) -> list[Example]:
    """Every training text that the rules leave to the weights."""
    positives = [*_claims(data), *_articles(data), *_tweets(data), *own_examples("claims.tsv")]
    examples = [*positives, *own_examples("not_claims.tsv")]
    draw = random.Random(0)  # noqa: S311 - no secret
    kept = []
    for example in tqdm(examples, desc="reading", disable=None):
        reading = read(example.text, example.language)
        if reading.words and len(reading.plain) <= LONGEST:
            if not any(rule(reading) for _, rule in (*RULES, *LIKELY)) or example.kind:
                kept.append(example)
    draw.shuffle(kept)
    return kept


def _claims(data: Path) -> Iterator[Example]:
    for row in read_records(data / "checkthat22" / "claims.jsonl.gz"):
        yield Example(row["vclaim"], "en", "claim")
    for row in read_records(data / "politifact" / "claims.jsonl.gz"):
        yield Example(row["claim"], "en", "claim")
    demo = files("claims.demo") / "claims.jsonl"
    for line in demo.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["language"] in LANGUAGES:
            yield Example(row["text"], row["language"], "demo")


def _articles(data: Path) -> Iterator[Example]:
    by_language: dict[str, list[Example]] = {language: [] for language in LANGUAGES}
    for row in read_records(data / "articles" / "articles.jsonl.gz"):
        found = by_language.get(row["lang"])
        if found is None:
            continue
        for field, group in (("title", "title"), ("lead", "lead")):
            text = _PREFIX.sub("", row.get(field) or "")
            text = _SENTENCE.split(text)[0] if group == "lead" else text
            if len(text) > 25 and "?" not in text:
                found.append(Example(text, row["lang"], group))
    for found in by_language.values():
        random.Random(0).shuffle(found)  # noqa: S311 - no secret
        yield from found[:_A_LANGUAGE]


def _tweets(data: Path) -> Iterator[Example]:
    for name in ("checkthat22", "articles"):
        lines = (data / name / "train.queries.tsv").read_text(encoding="utf-8").splitlines()
        yield from (Example(line.split("\t", 1)[1], "en", "tweet") for line in lines)


def own_examples(name: str) -> Iterator[Example]:
    """The sentences of our own in one file beside this one."""
    path = Path(__file__).with_name(name)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Example(row["text"], row["language"], "own", row.get("kind") or "")
