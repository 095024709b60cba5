"""What a run opens, side by side, is checked as if in turn; and no run takes another's parts."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from claims.sources.texts import Document
from index.errors import SnapshotDamaged, SnapshotForeign
from scripts.rechecking.chunks import Chunk, segment
from scripts.rechecking.desk import Plan, open_index, process
from scripts.rechecking.errors import RecheckError
from scripts.rechecking.making import Progress
from scripts.rechecking.part import PartSummary
from scripts.rechecking.request import Request
from scripts.rechecking.run import rechecked
from tests.scripts.rechecking.conftest import World


def test_each_sentence_of_a_document_has_its_own_language() -> None:
    lines = (
        "Die Stadt will den alten Hafen neu bauen. Viele freuen sich darüber, andere nicht.",
        "The Great Wall of China is not visible from the Moon with the naked eye.",
        "Der Bürgermeister sagte, dass die Arbeiten im Frühling beginnen sollen.",
    )
    found = segment(Document(id="one", text="\n".join(lines)))
    assert [one.language for one in found] == ["de", "de", "en", "de"]


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


class _Stale(Progress):
    """Puts parts of another run into the folder once a run has begun, as a worker does that does
    not know yet that whoever asked it was killed."""

    def __init__(self, folder: Path, parts: Path) -> None:
        self._folder, self._parts = folder, parts

    def start(self, size: int | None) -> None:
        shutil.copytree(self._parts, self._folder, dirs_exist_ok=True)


class _Killed(Progress):
    def done(self, summary: PartSummary) -> None:
        raise KeyboardInterrupt


def _begun(world: World, state: str) -> Request:
    """A request whose run was killed after its first part."""
    request = world.request(state)
    with pytest.raises(KeyboardInterrupt), rechecked(request, world.settings(), _Killed()):
        pass
    return request


def test_a_part_of_a_run_before_is_not_taken_for_this_ones(world: World) -> None:
    world.publish()
    request = _begun(world, "state")
    run, parts = world.folder / "state" / "run", world.folder / "parts"
    shutil.copytree(run, parts, ignore=lambda _, names: [n for n in names if "part-" not in n])
    world.drop_claims(150)
    published = world.publish()
    with rechecked(request, world.settings(), _Stale(run, parts)):
        pass
    assert set(re.findall(r'"snapshot": "([^"]+)"', request.output.read_text())) == {published}
    assert request.output.read_text() == world.run(world.request("other", "other.jsonl")).output


def test_no_part_is_written_into_a_run_that_was_begun_anew(world: World) -> None:
    snapshot = world.publish()
    run = world.folder / "state" / "run"
    request = _begun(world, "state")
    plan = Plan(
        request=request,
        settings=world.settings(),
        snapshot=snapshot,
        folder=run,
        previous=None,
        keeps=False,
        same_basis=True,
        key="of a run before",
    )
    document = Document(id="one", text="The mayor banned the old bridge.")
    with pytest.raises(RecheckError, match="another run was begun"):
        process(plan, Chunk(number=7, documents=(document,), unread=()))
    assert not (run / "part-000007").exists()
