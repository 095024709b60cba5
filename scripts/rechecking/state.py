"""What of a state's folder is a run's own: nothing else in it is ever removed."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

from scripts.rechecking.errors import RecheckError

BEGUN = "begun.json"
LOCK = ".lock"
_OF_A_RUN = re.compile(
    r"begun\.json|generation\.json|\.(?:begun|generation)\.json-\d+|basis\.npz|claims\.npz|changes\.jsonl|part-\d+|\.part-\d+-\d+"
    r"|\.nfs\w+"  # what is still open, on some file systems
)
_FINISHED = re.compile(r"gen-\d+")


def begun(run: Path) -> dict[str, Any]:
    """What the run that was begun in `run/` noted of itself: `key`, `stamp`, `started_at`; nothing
    where none was."""
    try:
        said = json.loads((run / BEGUN).read_text())
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def check_own(folder: Path) -> None:
    """Raises RecheckError where `run/`, which a new run empties, holds what no run has written."""
    run = folder / "run"
    if run.is_symlink() or (run.exists() and not run.is_dir()):
        raise RecheckError(f"{run} is no folder of a run: give --state another folder")
    names = sorted(path.name for path in run.iterdir()) if run.exists() else []
    strange = [name for name in names if not _OF_A_RUN.fullmatch(name)]
    if strange:
        raise RecheckError(
            f"{run} holds what no run has written ({strange[0]}) and would be emptied: "
            "give --state another folder"
        )


def finished(folder: Path) -> list[Path]:
    """The folders of finished runs, also of those that a killed one has left beside its own."""
    return [path for path in folder.glob("gen-*") if _FINISHED.fullmatch(path.name)]


def remove_own(folder: Path) -> None:
    """Remove what runs have written there, and the folder where nothing else is in it."""
    for path in [*finished(folder), folder / "run"]:
        shutil.rmtree(path, ignore_errors=True)
    (folder / LOCK).unlink(missing_ok=True)
    if not any(folder.iterdir()):
        folder.rmdir()
