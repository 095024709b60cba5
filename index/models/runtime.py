"""openvino(): the inference runtime, imported on first use and without its telemetry; and what it
may run on."""

from __future__ import annotations

import os
import sys
import threading
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

_FIRST = threading.Lock()
_CPUINFO = Path("/proc/cpuinfo")
_AMD = "AuthenticAMD"


def openvino() -> Any:
    """Import the runtime; nothing is sent anywhere, and torch stays out."""
    # Importing openvino reports usage to its makers unless this package cannot be imported.
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    with _FIRST:
        import openvino

        # Two threads whose first arrays arrive at one moment wait for each other for ever in its
        # bindings (a guard of theirs, and the interpreter's lock): one array goes ahead of all.
        openvino.Tensor(np.zeros(1, np.float32))
    return openvino


def processors() -> int:
    """Those that this process may use: a worker may be bound to some of them."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@cache
def adds_in_32_bits() -> bool:
    """Whether this processor is known to add products of 8-bit integers without cutting them."""
    return not _features().isdisjoint({"avx512_vnni", "avx_vnni"})


@cache
def quickest_precision() -> str | None:
    """The precision that this processor computes in soonest; None leaves it to the runtime.

    Where only vectors, not tiles, multiply bfloat16, the runtime takes it all the same. Measured
    with `bench.py encode`: on such a Xeon float32 encodes half as many sentences again, on an EPYC
    bfloat16 two thirds more.
    """
    slow = "avx512_bf16" in _features() and not multiplies_tiles() and _AMD not in _features()
    return "f32" if slow else None


def computed_in(precision: str | None = None) -> dict[str, Any]:
    """The runtime's settings that compute in a precision; the quickest, unless it is given."""
    chosen = precision or quickest_precision()
    return {"INFERENCE_PRECISION_HINT": chosen} if chosen else {}


def side_by_side(streams: int) -> dict[str, Any]:
    """The runtime's settings that run so many batches at once, each on one processor."""
    return {"NUM_STREAMS": streams, "INFERENCE_NUM_THREADS": streams}


def multiplies_tiles() -> bool:
    """Whether this processor is known to multiply tiles of bfloat16: to others they are slow."""
    return "amx_bf16" in _features()


def _features() -> frozenset[str]:
    """What the processor says that it can do; nothing where that is not told."""
    try:
        return frozenset(_CPUINFO.read_text().split())
    except OSError:
        return frozenset()
