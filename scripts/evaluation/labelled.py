"""score_labels(): what people made of a sample: precision a band, and how far belief was right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.stats import binomtest

from index.lookup import Band
from scripts.evaluation.metrics import BINS, calibration_error
from scripts.evaluation.trec import EvaluationError
from scripts.rechecking.sample import HIDDEN, LABELS, UNBELIEVED
from scripts.rechecking.spreadsheet import cells_of

_RIGHT, _WRONG, _UNSURE = LABELS
_BANDS = (*Band, UNBELIEVED)
_MEANT = {
    **dict.fromkeys((_RIGHT, "r", "yes", "y", "1", "true"), _RIGHT),
    **dict.fromkeys((_WRONG, "w", "no", "n", "0", "false"), _WRONG),
    **dict.fromkeys((_UNSURE, "u", "?"), _UNSURE),
}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A match that somebody labelled, one of the `of` matches of its band."""

    id: str
    label: str
    band: str
    probability: float | None
    of: int


@dataclass(frozen=True, slots=True)
class Precision:
    """Right ones among those labelled right or wrong, with the 95% Wilson interval."""

    right: int
    judged: int

    @property
    def share(self) -> float:
        """In [0, 1]; NaN where nothing was judged."""
        return self.right / self.judged if self.judged else float("nan")

    def interval(self) -> tuple[float, float]:
        """Lowest and highest, in [0, 1]."""
        if not self.judged:
            return 0.0, 1.0
        found = binomtest(self.right, self.judged).proportion_ci(0.95, method="wilson")
        return float(found.low), float(found.high)


def read_labels(path: Path) -> tuple[list[Labelled], int]:
    """The labelled rows of a sample, each once, and how many have no label yet.

    Raises EvaluationError.
    """
    found: dict[str, Labelled] = {}
    empty = 0
    try:
        for number, row in enumerate(cells_of(path), 2):
            missing = [name for name in ("label", *HIDDEN) if name not in row]
            if missing:
                raise EvaluationError(f"{path}: there is no column {missing[0]!r}")
            if row["label"]:
                one = _labelled(row, f"{path}, line {number}")
                if found.setdefault(one.id, one).label != one.label:
                    raise EvaluationError(
                        f"{path}, line {number}: {one.id!r} is there twice, labelled "
                        f"{found[one.id].label} and {one.label}: leave one of them"
                    )
            else:
                empty += any(row.values())
    except UnicodeDecodeError as error:
        raise EvaluationError(
            f"{path} is not UTF-8: save it from the spreadsheet as .xlsx, or as CSV UTF-8"
        ) from error
    except (OSError, ValueError) as error:
        raise EvaluationError(f"{path} cannot be read: {error}") from error
    if not found:
        raise EvaluationError(f"{path}: no row has a label ({', '.join(LABELS)}) yet")
    return list(found.values()), empty


def _labelled(row: dict[str, str], where: str) -> Labelled:
    label = _MEANT.get(row["label"].casefold())
    if label is None:
        raise EvaluationError(f"{where}: the label {row['label']!r} is none of {', '.join(LABELS)}")
    try:
        return Labelled(row["id"], label, _band(row), _probability(row), _of(row))
    except ValueError as error:
        raise EvaluationError(f"{where}: {error}; leave the hidden columns alone") from error


def _band(row: dict[str, str]) -> str:
    if row["band"] not in _BANDS:
        raise ValueError(f"the band {row['band']!r} is none of {', '.join(_BANDS)}")
    return row["band"]


def _probability(row: dict[str, str]) -> float | None:
    """In [0, 1]; raises ValueError for what a spreadsheet made of it that read 0.9462 as 9,462."""
    if not row["probability"]:
        return None
    stated = float(row["probability"].replace(",", "."))
    if not 0 <= stated <= 1:
        raise ValueError(f"the probability {row['probability']} is not between 0 and 1")
    return stated


def _of(row: dict[str, str]) -> int:
    number = float(row["of"])
    if number < 1 or not number.is_integer():
        raise ValueError(f"{row['of']} matches are no whole number")
    return int(number)


def score_labels(path: Path) -> str:
    """The figures as text. Raises EvaluationError."""
    labels, empty = read_labels(path)
    lines = [path.name, f"  ({len(labels)} labelled, {empty} without a label)"]
    bands = Counter(label.band for label in labels)
    for band in sorted(bands):
        lines.append(_line(f"precision {band}", [one for one in labels if one.band == band]))
    if len(bands) > 1:
        lines.append(f"  {'precision, bands by size':<28} {_weighted(labels):.4f}")
    lines += _reliability(labels)
    return "\n".join(lines)


def _precision(labels: Sequence[Labelled]) -> Precision:
    counts = Counter(one.label for one in labels)
    return Precision(counts[_RIGHT], counts[_RIGHT] + counts[_WRONG])


def _line(name: str, labels: Sequence[Labelled]) -> str:
    found = _precision(labels)
    low, high = found.interval()
    unsure = len(labels) - found.judged
    said = f"  {name:<28} {found.share:.4f}  [{low:.3f}, {high:.3f}]  n={found.judged}"
    return f"{said}, {unsure} unsure" if unsure else said


def _weighted(labels: Sequence[Labelled]) -> float:
    """Of all matches, not of the sample: each band counts as much as it has matches."""
    sizes = {one.band: one.of for one in labels}
    shares = {b: _precision([o for o in labels if o.band == b]).share for b in sizes}
    judged = {band: share for band, share in shares.items() if not np.isnan(share)}
    total = sum(sizes[band] for band in judged)
    return sum(sizes[band] * share for band, share in judged.items()) / total if total else np.nan


def _reliability(labels: Sequence[Labelled]) -> list[str]:
    """What was stated beside what was right, by bins of probability."""
    judged = [one for one in labels if one.label != _UNSURE and one.probability is not None]
    if not judged:
        return []
    stated = np.array([one.probability for one in judged], dtype=np.float64)
    right = np.array([one.label == _RIGHT for one in judged], dtype=np.float64)
    lines = [
        f"  {'calibration error':<28} {calibration_error(stated, right):.4f}",
        "  stated        right   n",
    ]
    places = np.minimum((stated * BINS).astype(int), BINS - 1)
    for place in sorted(set(places.tolist())):
        chosen = right[places == place]
        name = f"{place / BINS:.2f} to {(place + 1) / BINS:.2f}"
        lines.append(f"  {name:<13} {chosen.mean():.3f}  {len(chosen):>3}")
    return lines
