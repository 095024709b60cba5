"""Builders of changes and finished runs with sensible defaults."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet

from claims.model import Verdict
from index.changes import Change, ChangeKind
from index.checked import CheckedMatch, CheckedReview, CheckedSentence, CheckedText
from index.lookup import Band, Relation
from index.recheck_columns import render_sentence, sentence_table
from index.recheck_run import Recheck, RunInfo, change_line

STARTED = "2026-11-24T06:00:00+00:00"


def a_review(**changes: Any) -> CheckedReview:
    """False, says Example Checks."""
    fields: dict[str, Any] = {
        "publisher": "Example Checks",
        "site": "checks.example",
        "url": "https://checks.example/1",
        "title": None,
        "rating_text": "False",
        "verdict": Verdict.FALSE,
        "reviewed_at": "2025-03-04",
    }
    return CheckedReview(**{**fields, **changes})


def a_match(**changes: Any) -> CheckedMatch:
    """A confirmed match that says the same."""
    fields: dict[str, Any] = {
        "claim_id": "c0123456789abcdef",
        "claim_text": "The Moon is made of cheese.",
        "claim_language": "en",
        "score": 0.9,
        "probability": 0.97,
        "band": Band.CONFIRMED,
        "relation": Relation.SAME,
        "cross_language": False,
        "differences": (),
        "reviews": (a_review(),),
    }
    return CheckedMatch(**{**fields, **changes})


def a_sentence(*matches: CheckedMatch, **changes: Any) -> CheckedSentence:
    """A sentence with these matches."""
    fields: dict[str, Any] = {
        "document": "desk/one.txt",
        "ordinal": 0,
        "start": 0,
        "end": 26,
        "text": "The Moon is made of cheese.",
        "language": "en",
        "answer": CheckedText(no_match=None, best_score=None, matches=matches),
        "snapshot": "20261124T000000-000000",
    }
    return CheckedSentence(**{**fields, **changes})


def a_change(kind: ChangeKind = ChangeKind.NEW_MATCH, **changes: Any) -> Change:
    """A new match of `a_sentence`."""
    now = changes.pop("now", a_match())
    fields: dict[str, Any] = {"sentence": a_sentence(*([now] if now else [])), "before": None}
    return Change(kind=kind, now=now, **{**fields, **changes})


def a_recheck(
    folder: Path,
    changes: Sequence[Change],
    rows: Sequence[CheckedSentence] = (),
    *,
    previous: str | None = "20261120T000000-000000",
    output: str = "out.parquet",
) -> Recheck:
    """A finished run with these changes and rows, written as a run writes them."""
    path = folder / "changes.jsonl"
    path.write_text("".join(map(change_line, changes)), encoding="utf-8")
    if output.endswith(".parquet"):
        pyarrow.parquet.write_table(sentence_table(rows), folder / output)
    else:
        lines = (json.dumps(render_sentence(row)) + "\n" for row in rows)
        (folder / output).write_text("".join(lines), encoding="utf-8")
    info = RunInfo(
        snapshot="20261124T000000-000000",
        built_at="2026-11-24T00:00:00+00:00",
        encoder="0123456789abcdef",
        previous=previous,
        previous_at="2026-11-20T06:00:00+00:00" if previous else None,
        started_at=STARTED,
        documents=1,
        rejected=0,
        sentences=len(rows),
        encoded=len(rows),
        matched_anew=len(rows),
    )
    counts = dict(Counter(change.kind for change in changes))
    return Recheck(info=info, counts=counts, output=folder / output, changes_file=path)
