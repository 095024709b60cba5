"""Train the check-worthiness gate's weights; prints what it gates of sentences it has not seen."""

from __future__ import annotations

import json
import zlib
from base64 import b85encode
from collections.abc import Sequence
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold
from tqdm import tqdm

from claims.checkworthy.features import BUCKETS, features
from claims.checkworthy.lexicon import read
from scripts.evaluation.commands.paths import FOLDER, NEW_FILE
from scripts.training.checkworthy import Example, collect
from scripts.training.telling import told

_ROOT = Path(__file__).resolve().parent.parent
_WEIGHTS = _ROOT / "claims" / "checkworthy" / "weights.json"
_FOLDS = 5
_PASSING = {
    "claim": 0.997,
    "title": 0.998,
    "lead": 0.995,
    "tweet": 0.9935,
    "demo": 0.97,
    "own": 0.88,
}
_STRENGTH = 0.3  # inverse regularisation
_KIND_STRENGTH = 2.0
_NEGATIVE_WEIGHT = 6.0
_ENGLISH_WEIGHT = 4.0  # on top: English claims outnumber the others by far
_OWN_WEIGHT = 20.0

Floats = NDArray[np.float64]


def _matrix(examples: Sequence[Example]) -> csr_matrix:
    columns: list[int] = []
    starts = [0]
    for example in tqdm(examples, desc="features", disable=None):
        # A detector often cannot tell the language of a short line: every fourth goes without.
        untold = zlib.crc32(example.text.encode()) % 4 == 0
        columns += sorted(features(read(example.text, None if untold else example.language)))
        starts.append(len(columns))
    ones = np.ones(len(columns), dtype=np.float32)
    return csr_matrix((ones, columns, starts), shape=(len(examples), BUCKETS))


def _weight(example: Example) -> float:
    if example.kind:
        return _NEGATIVE_WEIGHT * (_ENGLISH_WEIGHT if example.language == "en" else 1)
    return _OWN_WEIGHT if example.group in ("own", "demo") else 1.0


def _fit(
    matrix: csr_matrix, wanted: Floats, weights: Floats, strength: float
) -> tuple[Floats, float]:
    model = LogisticRegression(C=strength, max_iter=300, solver="liblinear")
    model.fit(matrix, wanted, sample_weight=weights)
    return model.coef_[0], float(model.intercept_[0])


def _unseen(matrix: csr_matrix, wanted: Floats, weights: Floats) -> Floats:
    """The logit of every example by a model that has not seen it."""
    logits = np.zeros(len(wanted))
    for train, test in KFold(_FOLDS, shuffle=True, random_state=0).split(wanted):
        coefficients, bias = _fit(matrix[train], wanted[train], weights[train], _STRENGTH)
        logits[test] = matrix[test] @ coefficients + bias
    return logits


def _threshold(examples: Sequence[Example], logits: Floats) -> float:
    """The least logit at which enough unseen texts of every group of claims pass."""
    least = []
    for group, passing in _PASSING.items():
        rows = [at for at, e in enumerate(examples) if e.group == group and not e.kind]
        least.append(float(np.quantile(logits[rows], passing)))
        click.echo(f"{group:>6} {len(rows):>6} texts, {passing:.2%} pass below {least[-1]:.2f}")
    return max(least)


def _row(coefficients: Floats, bias: float) -> dict[str, str | float]:
    scale = float(np.abs(coefficients).max()) / 127
    packed = np.round(coefficients / scale).astype(np.int8).tobytes()
    weights = b85encode(zlib.compress(packed, 9)).decode()
    return {"scale": round(scale, 8), "bias": round(bias, 6), "weights": weights}


def _report(examples: Sequence[Example], gated: NDArray[np.bool_]) -> None:
    for field in ("group", "kind", "language"):
        values = sorted({getattr(example, field) for example in examples} - {""})
        for value in values:
            rows = [
                at for at, e in enumerate(examples)
                if getattr(e, field) == value and (field != "language" or e.kind)
                and (field != "group" or not e.kind)
            ]  # fmt: skip
            if rows:
                click.echo(f"{field} {value}: {gated[rows].mean():.2%} of {len(rows)} gated")


@click.command(help=__doc__)
@click.option("--data", type=FOLDER, default=_ROOT.parent / "shared" / "data")
@click.option("--output", type=NEW_FILE, default=_WEIGHTS)
@told
def main(data: Path, output: Path) -> None:
    """The command line."""
    examples = collect(data)
    matrix = _matrix(examples)
    wanted = np.array([float(bool(example.kind)) for example in examples])
    weights = np.array([_weight(example) for example in examples])
    logits = _unseen(matrix, wanted, weights)
    threshold = _threshold(examples, logits)
    _report(examples, logits >= threshold)
    rows = {"gate": _row(*_fit(matrix, wanted, weights, _STRENGTH))}
    negative = np.flatnonzero(wanted)
    kinds = np.array([examples[at].kind for at in negative])
    for kind in sorted(set(kinds)):
        mine = (kinds == kind).astype(float)
        fitted = _fit(matrix[negative], mine, np.ones(len(mine)), _KIND_STRENGTH)
        rows[kind.replace("_", " ")] = _row(*fitted)
    stored = {"threshold": round(threshold, 4), "rows": rows}
    output.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    click.echo(f"{output.name}: {output.stat().st_size} bytes")


if __name__ == "__main__":
    main()
