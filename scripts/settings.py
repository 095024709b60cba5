"""load_settings(): the settings of a command, and a word about what looks like one and is none."""

from __future__ import annotations

import click

from service.config import Settings, unknown_variables


def load_settings() -> Settings:
    """Read the environment; raises SettingsError.

    Without the word, a misspelt PRIORCHECK_STORE would write to another store than the service's.
    """
    for name in unknown_variables():
        click.echo(f"{name} is not a setting of PriorCheck and has no effect", err=True)
    return Settings.load()
