"""bench.py ingest: records a second, peak memory, and how much quicker the same files go again."""

from __future__ import annotations

import gzip
import json
import resource
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from claims.errors import ClaimsError
from claims.ingest import IngestReport, Intake
from claims.ingest import ingest as ingest_file
from claims.sources.mapping import Mapping
from claims.store import ClaimStore
from scripts.empty_store import open_empty
from scripts.timing import AT_LEAST_ONE
from service.config import CHECKOUT

_DATA = CHECKOUT.parent / "shared" / "data"
_EXTRA = '{"id": "one-more", "vclaim_id": "one-more", "title": "One more", "vclaim": "One more"}\n'


@dataclass(frozen=True, slots=True)
class Sample:
    """A file to ingest and how it is mapped."""

    name: str
    pairs: tuple[str, ...]


SAMPLES = (
    Sample("articles/articles.jsonl.gz", ("id=id", "title=title", "url=url", "language=lang")),
    Sample("checkthat22/claims.jsonl.gz", ("id=vclaim_id", "text=vclaim", "title=title")),
    Sample("politifact/claims.jsonl.gz", ("text=claim", "title=title", "url=url", "rating=rating")),
)


@click.command("ingest")
@click.option("--store", metavar="URL", help="An empty store. Default: SQLite, thrown away.")
@click.option(
    "--times",
    type=AT_LEAST_ONE,
    default=1,
    show_default=True,
    help="How often each record, by other ids.",
)
@click.option("--data", type=click.Path(exists=True, path_type=Path), default=_DATA)
def ingest(store: str | None, times: int, data: Path) -> None:
    """Ingest three files, the same files again, and once more after each grew by a line.

    For a figure of both databases run it twice, once with the --store of an empty database.
    """
    try:
        with TemporaryDirectory(prefix="priorcheck-bench-") as name:
            folder = Path(name)
            on = make_url(store).get_backend_name() if store else "sqlite"
            with open_empty(store or folder / "store.sqlite") as opened:
                files = [_copy(data / sample.name, folder, times) for sample in SAMPLES]
                _show(f"{on}, first", opened, files, folder)
                _show(f"{on}, again", opened, files, folder)
                for file in files:
                    with file.open("a", encoding="utf-8") as lines:
                        lines.write(_EXTRA)
                _show(f"{on}, one line more", opened, files, folder)
    except (ClaimsError, ArgumentError, OSError) as error:
        click.echo(f"bench: {error}", err=True)
        sys.exit(1)


def _copy(source: Path, folder: Path, times: int) -> Path:
    """A plain copy with every record `times` over, each time under other ids."""
    path = folder / source.parent.name / "claims.jsonl"
    path.parent.mkdir()
    with path.open("w", encoding="utf-8") as copy:
        for number in range(times):
            with gzip.open(source, "rt", encoding="utf-8") as lines:
                copy.writelines(_renamed(line, number) if number else line for line in lines)
    return path


def _renamed(line: str, number: int) -> str:
    row = json.loads(line)
    for name in ("id", "vclaim_id"):
        if name in row:
            row[name] = f"{row[name]}-{number}"
    if "claim" in row:  # these have no ids: their texts are their keys
        row["claim"] += f" ({number})"
    return json.dumps(row, ensure_ascii=False) + "\n"


def _show(name: str, store: ClaimStore, files: list[Path], folder: Path) -> None:
    size = sum(file.stat().st_size for file in files) / 2**20
    started, worked = time.perf_counter(), time.process_time()
    reports = [
        ingest_file(
            store, Intake(path=file, mapping=Mapping.parse(sample.pairs)), folder / "rejects"
        )
        for file, sample in zip(files, SAMPLES, strict=True)
    ]
    seconds, worked = time.perf_counter() - started, time.process_time() - worked
    read = sum(report.read for report in reports)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    click.echo(
        f"{name:25} {read} records, {size:.0f} MB in {seconds:.1f} s: {read / seconds:.0f}/s "
        f"({worked:.1f} s of work here: {read / worked:.0f}/s); {_counts(reports)}; "
        f"peak memory {memory:.0f} MB"
    )


def _counts(reports: list[IngestReport]) -> str:
    names = ("new", "changed", "unchanged", "rejected")
    return ", ".join(f"{sum(getattr(r, name) for r in reports)} {name}" for name in names)
