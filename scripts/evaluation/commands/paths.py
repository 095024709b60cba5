"""Paths on the command line: files and folders that are there, and those to be written."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click


class Written(click.Path):
    """A path that can be written, as is known before the work; its folder is made."""

    def convert(self, value: Any, option: Any, context: Any) -> Path:
        # heavy: the engines come with it
        from scripts.rechecking.errors import RecheckError
        from scripts.rechecking.paths import make_folders

        path = Path(os.fsdecode(super().convert(value, option, context)))
        inside = path / "file" if self.dir_okay else path
        try:
            make_folders((inside,))
        except RecheckError as error:
            self.fail(f"{path}{str(error).removeprefix(str(inside))}", option, context)
        return path


FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
NEW_FILE = Written(dir_okay=False, writable=True, path_type=Path)
NEW_FOLDER = Written(file_okay=False, writable=True, path_type=Path)
