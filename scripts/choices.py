"""choice(): the values of an enumeration on the command line."""

from __future__ import annotations

from collections.abc import Iterable

import click


def choice(values: Iterable[str]) -> click.Choice[str]:
    """Takes and shows the values; click by itself would take the members' names."""
    return click.Choice([str(value) for value in values])
