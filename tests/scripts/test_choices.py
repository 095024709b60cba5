"""Enumerations on the command line."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from scripts import claim_commands, ingest, recheck


@pytest.mark.parametrize(
    ("command", "arguments", "shown"),
    [
        (ingest.main, [], "[auto|claimreview|json|jsonl|csv|tsv|parquet|html|export]"),
        (recheck.main, [], "[auto|text|html|jsonl|csv|tsv|parquet]"),
        (claim_commands.main, ["export"], "[jsonld|jsonl|parquet]"),
    ],
)
def test_values_are_shown_and_taken(command: object, arguments: list[str], shown: str) -> None:
    done = CliRunner().invoke(command, [*arguments, "--help"])  # type: ignore[arg-type]
    assert shown in done.output
