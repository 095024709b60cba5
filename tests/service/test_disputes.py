"""Opposite verdicts on one sentence are never hidden behind the first of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from claims.model import Publisher, Verdict
from claims.store import ClaimStore
from index.build import build_snapshot
from index.encoders import open_encoder
from index.library import Library
from index.lookup import Band, Match, Relation
from service.app import create_app, engine_of
from service.config import Settings
from service.disputes import disputed, leading
from service.look import tone_of_sentence
from tests.factories import make_claim, make_record, make_review
from tests.service.claims import WALL
from tests.service.matches import make_match


def _match(text: str, *verdicts: Verdict | None, **changes: object) -> Match:
    reviews = tuple(make_review(verdict=verdict) for verdict in verdicts)
    return make_match(claim=make_claim(text, reviews=reviews), **changes)


TRUE = _match("a", Verdict.TRUE)
FALSE = _match("b", Verdict.FALSE)
UNSURE = _match("c", Verdict.FALSE, band=Band.SUGGESTED)
ASIDE = _match("d", Verdict.FALSE, relation=Relation.RELATED)
SILENT = _match("e", None)
MOSTLY = _match("f", Verdict.MOSTLY_TRUE)
BOTH = _match("g", Verdict.TRUE, Verdict.FALSE)


@pytest.mark.parametrize(
    ("matches", "led", "tone"),
    [
        ([TRUE, FALSE], [TRUE, FALSE], "part"),
        ([TRUE, ASIDE, UNSURE, SILENT, FALSE], [TRUE, FALSE], "part"),
        ([TRUE, MOSTLY], [TRUE, MOSTLY], "yes"),
        ([TRUE, TRUE, SILENT], [TRUE], "yes"),
        ([TRUE, UNSURE], [TRUE], "yes"),
        ([TRUE, ASIDE], [TRUE], "yes"),
        ([ASIDE, TRUE, FALSE], [ASIDE], "aside"),
        ([BOTH, FALSE], [BOTH], "part"),
        ([SILENT, TRUE], [SILENT], "open"),
    ],
)
def test_what_leads(matches: list[Match], led: list[Match], tone: str) -> None:
    assert list(leading(matches[0], matches)) == led
    assert disputed(matches) == (len(led) > 1)
    assert tone_of_sentence(matches[0], matches) == tone


def test_without_matches_nothing_is_disputed() -> None:
    assert not disputed([])


@pytest.fixture(scope="module")
def torn(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A client of a service that two publishers told opposite verdicts on one claim."""
    folder = tmp_path_factory.mktemp("torn")
    encoder = open_encoder("hashing", cache=folder / "cache")
    with ClaimStore.open(folder / "claims.sqlite") as store:
        store.upsert(
            make_record(
                WALL,
                claim_key=site,
                review=make_review(
                    publisher=Publisher(name=site.title(), site=site),
                    url=f"https://{site}/1",
                    verdict=verdict,
                ),
            )
            for site, verdict in (("yes.example", Verdict.TRUE), ("no.example", Verdict.FALSE))
        )
        build_snapshot(store, encoder, folder / "snapshots", fitted=folder / "calibration")
    return _client(folder)


def _client(folder: Path) -> FlaskClient:
    settings = Settings(data=folder, encoder="hashing", admin_key=None)
    encoder = open_encoder("hashing", cache=settings.cache)
    app = create_app(settings, Library(settings.snapshots, encoder))
    engine_of(app).warm_up()
    return app.test_client()


def test_a_disputed_sentence_is_mixed_and_all_is_open(torn: FlaskClient) -> None:
    page = torn.post("/", data={"text": WALL}).text
    assert '<mark id="s1" class="part ' in page
    assert "The publishers do not agree" in page
    assert '<details class="more" open>' in page


def test_both_verdicts_are_printed(torn: FlaskClient) -> None:
    page = torn.post("/export/html", data={"text": WALL}).text
    assert "The publishers do not agree" in page
    assert sorted(re.findall(r"<li><b>(\w+)</b>", page)) == ["False", "True"]


def test_a_lookup_says_so_too(torn: FlaskClient) -> None:
    page = torn.get("/search", query_string={"q": WALL}).text
    assert page.count("The publishers do not agree") == 1
