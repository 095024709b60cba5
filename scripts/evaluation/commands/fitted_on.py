"""What is fitted on: the labelled sets that the options of a command name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from index.encoder import Encoder
from scripts.evaluation.commands.paths import FILE, FOLDER
from scripts.evaluation.trec import read_sentences
from service.config import Settings

if TYPE_CHECKING:
    from scripts.evaluation.sets import LabelledSet

_ORDINARY = Path(__file__).parents[1] / "ordinary.tsv"
_OPTIONS = (
    click.option("--queries", type=FILE, help="Lines of id, tab, text, for the current snapshot."),
    click.option("--qrels", type=FILE, help="Their judgements."),
    click.option(
        "--set",
        "sets",
        type=(FOLDER, FILE, FILE),
        multiple=True,
        help="A data folder, queries and qrels of its own; repeatable.",
    ),
    click.option(
        "--statements",
        type=(FOLDER, FILE, FILE),
        multiple=True,
        help="The same of sentences asked in other languages than their claims.",
    ),
    click.option(
        "--debates", type=(FOLDER, FOLDER), help="A data folder, a folder of transcripts."
    ),
    click.option(
        "--topics",
        type=(FOLDER, FILE),
        multiple=True,
        help="A data folder, sentences that only share a topic with its claims; repeatable.",
    ),
    click.option(
        "--paraphrases",
        type=(FOLDER, FILE),
        multiple=True,
        help="A data folder, sentences that repeat its claims in other words; repeatable.",
    ),
    click.option("--ordinary", type=FILE, default=_ORDINARY, help="Sentences that match nothing."),
)


def fitted(command: Any) -> Any:
    """With the options of what is fitted on labelled sets."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def labelled_sets(
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
    """The sets of these options; `queries` and `qrels` are of the current snapshot."""
    from scripts.evaluation.sets import Kind
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
