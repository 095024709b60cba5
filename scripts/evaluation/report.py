"""Report: the figures of one evaluation, as text and as JSON that another run compares with."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from scripts.evaluation.metrics import Figure, interval
from scripts.evaluation.trec import EvaluationError


@dataclass(frozen=True, slots=True)
class Report:
    """Figures over queries, plain numbers, and remarks a reader must know."""

    title: str
    figures: tuple[Figure, ...]
    numbers: dict[str, float]
    remarks: tuple[str, ...] = ()

    def text(self) -> str:
        """A table for people: mean, 95% interval, number of queries."""
        lines = [self.title, *(f"  ({remark})" for remark in self.remarks)]
        for figure in self.figures:
            if figure.values:
                low, high = figure.interval()
                counted = f"[{low:.3f}, {high:.3f}]  n={len(figure.values)}"
                lines.append(f"  {figure.name:<28} {figure.mean:.4f}  {counted}")
        lines += [f"  {name:<28} {value:.4f}" for name, value in self.numbers.items()]
        return "\n".join(lines)

    def save(self, path: Path) -> None:
        """Write what `read` reads."""
        content = {
            "title": self.title,
            "remarks": self.remarks,
            "numbers": self.numbers,
            "figures": {figure.name: figure.values for figure in self.figures},
        }
        path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Report:
        """A saved report; raises EvaluationError."""
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            figures = tuple(
                Figure(name, {query: float(value) for query, value in values.items()})
                for name, values in content["figures"].items()
            )
            return cls(content["title"], figures, content["numbers"], tuple(content["remarks"]))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise EvaluationError(f"{path} is no saved run: {error}") from error


def compare(before: Report, after: Report) -> str:
    """Differences of shared figures over shared queries, with paired bootstrap intervals.

    Raises EvaluationError where none is shared.
    """
    lines = [f"{after.title}  minus  {before.title}"]
    old = {figure.name: figure.values for figure in before.figures}
    for figure in after.figures:
        shared = sorted(set(figure.values) & set(old.get(figure.name, ())))
        if shared:
            differences = np.array([figure.values[q] - old[figure.name][q] for q in shared])
            low, high = interval(differences)
            sure = "  *" if low > 0 or high < 0 else ""
            mean = differences.mean()
            spread = f"[{low:+.4f}, {high:+.4f}]  n={len(shared)}"
            lines.append(f"  {figure.name:<28} {mean:+.4f}  {spread}{sure}")
    if len(lines) == 1:
        raise EvaluationError(
            f"{before.title} and {after.title} share no figure of one query: nothing to compare"
        )
    return "\n".join(lines)
