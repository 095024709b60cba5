"""build_bundle(): every text, pair and measured query in one small file, tokenised beforehand.

The machine that trains then needs neither the data folder nor a tokenizer. Of the frozen
embedding table only the rows of pieces that occur are kept, and token ids count those.
"""

from __future__ import annotations

import dataclasses
import json
import random
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.frames import sought
from claims.text import text_key
from index.models.packed import BLOCK, BLOCK_BYTES, PackedModel, TensorEntry, TrunkShape
from index.models.tokenizer import build_tokenizer
from index.models.trunk import CLAIM_PREFIX, QUERY_PREFIX
from index.models.wheel import open_packed_model
from scripts.training import edits
from scripts.training.records import read_posts, read_records

Ints = NDArray[np.int64]

SOURCES = (
    "claim_post",  # checkthat22: post -> claim or title
    "article_post",  # articles: post -> title or subtitle
    "article",  # lead or subtitle -> title of the same article
    "claim",  # title or subtitle -> claim of checkthat22
    "claim_echo",  # a claim, edited -> itself or its title
    "article_echo",  # an article's title, edited -> itself or its subtitle
)
FOLDS = 5
EDITS_PER_POST, EDITS_PER_CLAIM = 8, 3
MAX_TOKENS = 96


@dataclass(frozen=True)
class Bundle:
    """Arrays by name (see build_bundle) and the trunk they were tokenised for."""

    arrays: Mapping[str, NDArray[Any]]
    packed: PackedModel

    def save(self, path: Path) -> None:
        """Write one compressed file; nothing in it is pickled."""
        packed = self.packed
        head = {
            "shape": dataclasses.asdict(packed.shape),
            "pieces": packed.pieces,
            "unknown": packed.unknown,
            "tensors": {name: dataclasses.astuple(e) for name, e in packed.tensors.items()},
        }
        np.savez_compressed(
            path,
            head=np.frombuffer(json.dumps(head).encode(), np.uint8),
            content=np.frombuffer(packed.content, np.uint8),
            allow_pickle=False,
            **self.arrays,
        )

    @classmethod
    def load(cls, path: Path) -> Bundle:
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        head = json.loads(arrays.pop("head").tobytes())
        packed = PackedModel(
            shape=TrunkShape(**head["shape"]),
            pieces=tuple(head["pieces"]),
            scores=(0.0,) * len(head["pieces"]),
            unknown=head["unknown"],
            tensors={name: TensorEntry(*entry) for name, entry in head["tensors"].items()},
            content=arrays.pop("content").tobytes(),
        )
        return cls(arrays, packed)


@dataclass
class _Texts:
    """Texts by number, each once, cleaned as the product cleans them; edited ones as well."""

    found: dict[str, int] = field(default_factory=dict)

    def add(self, text: str | None) -> int:
        """The number of the cleaned text; -1 for an empty one."""
        cleaned = sought(text or "")
        return self.number(cleaned) if cleaned else -1

    def number(self, cleaned: str) -> int:
        """The number of a text cleaned already, which may be empty."""
        return self.found.setdefault(cleaned, len(self.found))


@dataclass
class _Pairs:
    """Training pairs: one anchor, up to three positives, edited anchors, what they are about."""

    rows: list[tuple[int, Sequence[int], Sequence[int], int, int, int]] = field(
        default_factory=list
    )

    def add(
        self,
        source: str,
        anchor: int,
        positives: Sequence[int],
        topic: int,
        edited: Sequence[int] = (),
        fold: int = -1,
    ) -> None:
        kept = list(dict.fromkeys(p for p in positives if p >= 0))
        if anchor >= 0 and kept:
            self.rows.append((anchor, kept[:3], edited, topic, SOURCES.index(source), fold))

    def arrays(self) -> dict[str, Ints]:
        anchors, positives, edited, topics, sources, folds = zip(*self.rows, strict=True)
        return {
            "pair_anchor": np.array(anchors),
            "pair_positives": _padded(positives),
            "pair_edits": _padded(edited),
            "pair_topic": np.array(topics),
            "pair_source": np.array(sources),
            "pair_fold": np.array(folds),
        }


def _padded(rows: Sequence[Sequence[int]]) -> Ints:
    width = max(map(len, rows))
    return np.array([[*row, *[-1] * (width - len(row))] for row in rows])


@dataclass(frozen=True)
class _Post:
    text: str
    relevant: tuple[str, ...]


def _posts(folder: Path, split: str) -> list[_Post]:
    relevant: dict[str, list[str]] = {}
    for line in (folder / f"{split}.qrels.tsv").read_text(encoding="utf-8").splitlines():
        query, _, target, _ = line.split("\t")
        relevant.setdefault(query, []).append(target)
    return [
        _Post(text, tuple(relevant[query]))
        for query, text in read_posts(folder, split)
        if query in relevant
    ]


class _Builder:
    """Collects texts, pairs and measured queries; the order is fixed, so is every number."""

    def __init__(self, data: Path, material: Path) -> None:
        self.data, self.material = data, material
        self.texts, self.pairs = _Texts(), _Pairs()
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
            for post in _posts(self.data / kind, "dev")
        } | {text_key("")}
        folds = self._claim_posts(untrained)
        self._article_posts(untrained, folds)
        self._claims()
        self._articles()
        self._speech()
        self._crosslingual()
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
            posts = _posts(self.data / "checkthat22", split)
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
            self.arrays[f"claim_post_{split}_relevant"] = _padded(rows)
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
            for post in _posts(self.data / "articles", split):
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

    def _speech(self) -> None:
        """Only measured, never trained on."""
        folder = self.data / "politifact"
        claims = list(read_records(folder / "claims.jsonl.gz"))
        at: dict[str, list[int]] = {}
        for i, claim in enumerate(claims):
            at.setdefault(_page(claim["url"]), []).append(i)
        text = [self.texts.add(claim["claim"]) for claim in claims]
        title = [self.texts.add(claim["title"]) for claim in claims]
        sentences: list[int] = []
        relevant: list[Sequence[int]] = []
        for path in sorted(folder.glob("*.transcript.tsv")):
            targets = _speech_targets(path.with_name(path.name.replace("transcript", "qrels")))
            for line, sentence in _speech_lines(path):
                number = self.texts.add(sentence)
                if number >= 0:
                    sentences.append(number)
                    relevant.append(
                        [i for url in targets.get(line, ()) for i in at.get(_page(url), ())]
                    )
        self.arrays |= {
            "speech_claim": np.array(text),
            "speech_title": np.array(title),
            "speech": np.array(sentences),
            "speech_relevant": _padded(relevant),
        }

    def _crosslingual(self) -> None:
        """Only measured, never trained on."""
        path = self.material / "crosslingual.jsonl"
        rows = [json.loads(line)["texts"] for line in path.read_text("utf-8").splitlines()]
        languages = sorted(set.intersection(*map(set, rows)))
        languages.sort(key=lambda language: language != "en")
        numbers = [[self.texts.add(row[language]) for language in languages] for row in rows]
        self.arrays["crosslingual"] = np.array(numbers)


def _fold(topic: int) -> int:
    return zlib.crc32(str(topic).encode()) % FOLDS


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


def build_bundle(data: Path, material: Path) -> Bundle:
    """Read the data folder, edit, tokenise; the same input gives the same bundle."""
    builder = _Builder(data, material)
    builder.build()
    packed = open_packed_model()
    tokenizer = build_tokenizer(packed)
    tokenizer.enable_truncation(MAX_TOKENS)
    encoded = tokenizer.encode_batch_fast(list(builder.texts.found), add_special_tokens=False)
    ids = [encoding.ids for encoding in encoded]
    ends = tokenizer.encode("").ids
    prefixes = [tokenizer.encode(p.strip()).ids[1:-1] for p in (QUERY_PREFIX, CLAIM_PREFIX)]
    flat = np.fromiter((i for row in ids for i in row), np.int64)
    kept = np.unique(np.concatenate([flat, [0, 1, 2, 3], *map(np.asarray, [ends, *prefixes])]))
    local = np.full(packed.shape.vocabulary, -1)
    local[kept] = np.arange(len(kept))
    builder.arrays |= {
        "tokens": local[flat].astype(np.uint16 if len(kept) < 2**16 else np.int32),
        "starts": np.cumsum([0, *map(len, ids)]),
        "ends": local[ends],
        "prefix_query": local[prefixes[0]],
        "prefix_claim": local[prefixes[1]],
    }
    return Bundle(builder.arrays, _pruned(packed, kept))


def _pruned(packed: PackedModel, kept: Ints) -> PackedModel:
    """The packed trunk with only the `kept` rows of its embedding table."""
    shape = packed.shape
    row = shape.hidden // BLOCK * BLOCK_BYTES
    chunks, tensors, start = [], {}, 0
    for name, entry in packed.tensors.items():
        raw = packed.content[entry.start : entry.start + entry.size]
        count = entry.count
        if name == "emb.word":
            raw = np.frombuffer(raw, np.uint8).reshape(-1, row)[kept].tobytes()
            count = len(kept) * shape.hidden
        chunks.append(raw)
        tensors[name] = TensorEntry(entry.kind, count, start, len(raw))
        start += len(raw)
    return dataclasses.replace(
        packed,
        shape=dataclasses.replace(shape, vocabulary=len(kept)),
        pieces=tuple(packed.pieces[i] for i in kept),
        scores=tuple(packed.scores[i] for i in kept),
        tensors=tensors,
        content=b"".join(chunks),
    )
