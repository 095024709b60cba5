"""Look into the store: claims, their history and merges; export, withdraw,
reinstate, merge, unmerge."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from pydantic import BaseModel

from claims.errors import ClaimsError
from claims.export import ExportFormat, export_store
from claims.sources.files import printable
from claims.store import ClaimStore
from claims.store_rows import as_cluster
from index.errors import MatchingError
from scripts.choices import choice
from scripts.settings import load_settings
from service.archive import render_history, render_merges
from service.config import Settings, SettingsError
from service.render import render_claim

_UNKNOWN = "the store holds no claim {}: ids are those of /v1/match, c and 16 digits"


def _printable(_: click.Context, __: click.Parameter, text: str | None) -> str | None:
    """Bytes that are no UTF-8 as `\\xe9`: no store and no terminal takes them as they are."""
    return text and printable(text)


_reasoned = click.option(
    "--reason",
    required=True,
    metavar="TEXT",
    callback=_printable,
    help="Why; kept in the claim's history.",
)


@click.group(help=__doc__)
def main() -> None:
    """The command line."""


@main.command()
@click.argument("claim_id", metavar="ID", callback=_printable)
def show(claim_id: str) -> None:
    """Print a live claim with all its reviews, and those of claims shown under it, as JSON."""
    with _store() as store:
        claim = store.get(claim_id)
        if claim is None:
            raise _not_live(store, claim_id)
        merges = [merge for merge in store.merges.all(claim_id) if merge.ended_at is None]
        pairs = [(store.get(each.claim_id), each) for each in merges if each.into == claim_id]
        _print(render_claim(as_cluster(claim, [(one, each) for one, each in pairs if one])))
    for merge in merges:
        if merge.claim_id == claim_id:
            click.echo(f"It is shown as part of {merge.into}.", err=True)


@main.command()
@click.argument("claim_id", metavar="ID", callback=_printable)
def history(claim_id: str) -> None:
    """Print every version of a claim's records and its withdrawals, as JSON."""
    with _store() as store:
        versions = store.history(claim_id)
        if not versions:
            raise ClaimsError(_UNKNOWN.format(claim_id))
        _print(render_history(claim_id, versions, store.merges.all(claim_id)))


@main.command()
def cluster() -> None:
    """Find live claims that say the same, by the published snapshot, and merge them.

    The next published snapshot shows them as one; records stay as they are.
    """
    # heavy: the encoder comes with it
    from scripts.clustering import cluster_claims

    with _store() as store:
        counts = cluster_claims(store, Settings.load())
    click.echo(json.dumps(asdict(counts)))
    click.echo("Publish with scripts/build_index.py.", err=True)


@main.command()
@click.argument("claim_id", metavar="[ID]", required=False, callback=_printable)
def merges(claim_id: str | None) -> None:
    """Print the merges that hold and those that ended, a JSON line each; of one claim or all."""
    with _store() as store:
        for merge in render_merges(store.merges.all(claim_id)).merges:
            click.echo(merge.model_dump_json())


@main.command()
@click.argument("claim_id", metavar="ID", callback=_printable)
@click.argument("into", metavar="INTO", callback=_printable)
@click.option("--reason", metavar="TEXT", callback=_printable, help="Why; kept with the merge.")
def merge(claim_id: str, into: str, reason: str | None) -> None:
    """Show the claim ID under the claim INTO, because they say the same."""
    with _store() as store:
        made = store.merges.merge(claim_id, into, reason)
    click.echo(
        f"Merged {claim_id} into {made.into}; publish with scripts/build_index.py.", err=True
    )


@main.command()
@click.argument("claim_id", metavar="ID", callback=_printable)
@click.option("--reason", metavar="TEXT", callback=_printable, help="Why; kept with the merge.")
def unmerge(claim_id: str, reason: str | None) -> None:
    """Show the claim ID by itself again, and keep it apart from those it was shown with.

    Of the claim that a cluster is shown under, this parts the whole cluster.
    """
    with _store() as store:
        ended = store.merges.unmerge(claim_id, reason)
    click.echo(f"Ended {ended} merges; publish with scripts/build_index.py.", err=True)


@main.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@click.option(
    "--format",
    "form",
    type=choice(ExportFormat),
    default=None,
    help="Default: by the name of the file.",
)
@click.option("--withdrawn", is_flag=True, help="Withdrawn claims too, and that they are.")
@click.option("--history", is_flag=True, help="Every version of every record.")
def export(file: Path, form: str | None, withdrawn: bool, history: bool) -> None:
    """Write all live claims to FILE, - for standard output; ingest.py reads it back to the same
    claims."""
    chosen = form or file.suffix.removeprefix(".")
    if chosen not in set(ExportFormat):
        raise click.UsageError(f"say --format {'|'.join(ExportFormat)}")
    with _store() as store, _written(file) as path:
        written = export_store(
            store, path, ExportFormat(chosen), withdrawn=withdrawn, history=history
        )
    click.echo(f"Exported {written} records to {printable(str(file))}.", err=True)


@contextmanager
def _written(file: Path) -> Iterator[Path]:
    """Where to write what goes to a file; to standard output it goes once it is whole."""
    if str(file) != "-":
        yield file
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "export"
        yield path
        with path.open("rb") as whole, _told_in_full():
            shutil.copyfileobj(whole, sys.stdout.buffer)


@contextmanager
def _told_in_full() -> Iterator[None]:
    """See that what goes to standard output has been written; raises ClaimsError."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        raise  # whoever reads has read enough
    except OSError as error:
        # what is left in the buffer would fail once more at the exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise ClaimsError(
            f"standard output cannot be written ({error.strerror or error}): "
            "free some space, and run again"
        ) from error


@main.command()
@click.argument("claim_id", metavar="ID", callback=_printable)
@_reasoned
def withdraw(claim_id: str, reason: str) -> None:
    """Take a claim out of the live ones; the next published snapshot is without it."""
    with _store() as store:
        if not store.withdraw(claim_id, reason):
            raise _not_live(store, claim_id)
    click.echo(f"Withdrew {claim_id}; publish with scripts/build_index.py.", err=True)


@main.command()
@click.argument("claim_id", metavar="ID", callback=_printable)
@_reasoned
def reinstate(claim_id: str, reason: str) -> None:
    """Undo a withdrawal: the claim is live again, with all reviews that went with it."""
    with _store() as store:
        if not store.reinstate(claim_id, reason):
            if not store.history(claim_id):
                raise ClaimsError(_UNKNOWN.format(claim_id))
            raise ClaimsError(f"nothing of the claim {claim_id} is withdrawn")
    click.echo(f"Reinstated {claim_id}; publish with scripts/build_index.py.", err=True)


@contextmanager
def _store() -> Iterator[ClaimStore]:
    """The store of the settings, which is there; failures are one sentence and exit 1."""
    try:
        with ClaimStore.open(load_settings().store_url, make=False) as store:
            yield store
    except (ClaimsError, MatchingError, SettingsError) as error:
        click.echo(f"claims: {error}", err=True)
        sys.exit(1)


def _not_live(store: ClaimStore, claim_id: str) -> ClaimsError:
    if store.history(claim_id):
        return ClaimsError(f"the claim {claim_id} is withdrawn: see `history {claim_id}`")
    return ClaimsError(_UNKNOWN.format(claim_id))


def _print(model: BaseModel) -> None:
    with _told_in_full():
        click.echo(model.model_dump_json(indent=2))
