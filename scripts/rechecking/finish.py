"""What is left once all parts are there: documents that are gone, the changes, the rejects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claims.aside import aside
from index.changes import Change, ChangeKind, compare
from index.recheck_run import change_line, read_changes
from scripts.rechecking.generation import Generation, Where
from scripts.rechecking.part import Part
from scripts.rechecking.reuse import rows_of
from scripts.rechecking.sieve import Sieve

_BATCH = 500


def write_changes(
    parts: Sequence[Part], previous: Generation | None, sieve: Sieve, path: Path
) -> tuple[dict[ChangeKind, int], int]:
    """Write what changed, but for what did not, in order; counts by kind, and how many of the
    matches there are now are among them."""
    kinds: Counter[ChangeKind] = Counter(dict.fromkeys(ChangeKind, 0))
    there: set[tuple[str, int, str]] = set()
    changed = 0
    with path.open("w", encoding="utf-8") as file:
        for change in _changes(parts, previous):
            if not sieve.passes_change(change):
                continue
            file.write(change_line(change))
            kinds[change.kind] += 1
            if change.now is not None and sieve.passes(change.now):
                # verdict, relation and band of one match may all have changed
                row = (change.sentence.document, change.sentence.ordinal, change.now.claim_id)
                changed += row not in there
                there = {row}
    return dict(kinds), changed


def _changes(parts: Sequence[Part], previous: Generation | None) -> Iterator[Change]:
    for part in parts:
        yield from read_changes(part.folder / "changes.jsonl")
    if previous:
        for places in gone(parts, previous):
            for row in rows_of(previous, places):
                yield from compare(row, None)


def gone(parts: Sequence[Part], previous: Generation) -> Iterator[list[Where]]:
    """The documents of the run before that are in the archive no more."""
    ids = [part.documents.ids for part in parts]
    now = np.unique(np.concatenate(ids)) if ids else np.empty(0, "V16")
    for number, part in enumerate(previous.parts):
        missing = np.flatnonzero(~_among(part.documents.ids, now))
        for start in range(0, len(missing), _BATCH):
            yield [Where(number, int(at)) for at in missing[start : start + _BATCH]]


def _among(ids: NDArray[np.void], known: NDArray[np.void]) -> NDArray[np.bool_]:
    """Which of them are known; numpy's isin would sort what is known anew for each part."""
    if not len(known):
        return np.zeros(len(ids), np.bool_)
    at = np.minimum(np.searchsorted(known, ids), len(known) - 1)
    found: NDArray[np.bool_] = known[at] == ids
    return found


def write_rejects(parts: Sequence[Part], path: Path) -> None:
    """Write why documents were not read, a JSON line each; no file where all were."""
    if not any(part.summary.rejected for part in parts):
        path.unlink(missing_ok=True)
        return
    with aside(path) as beside, beside.open("w", encoding="utf-8") as file:
        for part in parts:
            file.write((part.folder / "rejects.jsonl").read_text(encoding="utf-8"))
