"""Fits of how far to believe a match, and what each column of one is worth."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from scripts.evaluation.commands.answer import reported
from scripts.evaluation.commands.fitted_on import fitted, labelled_sets
from scripts.evaluation.commands.paths import FILE, FOLDER, NEW_FILE
from service.config import Settings
from service.engine import open_encoder_of

_SCRIPTS = Path(__file__).parents[2]
_JUDGED = _SCRIPTS / "training" / "judged.tsv"
_SHIPPED = _SCRIPTS.resolve().parent / "index" / "calibrations"


@click.command()
@fitted
@click.option("--ship", is_flag=True, help="Write it into the package, not the data folder.")
@click.option("--out", type=NEW_FILE, help="Write it there, for `--calibration`.")
@reported
def fit(ship: bool, out: Path | None, **files: Any) -> None:
    """Fit ranking, probabilities and bands of the encoder; the next build takes them up."""
    from scripts.evaluation.fitting import fit_calibration
    from scripts.evaluation.sets import describe_sets

    settings = Settings.load()
    encoder = open_encoder_of(settings)
    found = labelled_sets(encoder, settings, **files)
    calibration = fit_calibration(encoder.spec.fingerprint, found, describe_sets(found))
    folder = _SHIPPED if ship else settings.calibrations
    path = out or folder / f"{calibration.fingerprint}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(calibration.model_dump_json() + "\n", encoding="utf-8")
    click.echo(
        f"wrote {path}: suggested {calibration.suggested}, confirmed {calibration.confirmed}"
    )


@click.command("fit-belief")
@fitted
@click.option("--judged", type=FOLDER, required=True, help="A data folder of real claims.")
@click.option("--data", type=FOLDER, required=True, help="The real texts that were judged.")
@click.option("--out", type=NEW_FILE, help="Default: into the package.")
@reported
def fit_belief(judged: Path, data: Path, out: Path | None, **files: Any) -> None:
    """Fit what a reading of a match is worth beside its probability, into the file of the
    cross-encoder's thresholds."""
    from index.stance import PREFIX
    from scripts.evaluation.readings import fit_reading
    from scripts.training.judged import read_judgements

    if files["debates"] is None:
        raise click.UsageError("give --debates: what is said there is a kind of its own")
    settings = Settings.load()
    encoder = open_encoder_of(settings)
    some = [one for one in read_judgements(_JUDGED, data) if one.split == "dev"]
    roots = judged / "snapshots", files["debates"][0] / "snapshots"
    stance = fit_reading(encoder, labelled_sets(encoder, settings, **files), some, *roots)
    path = out or _SHIPPED / f"{PREFIX}{stance.fingerprint}.json"
    path.write_text(stance.model_dump_json(indent=1) + "\n", encoding="utf-8")
    click.echo(f"wrote {path}: within {stance.within}; across {stance.across}")


@click.command()
@click.option(
    "--set",
    "sets",
    type=(FOLDER, FILE, FILE),
    multiple=True,
    required=True,
    help="A data folder, queries and qrels; repeatable.",
)
@reported
def ablation(sets: tuple[tuple[Path, Path, Path], ...]) -> None:
    """Print what each column is worth for the order, cross-validated over all sets together."""
    from scripts.evaluation.ablation import ablate
    from scripts.evaluation.sources import LabelledFiles, considered_sets

    files = [LabelledFiles(data / "snapshots", a, b) for data, a, b in sets]
    for line in ablate(considered_sets(open_encoder_of(Settings.load()), files)):
        click.echo(line)
