"""Teach the adapter that the same claim in two languages is the same claim.

Goes on from an adapter, on the CPU: about a quarter of an hour on two cores that multiply tiles of
bfloat16, half an hour on others. Needs ../shared/data for titles and posts; our own parallel
statements lie in scripts/training/parallel.
"""

from __future__ import annotations

import math
from collections import defaultdict
from pathlib import Path
from typing import Any

import click
import numpy as np
import torch
from torch import Tensor
from torch.nn import functional
from tqdm import trange

from claims.frames import sought
from index.models.cache import embedded_model
from index.models.embedded import EmbeddedEncoder
from index.models.runtime import multiplies_tiles
from scripts.evaluation.commands.paths import FOLDER, NEW_FOLDER
from scripts.training.languages import SHARES, Batch, Batches, Title, mine
from scripts.training.records import read_posts, read_records
from scripts.training.telling import told
from service.config import Settings

ROOT = Path(__file__).resolve().parent.parent
ADAPTER = ROOT / "index" / "models" / "adapter"
TEMPERATURE = 0.04
MAX_TOKENS = 56
SHORTEST_TITLE = 25
WARM_UP = 20
TOGETHER = 16  # texts of like length: less is padded

Post = tuple[str, list[str], str]


@click.command(help=__doc__)
@click.argument("out", type=NEW_FOLDER)
@click.option("--start", type=FOLDER, default=ADAPTER, show_default=True, help="Goes on from it.")
@click.option("--data", type=FOLDER, default=ROOT.parent / "shared" / "data", show_default=True)
@click.option("--steps", type=click.IntRange(1), default=320, show_default=True)
@click.option("--batch", type=click.IntRange(2), default=40, show_default=True)
@click.option("--rate", default=2e-4, show_default=True, help="Highest learning rate.")
@click.option(
    "--shares",
    type=(float, float, float),
    default=SHARES,
    show_default=True,
    help="Of batches of mined titles, of our own statements, of posts.",
)
@click.option("--seed", default=0, show_default=True)
@told
def main(
    out: Path,
    start: Path,
    data: Path,
    steps: int,
    batch: int,
    rate: float,
    shares: tuple[float, float, float],
    seed: int,
) -> None:
    """The command line."""
    torch.manual_seed(seed)
    cache = Settings.load().cache
    titles = read_titles(data)
    encoder = EmbeddedEncoder(cache, adapter=start)
    mined = mine(titles, encoder.encode_claims([title.text for title in titles]))
    posts = answered_posts(data)
    batches = Batches(titles, mined, posts, size=batch, seed=seed, shares=shares)
    trainer = Trainer(embedded_model(cache, adapter=None), start, steps=steps, rate=rate)
    with trange(steps, desc="train") as bar:
        for _ in bar:
            bar.set_postfix(loss=f"{trainer.step(batches.draw()):.3f}")
    trainer.save(out)


def read_titles(data: Path) -> list[Title]:
    """The titles of all articles but the shortest."""
    articles = read_records(data / "articles" / "articles.jsonl.gz")
    found = [Title(article["title"] or "", article["lang"]) for article in articles]
    return [title for title in found if len(title.text) > SHORTEST_TITLE]


def answered_posts(data: Path) -> list[Post]:
    """The training posts with the texts of the claim that answers them, and its id."""
    found: list[Post] = []
    for name, file, fields in (
        ("checkthat22", "claims.jsonl.gz", ("vclaim_id", "vclaim", "title")),
        ("articles", "articles.jsonl.gz", ("id", "title", "subtitle")),
    ):
        claims = {claim[fields[0]]: claim for claim in read_records(data / name / file)}
        texts = dict(read_posts(data / name, "train"))
        answers = defaultdict(list)
        for line in (data / name / "train.qrels.tsv").read_text(encoding="utf-8").splitlines():
            query, _, claim, _ = line.split("\t")
            answers[query].append(claim)
        for query, ids in answers.items():
            for claim in ids:
                parts = [claims[claim][field] for field in fields[1:]] if claim in claims else []
                kept = [part for part in parts if part and len(part) > 8]
                if kept and query in texts:
                    found.append((texts[query], kept, claim))
    return found


class Trainer:
    """A trunk with a trainable adapter, and one optimiser step at a time."""

    def __init__(self, trunk: Path, adapter: Path, *, steps: int, rate: float) -> None:
        from peft import PeftModel
        from tokenizers import Tokenizer
        from transformers import BertModel

        base = BertModel.from_pretrained(str(trunk), add_pooling_layer=False)
        self._model: Any = PeftModel.from_pretrained(base, str(adapter), is_trainable=True).train()
        self._tokenizer = Tokenizer.from_file(str(trunk / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._weights = [p for p in self._model.parameters() if p.requires_grad]
        self._optimiser = torch.optim.AdamW(self._weights, lr=rate, weight_decay=0.01)
        self._schedule = torch.optim.lr_scheduler.LambdaLR(
            self._optimiser, lambda step: _share_of_rate(step, steps)
        )

    def step(self, batch: Batch) -> float:
        """Train on one batch; returns its loss."""
        queries = self._encode("query: ", batch.queries)
        answers = self._encode("passage: ", batch.answers + batch.others)
        loss = contrast(queries, answers, batch)
        self._optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self._weights, 1.0)
        self._optimiser.step()
        self._schedule.step()
        return float(loss)

    def save(self, out: Path) -> None:
        """Write the adapter as a PEFT folder, in half precision."""
        from safetensors.torch import load_file, save_file

        self._model.save_pretrained(str(out))
        file = out / "adapter_model.safetensors"
        halves = {name: tensor.half() for name, tensor in load_file(file).items()}
        save_file(halves, file, metadata={"format": "pt"})

    def _encode(self, prefix: str, texts: list[str]) -> Tensor:
        found = self._tokenizer.encode_batch([prefix + sought(text) for text in texts])
        tokens = [one.ids for one in found]
        order = sorted(range(len(tokens)), key=lambda place: len(tokens[place]))
        parts = [order[start : start + TOGETHER] for start in range(0, len(order), TOGETHER)]
        vectors = torch.cat([self._pooled([tokens[place] for place in part]) for part in parts])
        return vectors[torch.argsort(torch.tensor(order))]

    def _pooled(self, tokens: list[list[int]]) -> Tensor:
        ids = torch.ones(len(tokens), max(map(len, tokens)), dtype=torch.long)
        mask = torch.zeros_like(ids)
        for row, one in enumerate(tokens):
            ids[row, : len(one)] = torch.tensor(one)
            mask[row, : len(one)] = 1
        with torch.autocast("cpu", torch.bfloat16, enabled=multiplies_tiles()):
            hidden = self._model(input_ids=ids, attention_mask=mask).last_hidden_state
        weights = mask.unsqueeze(-1).float()
        pooled = (hidden.float() * weights).sum(1) / weights.sum(1)
        return functional.normalize(pooled, dim=-1)


def contrast(queries: Tensor, answers: Tensor, batch: Batch) -> Tensor:
    """InfoNCE; across languages the other queries are wrong answers too, for they speak the
    query's language."""
    count = len(batch.queries)
    topics = np.array(batch.topics, dtype=object)
    itself = torch.eye(count, dtype=torch.bool)
    same = torch.tensor(topics[:, None] == topics[None, :]) & ~itself
    right = torch.arange(count)
    scores = queries @ answers.T / TEMPERATURE
    scores = torch.cat([scores[:, :count].masked_fill(same, -1e4), scores[:, count:]], 1)
    loss = functional.cross_entropy(scores, right)
    if batch.across:
        among = (queries @ queries.T / TEMPERATURE).masked_fill(itself | same, -1e4)
        other = functional.cross_entropy(torch.cat([scores, among], 1), right)
    else:
        other = functional.cross_entropy(scores[:, :count].T, right)
    return (loss + other) / 2


def _share_of_rate(step: int, steps: int) -> float:
    fallen = 0.5 * (1 + math.cos(math.pi * min(1.0, step / steps)))
    return min(1.0, (step + 1) / WARM_UP) * (0.05 + 0.95 * fallen)


if __name__ == "__main__":
    main()
