"""bench.py recheck: a re-check beside the bare encoder, and what the second and third run cost."""

from __future__ import annotations

import json
import random
import resource
import shutil
import sys
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from claims.errors import ClaimsError
from claims.sources.texts import Columns, Document, read_texts
from claims.store import ClaimStore
from index.build import build_snapshot
from index.encoder import Encoder
from index.errors import MatchingError
from index.recheck_run import RunInfo
from scripts.rechecking.chunks import segment
from scripts.rechecking.errors import RecheckError
from scripts.rechecking.request import Request
from scripts.rechecking.run import rechecked
from scripts.timing import AT_LEAST_ONE, on_torch, seconds, spread
from service.config import Settings, SettingsError
from service.engine import open_encoder_of

_NEW = 0.01
_BATCH = 1024
_ON_TORCH = 512  # sentences of a slice that are also encoded there


@click.command("recheck")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--text-column", default="text", show_default=True)
@click.option("--id-column")
@click.option(
    "--documents",
    type=AT_LEAST_ONE,
    default=2_000,
    show_default=True,
    help="Of the file, drawn evenly.",
)
@click.option(
    "--rounds",
    default=5,
    show_default=True,
    type=click.IntRange(0),
    help="Slices in which both take turns; 0: only with 1% new claims and documents.",
)
@click.option("--claims/--no-claims", default=True, help="Also with 1% new claims and documents.")
@click.option("--torch", is_flag=True, help="Also beside sentence-transformers on torch.")
def recheck(
    file: Path,
    text_column: str,
    id_column: str | None,
    documents: int,
    rounds: int,
    claims: bool,
    torch: bool,
) -> None:
    """Time re-checks of FILE against the published snapshot, and the encoder alone beside them.

    For the last figure a snapshot is built of 99% of the claims, then the published one is taken.
    """
    try:
        settings = Settings.load()
        found = read_texts([str(file)], Columns(text=text_column, id=id_column))
        chosen = _spread_out([d for d in found if isinstance(d, Document)], documents)
        if len(chosen) < max(rounds, 2 * claims):
            raise ValueError(f"{file} has too few documents to time: {len(chosen)}")
        with TemporaryDirectory(prefix="priorcheck-bench-") as folder:
            bench = _Bench(settings, Path(folder), chosen)
            if rounds:
                bench.again(bench.beside_the_encoder(rounds, torch=torch))
            if claims:
                bench.with_news()
    except (ClaimsError, MatchingError, RecheckError, SettingsError, OSError, ValueError) as error:
        click.echo(f"bench: {error}", err=True)
        sys.exit(1)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    click.echo(f"peak memory          {memory:.0f} MB")


def _spread_out(documents: list[Document], number: int) -> list[Document]:
    step = max(1, len(documents) // number)
    return documents[::step][:number]


@dataclass(slots=True)
class _Bench:
    settings: Settings
    folder: Path
    documents: list[Document]

    def beside_the_encoder(self, rounds: int, *, torch: bool) -> list[float]:
        """Slices of the documents, each encoded alone and then re-checked whole; the seconds of
        each re-check."""
        encoder = open_encoder_of(self.settings)
        slow = on_torch(self.settings.cache) if torch else None
        for one in filter(None, (encoder, slow)):
            one.encode_queries(["Not timed: loading and compiling."])
        self._run(self.documents[:20], "warm", self.settings)
        bare, whole, ratios, times, counted = [], [], [], [], 0
        torched: list[float] = []
        size = len(self.documents) // rounds
        for number in range(rounds):
            part = self.documents[number * size : (number + 1) * size]
            pieces = [segment(document) for document in part]
            texts = [one.words for some in pieces for one in some]
            sentences = sum(len({one.ordinal for one in some}) for some in pieces)
            bare.append(sentences / seconds(partial(_encode, encoder, texts)))
            took = seconds(partial(self._run, part, f"slice-{number}", self.settings))
            times.append(took)
            whole.append(sentences / took)
            ratios.append(whole[-1] / bare[-1])
            counted += sentences
            if slow:
                some = texts[:: max(1, len(texts) // _ON_TORCH)][:_ON_TORCH]
                taken = seconds(partial(_encode, slow, some)) * len(texts) / len(some)
                torched.append(sentences / taken)
        click.echo(f"{len(self.documents)} documents, {counted} sentences, {rounds} slices")
        click.echo(f"bare encoder         {spread(bare, 0)} sentences/s")
        click.echo(f"re-check             {spread(whole, 0)} sentences/s")
        click.echo(f"ratio                {spread(ratios, 2)}")
        if torched:
            ratios = [rate / other for rate, other in zip(whole, torched, strict=True)]
            click.echo(f"the model on torch   {spread(torched, 0)} sentences/s")
            click.echo(f"re-check to that     {spread(ratios, 2)}")
        return times

    def again(self, times: list[float]) -> None:
        """The whole, unless one slice was all of it, and the whole again with nothing changed."""
        name = "slice-0" if len(times) == 1 else "state"
        if len(times) > 1:
            times = [seconds(partial(self._run, self.documents, name, self.settings))]
        (first,) = times
        second = seconds(partial(self._run, self.documents, name, self.settings))
        click.echo(f"first run            {first:.1f} s")
        click.echo(f"nothing changed      {second:.2f} s, {first / second:.0f} times faster")

    def with_news(self) -> None:
        """A state of 99% of the claims and documents, brought up to date."""
        click.echo("building a snapshot of 99% of the claims ...", err=True)
        most = self.settings.model_copy(update={"data": self.folder / "data"})
        held_back = self._build(most)
        old = [d for place, d in enumerate(self.documents) if place % round(1 / _NEW)]
        first = seconds(partial(self._run, old, "news", most))
        info: list[RunInfo] = []
        took = seconds(lambda: info.append(self._run(self.documents, "news", self.settings)))
        whole = first * len(self.documents) / len(old)
        click.echo(
            f"1% news              {took:.1f} s for {held_back} new records and "
            f"{len(self.documents) - len(old)} new documents, {whole / took:.1f} times faster; "
            f"{info[0].encoded} texts encoded, {info[0].matched_anew} matched anew, of "
            f"{info[0].sentences} sentences and what they quote"
        )

    def _build(self, most: Settings) -> int:
        """A snapshot of the store's records but for some, drawn by a seed; how many were left."""
        # what is published lends its vectors, so nothing is encoded
        shutil.copytree(self.settings.snapshots, most.snapshots)
        chance = random.Random(1)  # noqa: S311
        left = 0
        with (
            ClaimStore.open(self.settings.store_url) as store,
            ClaimStore.open(most.store_url) as copy,
        ):
            records = store.records()
            while batch := list(islice(records, 2_000)):
                kept = [record for record in batch if chance.random() >= _NEW]
                left += len(batch) - len(kept)
                copy.upsert(kept)
            build_snapshot(
                copy,
                open_encoder_of(self.settings),
                most.snapshots,
                fitted=self.settings.calibrations,
            )
        return left

    def _run(self, documents: list[Document], name: str, settings: Settings) -> RunInfo:
        source = self.folder / f"{name}.jsonl"
        lines = [json.dumps({"id": one.id, "text": one.text}) + "\n" for one in documents]
        content = "".join(lines)
        if not source.exists() or source.read_text() != content:
            source.write_text(content)
        request = Request(
            inputs=(str(source),),
            output=self.folder / f"{name}.parquet",
            state=self.folder / f"{name}.state",
            columns=Columns(id="id"),
        )
        with rechecked(request, settings) as found:
            return found.info


def _encode(encoder: Encoder, texts: list[str]) -> None:
    """In batches sorted by length, as a build encodes."""
    ordered = sorted(texts, key=len)
    for start in range(0, len(ordered), _BATCH):
        encoder.encode_queries(ordered[start : start + _BATCH])
