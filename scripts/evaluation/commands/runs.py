"""Runs of judged queries on the current snapshot, and the comparison of two that were saved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scripts.evaluation.commands.answer import reported, saved_run, tell
from scripts.evaluation.commands.paths import FILE, FOLDER
from scripts.evaluation.trec import Qrels, Query
from service.config import Settings
from service.engine import open_encoder_of

if TYPE_CHECKING:
    from scripts.evaluation.runs import Bench


def open_bench(calibration: Path | None = None) -> Bench:
    """The current snapshot, believed by its own fit or another."""
    from scripts.evaluation.runs import Bench

    settings = Settings.load()
    return Bench.open(settings.snapshots, open_encoder_of(settings), calibration)


def run(
    bench: Bench,
    queries: list[Query],
    qrels: Qrels,
    silent: list[str],
    title: str,
    without_answers: bool,
    saved: Path | None,
    plots: Path | None,
) -> None:
    """Tell the figures of judged queries, and plot what was believed if a folder is given."""
    from scripts.evaluation.metrics import beliefs
    from scripts.evaluation.runs import evaluate

    report, outcomes = evaluate(bench, queries, qrels, silent, title=title)
    if without_answers:
        kept = tuple(figure for figure in report.figures if figure.name.startswith("no-match"))
        report = replace(report, figures=kept, numbers={})
    tell(report, saved)
    if plots:
        from scripts.evaluation.plots import write_plots

        wanted = sum(bool(found.answers) for found in outcomes)
        for path in write_plots(plots, *beliefs(outcomes), wanted):
            click.echo(f"wrote {path}")


@click.command()
@click.argument("folder", type=FOLDER)
@saved_run
@reported
def debates(folder: Path, saved: Path | None) -> None:
    """Find the checked sentences of debates: NAME.transcript.tsv and NAME.qrels.tsv of FOLDER."""
    from scripts.evaluation.debates import read_debates

    queries, qrels = read_debates(folder)
    run(open_bench(), queries, qrels, [], f"debates of {folder.name}", False, saved, None)


@click.command()
@click.argument("before", type=FILE)
@click.argument("after", type=FILE)
@reported
def compare(before: Path, after: Path) -> None:
    """Compare two saved runs: differences with paired bootstrap intervals (* is significant)."""
    from scripts.evaluation.report import Report
    from scripts.evaluation.report import compare as compared

    click.echo(compared(Report.read(before), Report.read(after)))
