"""Train the cross-encoder that says whether a sentence affirms a claim, on the CPU: half an hour on
two cores that multiply bfloat16. Prints what it tells of claims it has not seen: one in ten."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import numpy as np
import torch
from safetensors.torch import save_file
from sklearn.metrics import roc_auc_score
from torch.func import functional_call
from torch.nn import functional as F
from tqdm import tqdm

from index.models.batches import open_tokenizer
from index.models.cache import ADAPTER, CROSS_ADAPTER, HEAD, embedded_model
from index.models.cross import MOST_TOKENS, read_pair
from index.models.cross_graph import CLASSES, LAYERS, PADDING, cross_net, log_odds
from index.models.trunk import build_trunk
from index.models.wheel import open_packed_model
from scripts.evaluation.commands.paths import FILE, NEW_FOLDER
from scripts.training.judged import read_judgements
from scripts.training.lowrank import LowRank
from scripts.training.stances import Asked, asked_anew, held_out, read_sayings
from scripts.training.telling import told
from service.config import Settings

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_ROOT = Path(__file__).resolve().parent.parent
_PAIRS = _ROOT / "scripts" / "training" / "stances.tsv"
_JUDGED = _PAIRS.with_name("judged.tsv")
_TIMES = 2  # an epoch sees each judged pair
_BATCH, _POOL = 32, 24  # pairs; batches whose pairs are sorted by length together
_HEAD_RATE, _WARM_UP, _LEAST = 5 / 3, 60, 0.02  # of the rate; steps; of the rate
_DROPOUT, _SMOOTHING = 0.1, 0.05
_REPORTED = 50  # steps


class Trainer:
    """The trunk with low-rank additions, its head, and what teaches both."""

    def __init__(
        self,
        tokenizer: Tokenizer,
        *,
        rank: int,
        seed: int,
    ) -> None:
        torch.manual_seed(seed)
        self._tokenizer = tokenizer
        trunk = build_trunk(open_packed_model(), ADAPTER, LAYERS)
        self._adapter = LowRank(trunk, rank)
        for module in trunk.modules():
            if isinstance(module, torch.nn.Dropout):
                module.p = _DROPOUT
        self._net = cross_net(trunk)
        trunk.to(torch.bfloat16)
        self._head = list(self._net.head.parameters())

    def fit(self, epochs: Sequence[Sequence[Asked]], rng: np.random.Generator, rate: float) -> None:
        """See every pair of each epoch once; `rate` is the highest that the additions learn at."""
        low, head = self._adapter.parameters(), self._head
        groups: list[dict[str, Any]] = [
            {"params": low, "lr": rate},
            {"params": head, "lr": _HEAD_RATE * rate},
        ]
        optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
        batches = [batch for epoch in epochs for batch in _batches(epoch, rng)]
        schedule = torch.optim.lr_scheduler.LambdaLR(
            optimiser,
            lambda step: min(1, (step + 1) / _WARM_UP) * max(_LEAST, 1 - step / len(batches)),
        )
        self._net.train()
        began, losses = time.monotonic(), 0.0
        for step, batch in enumerate(tqdm(batches, disable=None), 1):
            wanted = torch.tensor([CLASSES.index(one.stance) for one in batch])
            logits = self._logits(batch)
            loss = F.cross_entropy(logits, wanted, label_smoothing=_SMOOTHING)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*low, *head], 1.0)
            optimiser.step()
            schedule.step()
            losses += loss.item()
            if step % _REPORTED == 0:
                spent = time.monotonic() - began
                click.echo(f"{step}/{len(batches)}: {losses / _REPORTED:.3f}, {spent:.0f} s")
                losses = 0.0

    def log_odds(self, asked: Sequence[Asked]) -> np.ndarray[Any, np.dtype[np.float64]]:
        """That each sentence affirms its claim, as the exported graph has it, in bfloat16."""
        self._net.eval()
        found = np.zeros(len(asked))
        order = sorted(range(len(asked)), key=lambda at: len(asked[at].text) + len(asked[at].claim))
        with torch.no_grad():
            for start in range(0, len(order), _BATCH):
                places = order[start : start + _BATCH]
                logits = self._logits([asked[at] for at in places])
                found[places] = log_odds(logits)[:, 0].numpy()
        self._net.train()
        return found

    def save(self, folder: Path) -> None:
        """Write what CrossEncoder opens."""
        self._adapter.save(folder)
        head = {
            name: part.detach().to(torch.float16).contiguous()
            for name, part in self._net.head.state_dict().items()
        }
        save_file(head, folder / HEAD, {"format": "pt"})

    def _logits(self, asked: Sequence[Asked]) -> Any:
        read = [read_pair(self._tokenizer, one.text, one.claim) for one in asked]
        width = max(len(tokens) for tokens, _ in read)
        ids = torch.full((len(read), width), self._net.trunk.config.pad_token_id)
        sides = torch.full((len(read), width), PADDING)
        for row, (tokens, whose) in enumerate(read):
            ids[row, : len(tokens)] = torch.tensor(tokens)
            sides[row, : len(tokens)] = torch.tensor(whose)
        words = self._net.trunk.get_input_embeddings()(ids)
        weights = {f"trunk.{name}": w for name, w in self._adapter.merged(words.dtype).items()}
        return functional_call(self._net, weights, (words, sides)).float()


def _batches(pairs: Sequence[Asked], rng: np.random.Generator) -> Iterator[list[Asked]]:
    """All pairs, those of like length together, the batches in any order."""
    found = []
    order = rng.permutation(len(pairs))
    for pool in np.array_split(order, max(1, len(pairs) // (_BATCH * _POOL))):
        ordered = sorted(pool, key=lambda at: len(pairs[at].text) + len(pairs[at].claim))
        found += [ordered[start : start + _BATCH] for start in range(0, len(ordered), _BATCH)]
    for at in rng.permutation(len(found)):
        yield [pairs[place] for place in found[at]]


@click.command(help=__doc__)
@click.option("--pairs", type=FILE, default=_PAIRS)
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path),
              help="Real texts, to learn from pairs of them too.")  # fmt: skip
@click.option("--epochs", type=click.IntRange(1), default=3, show_default=True)
@click.option("--rank", type=click.IntRange(1), default=16, show_default=True)
@click.option("--rate", default=6e-4, show_default=True, help="Highest learning rate.")
@click.option("--seed", default=0, show_default=True)
@click.option("--out", type=NEW_FOLDER, help="Default: into the package.")
@told
def main(
    pairs: Path,
    data: Path | None,
    epochs: int,
    rank: int,
    rate: float,
    seed: int,
    out: Path | None,
) -> None:
    """The command line."""
    cache = Settings.load().cache
    sayings = read_sayings(pairs)
    seen = [one for one in sayings if not held_out(one)]
    unseen = [one.asked for one in sayings if held_out(one)]
    rng = np.random.default_rng(seed)
    judged = read_judgements(_JUDGED, data) if data else []
    real = [one.saying.asked for one in judged if one.split == "train"] * _TIMES
    rounds = [asked_anew(seen, rng) + real for _ in range(epochs)]
    tokenizer = open_tokenizer(embedded_model(cache), MOST_TOKENS)
    trainer = Trainer(tokenizer, rank=rank, seed=seed)
    trainer.fit(rounds, rng, rate)
    trainer.save(out or CROSS_ADAPTER)
    odds = trainer.log_odds(unseen)
    affirms = np.array([one.stance == "affirms" for one in unseen])
    report = {"pairs": len(unseen), "area under the curve": round(roc_auc_score(affirms, odds), 3)}
    click.echo(json.dumps(report))


if __name__ == "__main__":
    main()
