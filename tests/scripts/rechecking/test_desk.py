"""What a run opens, side by side, is checked as if it were opened in turn."""

from __future__ import annotations

import pytest

from index.errors import SnapshotDamaged, SnapshotForeign
from scripts.rechecking.desk import open_index
from tests.scripts.rechecking.conftest import World


def test_a_snapshot_of_another_encoder_is_refused(world: World) -> None:
    published = world.publish()
    settings = world.settings().model_copy(update={"query_prefix": "asked: "})
    with pytest.raises(SnapshotForeign, match="was built by encoder"):
        open_index(settings, published)


def test_a_damaged_one_too_and_a_sound_one_can_be_searched(world: World) -> None:
    published = world.publish()
    index = open_index(world.settings(), published)
    vectors = index.encoder.encode_queries(["The mayor banned the old bridge."])
    (near,) = index.nearest.result().claims(vectors, 3)
    assert len(near.rows) == 3
    path = world.settings().snapshots / published / "hubs.npy"
    path.write_bytes(path.read_bytes()[:-1])
    open_index.cache_clear()
    with pytest.raises(SnapshotDamaged, match="cut or altered"):
        open_index(world.settings(), published)
