"""on_cluster(): the chunks of a run made into parts by the workers of a Dask cluster.

The workers run `desk.process`, as one machine does, and write the parts into the run's folder
themselves; a part is written whole or not at all, so one made twice, by a worker that died and by
the one that took over, is the same. Needs the extra `cluster`; nothing else imports this module.
The scheduler hands out pickled calls: whoever may connect to it may run code on the workers.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from dataclasses import replace
from typing import TYPE_CHECKING

from scripts.rechecking.chunks import Chunk
from scripts.rechecking.desk import Plan, process
from scripts.rechecking.errors import RecheckError
from scripts.rechecking.generation import part_folder, program
from scripts.rechecking.part import Part, PartSummary

if TYPE_CHECKING:
    from distributed import Client

_PATIENCE = 30  # seconds until a scheduler that does not answer is given up
_WAITING = 2  # chunks a thread of a worker has before it beyond the one at work
_LOCK = threading.Lock()


def on_cluster(
    address: str, plan: Plan, found: Iterator[Chunk], done: Callable[[PartSummary], object]
) -> list[Part]:
    """The parts of all chunks, in order; holds no more chunks than keep the workers busy.

    Folders, snapshots and the cache must lie where every worker finds them by the same path.
    Raises RecheckError, and what a worker raised.
    """
    try:
        from distributed import Client, KilledWorker, as_completed
        from distributed.client import ClosedClientError
    except ModuleNotFoundError as error:
        raise RecheckError(
            f"--cluster needs {error.name}: install the project with its cluster extra"
        ) from error
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # what is lost is told here
    sent = _as_sent(plan)
    parts: list[Part] = []
    try:
        with Client(address, timeout=_PATIENCE, set_as_default=False) as client:
            client.wait_for_workers(1, timeout=_PATIENCE)
            under_way = as_completed(loop=client.loop)
            count = 0
            for chunk in found:
                parts.append(Part(part_folder(plan.folder, chunk.number)))
                if parts[-1].whole(plan.mark(chunk)):
                    done(parts[-1].summary)
                    continue
                under_way.add(client.submit(process_alone, sent, chunk, program(), pure=False))
                count += 1
                while count >= _most(client):
                    done(next(under_way).result())
                    count -= 1
            for future in under_way:
                done(future.result())
    except KilledWorker as error:
        raise RecheckError(f"workers died, one after the other, over a chunk: {error}") from error
    except (CancelledError, ClosedClientError) as error:
        raise RecheckError(
            f"--cluster {address}: the scheduler is gone: start it, and run the same command "
            "again; it goes on where it stopped"
        ) from error
    except OSError as error:  # distributed's time-outs are of this kind too
        raise RecheckError(f"--cluster {address}: {error or 'no answer'}") from error
    return parts


def process_alone(plan: Plan, chunk: Chunk, version: str) -> PartSummary:
    """`process`, one chunk at a time in a worker, however many threads it has: the encoder takes
    all its processors. Raises RecheckError where the worker runs another program."""
    if version != program():
        raise RecheckError("a worker runs another version of the program: update it")
    with _LOCK:
        return process(plan, chunk)


def _most(client: Client) -> int:
    """Chunks under way at most; at least a few, while workers come and go."""
    threads: dict[str, int] = client.nthreads()
    return (1 + _WAITING) * max(2, sum(threads.values()))


def _as_sent(plan: Plan) -> Plan:
    """With folders by their whole paths, as workers elsewhere find them, and no secret."""
    settings = plan.settings
    folders = {"data": settings.data.absolute(), "cache": settings.cache.absolute()}
    hidden = {"admin_key": None, "webhook_secret": None, "store": ""}  # whose URL may have one
    return replace(
        plan,
        settings=settings.model_copy(update=folders | hidden),
        folder=plan.folder.absolute(),
        previous=plan.previous and plan.previous.absolute(),
    )
