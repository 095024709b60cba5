"""told: what stops a training is said in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import click

from scripts.evaluation.commands.answer import EXPECTED, sentence_of

_Arguments = ParamSpec("_Arguments")


def told(command: Callable[_Arguments, None]) -> Callable[_Arguments, None]:
    """Expected errors are one sentence on standard error, and exit code 1."""

    @wraps(command)
    def run(*args: _Arguments.args, **kwargs: _Arguments.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except EXPECTED as error:
            raise click.ClickException(sentence_of(error)) from error

    return run
