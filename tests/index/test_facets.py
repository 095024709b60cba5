"""Filters: conjunctions on one review, dates of any precision, unknown values."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from claims.model import Publisher, Verdict
from index.facets import Facets, FacetsBuilder
from index.lookup import Filters
from tests.factories import make_claim, make_review

TODAY = date(2026, 6, 1)


@pytest.fixture
def facets() -> Facets:
    builder = FacetsBuilder()
    builder.add(make_claim("a", language="en"))
    builder.add(
        make_claim(
            "b",
            language="de-AT",
            claimed_at="2026-05",
            reviews=(
                make_review(
                    publisher=Publisher(name="Prüfstelle", site="www.pruef.example"),
                    verdict=Verdict.TRUE,
                    language="de",
                    reviewed_at="2020",
                ),
                make_review(verdict=Verdict.FALSE, reviewed_at=None, language="fr"),
            ),
        )
    )
    builder.add(make_claim("c", language=None, reviews=()))
    return builder.finish()


@pytest.mark.parametrize(
    ("filters", "passing"),
    [
        (Filters(), [0, 1, 2]),
        (Filters(languages=("de",)), [1]),
        (Filters(languages=("DE-ch",)), [1]),
        (Filters(languages=("fr",)), [1]),
        (Filters(languages=("en", "de")), [0, 1]),
        (Filters(languages=("xx",)), []),
        (Filters(publishers=("pruef.example",)), [1]),
        (Filters(publishers=("PRÜFSTELLE",)), [1]),
        (Filters(publishers=("checks.example",)), [0, 1]),
        (Filters(verdicts=(Verdict.FALSE,)), [0, 1]),
        (Filters(verdicts=(Verdict.TRUE,), publishers=("checks.example",)), []),
        (Filters(verdicts=(Verdict.TRUE,), publishers=("pruef.example",)), [1]),
        (Filters(max_age_days=31), [1]),
        (Filters(max_age_days=200), [0, 1]),
        (Filters(max_age_days=10**7), [0, 1]),
    ],
)
def test_filters(facets: Facets, filters: Filters, passing: list[int]) -> None:
    assert facets.passing(filters, today=TODAY).nonzero()[0].tolist() == passing


def test_counts_and_languages(facets: Facets) -> None:
    assert facets.claim_languages() == (("de", 1), ("en", 1))
    assert facets.counts("verdict") == (("false", 2), ("true", 1))
    codes = [facets.language_code(language) for language in ("en", "de-AT", None)]
    assert facets.languages().tolist() == codes
    assert facets.language_code("pt") not in codes


def test_written_and_opened_it_is_the_same(facets: Facets, tmp_path: Path) -> None:
    facets.write(tmp_path)
    opened = Facets.open(tmp_path)
    assert opened.words == facets.words
    assert opened.counts("site") == facets.counts("site")


def test_days_from_counts_to_the_nearest_dated_review() -> None:
    builder = FacetsBuilder()
    reviews = [make_review(reviewed_at=day) for day in ("2020-01-11", "2020-03-01", None)]
    builder.add(make_claim("A", reviews=tuple(reviews)))
    builder.add(make_claim("B", reviews=(make_review(reviewed_at=None),)))
    builder.add(make_claim("C", reviews=(make_review(reviewed_at="2019"),)))
    rows = np.array([2, 0, 1], dtype=np.int64)
    away = builder.finish().days_from(date(2020, 1, 1), rows)
    assert away.tolist() == [365.0, 10.0, float("inf")]


def test_names_are_shown_as_they_are_written(tmp_path: Path) -> None:
    builder = FacetsBuilder()
    for name in ("Unser Prüftisch", "UNSER PRÜFTISCH", "kleines blatt"):
        review = make_review(publisher=Publisher(name=name, site=None))
        builder.add(make_claim(name, reviews=(review,)))
    sited = Publisher(name="Brain.Example", site="brain.example")
    builder.add(make_claim("sited", reviews=(make_review(publisher=sited),)))
    facets = builder.finish()
    facets.write(tmp_path)
    expected = (("Unser Prüftisch", 2), ("brain.example", 1), ("kleines blatt", 1))
    assert facets.publishers() == Facets.open(tmp_path).publishers() == expected
    assert list(facets.passing(Filters(publishers=("unser prüftisch",)), today=TODAY)) == [
        True,
        True,
        False,
        False,
    ]
