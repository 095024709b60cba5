"""Delivery: what else is made of a finished run when asked: changes, report, sample, webhook."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from claims.aside import aside
from index.changes import ChangeKind
from index.recheck_run import Recheck
from scripts.rechecking.addresses import is_web_address
from scripts.rechecking.errors import RecheckError
from scripts.rechecking.failing import EXIT_CODE, FailOn, failures
from scripts.rechecking.request import rejects_of
from scripts.rechecking.unread import unread_documents
from service.config import Settings

_Command = TypeVar("_Command", bound=Callable[..., Any])
_FILE = click.Path(dir_okay=False, path_type=Path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Nothing where nothing was asked for. Settings come from `Settings.load()`."""

    changes: Path | None = None
    report: Path | None = None
    fail_on: frozenset[ChangeKind] = frozenset()
    webhook: str | None = None
    sample: int | None = None
    sample_to: Path | None = None
    seed: int = 0

    def check(self, output: Path, settings: Settings) -> None:
        """Raises RecheckError for what would fail after hours of work."""
        from scripts.rechecking.sample import keep_labels
        from scripts.rechecking.spreadsheet import SUFFIXES
        from scripts.rechecking.webhook import check_address

        if self.sample_to and self.sample_to.suffix.lower() not in SUFFIXES:
            raise RecheckError(f"--sample-to {self.sample_to}: give {' or '.join(SUFFIXES)}")
        if self.sample_to and not self.sample:
            raise RecheckError("--sample-to needs --sample N: how many matches")
        if sample := self.files(output).get("--sample"):
            keep_labels(sample)
        if self.webhook is None:
            return
        check_address(self.webhook)
        if settings.webhook_secret is None:
            raise RecheckError(
                "--webhook needs a secret to sign with: set PRIORCHECK_WEBHOOK_SECRET"
            )

    def files(self, output: Path) -> dict[str, Path]:
        """What is written beside the output, by the option that asks for it."""
        sample = self.sample_to or output.with_name(output.name + ".sample.xlsx")
        asked = {"--changes": self.changes, "--report": self.report}
        asked["--sample"] = sample if self.sample else None
        return {option: path for option, path in asked.items() if path}

    def make(self, recheck: Recheck, settings: Settings) -> None:
        """Write and send what was asked for. Raises RecheckError and OSError."""
        unread = unread_documents(rejects_of(recheck.output))
        if self.changes:
            write_changes(recheck, self.changes, unread)
        if self.report:
            from scripts.rechecking.read_output import matched_rows
            from scripts.rechecking.report import write_report

            write_report(recheck, matched_rows(recheck.output), self.report, unread=unread)
        if self.sample:
            from scripts.rechecking.read_output import matched_rows
            from scripts.rechecking.sample import write_sample

            path = self.files(recheck.output)["--sample"]
            write_sample(matched_rows(recheck.output), path, self.sample, self.seed)
        if self.webhook and settings.webhook_secret:
            from scripts.rechecking.webhook import send_summary

            send_summary(recheck, self.webhook, settings.webhook_secret.get_secret_value())

    def exit_code(self, recheck: Recheck) -> int:
        """3, with a line on standard error, where `--fail-on` has something to say; else 0."""
        found = failures(self.fail_on, recheck.counts)
        if found is None:
            return 0
        click.echo(f"recheck: {found} (--fail-on)", err=True)
        return EXIT_CODE


def delivery_options(command: _Command) -> _Command:
    """The options of a command that makes a Delivery, named as its fields."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def web_address(_: click.Context, option: click.Parameter, address: str | None) -> str | None:
    """The address; wrong usage where it is none. What may be secret in it is not said."""
    if address is not None and not is_web_address(address):
        raise click.BadParameter(
            "must be an http or https address, without a password", param=option
        )
    return address


_OPTIONS = (
    click.option("--changes", type=_FILE, help="Write what changed as JSON Lines."),
    click.option("--report", type=_FILE, help="Write a page (HTML) for people: what changed."),
    click.option(
        "--fail-on",
        type=FailOn(),
        default=frozenset(),
        help=f"Exit with {EXIT_CODE} where there are such changes: new_match, lost_match, "
        "verdict_changed, relation_changed, claim_withdrawn, band_changed, or any.",
    ),
    click.option(
        "--webhook",
        metavar="URL",
        callback=web_address,
        help="Post the counts as JSON, signed with PRIORCHECK_WEBHOOK_SECRET.",
    ),
    click.option(
        "--sample",
        metavar="N",
        type=click.IntRange(1),
        help="Draw N matches for people to label; evaluate.py labelled takes them back.",
    ),
    click.option(
        "--sample-to",
        type=_FILE,
        help="Where to, .xlsx or .csv. Default: beside the output, OUTPUT.sample.xlsx.",
    ),
    click.option("--seed", default=0, show_default=True, help="Another one draws others."),
)


def write_changes(
    recheck: Recheck, path: Path, unread: Callable[[str], bool] = lambda _: False
) -> None:
    """The changes, a JSON line each, in the order of the documents; `since` is when a run first
    said so, `unread` whether a document that seems gone could not be read. Raises OSError."""
    with aside(path) as beside, beside.open("w", encoding="utf-8") as file:
        with recheck.changes_file.open(encoding="utf-8") as lines:
            for line in lines:
                change = json.loads(line)
                change["since"] = change["since"] or recheck.info.started_at
                change["unread"] = change["gone"] and unread(change["sentence"]["document"])
                file.write(json.dumps(change, ensure_ascii=False) + "\n")
