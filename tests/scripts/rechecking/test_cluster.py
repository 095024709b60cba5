"""A re-check on Dask workers of their own processes writes what one process writes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from scripts.rechecking.errors import RecheckError
from scripts.rechecking.local_cluster import LocalCluster, local_cluster
from scripts.rechecking.making import Progress
from scripts.rechecking.part import PartSummary
from scripts.rechecking.request import Request
from scripts.rechecking.run import rechecked
from service.config import CHECKOUT
from tests.scripts.rechecking.conftest import World

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:distributed")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCluster]:
    """A scheduler and three workers."""
    with local_cluster(tmp_path_factory.mktemp("cluster"), 3) as running:
        yield running


class _Killer(Progress):
    """Kills a worker when some parts are done."""

    def __init__(self, victim: subprocess.Popen[bytes] | None, after: int) -> None:
        self.parts = 0
        self._victim = victim
        self._after = after

    def done(self, summary: PartSummary) -> None:
        self.parts += 1
        if self._victim and self.parts == self._after:
            self._victim.kill()
            self._victim.wait(10)


def _run(world: World, request: Request, cluster: str | None, progress: Progress) -> bytes:
    with rechecked(request, world.settings(), progress, cluster) as recheck:
        changes = recheck.changes_file.read_bytes()
    return request.output.read_bytes() + changes


def test_a_killed_worker_changes_nothing(world: World, cluster: LocalCluster) -> None:
    world.add_documents(150)
    world.publish()
    here = replace(world.request("here", "here.jsonl"), chunk_characters=700)
    alone = _run(world, here, None, Progress())
    there = replace(world.request("there", "there.jsonl"), chunk_characters=700)
    killer = _Killer(cluster.workers[0], 5)
    assert _run(world, there, cluster.address, killer) == alone
    assert killer.parts > 20
    assert cluster.workers[0].poll() is not None
    assert len(alone) > 10_000

    # the next run goes on from either, by either
    world.change_claims(20)
    world.drop_claims(5)
    world.change_documents(10)
    world.publish()
    here = replace(world.request("here", "here.jsonl"), chunk_characters=700)
    there = replace(world.request("there", "there.jsonl"), chunk_characters=700)
    alone = _run(world, here, None, Progress())
    assert _run(world, there, cluster.address, Progress()) == alone
    assert b"verdict_changed" in alone


def test_a_scheduler_that_dies_is_an_error_and_what_was_done_is_kept(
    world: World, tmp_path: Path
) -> None:
    world.publish()
    request = replace(world.request("state"), chunk_characters=1500)  # few, which are all sent
    with local_cluster(tmp_path, 1) as running:
        killer = _Killer(running.scheduler, 1)
        with pytest.raises(RecheckError, match="the scheduler is gone: start it"):
            _run(world, request, running.address, killer)
    assert killer.parts == 1
    assert list((request.folder / "run").glob("part-*"))


def test_no_scheduler_is_an_error(
    world: World, monkeypatch: pytest.MonkeyPatch, cluster: LocalCluster
) -> None:
    world.publish()
    monkeypatch.setattr("scripts.rechecking.cluster._PATIENCE", 2)
    request = world.request("state")
    with pytest.raises(RecheckError, match=r"--cluster tcp://127\.0\.0\.1:9"):
        _run(world, request, "tcp://127.0.0.1:9", Progress())
    assert _run(world, request, cluster.address, Progress())


def test_folders_are_those_of_the_caller(
    world: World, cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.publish()
    monkeypatch.chdir(world.folder)
    for _ in range(2):  # the second has a run before it
        request = replace(world.request("state"), state=Path("state"))
        settings = world.settings().model_copy(update={"data": Path("data")})
        with rechecked(request, settings, cluster=cluster.address) as recheck:
            assert recheck.info.documents
        world.add_documents(1)


def test_the_keys_stay_here() -> None:
    from pydantic import SecretStr

    from scripts.rechecking.cluster import _as_sent
    from scripts.rechecking.desk import Plan
    from service.config import Settings

    words = "sixteen-letters-and-more"
    secret = SecretStr(words)
    plan = Plan(
        request=Request(inputs=(), output=Path("out.jsonl")),
        settings=Settings(
            admin_key=secret, webhook_secret=secret, store=f"postgresql://me:{words}@h/d"
        ),
        snapshot="s",
        folder=Path(),
        previous=None,
        keeps=False,
        same_basis=False,
        key="k",
    )
    assert "sixteen" not in repr(_as_sent(plan).settings.model_dump(mode="python"))
    assert _as_sent(plan).settings.admin_key is None


def test_one_machine_needs_no_dask(world: World) -> None:
    world.publish()
    request = world.request("state")
    program = (
        "import sys; sys.modules['distributed'] = sys.modules['dask'] = None\n"
        "from scripts.recheck import main\n"
        f"main({[*request.inputs, '-o', str(request.output), '--id-column', 'id']!r})"
    )
    settings = world.settings()
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=CHECKOUT,
        env={
            "PATH": "/usr/bin:/bin",
            "PYTHONPATH": str(CHECKOUT),
            "PRIORCHECK_DATA": str(settings.data),
            "PRIORCHECK_ENCODER": "hashing",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert request.output.exists()
