"""told: what stops a training is said in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import click

from claims.errors import ClaimsError
from index.errors import MatchingError
from scripts.evaluation.trec import EvaluationError
from service.config import SettingsError

_Arguments = ParamSpec("_Arguments")


def told(command: Callable[_Arguments, None]) -> Callable[_Arguments, None]:
    """Expected errors are one sentence on standard error, and exit code 1."""

    @wraps(command)
    def run(*args: _Arguments.args, **kwargs: _Arguments.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except (ClaimsError, MatchingError, SettingsError, EvaluationError) as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            name = error.filename or "a file"
            raise click.ClickException(f"{name}: {error.strerror or error}") from error

    return run
