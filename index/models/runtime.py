"""openvino(): the inference runtime, imported on first use and without its telemetry; and what it
may run on."""

from __future__ import annotations

import os
import sys
from typing import Any


def openvino() -> Any:
    """Import the runtime; nothing is sent anywhere, and torch stays out."""
    # Importing openvino reports usage to its makers unless this package cannot be imported.
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    import openvino

    return openvino


def processors() -> int:
    """Those that this process may use: a worker may be bound to some of them."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
