"""Claims, queries and sentences that the tests of evaluate.py ask of."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from claims.model import Record
from scripts.evaluate import main
from tests.factories import make_provenance, make_record, make_review

TOPICS = ("vaccine", "election", "glacier", "bridge", "tax", "school", "volcano", "railway")
VERBS = (
    "was sold to a Norwegian banker",
    "closes whenever visitors complain",
    "contains lead beyond any limit",
    "costs households nine million crowns",
    "burned down twice during winter",
    "appears forged on old photographs",
)
PLACES = ("Arden", "Bexmoor", "Calder", "Dunmore", "Eskdale", "Farleigh", "Glenby", "Holt")
ORDINARY = ("Grated courgette keeps the cake moist.", "We overslept again this morning.")


def made_records() -> list[Record]:
    """One for each topic and verb."""
    found = []
    for topic, place in zip(TOPICS, PLACES, strict=True):
        for verb in VERBS:
            key = f"{topic}-{verb}".replace(" ", "-")
            review = make_review(
                url=f"https://www.checks.example/{key}/",
                reviewed_at="2020-05-01",
                provenance=make_provenance(record_id=key),
            )
            found.append(make_record(f"{place} {topic} {verb}.", review=review))
    return found


def run(data: Path, *arguments: str) -> Result:
    """evaluate.py with these arguments, on the queries and judgements of the data folder."""
    files = ["--queries", str(data / "queries.tsv"), "--qrels", str(data / "qrels.tsv")]
    return CliRunner().invoke(
        main, [*arguments[:1], *files, *arguments[1:]] if arguments else files
    )
