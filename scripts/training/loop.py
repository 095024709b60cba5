"""train(): contrastive training of the low-rank additions, in rounds; RECIPES, the known ways."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch.nn import functional as F

from scripts.training.bundle import SOURCES, Bundle, Ints
from scripts.training.lowrank import Encoder, LowRank, frozen_encode
from scripts.training.mining import CROSSLINGUAL, Pairs

if TYPE_CHECKING:
    from torch import Tensor

_ECHO = [i for i, name in enumerate(SOURCES) if name.endswith("echo")]
_ARTICLES = [i for i, name in enumerate(SOURCES) if name.startswith("article")] + [CROSSLINGUAL]
_MASKED = -1e4


@dataclass(frozen=True)
class Round:
    """One stretch of training; negatives and cross-lingual pairs are mined anew before it."""

    epochs: float
    rate: float
    negatives: int = 0  # mined negatives of a post
    weights: Mapping[str, float] = field(default_factory=dict)  # over those of the recipe


@dataclass(frozen=True)
class Recipe:
    """Everything that decides what comes out, but for the data."""

    rounds: tuple[Round, ...]
    weights: Mapping[str, float]  # how often a source is seen in an epoch
    rank: int = 16
    batch: int = 768
    temperature: float = 0.03
    edited: float = 0.0  # share of posts that also appear edited
    consistency: float = 0.0  # weight of pulling an edited post to its original
    backward: float = 0.0  # weight of the loss from claim to query
    near: float = 2.0  # claims of a batch this close to the right one are no negatives
    in_domain: bool = False  # batches of claims alone and of articles alone
    dropout: float = 0.1


RECIPES = {
    "plain": Recipe(
        rounds=(
            Round(epochs=1.5, rate=3e-4),
            Round(epochs=1, rate=1e-4, negatives=2, weights={"article": 0.15, "claim": 0.5}),
        ),
        weights={"claim_post": 3, "article_post": 2, "article": 1, "claim": 1, "crosslingual": 1},
    ),
    "robust": Recipe(
        rounds=(
            Round(epochs=1.5, rate=3e-4),
            Round(
                epochs=1,
                rate=1e-4,
                negatives=2,
                weights={"article": 0.15, "claim": 0.5, "claim_post": 3, "article_post": 2},
            ),
        ),
        weights={
            "claim_post": 5,
            "article_post": 3,
            "article": 0.5,
            "claim": 1,
            "claim_echo": 0.5,
            "article_echo": 0.5,
            "crosslingual": 2,
        },
        edited=0.7,
        consistency=0.5,
        backward=0.3,
        near=0.9,
        in_domain=True,
    ),
}


def train(
    bundle: Bundle,
    encoder: Encoder,
    adapter: LowRank,
    recipe: Recipe,
    *,
    left_out: Sequence[int] = (),
    seed: int = 0,
) -> Iterator[str]:
    """Train `adapter` in place, without the folds `left_out`; yields a line per round."""
    rng = np.random.default_rng(seed)
    for module in encoder.trunk.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = recipe.dropout
    for number, stretch in enumerate(recipe.rounds):
        began = time.monotonic()
        encoder.trunk.eval()
        encode = frozen_encode(encoder, adapter)
        weights = {**recipe.weights, **stretch.weights}
        pairs = Pairs.of(bundle, left_out)
        if weights.get("crosslingual"):
            pairs = pairs.with_crosslingual(bundle, encode)
        if stretch.negatives:
            pairs = pairs.with_negatives(bundle, encode)
        encoder.trunk.train()
        batches = list(_batches(pairs, recipe, stretch.epochs, weights, rng))
        losses = _steps(
            _Step(encoder, pairs, recipe, stretch.negatives, rng), adapter, batches, stretch
        )
        tenth = max(1, len(losses) // 10)
        yield (
            f"round {number}: {len(losses)} steps, {int((pairs.source == CROSSLINGUAL).sum())} "
            f"cross-lingual pairs, loss {np.mean(losses[:tenth]):.3f} to "
            f"{np.mean(losses[-tenth:]):.3f}, {time.monotonic() - began:.0f} s"
        )
    encoder.trunk.eval()


def _steps(step: _Step, adapter: LowRank, batches: Sequence[Ints], stretch: Round) -> list[float]:
    """Optimise over the batches; the rate climbs for a tenth of them, then falls to nothing."""
    optimiser = torch.optim.AdamW(adapter.parameters(), lr=stretch.rate)
    warm, count = max(1, len(batches) // 10), len(batches)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda at: min((at + 1) / warm, max(0.02, (count - at) / max(1, count - warm)))
    )
    losses = []
    for rows in batches:
        loss = step.loss(adapter.merged(step.encoder.dtype), rows)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(adapter.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        optimiser.zero_grad()
        losses.append(loss.detach())
    return [float(loss) for loss in losses]


def _batches(
    pairs: Pairs,
    recipe: Recipe,
    epochs: float,
    weights: Mapping[str, float],
    rng: np.random.Generator,
) -> Iterator[Ints]:
    """Row numbers in random order, each source as often as its weight says."""
    by_source = np.array([weights.get(name, 0.0) for name in (*SOURCES, "crosslingual")])
    times = np.floor(by_source[pairs.source] * epochs + rng.random(len(pairs.source))).astype(int)
    rows = rng.permutation(np.repeat(np.arange(len(times)), times))
    groups = [rows]
    if recipe.in_domain:
        article = np.isin(pairs.source[rows], _ARTICLES)
        groups = [rows[article], rows[~article]]
    batches = [
        group[i : i + recipe.batch] for group in groups for i in range(0, len(group), recipe.batch)
    ]
    for at in rng.permutation(len(batches)):
        if len(batches[at]) > min(len(rows), recipe.batch) // 4:
            yield batches[at]


def _pick(choices: Ints, rng: np.random.Generator) -> Ints:
    """One number of each row, any that is not -1; -1 where there is none."""
    keys = np.where(choices >= 0, rng.random(choices.shape), -1.0)
    picked: Ints = np.take_along_axis(choices, keys.argmax(1)[:, None], 1)[:, 0]
    return picked


@dataclass(frozen=True)
class _Step:
    """The loss of one batch of pairs."""

    encoder: Encoder
    pairs: Pairs
    recipe: Recipe
    negatives: int
    rng: np.random.Generator

    def loss(self, weights: Mapping[str, Tensor], rows: Ints) -> Tensor:
        recipe, device = self.recipe, self.encoder.device
        anchors, twins, edited = self._anchors(rows)
        claims, topics = self._claims(rows)
        queries = self.encoder.encode(weights, np.concatenate([anchors, edited]), "query")
        passages = self.encoder.encode(weights, claims, "claim")
        target = torch.from_numpy(np.concatenate([np.arange(len(rows)), twins])).to(device)
        ignored = self._ignored(passages, torch.from_numpy(topics).to(device), len(rows))
        scores = queries @ passages.T / recipe.temperature
        loss = F.cross_entropy(scores.masked_fill(ignored[target], _MASKED), target)
        if recipe.backward:
            square = slice(0, len(rows))
            back = scores[square, square].T.masked_fill(ignored[:, square].T, _MASKED)
            loss = loss + recipe.backward * F.cross_entropy(back, target[square])
        if recipe.consistency and len(twins):
            originals = queries[target[len(rows) :]].detach()
            apart = 1 - (queries[len(rows) :] * originals).sum(1)
            loss = loss + recipe.consistency * apart.mean()
        return loss

    def _anchors(self, rows: Ints) -> tuple[Ints, Ints, Ints]:
        """The anchors, which rows get an edited twin, and the twins.

        An echo has no twin: it appears edited alone.
        """
        edited = _pick(self.pairs.edits[rows], self.rng)
        echo = np.isin(self.pairs.source[rows], _ECHO)
        anchors = np.where(echo & (edited >= 0), edited, self.pairs.anchor[rows])
        drawn = self.rng.random(len(rows)) < self.recipe.edited
        twins = np.flatnonzero(~echo & (edited >= 0) & drawn)
        return anchors, twins, edited[twins]

    def _claims(self, rows: Ints) -> tuple[Ints, Ints]:
        """The right claim of each row, then the rows' mined negatives, with their topics."""
        pairs = self.pairs
        claims, topics = _pick(pairs.positives[rows], self.rng), pairs.topic[rows]
        if self.negatives:
            places = np.tile(np.arange(pairs.negatives.shape[1]), (len(rows), 1))
            places = self.rng.permuted(places, axis=1)[:, : self.negatives]
            more = np.take_along_axis(pairs.negatives[rows], places, 1).reshape(-1)
            about = np.take_along_axis(pairs.negative_topics[rows], places, 1).reshape(-1)
            claims = np.concatenate([claims, more[more >= 0]])
            topics = np.concatenate([topics, about[more >= 0]])
        return claims, topics

    def _ignored(self, passages: Tensor, topic: Tensor, count: int) -> Tensor:
        """Which claims are no negatives of a row: on the same topic, or nearly the same text."""
        with torch.no_grad():
            ignored = topic[:count, None] == topic[None]
            ignored |= passages[:count] @ passages.T > self.recipe.near
            return ignored.fill_diagonal_(False)
