"""Measure how well the current snapshot answers judged queries, and fit how far to believe it.

Without a command: figures for --queries and --qrels on the snapshot of PRIORCHECK_DATA.
"""

from __future__ import annotations

from pathlib import Path

import click

from scripts.evaluation.commands.answer import reported, saved_run
from scripts.evaluation.commands.fits import ablation, fit, fit_belief
from scripts.evaluation.commands.labels import checkworthy, clusters, judged, labelled, relations
from scripts.evaluation.commands.paths import FILE, NEW_FOLDER
from scripts.evaluation.commands.runs import compare, debates, open_bench, run
from scripts.evaluation.commands.sentences import crosslingual, paraphrases, stances, swaps, topics
from scripts.evaluation.trec import Query, read_judged, read_sentences

_COMMANDS = (
    *(compare, debates, crosslingual, paraphrases, stances, swaps, topics),
    *(checkworthy, clusters, judged, labelled, relations),
    *(ablation, fit, fit_belief),
)


@click.group(help=__doc__, commands=_COMMANDS, invoke_without_command=True)
@click.option("--queries", type=FILE, help="Lines of id, tab, text.")
@click.option(
    "--qrels", type=FILE, multiple=True, help="Lines of query id, 0, record id, relevance."
)
@click.option("--calibration", type=FILE, help="Believe this fit, not the snapshot's own.")
@click.option("--silent", type=FILE, help="Sentences that nothing should match: language, text.")
@click.option("--edit", help="Change the queries first: typos, name, negation or capitals.")
@click.option("--without-answers", is_flag=True, help="Only how often the removed stay unmatched.")
@saved_run
@click.option("--plots", type=NEW_FOLDER, help="Write plots into this folder.")
@click.pass_context
@reported
def main(
    context: click.Context,
    queries: Path | None,
    qrels: tuple[Path, ...],
    calibration: Path | None,
    silent: Path | None,
    edit: str | None,
    without_answers: bool,
    saved: Path | None,
    plots: Path | None,
) -> None:
    """The command line."""
    if context.invoked_subcommand is not None:
        return
    if queries is None or not qrels:
        raise click.UsageError("give --queries and --qrels, or a command")
    title = f"{queries.name}{f', edit: {edit}' if edit else ''}"
    asked, relevant = read_judged(queries, *qrels)
    if edit is not None:
        asked = _edited(asked, edit)
    sentences = read_sentences(silent) if silent else []
    bench = open_bench(calibration)
    run(bench, asked, relevant, sentences, title, without_answers, saved, plots)


def _edited(queries: list[Query], kind: str) -> list[Query]:
    from scripts.evaluation.edits import EDITS, edited

    if kind not in EDITS:
        raise click.UsageError(f"--edit is one of {', '.join(EDITS)}")
    return edited(queries, kind)


if __name__ == "__main__":
    main()
