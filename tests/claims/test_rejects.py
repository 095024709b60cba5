"""The file of rejects: whole, or it is said why not."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest

from claims.errors import StoreError
from claims.rejects import RejectsFile
from claims.sources.draft import Rejected


def test_a_disk_that_is_full_when_the_file_is_closed_is_told(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, hard))
    try:
        with pytest.raises(StoreError, match="rejects cannot be written to .* free some space"):
            with RejectsFile(tmp_path, "feed") as rejects:
                rejects.write(Rejected(line=1, reason="no claim", original="{}"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
