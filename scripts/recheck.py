"""Check an archive again: every sentence of it, and what has changed since the last time."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claims.errors import ClaimsError
from claims.model import Verdict
from claims.sources.texts import Columns, TextFormat
from index.changes import ChangeKind
from index.errors import MatchingError
from index.lookup import Band
from scripts.choices import choice
from scripts.rechecking.addresses import is_scheduler_address
from scripts.rechecking.delivery import Delivery, delivery_options, web_address
from scripts.rechecking.errors import RecheckError
from scripts.rechecking.paths import check_paths, make_folders
from scripts.rechecking.request import Request
from scripts.rechecking.sieve import Sieve
from scripts.settings import load_settings
from service.config import SettingsError

if TYPE_CHECKING:
    from index.recheck_run import Recheck

SUFFIXES = (".parquet", ".jsonl", ".csv")
_INTERRUPTED = 130  # as shells have it: 128 and the signal's number


def _output(_: click.Context, option: click.Parameter, path: Path) -> Path:
    if path.suffix.lower() not in SUFFIXES:
        raise click.BadParameter(f"must end in one of {', '.join(SUFFIXES)}", param=option)
    return path


def _inputs(_: click.Context, __: click.Parameter, names: tuple[str, ...]) -> tuple[str, ...]:
    if "" in names:  # which would be the folder that one happens to be in
        raise click.UsageError("an INPUT is empty, as by a variable that is not set: name it")
    return names


class _Folder(click.Path):
    """A folder that is named: an empty name would be the folder that one happens to be in."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; wrong usage where there is none."""
        if value == "":
            self.fail("names no folder: leave it out, or give one", param, ctx)
        return super().convert(value, param, ctx)


def _scheduler(_: click.Context, option: click.Parameter, address: str | None) -> str | None:
    if address is not None and not is_scheduler_address(address):
        raise click.BadParameter("must be an address such as tcp://HOST:8786", param=option)
    return address


@click.command(help=__doc__)
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True, callback=_inputs)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    callback=_output,
    help=f"The file to write; its ending says how: {', '.join(SUFFIXES)}.",
)
@click.option(
    "--state",
    type=_Folder(file_okay=False, path_type=Path),
    help="A folder kept from run to run: the next run costs what has changed.",
)
@click.option("--text-column", default="text", show_default=True, help="Of tables: the text.")
@click.option("--id-column", help="Of tables: the document's id. Default: file and line.")
@click.option(
    "--format",
    "form",
    type=choice(["auto", *TextFormat]),
    default="auto",
    show_default=True,
    help="Of the inputs; auto tells it by the ending, then by content: a table by a first line "
    "that names the columns.",
)
@click.option("--limit", default=5, show_default=True, type=click.IntRange(1, 60), help="Matches.")
@click.option("--band", "bands", multiple=True, type=choice(Band), help="Only these.")
@click.option("--min-probability", type=click.FloatRange(0, 1), help="Only from here upwards.")
@click.option("--publisher", "publishers", multiple=True, help="Only reviews of this site or name.")
@click.option("--language", "languages", multiple=True, help="Only claims in this language.")
@click.option("--verdict", "verdicts", multiple=True, type=choice(Verdict), help="Only these.")
@click.option(
    "--whole", is_flag=True, help="Keep nothing of the state: costs all, writes the same."
)
@click.option(
    "--allow-gone",
    is_flag=True,
    help="It is meant that nearly all documents of the run before are missing, or a folder empty.",
)
@click.option(
    "--service",
    metavar="URL",
    callback=web_address,
    help="Ask a running service instead of matching here.",
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    callback=_scheduler,
    help="A Dask scheduler: its workers do it.",
)
@delivery_options
def main(
    inputs: tuple[str, ...],
    output: Path,
    state: Path | None,
    text_column: str,
    id_column: str | None,
    form: str,
    limit: int,
    bands: tuple[str, ...],
    min_probability: float | None,
    publishers: tuple[str, ...],
    languages: tuple[str, ...],
    verdicts: tuple[str, ...],
    whole: bool,
    allow_gone: bool,
    service: str | None,
    cluster: str | None,
    **asked: Any,
) -> None:
    """INPUT is a folder of texts and pages, a table (CSV, TSV, JSON Lines, Parquet), one text or
    page, or - for standard input; .gz, .bz2, .xz and .zst are unpacked. Run again after a crash, it
    goes on where it stopped. Prints what was found as JSON, last."""
    delivery = Delivery(**asked)
    request = Request(
        inputs=inputs,
        output=output,
        state=state,
        columns=Columns(text=text_column, id=id_column),
        form=None if form == "auto" else TextFormat(form),
        limit=limit,
        sieve=Sieve(
            bands=tuple(map(Band, bands)),
            min_probability=min_probability,
            publishers=publishers,
            languages=languages,
            verdicts=tuple(map(Verdict, verdicts)),
        ),
        service=service,
        whole=whole,
        allow_gone=allow_gone,
        beside=tuple(delivery.files(output).values()),
    )
    try:
        sys.exit(_run(request, delivery, cluster))
    except (ClaimsError, MatchingError, SettingsError, RecheckError) as error:
        click.echo(f"recheck: {error}", err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        click.echo("\nrecheck: stopped; the same command goes on where it stopped", err=True)
        sys.exit(_INTERRUPTED)


def _run(request: Request, delivery: Delivery, cluster: str | None) -> int:
    # heavy: the engines come with it
    from scripts.rechecking.bar import Bar
    from scripts.rechecking.run import rechecked
    from scripts.rechecking.unknown import unknown_filters

    settings = load_settings()
    others = delivery.files(request.output)
    check_paths(request, others)
    delivery.check(request.output, settings)
    unknown = unknown_filters(request, settings)
    for option, values in unknown.items():
        click.echo(f"recheck: no claim has the {option} {', '.join(values)}", err=True)
    make_folders((request.output, *others.values()))
    with Bar() as bar, rechecked(request, settings, bar, cluster) as recheck:
        bar.close()
        delivery.make(recheck, settings)
        _report(recheck, request.rejects, unknown)
    return delivery.exit_code(recheck)


def _report(recheck: Recheck, rejects: Path, unknown: dict[str, list[str]]) -> None:
    info = recheck.info
    counts = {kind.value: count for kind, count in recheck.counts.items()}
    told = {**asdict(info), "changes": counts, "output": str(recheck.output)}
    click.echo(json.dumps(told | ({"unknown": unknown} if unknown else {})))
    if info.rejected:
        lost = recheck.counts.get(ChangeKind.LOST_MATCH)
        more = "; what matched in them before is among the lost matches" if lost else ""
        click.echo(
            f"recheck: {info.rejected} documents could not be read: {rejects}{more}", err=True
        )
        if not info.documents:
            sys.exit(1)


def _leave(code: int) -> None:
    """End at once: whoever is killed while the engines are taken down would run the same command
    again, be told that nothing has changed, and have lost the rest."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        with suppress(OSError):
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    try:
        main()
    except SystemExit as end:
        _leave(int(end.code or 0))
