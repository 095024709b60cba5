"""What a command says: the figures of a report, or one sentence on what went wrong."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec

import click

from claims.errors import ClaimsError
from index.errors import MatchingError
from scripts.evaluation.commands.paths import NEW_FILE
from scripts.evaluation.trec import EvaluationError
from service.config import SettingsError

if TYPE_CHECKING:
    from scripts.evaluation.report import Report

_EXTRA = "the evaluation's libraries are missing: install the project with its evaluate extra"
_Arguments = ParamSpec("_Arguments")
EXPECTED = (ClaimsError, MatchingError, SettingsError, EvaluationError, OSError)

saved_run = click.option("--json", "saved", type=NEW_FILE, help="Save the run for `compare`.")


def reported(command: Callable[_Arguments, None]) -> Callable[_Arguments, None]:
    """Expected errors are one sentence on standard error, and exit code 1."""

    @wraps(command)
    def run(*args: _Arguments.args, **kwargs: _Arguments.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except EXPECTED as error:
            click.echo(f"evaluate: {sentence_of(error)}", err=True)
            sys.exit(1)
        except ModuleNotFoundError as error:
            click.echo(f"evaluate: {_EXTRA} ({error.name})", err=True)
            sys.exit(1)

    return run


def sentence_of(error: Exception) -> str:
    """What one of EXPECTED says, with the file that is at fault."""
    if isinstance(error, OSError):
        return f"{error.filename or 'a file'}: {error.strerror or error}"
    return str(error)


def tell(report: Report, saved: Path | None, lines: Sequence[str] | None = None) -> None:
    """Print the figures, then the lines if they are wanted; save the run if a file is given."""
    click.echo(report.text())
    if lines is not None:
        click.echo("\n".join(lines))
    if saved:
        report.save(saved)
