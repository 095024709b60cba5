"""write_sample(): some matches at random, as a spreadsheet in which people label right and wrong.

As many of each band as of any other, in a random order, with band and probability out of sight, so
that neither tells the labeller what to think. `scripts/evaluate.py labelled` takes the file back.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from index.checked import CheckedMatch, CheckedSentence
from index.lookup import Band
from scripts.rechecking.errors import RecheckError
from scripts.rechecking.report_rows import http_only, publisher_of, quoted_words
from scripts.rechecking.spreadsheet import SUFFIXES, Cells, Layout, cells_of, write_cells
from scripts.rechecking.wording import verdict_words

LABELS = ("right", "wrong", "unsure")
HIDDEN = ("id", "band", "probability", "of")
UNBELIEVED = "none"  # the band of what an uncalibrated encoder found
_WRITTEN = ("label", "note")  # what people fill in
_ELSEWHERE = "move it away, or give --sample-to another name"
_LONGEST = 30_000  # a cell holds 32,767 characters
LAYOUT = Layout(
    shown={
        "label": 10,
        "note": 24,
        "sentence": 60,
        "quoted": 40,
        "claim": 60,
        "reviews": 40,
        "link": 30,
        "document": 30,
        "sentence number": 10,
    },
    hidden=HIDDEN,
    choices=LABELS,
    guide=(
        "label: right where the claim is the one that the sentence, or what is quoted of it, makes "
        "or denies, so that a reader of the sentence is helped by its reviews; wrong where it is "
        "another claim; unsure where you cannot tell. Do not judge whether the sentence is true. "
        "Leave every other column as it is."
    ),
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A match drawn from the `of` matches of its band."""

    row: CheckedSentence
    match: CheckedMatch
    of: int


def draw(rows: Iterable[CheckedSentence], number: int, seed: int) -> list[Drawn]:
    """`number` matches, all bands alike as far as they go, in a random order that the seed sets.

    Reads the rows once and holds no more of them than are drawn.
    """
    chance = random.Random(seed)  # noqa: S311 - a sample, no secret
    kept: dict[Band | None, list[tuple[CheckedSentence, CheckedMatch]]] = {}
    seen: dict[Band | None, int] = {}
    for row in rows:
        for match in row.matches:
            chosen = kept.setdefault(match.band, [])
            count = seen[match.band] = seen.get(match.band, 0) + 1
            place = chance.randrange(count)
            if len(chosen) < number:
                chosen.append((row, match))
            elif place < number:
                chosen[place] = (row, match)
    shares = _shares({band: len(chosen) for band, chosen in kept.items()}, number)
    drawn = []
    for band, chosen in kept.items():
        chance.shuffle(chosen)
        drawn += [Drawn(row, match, seen[band]) for row, match in chosen[: shares[band]]]
    chance.shuffle(drawn)
    return drawn


def _shares(sizes: dict[Band | None, int], number: int) -> dict[Band | None, int]:
    """Equal shares; what a small band cannot fill goes to the others."""
    shares = dict.fromkeys(sizes, 0)
    left, still = number, [band for band in sizes if sizes[band]]
    while left and still:
        for place, band in enumerate(still):
            more = min(sizes[band] - shares[band], -(-left // (len(still) - place)))
            shares[band] += more
            left -= more
        still = [band for band in still if shares[band] < sizes[band]]
    return shares


def write_sample(rows: Iterable[CheckedSentence], path: Path, number: int, seed: int) -> int:
    """Draw and write an XLSX or CSV file; how many were drawn.

    Raises OSError, and RecheckError for another ending and where a labelled sample is there.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise RecheckError(f"{path}: a sample ends in {' or '.join(SUFFIXES)}")
    cells = [_cells(one) for one in draw(rows, number, seed)]
    keep_labels(path)  # somebody may have labelled it while all was re-checked
    write_cells(cells, LAYOUT, path)
    return len(cells)


def keep_labels(path: Path) -> None:
    """Raises RecheckError for a sample in which people have written, and one that cannot be read:
    what they wrote is nowhere else."""
    if not path.is_file() or not path.stat().st_size:
        return
    try:
        begun = False
        for row in cells_of(path):
            if _WRITTEN[0] not in row:
                raise ValueError(f"it has no column {_WRITTEN[0]!r} in its first line")
            begun = begun or any(row.get(name) for name in _WRITTEN)
    except (OSError, ValueError, csv.Error) as error:
        raise RecheckError(
            f"the sample {path} is there and cannot be read, so that labels in it might be lost "
            f"({error}): {_ELSEWHERE}"
        ) from error
    if begun:
        raise RecheckError(f"the sample {path} has labels, which would be lost: {_ELSEWHERE}")


def _cells(drawn: Drawn) -> Cells:
    row, match = drawn.row, drawn.match
    reviews = (
        f"{verdict_words(r.verdict or r.rating_text)}, says {publisher_of(r)}"
        for r in match.reviews
    )
    links = (http_only(review.url) for review in match.reviews)
    return {
        "label": None,
        "note": None,
        "sentence": row.text[:_LONGEST],
        "quoted": quoted_words(row.quote)[:_LONGEST] or None,
        "claim": match.claim_text[:_LONGEST],
        "reviews": "; ".join(reviews)[:_LONGEST],
        "link": next(filter(None, links), None),
        "document": row.document,
        "sentence number": row.ordinal + 1,
        "id": f"{row.document}#{row.ordinal}#{match.claim_id}",
        "band": match.band or UNBELIEVED,
        "probability": match.probability,
        "of": drawn.of,
    }
