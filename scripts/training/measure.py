"""measure(): figures of an encoder on everything a bundle holds for measuring.

A claim's score is the higher cosine of its text and its title (in the product: of its text, and of
both together).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from numpy.typing import NDArray

from scripts.training.bundle import Bundle, Ints
from scripts.training.edits import HELD_OUT_KINDS
from scripts.training.mining import Encode

if TYPE_CHECKING:
    from torch import Tensor

Floats = NDArray[np.float64]

SILENT = 0.95  # share of unanswerable queries that must stay below the threshold
_NEVER = 10**9


@dataclass(frozen=True)
class Ranked:
    """What ranking gave for every query."""

    ranks: Ints  # of each relevant target, from 0; -1 where there is no (further) one
    best: Floats  # the best score
    best_other: Floats  # the best score once the relevant targets are taken out
    right: Floats  # the best score of a relevant target; -inf where there is none

    def average_precision(self, depth: int = 5) -> Floats:
        ranks = np.sort(np.where(self.ranks < 0, _NEVER, self.ranks), axis=1)
        gains = (np.arange(ranks.shape[1]) + 1) / (ranks + 1)
        count = np.asarray((self.ranks >= 0).sum(axis=1)).clip(1, depth)
        found = np.where(ranks < depth, gains, 0.0) / count[:, None]
        return np.asarray(found.sum(axis=1), dtype=np.float64)

    def success(self, depth: int) -> Floats:
        found = (self.ranks >= 0) & (self.ranks < depth)
        return np.asarray(found.any(axis=1), dtype=np.float64)

    def recall_when_silent(self) -> float:
        """Share answered rightly above the threshold that keeps SILENT of the others quiet."""
        threshold = np.quantile(self.best_other, SILENT)
        return float(((self.best > threshold) & (self.success(1) > 0)).mean())


def rank(queries: Tensor, sides: Sequence[Tensor], relevant: Ints) -> Ranked:
    """Rank all targets by the highest cosine over `sides`; equal scores count in favour."""
    ranks, best, other, right = [], [], [], []
    wanted = torch.from_numpy(relevant).to(queries.device)
    for start in range(0, len(queries), 256):
        part = slice(start, start + 256)
        scores = torch.stack([queries[part] @ side.T for side in sides]).amax(0)
        rows = wanted[part]
        own = torch.where(rows >= 0, scores.gather(1, rows.clamp(min=0)), torch.inf)
        place = torch.stack([(scores > column[:, None]).sum(1) for column in own.T], 1)
        ranks.append(torch.where(rows >= 0, place, -1))
        best.append(scores.amax(1))
        right.append(own.masked_fill(rows < 0, -torch.inf).amax(1))
        other.append(scores.masked_fill(_present(rows, scores.shape[1]), -1.0).amax(1))
    return Ranked(
        torch.cat(ranks).cpu().numpy(),
        torch.cat(best).double().cpu().numpy(),
        torch.cat(other).double().cpu().numpy(),
        torch.cat(right).double().cpu().numpy(),
    )


def _present(rows: Tensor, count: int) -> Tensor:
    """True at the columns that a row names."""
    marks = torch.zeros(len(rows), count + 1, dtype=torch.bool, device=rows.device)
    return marks.scatter(1, torch.where(rows >= 0, rows, count), True)[:, :count]


@dataclass(frozen=True)
class Measured:
    """Figures by name, and the per-query numbers that a paired bootstrap needs."""

    figures: dict[str, float] = field(default_factory=dict)
    per_query: dict[str, Floats] = field(default_factory=dict)

    def add(self, name: str, values: Floats) -> None:
        self.per_query[name] = values
        self.figures[name] = float(values.mean())


def measure(bundle: Bundle, encode: Encode, left_out: Sequence[int] = ()) -> Measured:
    """`left_out` are the folds of training posts that were not trained on."""
    measuring = _Measuring(bundle.arrays, encode, left_out)
    measuring.claims()
    measuring.articles()
    measuring.speech()
    measuring.crosslingual()
    return measuring.found


@dataclass
class _Measuring:
    arrays: Mapping[str, NDArray[Any]]
    encode: Encode
    left_out: Sequence[int]
    found: Measured = field(default_factory=Measured)

    def claims(self) -> None:
        """Posts against the claims of checkthat22, as written and edited."""
        sides = [self._side("claim_text"), self._side("claim_title")]
        for name, split, chosen in self._posts("claim_post"):
            texts, relevant, edited = (
                self.arrays[f"claim_post_{split}{part}"][chosen]
                for part in ("", "_relevant", "_edits")
            )
            ranked = rank(self.encode(texts, "query"), sides, relevant)
            self.found.add(f"{name}.map5", ranked.average_precision())
            for depth in (1, 10):
                self.found.add(f"{name}.s{depth}", ranked.success(depth))
            self.found.figures[f"{name}.r95"] = ranked.recall_when_silent()
            for kind, column in zip(HELD_OUT_KINDS, edited.T, strict=True):
                changed = rank(self.encode(column, "query"), sides, relevant)
                self.found.add(f"{name}.{kind}", changed.average_precision())

    def articles(self) -> None:
        """Posts against articles; what an indexed lead would add is told beside it."""
        title, subtitle, lead = (self._side(f"article_{n}") for n in ("title", "subtitle", "lead"))
        for name, split, chosen in self._posts("article_post"):
            texts = self.arrays[f"article_post_{split}"][chosen]
            relevant = self.arrays[f"article_post_{split}_relevant"][chosen][:, None]
            queries = self.encode(texts, "query")
            for kind, sides in (("", [title, subtitle]), (".lead", [title, subtitle, lead])):
                ranked = rank(queries, sides, relevant)
                for depth in (1, 10):
                    self.found.add(f"{name}{kind}.s{depth}", ranked.success(depth))

    def speech(self) -> None:
        """Debates, never trained on: is a sentence with a known check found, are others silent?"""
        sides = [self._side("speech_claim"), self._side("speech_title")]
        relevant = self.arrays["speech_relevant"]
        ranked = rank(self.encode(self.arrays["speech"], "query"), sides, relevant)
        known = (relevant >= 0).any(axis=1)
        self.found.add("speech.map5", ranked.average_precision()[known])
        right = (ranked.success(1) > 0)[np.argsort(-ranked.best, kind="stable")]
        precision = np.cumsum(right) / (np.arange(len(right)) + 1)
        self.found.figures["speech.ap"] = float(precision[right].sum() / max(1, int(known.sum())))

    def crosslingual(self) -> None:
        """Own claims in other languages against the English ones, and mined article pairs."""
        numbers = self.arrays["crosslingual"]
        english = torch.cat([self.encode(numbers[:, 0], "claim"), self._side("claim_text")])
        relevant = np.tile(np.arange(len(numbers)), numbers.shape[1] - 1)[:, None]
        ranked = rank(self.encode(numbers[:, 1:].T.reshape(-1), "query"), [english], relevant)
        self.found.add("cross.s1", ranked.success(1))
        self.found.figures["cross.r95"] = ranked.recall_when_silent()
        query = self.arrays.get("measured_query", numbers[:0, 0])
        if len(query):
            language = self.arrays["article_language"]
            titles = self.encode(self.arrays["article_title"][query], "query")
            scores = titles @ self._side("article_title").T
            same = torch.from_numpy(language[query][:, None] == language[None])
            scores[same.to(scores.device)] = -1
            right = scores.argmax(1).cpu().numpy() == self.arrays["measured_target"]
            self.found.add("mined.s1", right.astype(np.float64))

    def _posts(self, name: str) -> list[tuple[str, str, NDArray[np.bool_]]]:
        """(name of the figures, split, which of its posts): dev, and the folds left out."""
        dev = np.ones(len(self.arrays[f"{name}_dev"]), bool)
        fold = np.isin(self.arrays[f"{name}_train_fold"], self.left_out)
        kinds = [(f"{name}.dev", "dev", dev), (f"{name}.fold", "train", fold)]
        return [kind for kind in kinds if kind[2].any()]

    def _side(self, name: str) -> Tensor:
        """Vectors of one side of the targets; an absent text gets the zero vector."""
        texts = self.arrays[name]
        vectors = self.encode(np.maximum(texts, 0), "claim")
        return vectors * torch.from_numpy(texts >= 0).to(vectors.device)[:, None]


def interval(before: Floats, after: Floats, draws: int = 10_000) -> tuple[float, float, float]:
    """The mean gain of `after` and its 95% interval by paired bootstrap."""
    gains = after - before
    drawn = np.random.default_rng(0).integers(0, len(gains), (draws, len(gains)))
    low, high = np.quantile(gains[drawn].mean(axis=1), [0.025, 0.975])
    return float(gains.mean()), float(low), float(high)
