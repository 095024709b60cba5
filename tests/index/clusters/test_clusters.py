"""Claims that are one: found, shown as one, and parted again."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.model import Publisher, Verdict
from claims.store import ClaimStore
from index.build import build_snapshot
from index.clusters.rule import ClusterRule, find_rule
from index.encoder import Encoder
from index.errors import SnapshotError
from index.lookup import Agreement, Filters
from index.matcher import Matcher
from index.publish import current_id
from index.snapshot import Snapshot
from tests.factories import make_record, make_review

WALL = "The long wall of the harbour can be seen from the Moon."
REWORDED = "From the Moon the long wall of the old harbour can be seen."
DENIED = "The long wall of the harbour can not be seen from the Moon."
CLAIMS = (
    ("wall-1", WALL, "one.example", Verdict.FALSE, "2020-03-01"),
    ("wall-2", WALL, "two.example", Verdict.FALSE, "2020-03-05"),
    ("wall-3", REWORDED, "three.example", Verdict.TRUE, "2020-03-07"),
    ("not", DENIED, "four.example", Verdict.FALSE, "2020-03-02"),
    ("tea", "Green tea makes goldfish live twice as long.", "one.example", None, "2020-03-02"),
)


@pytest.fixture
def store(tmp_path: Path) -> ClaimStore:
    store = ClaimStore.open(tmp_path / "store.sqlite")
    store.upsert(
        make_record(
            text,
            claim_key=f"id\x1ftest\x1f{name}",
            review=make_review(
                publisher=Publisher(name=None, site=site),
                url=f"https://{site}/{name}",
                title=f"What {site} found",
                verdict=verdict,
                reviewed_at=day,
            ),
        )
        for name, text, site, verdict, day in CLAIMS
    )
    return store


@pytest.fixture
def ids(store: ClaimStore) -> dict[str, str]:
    return {record.claim_key.split("\x1f")[-1]: record.claim_id for record in store.records()}


def write_rule(folder: Path, encoder: Encoder, **changes: float) -> None:
    rule = ClusterRule(
        fingerprint=encoder.spec.fingerprint,
        same=0.8,
        words=0.75,
        titles=0.75,
        unanswered=1,
        cross=0.8,
        cross_titles=0.5,
        cross_alone=0.95,
        depicting=0.8,
        supporting=0.6,
        precision=0.9,
        fitted_on="a test",
    ).model_copy(update=changes)
    folder.mkdir(exist_ok=True)
    path = folder / f"clusters-{encoder.spec.fingerprint}.json"
    path.write_text(rule.model_dump_json(), encoding="utf-8")


def build(store: ClaimStore, encoder: Encoder, folder: Path, *, cluster: bool = True) -> Snapshot:
    root = folder / "snapshots"
    build_snapshot(store, encoder, root, fitted=folder / "rules", cluster=cluster)
    return Snapshot.open(root / current_id(root), encoder.spec.fingerprint)


def test_a_cluster_is_shown_as_one_claim(
    store: ClaimStore, hashing: Encoder, tmp_path: Path, ids: dict[str, str]
) -> None:
    write_rule(tmp_path / "rules", hashing)
    snapshot = build(store, hashing, tmp_path)
    (lookup,) = Matcher(snapshot, hashing).match([REWORDED], min_probability=0, limit=10)
    assert [match.claim.id for match in lookup.matches][0] == ids["wall-1"]
    assert len(lookup.matches) == 3
    match = lookup.matches[0]
    assert match.found_by == ids["wall-3"] and match.score == pytest.approx(1, abs=1e-5)
    assert match.provenance.content_sha256 == match.claim.reviews[2].provenance.content_sha256
    assert [review.publisher.site for review in match.claim.reviews] == [
        "one.example", "two.example", "three.example",
    ]  # fmt: skip
    assert match.agreement is Agreement.DISAGREE
    by_id = {merged.id: merged for merged in match.claim.merged}
    assert by_id[ids["wall-2"]].merge.rule == "equal text"
    near = by_id[ids["wall-3"]]
    assert (near.text, near.reviews, near.merge.rule) == (REWORDED, 1, "near text")
    assert near.merge.encoder == hashing.spec.fingerprint and near.merge.probability == 0.9
    assert near.merge.score and 0.8 <= near.merge.score < 1
    for name in ("wall-1", "wall-2", "wall-3"):
        assert snapshot.claim(ids[name]) == match.claim
    assert (snapshot.info.claims, snapshot.stats().merged) == (3, 2)


def test_filters_mean_one_of_the_reviews(
    store: ClaimStore, hashing: Encoder, tmp_path: Path, ids: dict[str, str]
) -> None:
    write_rule(tmp_path / "rules", hashing)
    matcher = Matcher(build(store, hashing, tmp_path), hashing)
    filters = Filters(publishers=("two.example",))
    (lookup,) = matcher.match([REWORDED], min_probability=0, filters=filters)
    (match,) = lookup.matches
    assert match.claim.id == ids["wall-1"] and len(match.claim.reviews) == 3
    assert match.found_by == ids["wall-3"]


def test_the_limit_counts_clusters(store: ClaimStore, hashing: Encoder, tmp_path: Path) -> None:
    write_rule(tmp_path / "rules", hashing)
    matcher = Matcher(build(store, hashing, tmp_path), hashing)
    for limit in (1, 2, 3):
        (lookup,) = matcher.match([WALL], min_probability=0, limit=limit)
        assert len({match.claim.id for match in lookup.matches}) == limit


def test_without_a_rule_only_equal_texts_are_one(
    store: ClaimStore, hashing: Encoder, tmp_path: Path, ids: dict[str, str]
) -> None:
    build(store, hashing, tmp_path)
    (merge,) = store.merges.live()
    assert (merge.rule, {merge.claim_id, merge.into}) == (
        "equal text",
        {ids["wall-1"], ids["wall-2"]},
    )


def test_a_build_clusters_only_when_asked_and_shows_what_is_stored(
    store: ClaimStore, hashing: Encoder, tmp_path: Path, ids: dict[str, str]
) -> None:
    assert build(store, hashing, tmp_path, cluster=False).stats().merged == 0
    store.merges.merge(ids["tea"], ids["not"], "a joke")
    snapshot = build(store, hashing, tmp_path, cluster=False)
    shown = snapshot.claim(ids["tea"])
    assert shown and shown.id == ids["not"] and len(shown.reviews) == 2
    store.merges.unmerge(ids["tea"])
    parted = build(store, hashing, tmp_path, cluster=True).claim(ids["tea"])
    assert parted and parted.id == ids["tea"]


def test_a_cluster_outlives_its_withdrawn_head(
    store: ClaimStore, hashing: Encoder, tmp_path: Path, ids: dict[str, str]
) -> None:
    write_rule(tmp_path / "rules", hashing)
    build(store, hashing, tmp_path)
    store.withdraw(ids["wall-1"])
    shown = build(store, hashing, tmp_path, cluster=False).claim(ids["wall-3"])
    assert shown and shown.id in {ids["wall-2"], ids["wall-3"]} and len(shown.reviews) == 2
    again = build(store, hashing, tmp_path).claim(ids["wall-3"])
    assert again and again.id == ids["wall-2"]
    assert ids["wall-1"] not in {m.into for m in store.merges.live()}


def test_a_rule_that_is_none_is_refused(hashing: Encoder, tmp_path: Path) -> None:
    write_rule(tmp_path, hashing)
    assert find_rule(hashing.spec.fingerprint, tmp_path)
    assert find_rule("0" * 16, tmp_path) is None
    path = tmp_path / f"clusters-{hashing.spec.fingerprint}.json"
    path.rename(tmp_path / "clusters-other.json")
    with pytest.raises(SnapshotError, match="is the rule of encoder"):
        find_rule("other", tmp_path)
    (tmp_path / "clusters-other.json").write_text("{}", encoding="utf-8")
    with pytest.raises(SnapshotError, match="no rule for clusters"):
        find_rule("other", tmp_path)
