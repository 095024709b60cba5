"""Recheck: what one finished run was and found; its changes are read from the disk, not held."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.changes import Change, ChangeKind
from index.recheck_columns import parse_change, render_change


@dataclass(frozen=True, slots=True, kw_only=True)
class RunInfo:
    """One run. Times ISO 8601 in UTC; `previous` is the snapshot of the run before, if any.

    `sentences` counts rows written, `encoded` and `matched_anew` the texts on which work was not
    spared: sentences, and what they quote.
    """

    snapshot: str
    built_at: str
    encoder: str
    previous: str | None
    previous_at: str | None
    started_at: str
    documents: int
    rejected: int
    sentences: int
    encoded: int
    matched_anew: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recheck:
    """A finished run: `counts` of its changes, and the file that lists them, a JSON line each."""

    info: RunInfo
    counts: dict[ChangeKind, int]
    output: Path
    changes_file: Path

    def changes(self) -> Iterator[Change]:
        """Every change in the order of the documents; may be asked for again and again."""
        return read_changes(self.changes_file)


def read_changes(path: Path) -> Iterator[Change]:
    """The changes of a file; raises OSError or ValueError where it is none."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield parse_change(json.loads(line))


def change_line(change: Change) -> str:
    """A change as a line of the file."""
    return json.dumps(render_change(change), ensure_ascii=False) + "\n"
