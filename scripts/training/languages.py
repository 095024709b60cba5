"""Pairs across languages, and batches in which the wrong answers speak the query's language.

An encoder trained on one language learns that a shared language is a sign of a shared claim. Here
every batch asks in one language, the right answers are in others, and the wrong ones are in the
asking language too, so that the sign no longer pays.
"""

from __future__ import annotations

import json
import math
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

PARALLEL = Path(__file__).parent / "parallel"
UNSEEN = ("d.jsonl", "e.jsonl")  # kept from the encoder, so that beliefs can be fitted on them
SHARES = (0.34, 0.36, 0.30)  # of mined titles, our own statements, posts
_LEAST_TITLES = 150
_REMOVED_DIRECTIONS = 20
_LEAST_SCORE, _MOST_SCORE = 0.62, 0.97
_LEAST_MARGIN = 1.10
_NEAREST = 4
_ROWS = 2000

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Batch:
    """Queries, their right answers in the same order, and answers that are right for none.

    `topics` tells which queries are about the same thing, and so no wrong answers to each other.
    """

    queries: list[str]
    answers: list[str]
    others: list[str]
    topics: list[object]
    across: bool


@dataclass(frozen=True, slots=True)
class Title:
    """A fact-check's title and its language."""

    text: str
    language: str


def without_language(vectors: NDArray[np.float32], languages: Sequence[str]) -> NDArray[np.float32]:
    """Unit rows with the directions removed in which the languages' means lie (LIR, Yang et al.
    2021, "A Simple and Effective Method To Eliminate the Self Language Bias")."""
    names = sorted(set(languages))
    spoken = np.array(languages)
    means = np.stack([vectors[spoken == name].mean(0) for name in names])
    _, _, directions = np.linalg.svd(means - means.mean(0), full_matrices=False)
    removed = directions[:_REMOVED_DIRECTIONS]
    left = vectors - vectors @ removed.T @ removed
    lengths = np.linalg.norm(left, axis=1, keepdims=True)
    unit: NDArray[np.float32] = (left / lengths).astype(np.float32, copy=False)
    return unit


def mine(titles: Sequence[Title], vectors: NDArray[np.float32]) -> list[tuple[int, int]]:
    """Titles of two languages that are each other's nearest, clearly ahead of the next ones.

    The margin is the score over the mean of both sides' nearest four (Artetxe and Schwenk 2019).
    """
    places: dict[str, list[int]] = defaultdict(list)
    for place, title in enumerate(titles):
        places[title.language].append(place)
    rows = {name: np.array(p) for name, p in places.items() if len(p) >= _LEAST_TITLES}
    kept = np.sort(np.concatenate(list(rows.values())))
    clean = np.zeros_like(vectors)
    clean[kept] = without_language(vectors[kept], [titles[place].language for place in kept])
    names = sorted(rows, key=lambda name: -len(rows[name]))
    found = []
    for at, one in enumerate(names):
        for other in names[at + 1 :]:
            found += _mutual(clean, rows[one], rows[other])
    return found


def _mutual(vectors: NDArray[np.float32], one: Rows, other: Rows) -> list[tuple[int, int]]:
    scores, nearest = _nearest(vectors, one, other)
    back_scores, back = _nearest(vectors, other, one)
    mean = dict(zip(other.tolist(), back_scores.mean(1), strict=True))
    returned = dict(zip(other.tolist(), back[:, 0].tolist(), strict=True))
    pairs = []
    for a, row, b in zip(one.tolist(), scores, nearest[:, 0].tolist(), strict=True):
        margin = row[0] / ((row.mean() + mean[b]) / 2)
        if returned[b] == a and _LEAST_SCORE < row[0] < _MOST_SCORE and margin > _LEAST_MARGIN:
            pairs.append((a, b))
    return pairs


def _nearest(
    vectors: NDArray[np.float32], queries: Rows, pool: Rows
) -> tuple[NDArray[np.float32], Rows]:
    scores, found = [], []
    for start in range(0, len(queries), _ROWS):
        cosines = vectors[queries[start : start + _ROWS]] @ vectors[pool].T
        best = np.argsort(-cosines, axis=1)[:, :_NEAREST]
        scores.append(np.take_along_axis(cosines, best, axis=1))
        found.append(pool[best])
    return np.concatenate(scores), np.concatenate(found)


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim as twelve languages put it, and sentences on the same topic that claim another.

    Keys are languages.
    """

    name: str
    texts: Mapping[str, str]
    near: Mapping[str, str]


def read_parallel(*, unseen: bool = False, folder: Path = PARALLEL) -> list[Statement]:
    """Our own statements: those to train on, or those that the encoder has not seen."""
    files = [path for path in sorted(folder.glob("*.jsonl")) if (path.name in UNSEEN) == unseen]
    lines = [line for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    return [_statement(json.loads(line)) for line in lines]


def _statement(fields: dict[str, Any]) -> Statement:
    name, near = fields.pop("id"), fields.pop("near", {})
    return Statement(name, fields, near)


class Batches:
    """Draws batches of three kinds: mined titles, our own statements, posts and their claims."""

    def __init__(
        self,
        titles: Sequence[Title],
        mined: Sequence[tuple[int, int]],
        posts: Sequence[tuple[str, Sequence[str], str]],
        *,
        size: int,
        seed: int,
        shares: tuple[float, float, float] = SHARES,
    ) -> None:
        self._shares = shares
        self._random = random.Random(seed)  # noqa: S311 - sampling, no secret
        self._size = size
        self._titles = titles
        self._posts = posts
        self._parallel = read_parallel()
        self._asked: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for a, b in mined:
            self._asked[titles[a].language].append((a, b))
            self._asked[titles[b].language].append((b, a))
        self._asked = {name: p for name, p in self._asked.items() if len(p) >= size}
        self._spoken: Mapping[str, list[str]] = _by_language(titles)

    def draw(self) -> Batch:
        """The next batch, of each kind by its share."""
        kinds = (self._draw_mined, self._draw_parallel, self._draw_posts)
        return self._random.choices(kinds, self._shares)[0]()

    def _draw_mined(self) -> Batch:
        names = sorted(self._asked)
        weights = [math.sqrt(len(self._asked[name])) for name in names]
        language = self._random.choices(names, weights)[0]
        pairs = self._random.sample(self._asked[language], self._size)
        return Batch(
            [self._titles[a].text for a, _ in pairs],
            [self._titles[b].text for _, b in pairs],
            self._random.sample(self._spoken[language], self._size),
            [a for a, _ in pairs],
            across=True,
        )

    def _draw_parallel(self) -> Batch:
        drawn = self._random.sample(self._parallel, 2 * self._size)
        asked, rest = drawn[: self._size], drawn[self._size :]
        languages = sorted(asked[0].texts)
        language = self._random.choice(languages)
        others = [name for name in languages if name != language]
        near = [self._random.choice(sorted(each.near.values())) for each in asked if each.near]
        far = [statement.texts[language] for statement in rest]
        return Batch(
            [statement.texts[language] for statement in asked],
            [statement.texts[self._random.choice(others)] for statement in asked],
            near + far[len(near) :],
            [statement.name for statement in asked],
            across=True,
        )

    def _draw_posts(self) -> Batch:
        drawn = self._random.sample(list(self._posts), self._size)
        return Batch(
            [edited(post, self._random) for post, _, _ in drawn],
            [self._random.choice(answers) for _, answers, _ in drawn],
            [],
            [claim for _, _, claim in drawn],
            across=False,
        )


def _by_language(titles: Sequence[Title]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for title in titles:
        found[title.language].append(title.text)
    return found


def edited(text: str, draw: random.Random) -> str:
    """The text as it is, in lower case, or with a typo every twenty characters."""
    chance = draw.random()
    if chance < 0.12:
        return text.lower()
    if chance > 0.3:
        return text
    letters = list(text)
    for _ in range(max(1, len(letters) // 20)):
        at = draw.randrange(max(1, len(letters) - 1))
        kind = draw.random()
        if kind < 0.4 and at + 1 < len(letters):
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
        elif kind < 0.7:
            del letters[at]
        else:
            letters.insert(at, draw.choice("abcdefghijklmnopqrstuvwxyz"))
    return "".join(letters)
