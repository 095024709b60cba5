"""check_filled() and check_known(): an archive that is gone all at once is hardly meant.

Where it is, `--allow-gone` says so.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from scripts.rechecking.errors import RecheckError
from scripts.rechecking.finish import gone
from scripts.rechecking.generation import Generation
from scripts.rechecking.part import Part
from scripts.rechecking.request import Request

_FEWEST = 0.1  # of the documents known: archives grow, and old years are taken out of them


def check_filled(request: Request, previous: Generation | None) -> None:
    """Raises RecheckError where a folder is empty in which the run before found files."""
    before = set(previous.about.filled if previous and not request.allow_gone else ())
    now = {os.path.abspath(name) for name in request.inputs}
    missing = sorted((before & now) - set(request.filled())) if before else []
    if missing:
        raise RecheckError(
            f"{missing[0]} has no file in it, and had some in the run before: is it mounted? "
            "If it is really empty, add --allow-gone, and all is told as lost"
        )


def check_known(request: Request, previous: Generation | None, parts: Sequence[Part]) -> None:
    """Raises RecheckError where nearly no document of the run before is left: all the others would
    be told as lost, and the next run over the right archive would know none of it."""
    before = previous.about.counts[0] if previous else 0
    if previous is None or not before or request.allow_gone:
        return
    rejected = sum(part.summary.rejected for part in parts)
    unread = f" ({rejected:,} could not be read: {request.rejects})" if rejected else ""
    if not any(part.summary.documents for part in parts):
        raise RecheckError(
            f"no document was found{unread} where the run before had {before:,}: is the archive "
            "there? If it is really empty, add --allow-gone, and all is told as lost"
        )
    left = before - sum(map(len, gone(parts, previous)))
    if left < _FEWEST * before:
        raise RecheckError(
            f"{f'only {left:,}' if left else 'none'} of the {before:,} documents that the run "
            f"before had are in the input{unread}: another archive needs another --state than "
            f"{request.folder}, and the same one the same folders, --id-column and current folder, "
            "by which its documents are known. If the others are really gone, add --allow-gone, "
            "and all of them are told as lost"
        )
