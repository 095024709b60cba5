"""Pairs, and what is added to them with the encoder as it stands.

Hard negatives of posts, and pairs of articles in different languages.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional as F

from scripts.training.bundle import SOURCES, Bundle, Ints

if TYPE_CHECKING:
    from torch import Tensor

Encode = Callable[[Ints, str], "Tensor"]  # text numbers, "query" or "claim" -> unit vectors

CROSSLINGUAL = len(SOURCES)  # the source number of pairs mined across languages
CANDIDATES = 40  # hard negatives kept for each post
NEIGHBOURS = 4  # articles that a ratio margin compares with
MARGIN = 1.04  # of a pair's score over the mean of both sides' neighbours
MEASURED_MARGIN = 1.03  # of the untrained encoder's pairs; half of them are only measured
NEAR_ENOUGH = 0.7  # cosine from which articles of two languages may be a pair
_POOLS = {
    "claim_post": ("claim_text", "claim_title", "claim_topic"),
    "article_post": ("article_title", "article_subtitle", "article_topic"),
}


@dataclass(frozen=True)
class Pairs:
    """Training pairs as arrays, a row each; text numbers, -1 where there is none."""

    anchor: Ints
    positives: Ints
    edits: Ints
    topic: Ints
    source: Ints
    negatives: Ints
    negative_topics: Ints

    @classmethod
    def of(cls, bundle: Bundle, left_out: Sequence[int]) -> Pairs:
        """The pairs of a bundle without those of the folds left out."""
        arrays = bundle.arrays
        kept = ~np.isin(arrays["pair_fold"], left_out)
        none = np.full((int(kept.sum()), 1), -1)
        return cls(
            anchor=arrays["pair_anchor"][kept],
            positives=arrays["pair_positives"][kept],
            edits=arrays["pair_edits"][kept],
            topic=arrays["pair_topic"][kept],
            source=arrays["pair_source"][kept],
            negatives=none,
            negative_topics=none,
        )

    def with_negatives(self, bundle: Bundle, encode: Encode) -> Pairs:
        """The nearest wrong claims of every post, out of the claims that it is searched in."""
        negatives = np.full((len(self.anchor), CANDIDATES), -1)
        topics = np.full_like(negatives, -1)
        for source, (first, second, topic) in _POOLS.items():
            texts = np.concatenate([bundle.arrays[first], bundle.arrays[second]])
            about = np.tile(bundle.arrays[topic], 2)[texts >= 0]
            texts = texts[texts >= 0]
            vectors = encode(texts, "claim")
            rows = np.flatnonzero(self.source == SOURCES.index(source))
            for start in range(0, len(rows), 512):
                part = rows[start : start + 512]
                scores = encode(self.anchor[part], "query") @ vectors.T
                own = self.topic[part][:, None] == about[None]
                scores[torch.from_numpy(own).to(scores.device)] = -1
                best = scores.topk(min(CANDIDATES, len(texts)), dim=1).indices.cpu().numpy()
                negatives[part, : best.shape[1]] = texts[best]
                topics[part, : best.shape[1]] = about[best]
        return dataclasses.replace(self, negatives=negatives, negative_topics=topics)

    def with_crosslingual(self, bundle: Bundle, encode: Encode) -> Pairs:
        """Adds title -> title and lead -> title of articles mined across languages."""
        arrays = bundle.arrays
        one, two = mine_crosslingual(bundle, encode, MARGIN)
        kept = ~np.isin(np.stack([one, two]), arrays.get("measured_query", [])).any(0)
        anchors, targets = [], []
        for source, target in ((one[kept], two[kept]), (two[kept], one[kept])):
            for name in ("title", "lead"):
                present = arrays[f"article_{name}"][source] >= 0
                anchors.append(arrays[f"article_{name}"][source[present]])
                targets.append(target[present])
        target = np.concatenate(targets)
        added = Pairs(
            anchor=np.concatenate(anchors),
            positives=_columns(arrays["article_title"][target], self.positives),
            edits=_columns(np.full(len(target), -1), self.edits),
            topic=arrays["article_topic"][target],
            source=np.full(len(target), CROSSLINGUAL),
            negatives=_columns(np.full(len(target), -1), self.negatives),
            negative_topics=_columns(np.full(len(target), -1), self.negatives),
        )
        return Pairs(
            *(
                np.concatenate([getattr(part, field.name) for part in (self, added)])
                for field in dataclasses.fields(self)
            )
        )


def _columns(first: Ints, like: Ints) -> Ints:
    """`first` as a column, with as many more of -1 as `like` is wide."""
    wide = np.full((len(first), like.shape[1]), -1)
    wide[:, 0] = first
    return wide


def mine_crosslingual(bundle: Bundle, encode: Encode, margin: float) -> tuple[Ints, Ints]:
    """Articles of different languages whose titles are each other's nearest, by ratio margin."""
    arrays = bundle.arrays
    texts, articles = np.unique(arrays["article_title"], return_index=True)
    texts, articles = texts[texts >= 0], articles[texts >= 0]
    vectors = F.normalize(encode(texts, "claim") + encode(texts, "query"), dim=-1)
    language = torch.from_numpy(arrays["article_language"][articles]).to(vectors.device)
    best, nearest, mean = [], [], []
    for start in range(0, len(texts), 1024):
        scores = vectors[start : start + 1024] @ vectors.T
        scores[language[start : start + 1024, None] == language[None]] = -1
        top = scores.topk(min(NEIGHBOURS, len(texts)), dim=1)
        best.append(top.values[:, 0])
        nearest.append(top.indices[:, 0])
        mean.append(top.values.mean(1))
    score, to, around = torch.cat(best), torch.cat(nearest), torch.cat(mean)
    here = torch.arange(len(texts), device=vectors.device)
    mutual = (to[to] == here) & (here < to)
    ratio = score / ((around + around[to]) / 2)
    chosen = (mutual & (ratio > margin) & (score > NEAR_ENOUGH)).cpu().numpy()
    return articles[chosen], articles[to.cpu().numpy()[chosen]]


def with_measured_crosslingual(bundle: Bundle, untrained: Encode) -> Bundle:
    """Half of the untrained encoder's cross-lingual pairs, set aside to measure on."""
    one, two = mine_crosslingual(bundle, untrained, MEASURED_MARGIN)
    half = np.random.default_rng(5).random(len(one)) < 0.5
    arrays: dict[str, NDArray[Any]] = {
        "measured_query": np.concatenate([one[half], two[half]]),
        "measured_target": np.concatenate([two[half], one[half]]),
    }
    return Bundle({**bundle.arrays, **arrays}, bundle.packed)
