"""A batch answers as each text alone does, down to the last bit: a re-check rests on it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.store import ClaimStore
from index.build import build_snapshot
from index.calibration import Calibration, Logistic
from index.encoder import Encoder
from index.features import CANDIDATES, gather
from index.lookup import Filters, Lookup
from index.matcher import Matcher
from index.publish import current_id
from index.snapshot import Rows, Snapshot
from tests.index.conftest import SENTENCES, records

POSTED = " — Ann (@ann) January 15, 2021"
PIECES = [*(word for text, _ in SENTENCES for word in text.split()), "Report", "2021", "ß", "猫"]
SAID = st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)
TEXTS = st.builds(str.__add__, SAID, st.sampled_from(["", POSTED]))
LANGUAGES = st.sampled_from(["en", "de", "xx", None])
NEAREST = st.sets(st.integers(0, 29), min_size=1).map(lambda rows: np.array(sorted(rows)))
Believed = tuple[list[int], dict[str, list[float]], list[float]]
COLUMNS = ("score", "mean", "grams", "covered", "near", "far", "lead", "others", "common", "length")


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory, hashing: Encoder) -> Snapshot:
    """Thirty claims, four of them one cluster, under a calibration that looks at everything."""
    folder = tmp_path_factory.mktemp("batches")
    model = Logistic(columns=COLUMNS, weights=(3.0,) * len(COLUMNS), intercept=-6.0)
    order = Logistic(columns=COLUMNS[:5], weights=(3.0,) * 5, intercept=0.0)
    calibration = Calibration(
        fingerprint=hashing.spec.fingerprint,
        ranking=order,
        same=model,
        cross=model,
        suggested=0.5,
        confirmed=0.9,
        fitted_on="a test",
    )
    (folder / f"{hashing.spec.fingerprint}.json").write_text(calibration.model_dump_json())
    with ClaimStore.open(folder / "store.sqlite") as store:
        store.upsert(records())
        ids = [record.claim_id for record in records()]
        for one in (1, 2, 4):
            store.merges.merge(ids[one], ids[0])
        build_snapshot(store, hashing, folder / "snapshots", fitted=folder)
    root = folder / "snapshots"
    found = Snapshot.open(root / current_id(root), hashing.spec.fingerprint)
    assert found.merged
    return found


@settings(deadline=None)
@given(st.lists(st.tuples(TEXTS, LANGUAGES, NEAREST), min_size=1, max_size=9))
def test_features_and_beliefs(
    snapshot: Snapshot, hashing: Encoder, asked: list[tuple[str, str | None, Rows]]
) -> None:
    matcher = Matcher(snapshot, hashing)

    def believed(some: list[tuple[str, str | None, Rows]]) -> list[Believed]:
        texts, languages, nearest = (list(column) for column in zip(*some, strict=True))
        vectors = hashing.encode_queries(texts)
        candidates = gather(snapshot, texts, languages, vectors, nearest)
        ranked, probabilities = matcher.rank(candidates, CANDIDATES)
        assert probabilities is not None
        parts = zip(ranked.each(), ranked.queries.slices, strict=True)
        return [
            (
                one.rows.tolist(),
                {k: v.tolist() for k, v in one.columns.items()},
                probabilities[at].tolist(),
            )
            for one, at in parts
        ]

    assert believed(asked) == [alone for one in asked for alone in believed([one])]


@settings(deadline=None)
@given(st.lists(st.tuples(TEXTS, LANGUAGES), max_size=9))
def test_lookups(snapshot: Snapshot, hashing: Encoder, asked: list[tuple[str, str | None]]) -> None:
    matcher = Matcher(snapshot, hashing)
    options: list[dict[str, Any]] = [
        {},
        {"min_probability": 0.0, "limit": 3},
        {"min_probability": 0.6, "filters": Filters(languages=("de",))},
    ]

    def answers(some: list[tuple[str, str | None]], chosen: dict[str, Any]) -> list[Lookup]:
        found = matcher.match([t for t, _ in some], language=[la for _, la in some], **chosen)
        return [replace(lookup, took_ms=0.0) for lookup in found]

    for chosen in options:
        alone = [found for one in asked for found in answers([one], chosen)]
        assert answers(asked, chosen) == alone
