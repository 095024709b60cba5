"""build_bundle(): the data folder as a bundle: which text is paired with which, and how edited."""

from __future__ import annotations

import random
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.frames import sought
from claims.text import text_key
from index.models.wheel import open_packed_model
from scripts.training import edits
from scripts.training.bundle import FOLDS, Bundle
from scripts.training.collected import PairList, Texts, padded
from scripts.training.records import read_judged_posts, read_records
from scripts.training.tokens import tokenised
from scripts.training.unseen import crosslingual_texts, speech_arrays

EDITS_PER_POST, EDITS_PER_CLAIM = 8, 3


class _Builder:
    """Collects texts, pairs and measured queries; the order is fixed, so is every number."""

    def __init__(self, data: Path, material: Path) -> None:
        self.data, self.material = data, material
        self.texts, self.pairs = Texts(), PairList()
        self.arrays: dict[str, NDArray[Any]] = {}
        self.claims = list(read_records(data / "checkthat22" / "claims.jsonl.gz"))
        self.articles = list(read_records(data / "articles" / "articles.jsonl.gz"))
        self._topics: dict[str, int] = {}
        self._rng = random.Random(22)  # noqa: S311
        swaps = sorted(
            {
                claim["vclaim"][start:end]
                for claim in self.claims
                for start, end in edits.names(claim["vclaim"])
                if start
            }
        )
        self._training_edits = edits.training_edits(swaps[::2])
        self._held_out_edits = edits.held_out_edits(swaps[1::2])

    def build(self) -> None:
        """Posts that are empty, or that dev holds as well, are not trained on."""
        untrained = {
            text_key(post.text)
            for kind in ("checkthat22", "articles")
            for post in read_judged_posts(self.data / kind, "dev")
        } | {text_key("")}
        folds = self._claim_posts(untrained)
        self._article_posts(untrained, folds)
        self._claims()
        self._articles()
        self.arrays |= speech_arrays(self.data / "politifact", self.texts)
        path = self.material / "crosslingual.jsonl"
        self.arrays["crosslingual"] = crosslingual_texts(path, self.texts)
        self.arrays |= self.pairs.arrays()

    def _topic(self, title: str) -> int:
        """Claims and articles of the same title are about the same thing."""
        return self._topics.setdefault(text_key(title), len(self._topics))

    def _edits(self, text: str, count: int) -> list[int]:
        cleaned = sought(text)
        drawn = (edits.draw(self._training_edits, cleaned, self._rng) for _ in range(count))
        numbers = dict.fromkeys(self.texts.add(text) for text in drawn)
        return [n for n in numbers if n not in (-1, self.texts.number(cleaned))]

    def _claim_posts(self, untrained: set[str]) -> dict[str, int]:
        """Adds the posts of checkthat22; returns the fold of each training post's key."""
        at = {claim["vclaim_id"]: i for i, claim in enumerate(self.claims)}
        self.arrays["claim_text"] = np.array([self.texts.add(c["vclaim"]) for c in self.claims])
        self.arrays["claim_title"] = np.array([self.texts.add(c["title"]) for c in self.claims])
        self.arrays["claim_topic"] = np.array([self._topic(c["title"]) for c in self.claims])
        folds: dict[str, int] = {}
        for split in ("train", "dev"):
            posts = read_judged_posts(self.data / "checkthat22", split)
            numbers, rows, held_out = [], [], []
            for post in posts:
                key, relevant = text_key(post.text), [at[target] for target in post.relevant]
                topic = self.arrays["claim_topic"][relevant[0]]
                fold = folds.setdefault(key, _fold(topic)) if split == "train" else -1
                numbers.append(self.texts.number(sought(post.text)))
                rows.append(relevant)
                held_out.append(self._measured_edits(post.text, key))
                if split == "train" and key not in untrained:
                    for claim in relevant:
                        positives = [self.arrays[n][claim] for n in ("claim_text", "claim_title")]
                        edited = self._edits(post.text, EDITS_PER_POST)
                        self.pairs.add("claim_post", numbers[-1], positives, topic, edited, fold)
            self.arrays[f"claim_post_{split}"] = np.array(numbers)
            self.arrays[f"claim_post_{split}_relevant"] = padded(rows)
            self.arrays[f"claim_post_{split}_edits"] = np.array(held_out)
            self.arrays[f"claim_post_{split}_fold"] = np.array(
                [folds.get(text_key(post.text), -1) for post in posts]
            )
        return folds

    def _measured_edits(self, text: str, key: str) -> list[int]:
        rng = random.Random(key)  # noqa: S311
        cleaned = sought(text)
        edited = (sought(edit(cleaned, rng)) or cleaned for edit in self._held_out_edits)
        return [self.texts.number(text) for text in edited]

    def _article_posts(self, untrained: set[str], folds: Mapping[str, int]) -> None:
        at = {article["id"]: i for i, article in enumerate(self.articles)}
        for name in ("title", "subtitle", "lead"):
            numbers = [self.texts.add(article[name]) for article in self.articles]
            self.arrays[f"article_{name}"] = np.array(numbers)
        self.arrays["article_topic"] = np.array([self._topic(a["title"]) for a in self.articles])
        languages = sorted({article["lang"] for article in self.articles})
        self.arrays["article_language"] = np.array(
            [languages.index(article["lang"]) for article in self.articles]
        )
        for split in ("train", "dev"):
            numbers, relevant, held = [], [], []
            for post in read_judged_posts(self.data / "articles", split):
                key, article = text_key(post.text), at[post.relevant[0]]
                topic = self.arrays["article_topic"][article]
                fold = folds.get(key, _fold(topic)) if split == "train" else -1
                numbers.append(self.texts.number(sought(post.text)))
                relevant.append(article)
                held.append(fold)
                if split == "train" and key not in untrained:
                    positives = [
                        self.arrays[f"article_{n}"][article] for n in ("title", "subtitle")
                    ]
                    edited = self._edits(post.text, EDITS_PER_POST)
                    self.pairs.add("article_post", numbers[-1], positives, topic, edited, fold)
            self.arrays[f"article_post_{split}"] = np.array(numbers)
            self.arrays[f"article_post_{split}_relevant"] = np.array(relevant)
            self.arrays[f"article_post_{split}_fold"] = np.array(held)

    def _claims(self) -> None:
        for i, claim in enumerate(self.claims):
            text, title, topic = (
                int(self.arrays[n][i]) for n in ("claim_text", "claim_title", "claim_topic")
            )
            subtitle = self.texts.add(claim["subtitle"])
            self.pairs.add("claim", title, [text], topic)
            self.pairs.add("claim", subtitle, [text, title], topic)
            self.pairs.add(
                "claim_echo",
                text,
                [text, title],
                topic,
                self._edits(claim["vclaim"], EDITS_PER_CLAIM),
            )

    def _articles(self) -> None:
        for i, article in enumerate(self.articles):
            title, subtitle, lead, topic = (
                int(self.arrays[f"article_{n}"][i]) for n in ("title", "subtitle", "lead", "topic")
            )
            self.pairs.add("article", lead, [title], topic)
            if not article["lead"].startswith((article["subtitle"] or "-")[:50]):
                self.pairs.add("article", subtitle, [title], topic)
            if article["title"]:
                edited = self._edits(article["title"], 1)
                self.pairs.add("article_echo", title, [title, subtitle], topic, edited)


def _fold(topic: int) -> int:
    return zlib.crc32(str(topic).encode()) % FOLDS


def build_bundle(data: Path, material: Path) -> Bundle:
    """Read the data folder, edit, tokenise; the same input gives the same bundle."""
    builder = _Builder(data, material)
    builder.build()
    tokens, packed = tokenised(open_packed_model(), list(builder.texts.found))
    return Bundle(builder.arrays | tokens, packed)
