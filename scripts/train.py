"""Train the adapter of the embedded model, and measure it beside another.

    train.py prepare bundle.npz                          the data as one file, tokenised
    train.py fit bundle.npz new --recipe robust          an adapter trained and measured
    train.py fit bundle.npz cv --leave-out 0             the same without a fifth of the posts
    train.py measure bundle.npz index/models/adapter old the figures of a given adapter
    train.py compare old new                             the difference, with intervals

`prepare` needs ../shared/data; the others need the bundle alone, so that they can run on another
machine. An adapter of the size shipped takes minutes on a GPU and most of a day on two CPU cores.
"""

from __future__ import annotations

import json
from pathlib import Path

import click
import numpy as np
import torch

from index.models.trunk import build_trunk
from scripts.evaluation.commands.paths import FILE, FOLDER, NEW_FILE, NEW_FOLDER
from scripts.training.builder import build_bundle
from scripts.training.bundle import FOLDS, Bundle
from scripts.training.loop import RECIPES, train
from scripts.training.lowrank import Encoder, LowRank, frozen_encode
from scripts.training.measure import Measured, interval, measure
from scripts.training.mining import with_measured_crosslingual
from scripts.training.telling import told

ROOT = Path(__file__).resolve().parent.parent
FIGURES, PER_QUERY = "figures.json", "per_query.npz"
TRAINING_TOKENS, MEASURING_TOKENS = 64, 96
TRAINING_CHUNK, MEASURING_CHUNK = 32_000, 100_000  # tokens that go through the trunk at once

_device = click.option(
    "--device",
    default="cuda" if torch.cuda.is_available() else "cpu",
    show_default=True,
    help="where torch computes",
)
_left_out = click.option(
    "--leave-out",
    type=click.IntRange(0, FOLDS - 1),
    multiple=True,
    help="a fold of the training posts to leave out and measure on; may be repeated",
)


@click.group(help=__doc__.split("\n")[0] if __doc__ else None)
def main() -> None:
    """The commands below."""


@main.command()
@click.argument("bundle", type=NEW_FILE)
@click.option("--data", type=FOLDER, default=ROOT.parent / "shared" / "data", show_default=True)
@click.option("--material", type=FOLDER, default=ROOT / "tests" / "material", show_default=True)
@told
def prepare(bundle: Path, data: Path, material: Path) -> None:
    """Write texts, pairs, edits and measured queries to BUNDLE; MATERIAL is only measured on."""
    bundle.parent.mkdir(parents=True, exist_ok=True)
    made = build_bundle(data, material)
    made.save(bundle)
    click.echo(f"{len(made.arrays['pair_anchor'])} pairs, {len(made.arrays['starts']) - 1} texts")


class _Bench:
    """The bundle, the trunk and two encoders on one device: a quick one and an exact one."""

    def __init__(self, path: Path, device: str) -> None:
        bundle = Bundle.load(path)
        quick, exact = (
            (torch.bfloat16, torch.float16) if device == "cuda" else (torch.float32, torch.float32)
        )
        self.trunk = build_trunk(bundle.packed, None).to(device)
        self.training = Encoder(
            bundle,
            build_trunk(bundle.packed, None).to(device, quick),
            max_tokens=TRAINING_TOKENS,
            chunk=TRAINING_CHUNK,
        )
        self.measuring = Encoder(
            bundle,
            build_trunk(bundle.packed, None).to(device, exact),
            max_tokens=MEASURING_TOKENS,
            chunk=MEASURING_CHUNK,
        )
        untrained = frozen_encode(self.measuring, LowRank(self.trunk, rank=1))
        self.bundle = with_measured_crosslingual(bundle, untrained)

    def measure(self, adapter: LowRank, left_out: tuple[int, ...]) -> Measured:
        return measure(self.bundle, frozen_encode(self.measuring, adapter), left_out)


@main.command()
@click.argument("bundle", type=FILE)
@click.argument("output", type=NEW_FOLDER)
@click.option("--recipe", type=click.Choice(sorted(RECIPES)), default="robust", show_default=True)
@click.option("--seed", type=int, default=0, show_default=True)
@_left_out
@_device
@told
def fit(
    bundle: Path, output: Path, recipe: str, seed: int, leave_out: tuple[int, ...], device: str
) -> None:
    """Train an adapter on BUNDLE and write it with its figures to the folder OUTPUT."""
    bench = _Bench(bundle, device)
    torch.manual_seed(seed)
    chosen = RECIPES[recipe]
    adapter = LowRank(bench.trunk, chosen.rank)
    for line in train(bench.bundle, bench.training, adapter, chosen, left_out=leave_out, seed=seed):
        click.echo(line)
    adapter.save(output)
    _report(bench.measure(adapter, leave_out), output)


@main.command("measure")
@click.argument("bundle", type=FILE)
@click.argument("adapter", type=FOLDER)
@click.argument("output", type=NEW_FOLDER)
@_left_out
@_device
@told
def measure_adapter(
    bundle: Path, adapter: Path, output: Path, leave_out: tuple[int, ...], device: str
) -> None:
    """Measure the ADAPTER folder and write its figures to the folder OUTPUT."""
    bench = _Bench(bundle, device)
    _report(bench.measure(LowRank.load(bench.trunk, adapter), leave_out), output)


def _report(measured: Measured, output: Path) -> None:
    output.mkdir(parents=True, exist_ok=True)
    (output / FIGURES).write_text(json.dumps(measured.figures, indent=2) + "\n", encoding="utf-8")
    np.savez_compressed(output / PER_QUERY, allow_pickle=False, **measured.per_query)
    for name, figure in measured.figures.items():
        click.echo(f"{name:28} {figure:.3f}")


@main.command()
@click.argument("before", type=FOLDER)
@click.argument("after", type=FOLDER)
@told
def compare(before: Path, after: Path) -> None:
    """Print what AFTER gains over BEFORE, both folders of `fit` or `measure`."""
    with np.load(before / PER_QUERY) as old, np.load(after / PER_QUERY) as new:
        for name in sorted(set(old.files) & set(new.files)):
            if len(old[name]) == len(new[name]):
                gain, low, high = interval(old[name], new[name])
                click.echo(f"{name:28} {gain:+.3f}  95% [{low:+.3f}, {high:+.3f}]")


if __name__ == "__main__":
    main()
