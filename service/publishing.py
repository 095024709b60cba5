"""Building a snapshot in the background of a running service."""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future
from typing import TYPE_CHECKING

from claims.store import ClaimStore
from index.errors import BuildRunning, MatchingError
from service.engine import Engine
from service.errors import log_failure

if TYPE_CHECKING:
    from index.build import BuildReport

_TAKE_UP_SECONDS = 3.0
_BUILDING = threading.Lock()  # held by the one build of this process


def start_build(engine: Engine) -> Future[BuildReport]:
    """Build and publish in a thread of its own; its failure is the future's and is logged.

    Raises BuildRunning at once where another build is running already.
    """
    from index.publish import only_build

    if not _BUILDING.acquire(blocking=False):
        raise BuildRunning("another build is running: wait for it, then build again")
    try:
        with only_build(engine.settings.snapshots):  # nor does another process build
            pass
    except BaseException:
        _BUILDING.release()
        raise
    future: Future[BuildReport] = Future()
    threading.Thread(target=_build, args=(engine, future), name="build", daemon=True).start()
    return future


def _build(engine: Engine, future: Future[BuildReport]) -> None:
    try:
        try:
            report = _built(engine)
        finally:
            _BUILDING.release()  # before the caller hears of it, who may build again at once
    except Exception as error:
        log_failure(error)
        future.set_exception(error)
    else:
        future.set_result(report)


def _built(engine: Engine) -> BuildReport:
    from index.build import build_snapshot

    settings = engine.settings
    with ClaimStore.open(settings.store_url) as store:
        fitted = settings.calibrations
        return build_snapshot(store, engine.encoder, settings.snapshots, fitted=fitted)


def wait_until_served(engine: Engine, snapshot_id: str) -> None:
    """Return once lookups of this process see the snapshot, at most a few seconds later."""
    until = time.monotonic() + _TAKE_UP_SECONDS
    while time.monotonic() < until:
        try:
            if engine.matcher().info.id == snapshot_id:
                return
        except MatchingError:
            return
        time.sleep(0.05)
