"""check_filled() and check_some(): an archive that is gone all at once is hardly meant."""

from __future__ import annotations

import os
from collections.abc import Sequence

from scripts.rechecking.errors import RecheckError
from scripts.rechecking.generation import Generation
from scripts.rechecking.part import Part
from scripts.rechecking.request import Request


def check_filled(request: Request, previous: Generation | None) -> None:
    """Raises RecheckError where a folder is empty in which the run before found files."""
    before = set(previous.about.filled if previous else ())
    now = {os.path.abspath(name) for name in request.inputs}
    gone = sorted((before & now) - set(request.filled())) if before else []
    if gone:
        raise RecheckError(
            f"{gone[0]} has no file in it, and had some in the run before: is it mounted? "
            "If it is really empty, put an empty text into it, and all is told as lost"
        )


def check_some(request: Request, previous: Generation | None, parts: Sequence[Part]) -> None:
    """Raises RecheckError where no document is left: everything would be told as lost."""
    before = previous.about.counts[0] if previous else 0
    if before and not any(part.summary.documents for part in parts):
        raise RecheckError(
            f"no document was found where the run before had {before:,}: is the archive there? "
            f"If it is really empty, remove {request.folder} and begin anew"
        )
