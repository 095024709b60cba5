"""write_plots(): precision against recall, and belief against truth, as PNG files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from scripts.evaluation.metrics import BINS, Values


def write_plots(folder: Path, probabilities: Values, right: Values, wanted: int) -> list[Path]:
    """precision-recall.png and reliability.png in the folder, which is made where it is missing."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    folder.mkdir(parents=True, exist_ok=True)
    drawn = []
    for name, draw in (("precision-recall", _precision_recall), ("reliability", _reliability)):
        figure, axes = pyplot.subplots(figsize=(4.5, 4.5), layout="constrained")
        draw(axes, probabilities, right, wanted)
        axes.set_xlim(0, 1)
        axes.set_ylim(0, 1.02)
        axes.grid(alpha=0.3)
        path = folder / f"{name}.png"
        figure.savefig(path, dpi=150)
        pyplot.close(figure)
        drawn.append(path)
    return drawn


def _precision_recall(axes: Any, probabilities: Values, right: Values, wanted: int) -> None:
    ordered = right[np.argsort(-probabilities, kind="stable")]
    found = np.cumsum(ordered)
    axes.plot(found / max(wanted, 1), found / np.arange(1, len(ordered) + 1))
    axes.set_xlabel("recall")
    axes.set_ylabel("precision")


def _reliability(axes: Any, probabilities: Values, right: Values, wanted: int) -> None:
    places = np.minimum((probabilities * BINS).astype(int), BINS - 1)
    filled = [bin_ for bin_ in range(BINS) if (places == bin_).any()]
    believed = [probabilities[places == bin_].mean() for bin_ in filled]
    true = [right[places == bin_].mean() for bin_ in filled]
    axes.plot([0, 1], [0, 1], linestyle="--", color="grey")
    axes.plot(believed, true, marker="o")
    axes.set_xlabel("probability stated")
    axes.set_ylabel("share that was right")
