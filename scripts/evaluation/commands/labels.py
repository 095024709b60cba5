"""Labels that people gave to sentences, pairs and matches, beside what is said of those here."""

from __future__ import annotations

from pathlib import Path

import click

from scripts.evaluation.commands.answer import reported, saved_run, tell
from scripts.evaluation.commands.paths import FILE, FOLDER
from scripts.evaluation.trec import EvaluationError
from service.config import Settings
from service.engine import open_encoder_of

_SCRIPTS = Path(__file__).parents[2]
_PAIRS = _SCRIPTS / "evaluation" / "claim_pairs.tsv"
_JUDGED = _SCRIPTS / "training" / "judged.tsv"


@click.command()
@click.argument("pairs", type=FILE)
@click.option("--split", help="Only pairs of this split, dev or test.")
@saved_run
@reported
def relations(pairs: Path, split: str | None, saved: Path | None) -> None:
    """Score the differences found in a set of labelled pairs."""
    from scripts.evaluation.relations import read_pairs, score_relations

    report = score_relations(read_pairs(pairs, split), f"{pairs.name} {split or ''}".strip())
    tell(report, saved)


@click.command()
@click.argument("sample", type=FILE)
@reported
def labelled(sample: Path) -> None:
    """Score a sample of a re-check that people labelled: precision a band, and reliability."""
    from scripts.evaluation.labelled import score_labels

    click.echo(score_labels(sample))


@click.command()
@click.argument("labels", type=FILE, default=_PAIRS)
@click.option("--draw", type=click.IntRange(min=1), help="Print so many merged pairs to label.")
@click.option("--seed", type=int, default=0, show_default=True, help="Of the draw.")
@reported
def clusters(labels: Path, draw: int | None, seed: int) -> None:
    """Judge the clusters of the current snapshot by labelled pairs of record ids."""
    from index.publish import current_id
    from index.snapshot import Snapshot
    from scripts.evaluation.clusters import draw_pairs, read_labels, score_clusters

    settings = Settings.load()
    folder = settings.snapshots / current_id(settings.snapshots)
    snapshot = Snapshot.open(folder, open_encoder_of(settings).spec.fingerprint)
    known = read_labels(labels)
    lines = draw_pairs(snapshot, known, draw, seed) if draw else score_clusters(snapshot, known)
    for line in lines:
        click.echo(line)


@click.command()
@click.option("--table", type=FILE, default=_JUDGED, show_default="the project's own")
@click.option("--data", type=FOLDER, required=True, help="The real texts that it names by id.")
@click.option("--split", type=click.Choice(("train", "dev", "test")), default="test")
@click.option("--claims", type=FOLDER, help="A data folder of the claims: score the bands there.")
@click.option("--debates", is_flag=True, help="With --claims: of what is said in debates alone.")
@saved_run
@reported
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
    encoder, title = open_encoder_of(Settings.load()), f"{table.name} {split}"
    if claims:
        report = score_bands(encoder, claims / "snapshots", some, title)
    else:
        report = score_judged(some, find_judge(encoder), title)
    tell(report, saved, None)


@click.command()
@click.argument("sentences", type=FILE)
@click.option("--stated", is_flag=True, help="Take the languages from the file; else detect them.")
@click.option("--misses", is_flag=True, help="Print the sentences that are judged wrongly.")
@saved_run
@reported
def checkworthy(sentences: Path, stated: bool, misses: bool, saved: Path | None) -> None:
    """Tell claims from other lines: language, text, label (claim or not_claim), perhaps kind."""
    from scripts.evaluation.checkworthy import judge, read_labelled, score_checkworthy

    judged = judge(read_labelled(sentences), stated=stated)
    report = score_checkworthy(judged, sentences.name)
    tell(report, saved, [found.line() for found in judged if not found.right] if misses else None)
