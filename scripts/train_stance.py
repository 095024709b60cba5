"""Train the network that doubts whether a sentence says what a claim says, for the encoder of
PRIORCHECK_ENCODER; prints what it doubts of claims it has not seen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score
from torch import nn
from torch.nn import functional as F
from tqdm import tqdm

from index.encoders import open_encoder
from index.relation import relate
from index.stance import PREFIX, SPREAD, Matrix, Network, Stance
from scripts.training.stances import FOLDS, Pairs, Saying, asked_pairs, more_pairs, read_sayings
from service.config import Settings

_ROOT = Path(__file__).resolve().parent.parent
_PAIRS = _ROOT / "scripts" / "training" / "stances.tsv"
_SHIPPED = _ROOT / "index" / "calibrations"
_FEATURES, _HIDDEN = 96, 48
_DROPOUT = 0.5
_EPOCHS, _BATCH, _RATE, _DECAY = 8, 256, 1e-3, 0.05


class Net(nn.Module):  # type: ignore[misc]
    """What index.stance.Network computes, to be trained."""

    def __init__(self, dimension: int) -> None:
        super().__init__()
        self.projection = nn.Linear(dimension, _FEATURES, bias=False)
        nn.init.orthogonal_(self.projection.weight)
        self.hidden = nn.Linear(2 * _FEATURES, _HIDDEN)
        self.output = nn.Linear(_HIDDEN, 1)
        self.dropout = nn.Dropout(_DROPOUT)

    def forward(self, queries: torch.Tensor, claims: torch.Tensor) -> torch.Tensor:
        """Log-odds, one a pair."""
        one, other = self.projection(queries) * SPREAD, self.projection(claims) * SPREAD
        met = torch.cat([one * other, (one - other).abs()], dim=1)
        hidden = F.relu(self.hidden(self.dropout(met)))
        found: torch.Tensor = self.output(self.dropout(hidden)).squeeze(1)
        return found


def trained(pairs: Pairs, seed: int = 0) -> Net:
    """A network that has seen these pairs."""
    torch.manual_seed(seed)
    net = Net(pairs.queries.shape[1])
    optimiser = torch.optim.AdamW(net.parameters(), _RATE, weight_decay=_DECAY)
    steps = max(1, len(pairs.same) // _BATCH)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, _EPOCHS * steps)
    parts = (pairs.queries, pairs.claims, pairs.same, pairs.weights)
    queries, claims, same, weights = (torch.from_numpy(np.array(part)) for part in parts)
    for _ in range(_EPOCHS):
        for batch in torch.randperm(len(same))[: steps * _BATCH].split(_BATCH):
            odds = net(queries[batch], claims[batch])
            losses = F.binary_cross_entropy_with_logits(odds, same[batch], reduction="none")
            optimiser.zero_grad()
            (losses * weights[batch]).mean().backward()
            optimiser.step()
            schedule.step()
    net.eval()
    return net


def stance_of(net: Net, fingerprint: str, doubtful: float, fitted_on: str) -> Stance:
    """The network as it is shipped."""

    def numbers(parameter: nn.Parameter) -> NDArray[np.float64]:
        found: NDArray[np.float64] = parameter.detach().numpy().astype(np.float64)
        return found

    return Stance(
        fingerprint=fingerprint,
        projection=Matrix.of(numbers(net.projection.weight)),
        hidden=Matrix.of(numbers(net.hidden.weight)),
        bias=tuple(numbers(net.hidden.bias).round(6).tolist()),
        output=tuple(numbers(net.output.weight)[0].round(6).tolist()),
        intercept=round(float(numbers(net.output.bias)[0]), 6),
        doubtful=round(doubtful, 4),
        fitted_on=fitted_on,
    )


def odds_of(stance: Stance, pairs: Pairs) -> NDArray[np.float64]:
    """The log-odds of every pair, as the Matcher has them."""
    net = Network(stance)
    both = zip(pairs.queries, pairs.claims, strict=True)
    return np.array([net.log_odds(query, claim) for query, claim in both])


@click.command(help=__doc__)
@click.option("--pairs", type=click.Path(exists=True, path_type=Path), default=_PAIRS)
@click.option("--keep", type=click.FloatRange(0, 1), default=0.9, show_default=True,
              help="Of unseen affirmations in which `relate` finds no difference.")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), help="Default: into the package.")
def main(pairs: Path, keep: float, out: Path | None) -> None:
    """The command line."""
    settings = Settings.load()
    encoder = open_encoder(
        settings.encoder,
        cache=settings.cache,
        query_prefix=settings.query_prefix,
        claim_prefix=settings.claim_prefix,
    )
    fingerprint, sayings = encoder.spec.fingerprint, read_sayings(pairs)
    asked = asked_pairs(sayings, encoder)
    more = more_pairs(sayings, encoder, asked)
    unseen = np.zeros(len(sayings))
    for fold in tqdm(range(FOLDS), desc="folds", disable=None):
        net = trained(asked[asked.folds != fold].and_also(more[more.folds != fold]))
        held = asked.folds == fold
        unseen[held] = odds_of(stance_of(net, fingerprint, 0, ""), asked[held])
    doubtful = _report(sayings, unseen, keep)
    count, claims = len(sayings), len({one.claim for one in sayings})
    fitted_on = f"{count} sentences about {claims} claims, {pairs.name}; {keep:.0%} kept unseen"
    stance = stance_of(trained(asked.and_also(more)), fingerprint, doubtful, fitted_on)
    path = out or _SHIPPED / f"{PREFIX}{fingerprint}.json"
    path.write_text(stance.model_dump_json() + "\n", encoding="utf-8")
    click.echo(f"{path.name}: {path.stat().st_size} bytes, doubtful below {stance.doubtful}")


def _report(sayings: Sequence[Saying], odds: NDArray[np.float64], keep: float) -> float:
    """Print what unseen pairs are doubted at the threshold that keeps so many affirmations."""
    stances = np.array([one.stance for one in sayings])
    silent = np.array([_silent(one) for one in sayings])
    told = silent & (stances != "beside")
    doubtful = float(np.quantile(odds[silent & (stances == "affirms")], 1 - keep))
    area = roc_auc_score(stances[told] == "affirms", odds[told])
    click.echo(f"where relate finds no difference: area under the curve {area:.3f}")
    for stance in ("affirms", "denies", "beside"):
        found = odds[silent & (stances == stance)]
        click.echo(f"{stance:>8}: {np.mean(found < doubtful):.1%} of {len(found)} doubted")
    return doubtful


def _silent(one: Saying) -> bool:
    """Whether the sentence and the claim are the same to `relate`."""
    relation, _ = relate(
        one.text, one.claim, query_language=one.language, claim_language=one.claim_language
    )
    return relation == "same"


if __name__ == "__main__":
    main()
