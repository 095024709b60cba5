"""openvino(): the inference runtime, imported on first use and without its telemetry."""

from __future__ import annotations

import sys
from typing import Any


def openvino() -> Any:
    """Import the runtime; nothing is sent anywhere, and torch stays out."""
    # Importing openvino reports usage to its makers unless this package cannot be imported.
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    import openvino

    return openvino
