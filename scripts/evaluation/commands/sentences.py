"""Sentences that are asked of a small index made for them: of the demo claims, or of claims that
stand in the same file."""

from __future__ import annotations

from pathlib import Path

import click

from index.encoder import Encoder
from scripts.evaluation.commands.answer import reported, saved_run, tell
from scripts.evaluation.commands.paths import FILE
from scripts.evaluation.trec import read_sayings
from service.config import Settings
from service.engine import open_encoder_of


def _engine() -> tuple[Encoder, Path]:
    """What sentences are asked with: the encoder, and the folder of its own calibrations."""
    settings = Settings.load()
    return open_encoder_of(settings), settings.calibrations


@click.command()
@click.argument("texts", type=FILE)
@saved_run
@reported
def crosslingual(texts: Path, saved: Path | None) -> None:
    """Index one language of each claim, ask in every other one."""
    from scripts.evaluation.crosslingual import read_texts, score_crosslingual

    report = score_crosslingual(read_texts(texts), *_engine(), texts.name)
    tell(report, saved)


@click.command()
@click.argument("sentences", type=FILE)
@click.option("--misses", is_flag=True, help="Print the sentences whose first match is wrong.")
@saved_run
@reported
def paraphrases(sentences: Path, misses: bool, saved: Path | None) -> None:
    """Ask the demo claims for sentences in other words: language, text, claim_id (or nothing)."""
    from scripts.evaluation.paraphrases import read_paraphrases, score_paraphrases

    report, missed = score_paraphrases(
        read_paraphrases(sentences),
        *_engine(),
        sentences.name,
    )
    tell(report, saved, missed if misses else None)


@click.command()
@click.argument("sentences", type=FILE)
@click.option("--shown", is_flag=True, help="Print what is shown: probability, band, relation.")
@saved_run
@reported
def topics(sentences: Path, shown: bool, saved: Path | None) -> None:
    """Ask the demo claims for sentences that only share a topic with one of them."""
    from scripts.evaluation.topics import score_topics

    report, lines = score_topics(
        read_sayings(sentences)[0],
        *_engine(),
        sentences.name,
    )
    tell(report, saved, lines if shown else None)


@click.command()
@click.argument("sentences", type=FILE)
@click.option("--split", help="Only sentences of this split, dev or test.")
@click.option("--said", is_flag=True, help="Print what is said of each.")
@saved_run
@reported
def stances(sentences: Path, split: str | None, said: bool, saved: Path | None) -> None:
    """Ask the demo claims for sentences that deny a claim, affirm it, or do neither."""
    from scripts.evaluation.stances import read_stances, score_stances

    report, lines = score_stances(
        read_stances(sentences, split),
        *_engine(),
        f"{sentences.name} {split or ''}".strip(),
    )
    tell(report, saved, lines if said else None)


@click.command()
@click.argument("sentences", type=FILE)
@click.option("--misses", is_flag=True, help="Print what is said wrongly.")
@saved_run
@reported
def swaps(sentences: Path, misses: bool, saved: Path | None) -> None:
    """Ask claims for what says the same and for what swaps a word: language, claim, reworded,
    swapped."""
    from scripts.evaluation.swaps import read_swaps, score_swaps

    report, lines = score_swaps(
        read_swaps(sentences),
        *_engine(),
        sentences.name,
    )
    tell(report, saved, lines if misses else None)
