"""What is only measured, never trained on: debates, and claims in many languages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from scripts.training.bundle import Ints
from scripts.training.collected import Texts, padded
from scripts.training.records import read_records


def speech_arrays(folder: Path, texts: Texts) -> dict[str, Ints]:
    """What was said in debates, and the claims that it repeats."""
    claims = list(read_records(folder / "claims.jsonl.gz"))
    at: dict[str, list[int]] = {}
    for i, claim in enumerate(claims):
        at.setdefault(_page(claim["url"]), []).append(i)
    text = [texts.add(claim["claim"]) for claim in claims]
    title = [texts.add(claim["title"]) for claim in claims]
    sentences: list[int] = []
    relevant: list[Sequence[int]] = []
    for path in sorted(folder.glob("*.transcript.tsv")):
        targets = _speech_targets(path.with_name(path.name.replace("transcript", "qrels")))
        for line, sentence in _speech_lines(path):
            number = texts.add(sentence)
            if number >= 0:
                sentences.append(number)
                relevant.append(
                    [i for url in targets.get(line, ()) for i in at.get(_page(url), ())]
                )
    return {
        "speech_claim": np.array(text),
        "speech_title": np.array(title),
        "speech": np.array(sentences),
        "speech_relevant": padded(relevant),
    }


def crosslingual_texts(path: Path, texts: Texts) -> Ints:
    """A row of each claim, a column of each language that all of them have, English first."""
    rows = [json.loads(line)["texts"] for line in path.read_text("utf-8").splitlines()]
    languages = sorted(set.intersection(*map(set, rows)))
    languages.sort(key=lambda language: language != "en")
    numbers = [[texts.add(row[language]) for language in languages] for row in rows]
    return np.array(numbers)


def _page(url: str) -> str:
    return url.split("//")[-1].removeprefix("www.").rstrip("/")


def _speech_targets(path: Path) -> dict[str, list[str]]:
    targets: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) == 4:
            targets.setdefault(fields[0], []).append(fields[2])
    return targets


def _speech_lines(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) >= 3:
            yield fields[0], fields[2]
