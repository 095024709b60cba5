"""A run that keeps rows is made by several processes, and writes what one process writes."""

from __future__ import annotations

import pickle
import shutil
import subprocess
import sys
from dataclasses import replace

import pytest

from index.errors import SnapshotError
from scripts.rechecking import beside
from scripts.rechecking.beside import Beside, worth
from scripts.rechecking.chunks import Chunk
from scripts.rechecking.desk import Plan
from scripts.rechecking.generation import Generation, newest
from scripts.rechecking.making import of_kept
from scripts.rechecking.part import PartSummary
from scripts.rechecking.run import rechecked
from service.config import CHECKOUT
from tests.scripts.rechecking.conftest import World

_CHARACTERS = 700  # a chunk, so that there are many


@pytest.fixture
def changed(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """A finished run in `state`, and claims and documents that changed since."""
    monkeypatch.setattr(beside, "_MANY", 12)
    world.add_documents(150)
    world.publish()
    _run(world, "state")
    world.change_claims(20)
    world.drop_claims(5)
    world.change_documents(10)
    world.add_documents(5)
    world.publish()
    return world


def _run(world: World, state: str) -> bytes:
    request = replace(world.request(state), chunk_characters=_CHARACTERS)
    with rechecked(request, world.settings()) as recheck:
        changes = recheck.changes_file.read_bytes()
    return request.output.read_bytes() + changes


def _alone(world: World, monkeypatch: pytest.MonkeyPatch) -> bytes:
    shutil.copytree(world.folder / "state", world.folder / "alone")
    with monkeypatch.context() as patched:
        patched.setattr(beside, "processors", lambda: 1)
        return _run(world, "alone")


def test_processes_together_write_what_one_writes(
    changed: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []

    class Counted(beside._Helper):
        def process(self, plan: Plan, chunk: Chunk) -> PartSummary:
            made.append(chunk.number)
            return super().process(plan, chunk)

    alone = _alone(changed, monkeypatch)
    monkeypatch.setattr(beside, "processors", lambda: 3)
    monkeypatch.setattr(beside, "_Helper", Counted)
    assert _run(changed, "state") == alone
    assert made and len(made) == len(set(made))
    assert b"verdict_changed" in alone


def test_the_chunks_of_a_process_that_died_are_made_all_the_same(
    changed: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    died: list[int] = []

    class Dying(beside._Helper):
        def process(self, plan: Plan, chunk: Chunk) -> PartSummary:
            died.append(chunk.number)
            self._process.kill()
            return super().process(plan, chunk)

    alone = _alone(changed, monkeypatch)
    monkeypatch.setattr(beside, "processors", lambda: 2)
    monkeypatch.setattr(beside, "_Helper", Dying)
    assert _run(changed, "state") == alone
    assert died


def test_what_a_process_raises_ends_the_run_which_can_go_on(
    changed: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Misled(beside._Helper):
        def process(self, plan: Plan, chunk: Chunk) -> PartSummary:
            return super().process(replace(plan, snapshot="20000101T000000-000000"), chunk)

    alone = _alone(changed, monkeypatch)
    monkeypatch.setattr(beside, "processors", lambda: 2)
    with monkeypatch.context() as patched:
        patched.setattr(beside, "_Helper", Misled)
        with pytest.raises(SnapshotError, match="20000101T000000-000000"):
            _run(changed, "state")
    assert _run(changed, "state") == alone


def test_a_first_run_and_a_short_one_are_made_alone(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "processors", lambda: 3)
    assert worth(None, keeps=True) == 0
    world.add_documents(150)
    world.publish()
    _run(world, "state")
    found = newest(world.folder / "state")
    assert found is not None
    previous = Generation(found)
    assert worth(previous, keeps=True) == 0
    monkeypatch.setattr(beside, "_MANY", previous.about.sentences)
    assert worth(previous, keeps=True) == 2
    assert worth(previous, keeps=False) == 0
    with Beside(0) as nobody:
        assert not nobody.takes(Chunk(number=0, documents=(), unread=()))


def test_where_rows_are_kept_the_chunks_are_larger(changed: World) -> None:
    def parts() -> int:
        found = newest(changed.folder / "state")
        assert found is not None
        return Generation(found).about.parts

    before = parts()
    _run(changed, "state")
    assert 1 < parts() < before / 2


def test_few_processes_share_fewer_and_larger_chunks() -> None:
    times = [of_kept(others) for others in range(8)]
    assert times[0] < times[1]
    assert times[1:] == sorted(times[1:], reverse=True)
    assert times[7] == times[0] > 1


def test_a_process_ends_with_its_input() -> None:
    command = [sys.executable, "-m", "scripts.rechecking.helper"]
    with subprocess.Popen(command, cwd=CHECKOUT, stdin=subprocess.PIPE) as helper:
        assert helper.stdin is not None
        pickle.dump(None, helper.stdin)
        helper.stdin.close()  # as where the one who asked was killed
        assert helper.wait(60) == 0


def test_a_process_whose_answers_nobody_reads_ends_without_a_word() -> None:
    command = [sys.executable, "-m", "scripts.rechecking.helper"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=CHECKOUT, stdin=pipe, stdout=pipe, stderr=pipe) as helper:
        assert helper.stdin is not None and helper.stdout is not None and helper.stderr is not None
        helper.stdout.close()
        for sent in (None, None):  # a plan, and a chunk to which any answer is an error
            pickle.dump(sent, helper.stdin)
        helper.stdin.flush()
        assert helper.wait(60) == 0
        assert helper.stderr.read() == b""
