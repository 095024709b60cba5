"""Measure how well the current snapshot answers judged queries, and fit how far to believe it.

Without a command: figures for --queries and --qrels on the snapshot of PRIORCHECK_DATA.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec

import click

from claims.errors import ClaimsError
from index.encoder import Encoder
from index.encoders import open_encoder
from index.errors import MatchingError
from scripts.evaluation.trec import (
    EvaluationError,
    Qrels,
    Query,
    read_judged,
    read_sayings,
    read_sentences,
)
from service.config import Settings, SettingsError

if TYPE_CHECKING:
    from scripts.evaluation.fitting import LabelledSet
    from scripts.evaluation.report import Report
    from scripts.evaluation.runs import Bench

_ORDINARY = Path(__file__).parent / "evaluation" / "ordinary.tsv"
_PAIRS = Path(__file__).parent / "evaluation" / "claim_pairs.tsv"
_JUDGED = Path(__file__).parent / "training" / "judged.tsv"
_SHIPPED = Path(__file__).resolve().parents[1] / "index" / "calibrations"
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_EXTRA = "the evaluation's libraries are missing: install the project with its evaluate extra"


class _Written(click.Path):
    """A path that can be written, as is known before the work; its folder is made."""

    def convert(self, value: Any, option: Any, context: Any) -> Path:
        # heavy: the engines come with it
        from scripts.rechecking.errors import RecheckError
        from scripts.rechecking.paths import make_folders

        path = Path(os.fsdecode(super().convert(value, option, context)))
        try:
            make_folders((path / "plot.png" if self.dir_okay else path,))
        except RecheckError as error:
            self.fail(str(error), option, context)
        return path


_NEW_FILE = _Written(dir_okay=False, writable=True, path_type=Path)
_NEW_FOLDER = _Written(file_okay=False, writable=True, path_type=Path)
_Arguments = ParamSpec("_Arguments")


def _reported(command: Callable[_Arguments, None]) -> Callable[_Arguments, None]:
    """Expected errors are one sentence on standard error, and exit code 1."""

    @wraps(command)
    def run(*args: _Arguments.args, **kwargs: _Arguments.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except (ClaimsError, MatchingError, SettingsError, EvaluationError) as error:
            click.echo(f"evaluate: {error}", err=True)
            sys.exit(1)
        except OSError as error:
            click.echo(f"evaluate: {error.filename or 'a file'}: {error.strerror}", err=True)
            sys.exit(1)
        except ModuleNotFoundError as error:
            click.echo(f"evaluate: {_EXTRA} ({error.name})", err=True)
            sys.exit(1)

    return run


@click.group(help=__doc__, invoke_without_command=True)
@click.option("--queries", type=_FILE, help="Lines of id, tab, text.")
@click.option(
    "--qrels", type=_FILE, multiple=True, help="Lines of query id, 0, record id, relevance."
)
@click.option("--calibration", type=_FILE, help="Believe this fit, not the snapshot's own.")
@click.option("--silent", type=_FILE, help="Sentences that nothing should match: language, text.")
@click.option("--edit", help="Change the queries first: typos, name, negation or capitals.")
@click.option("--without-answers", is_flag=True, help="Only how often the removed stay unmatched.")
@click.option("--json", "saved", type=_NEW_FILE, help="Save the run for `compare`.")
@click.option("--plots", type=_NEW_FOLDER, help="Write plots into this folder.")
@click.pass_context
@_reported
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
    asked, judged = read_judged(queries, *qrels)
    if edit is not None:
        asked = _edited(asked, edit)
    sentences = read_sentences(silent) if silent else []
    bench = _bench(calibration)
    _run(bench, asked, judged, sentences, title, without_answers, saved, plots)


def _bench(calibration: Path | None = None) -> Bench:
    from scripts.evaluation.runs import Bench

    settings = Settings.load()
    return Bench.open(settings.snapshots, _encoder(settings), calibration)


def _edited(queries: list[Query], kind: str) -> list[Query]:
    from scripts.evaluation.edits import EDITS, edited

    if kind not in EDITS:
        raise click.UsageError(f"--edit is one of {', '.join(EDITS)}")
    return edited(queries, kind)


def _run(
    bench: Bench,
    queries: list[Query],
    qrels: Qrels,
    silent: list[str],
    title: str,
    without_answers: bool,
    saved: Path | None,
    plots: Path | None,
) -> None:
    from scripts.evaluation.metrics import beliefs
    from scripts.evaluation.runs import evaluate

    report, outcomes = evaluate(bench, queries, qrels, silent, title=title)
    if without_answers:
        kept = tuple(figure for figure in report.figures if figure.name.startswith("no-match"))
        report = replace(report, figures=kept, numbers={})
    _tell(report, saved)
    if plots:
        from scripts.evaluation.plots import write_plots

        wanted = sum(bool(found.answers) for found in outcomes)
        for path in write_plots(plots, *beliefs(outcomes), wanted):
            click.echo(f"wrote {path}")


def _tell(report: Report, saved: Path | None, lines: Sequence[str] | None = None) -> None:
    """Print the figures, then the lines if they are wanted; save the run if a file is given."""
    click.echo(report.text())
    if lines is not None:
        click.echo("\n".join(lines))
    if saved:
        report.save(saved)


def _encoder(settings: Settings) -> Encoder:
    return open_encoder(
        settings.encoder,
        cache=settings.cache,
        query_prefix=settings.query_prefix,
        claim_prefix=settings.claim_prefix,
    )


@main.command()
@click.argument("before", type=_FILE)
@click.argument("after", type=_FILE)
@_reported
def compare(before: Path, after: Path) -> None:
    """Compare two saved runs: differences with paired bootstrap intervals (* is significant)."""
    from scripts.evaluation.report import Report
    from scripts.evaluation.report import compare as compared

    click.echo(compared(Report.read(before), Report.read(after)))


@main.command()
@click.argument("folder", type=_FOLDER)
@click.option("--json", "saved", type=_NEW_FILE, help="Save the run for `compare`.")
@_reported
def debates(folder: Path, saved: Path | None) -> None:
    """Find the checked sentences of debates: NAME.transcript.tsv and NAME.qrels.tsv of FOLDER."""
    from scripts.evaluation.debates import read_debates

    queries, qrels = read_debates(folder)
    _run(_bench(), queries, qrels, [], f"debates of {folder.name}", False, saved, None)


@main.command()
@click.argument("pairs", type=_FILE)
@click.option("--split", help="Only pairs of this split, dev or test.")
@click.option("--json", "saved", type=_NEW_FILE, help="Save the run for `compare`.")
@_reported
def relations(pairs: Path, split: str | None, saved: Path | None) -> None:
    """Score the differences found in a set of labelled pairs."""
    from scripts.evaluation.relations import read_pairs, score_relations

    report = score_relations(read_pairs(pairs, split), f"{pairs.name} {split or ''}".strip())
    _tell(report, saved)


@main.command()
@click.argument("sample", type=_FILE)
@_reported
def labelled(sample: Path) -> None:
    """Score a sample of a re-check that people labelled: precision a band, and reliability."""
    from scripts.evaluation.labelled import score_labels

    click.echo(score_labels(sample))


@main.command()
@click.argument("texts", type=_FILE)
@click.option("--json", "saved", type=_NEW_FILE, help="Save the run for `compare`.")
@_reported
def crosslingual(texts: Path, saved: Path | None) -> None:
    """Index one language of each claim, ask in every other one."""
    from scripts.evaluation.crosslingual import read_texts, score_crosslingual

    settings = Settings.load()
    report = score_crosslingual(
        read_texts(texts), _encoder(settings), settings.data / "calibrations", texts.name
    )
    _tell(report, saved)


@main.command()
@click.argument("labels", type=_FILE, default=_PAIRS)
@click.option("--draw", type=click.IntRange(min=1), help="Print so many merged pairs to label.")
@click.option("--seed", type=int, default=0, show_default=True, help="Of the draw.")
@_reported
def clusters(labels: Path, draw: int | None, seed: int) -> None:
    """Judge the clusters of the current snapshot by labelled pairs of record ids."""
    from index.publish import current_id
    from index.snapshot import Snapshot
    from scripts.evaluation.clusters import draw_pairs, read_labels, score_clusters

    settings = Settings.load()
    folder = settings.snapshots / current_id(settings.snapshots)
    snapshot = Snapshot.open(folder, _encoder(settings).spec.fingerprint)
    known = read_labels(labels)
    lines = draw_pairs(snapshot, known, draw, seed) if draw else score_clusters(snapshot, known)
    for line in lines:
        click.echo(line)


@main.command()
@click.argument("sentences", type=_FILE)
@click.option("--misses", is_flag=True, help="Print the sentences whose first match is wrong.")
@click.option("--json", "saved", type=_NEW_FILE, help="Save the run for `compare`.")
@_reported
def paraphrases(sentences: Path, misses: bool, saved: Path | None) -> None:
    """Ask the demo claims for sentences in other words: language, text, claim_id (or nothing)."""
    from scripts.evaluation.paraphrases import read_paraphrases, score_paraphrases

    settings = Settings.load()
    report, missed = score_paraphrases(
        read_paraphrases(sentences),
        _encoder(settings),
        settings.data / "calibrations",
        sentences.name,
    )
    _tell(report, saved, missed if misses else None)


@main.command()
@click.argument("sentences", type=_FILE)
@click.option("--shown", is_flag=True, help="Print what is shown: probability, band, relation.")
@click.option("--json", "saved", type=_NEW_FILE, help="Save the run for `compare`.")
@_reported
def topics(sentences: Path, shown: bool, saved: Path | None) -> None:
    """Ask the demo claims for sentences that only share a topic with one of them."""
    from scripts.evaluation.topics import score_topics

    settings = Settings.load()
    report, lines = score_topics(
        read_sayings(sentences)[0],
        _encoder(settings),
        settings.data / "calibrations",
        sentences.name,
    )
    _tell(report, saved, lines if shown else None)


@main.command()
@click.argument("sentences", type=_FILE)
@click.option("--split", help="Only sentences of this split, dev or test.")
@click.option("--said", is_flag=True, help="Print what is said of each.")
@click.option("--json", "saved", type=_NEW_FILE, help="Save the run for `compare`.")
@_reported
def stances(sentences: Path, split: str | None, said: bool, saved: Path | None) -> None:
    """Ask the demo claims for sentences that deny a claim, affirm it, or do neither."""
    from scripts.evaluation.stances import read_stances, score_stances

    settings = Settings.load()
    report, lines = score_stances(
        read_stances(sentences, split),
        _encoder(settings),
        settings.data / "calibrations",
        f"{sentences.name} {split or ''}".strip(),
    )
    _tell(report, saved, lines if said else None)


@main.command()
@click.option("--table", type=_FILE, default=_JUDGED, show_default="the project's own")
@click.option("--data", type=_FOLDER, required=True, help="The real texts that it names by id.")
@click.option("--split", type=click.Choice(("train", "dev", "test")), default="test")
@click.option("--claims", type=_FOLDER, help="A data folder of the claims: score the bands there.")
@click.option("--debates", is_flag=True, help="With --claims: of what is said in debates alone.")
@click.option("--json", "saved", type=_NEW_FILE, help="Save the run for `compare`.")
@_reported
def judged(
    table: Path, data: Path, split: str, claims: Path | None, debates: bool, saved: Path | None
) -> None:
    """Ask of real sentences beside real claims, which a reader has judged, whether they say the
    same; or, with --claims, whether they are of one matter."""
    from index.judge import find_judge
    from scripts.evaluation.judged import score_judged
    from scripts.evaluation.readings import score_bands
    from scripts.training.judged import DEBATES, read_judgements

    if debates and not claims:
        raise click.UsageError("--debates goes with --claims")
    some = [one for one in read_judgements(table, data) if one.split == split]
    if claims:
        some = [one for one in some if (one.source == DEBATES) == debates]
    if not some:
        raise EvaluationError(f"{table} has no such judgement of the split {split}")
    encoder, title = _encoder(Settings.load()), f"{table.name} {split}"
    if claims:
        report = score_bands(encoder, claims / "snapshots", some, title)
    else:
        report = score_judged(some, find_judge(encoder), title)
    _tell(report, saved, None)


@main.command()
@click.argument("sentences", type=_FILE)
@click.option("--misses", is_flag=True, help="Print what is said wrongly.")
@click.option("--json", "saved", type=_NEW_FILE, help="Save the run for `compare`.")
@_reported
def swaps(sentences: Path, misses: bool, saved: Path | None) -> None:
    """Ask claims for what says the same and for what swaps a word: language, claim, reworded,
    swapped."""
    from scripts.evaluation.swaps import read_swaps, score_swaps

    settings = Settings.load()
    report, lines = score_swaps(
        read_swaps(sentences), _encoder(settings), settings.data / "calibrations", sentences.name
    )
    _tell(report, saved, lines if misses else None)


@main.command()
@click.argument("sentences", type=_FILE)
@click.option("--stated", is_flag=True, help="Take the languages from the file; else detect them.")
@click.option("--misses", is_flag=True, help="Print the sentences that are judged wrongly.")
@click.option("--json", "saved", type=_NEW_FILE, help="Save the run for `compare`.")
@_reported
def checkworthy(sentences: Path, stated: bool, misses: bool, saved: Path | None) -> None:
    """Tell claims from other lines: language, text, label (claim or not_claim), perhaps kind."""
    from scripts.evaluation.checkworthy import judge, read_labelled, score_checkworthy

    judged = judge(read_labelled(sentences), stated=stated)
    report = score_checkworthy(judged, sentences.name)
    _tell(report, saved, [found.line() for found in judged if not found.right] if misses else None)


_FITTED_ON = (
    click.option("--queries", type=_FILE, help="Lines of id, tab, text, for the current snapshot."),
    click.option("--qrels", type=_FILE, help="Their judgements."),
    click.option(
        "--set",
        "sets",
        type=(_FOLDER, _FILE, _FILE),
        multiple=True,
        help="A data folder, queries and qrels of its own; repeatable.",
    ),
    click.option(
        "--statements",
        type=(_FOLDER, _FILE, _FILE),
        multiple=True,
        help="The same of sentences asked in other languages than their claims.",
    ),
    click.option(
        "--debates", type=(_FOLDER, _FOLDER), help="A data folder, a folder of transcripts."
    ),
    click.option(
        "--topics",
        type=(_FOLDER, _FILE),
        multiple=True,
        help="A data folder, sentences that only share a topic with its claims; repeatable.",
    ),
    click.option(
        "--paraphrases",
        type=(_FOLDER, _FILE),
        multiple=True,
        help="A data folder, sentences that repeat its claims in other words; repeatable.",
    ),
    click.option("--ordinary", type=_FILE, default=_ORDINARY, help="Sentences that match nothing."),
)


def _fitted(command: Any) -> Any:
    """With the options of what is fitted on labelled sets."""
    for option in reversed(_FITTED_ON):
        command = option(command)
    return command


def _sets(
    encoder: Encoder,
    settings: Settings,
    *,
    queries: Path | None,
    qrels: Path | None,
    sets: tuple[tuple[Path, Path, Path], ...],
    statements: tuple[tuple[Path, Path, Path], ...],
    debates: tuple[Path, Path] | None,
    topics: tuple[tuple[Path, Path], ...],
    paraphrases: tuple[tuple[Path, Path], ...],
    ordinary: Path,
) -> list[LabelledSet]:
    from scripts.evaluation.fitting import Kind
    from scripts.evaluation.sources import LabelledFiles, read_sets

    if (queries is None) != (qrels is None) or not (queries or sets):
        raise click.UsageError("give --queries and --qrels, or --set")
    files = [LabelledFiles(data / "snapshots", a, b) for data, a, b in sets]
    files += [LabelledFiles(data / "snapshots", a, b, Kind.STATEMENTS) for data, a, b in statements]
    if queries and qrels:
        files.append(LabelledFiles(settings.snapshots, queries, qrels))
    return read_sets(
        encoder,
        files,
        debates,
        read_sentences(ordinary),
        topics=[(data / "snapshots", path) for data, path in topics],
        paraphrases=[(data / "snapshots", path) for data, path in paraphrases],
    )


@main.command()
@_fitted
@click.option("--ship", is_flag=True, help="Write it into the package, not the data folder.")
@click.option("--out", type=_NEW_FILE, help="Write it there, for `--calibration`.")
@_reported
def fit(ship: bool, out: Path | None, **files: Any) -> None:
    """Fit ranking, probabilities and bands of the encoder; the next build takes them up."""
    from scripts.evaluation.fitting import describe_sets, fit_calibration

    settings = Settings.load()
    encoder = _encoder(settings)
    found = _sets(encoder, settings, **files)
    calibration = fit_calibration(encoder.spec.fingerprint, found, describe_sets(found))
    folder = _SHIPPED if ship else settings.data / "calibrations"
    path = out or folder / f"{calibration.fingerprint}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(calibration.model_dump_json() + "\n", encoding="utf-8")
    click.echo(
        f"wrote {path}: suggested {calibration.suggested}, confirmed {calibration.confirmed}"
    )


@main.command("fit-belief")
@_fitted
@click.option("--judged", type=_FOLDER, required=True, help="A data folder of real claims.")
@click.option("--data", type=_FOLDER, required=True, help="The real texts that were judged.")
@click.option("--out", type=_NEW_FILE, help="Default: into the package.")
@_reported
def fit_belief(judged: Path, data: Path, out: Path | None, **files: Any) -> None:
    """Fit what a reading of a match is worth beside its probability, into the file of the
    cross-encoder's thresholds."""
    from index.stance import PREFIX
    from scripts.evaluation.readings import fit_reading
    from scripts.training.judged import read_judgements

    if files["debates"] is None:
        raise click.UsageError("give --debates: what is said there is a kind of its own")
    settings = Settings.load()
    encoder = _encoder(settings)
    some = [one for one in read_judgements(_JUDGED, data) if one.split == "dev"]
    roots = judged / "snapshots", files["debates"][0] / "snapshots"
    stance = fit_reading(encoder, _sets(encoder, settings, **files), some, *roots)
    path = out or _SHIPPED / f"{PREFIX}{stance.fingerprint}.json"
    path.write_text(stance.model_dump_json(indent=1) + "\n", encoding="utf-8")
    click.echo(f"wrote {path}: within {stance.within}; across {stance.across}")


@main.command()
@click.option(
    "--set",
    "sets",
    type=(_FOLDER, _FILE, _FILE),
    multiple=True,
    required=True,
    help="A data folder, queries and qrels; repeatable.",
)
@_reported
def ablation(sets: tuple[tuple[Path, Path, Path], ...]) -> None:
    """Print what each column is worth for the order, cross-validated over all sets together."""
    from scripts.evaluation.ablation import ablate
    from scripts.evaluation.sources import LabelledFiles, considered_sets

    files = [LabelledFiles(data / "snapshots", a, b) for data, a, b in sets]
    for line in ablate(considered_sets(_encoder(Settings.load()), files)):
        click.echo(line)


if __name__ == "__main__":
    main()
