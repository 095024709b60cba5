"""Matching: the right claim first, filters that fill the limit, reasons for silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from threadpoolctl import threadpool_info

from claims.model import Publisher, Review, Verdict
from claims.store import ClaimStore
from index.build import build_snapshot
from index.calibration import Calibration, Logistic
from index.encoder import Encoder
from index.encoders import open_encoder
from index.errors import QueryError
from index.hits import Hit
from index.library import Library
from index.lookup import Agreement, Band, Filters, Lookup, NoMatchCode, Relation
from index.matcher import Matcher
from index.matches import describe
from index.relation import relate
from tests.claims.factories import make_record
from tests.factories import make_claim, make_review
from tests.index.conftest import SENTENCES

WALL = SENTENCES[0][0]


@pytest.fixture
def matcher(library: Library) -> Matcher:
    return library.current()


MILK = "Milk is good for you."  # to the gate an opinion; unsure


@pytest.fixture
def calibrated(tmp_path: Path, store: ClaimStore, hashing: Encoder) -> Matcher:
    """The same claims and two more, believed from a score of 0.5 upwards."""
    store.upsert([make_record(MILK), make_record("What time is it?")])
    model = Logistic(columns=("score",), weights=(20.0,), intercept=-10.0)
    calibration = Calibration(
        fingerprint=hashing.spec.fingerprint,
        ranking=model,
        same=model,
        cross=model,
        suggested=0.5,
        confirmed=0.99,
        fitted_on="a test",
    )
    fitted = tmp_path / "calibrations"
    fitted.mkdir()
    (fitted / f"{hashing.spec.fingerprint}.json").write_text(calibration.model_dump_json())
    build_snapshot(store, hashing, tmp_path / "fitted", fitted=fitted)
    return Library(tmp_path / "fitted", hashing).current()


def _one(matcher: Matcher, text: str, **options: object) -> Lookup:
    return matcher.match([text], **options)[0]  # type: ignore[arg-type]


def test_a_claims_own_text_scores_one(matcher: Matcher) -> None:
    match = _one(matcher, WALL).matches[0]
    assert match.claim.text == WALL
    assert match.score == pytest.approx(1.0, abs=1e-5)
    assert match.provenance.record_id == "r0-0"


def test_a_claim_is_found_by_the_title_of_its_review(matcher: Matcher) -> None:
    match = _one(matcher, "Fact check 4-2: Goldfish have a memory of three seconds.").matches[0]
    assert (
        match.claim.reviews[0].title == "Fact check 4-2: Goldfish have a memory of three seconds."
    )
    assert match.score > 0.9  # it is encoded with the text that it stands over


def test_a_claim_is_found_by_the_summary_of_its_review(tmp_path: Path) -> None:
    encoder = open_encoder("hashing", cache=tmp_path)
    with ClaimStore.open(tmp_path / "claims.sqlite") as store:
        store.upsert([make_record(summary="The wall is as wide as a road."), make_record("Other")])
        build_snapshot(store, encoder, tmp_path / "snapshots", fitted=tmp_path)
    matcher = Library(tmp_path / "snapshots", encoder).current()
    (lookup,) = matcher.match(["The wall is as wide as a road."], min_probability=0)
    assert lookup.matches[0].score == pytest.approx(1.0, abs=1e-5)
    assert lookup.matches[0].claim.text == make_record().text


def test_minimum_0_returns_the_nearest_whatever_they_are(matcher: Matcher) -> None:
    for text in (WALL, "zzz qqq", "?", "🦠", "What time is it?"):
        assert len(_one(matcher, text, limit=7, min_probability=0).matches) == 7


@pytest.mark.parametrize("limit", [1, 5, 30])
def test_the_limit_is_filled(matcher: Matcher, limit: int) -> None:
    assert len(_one(matcher, WALL, limit=limit, min_probability=0).matches) == limit


@pytest.mark.parametrize(
    ("filters", "passing"),
    [
        (Filters(languages=("de",)), 6),
        (Filters(publishers=("desk1.example",)), 10),
        (Filters(verdicts=(Verdict.TRUE,)), 10),
        (Filters(verdicts=(Verdict.TRUE,), languages=("fr",)), 1),
    ],
)
def test_filters_fill_the_limit_with_what_passes(
    matcher: Matcher, filters: Filters, passing: int
) -> None:
    found = _one(matcher, WALL, limit=30, min_probability=0, filters=filters).matches
    assert len(found) == passing


def test_answers_come_in_the_order_of_the_texts(matcher: Matcher) -> None:
    texts = [text for text, _ in SENTENCES]
    assert [x.matches[0].claim.text for x in matcher.match(texts)] == texts
    assert [x.text for x in matcher.match(texts)] == texts
    assert matcher.match([]) == []


def test_without_calibration_nothing_is_believed_and_it_says_so(matcher: Matcher) -> None:
    lookup = _one(matcher, WALL)
    assert lookup.snapshot.calibrated is False
    assert lookup.matches[0].probability is None
    assert lookup.matches[0].band is None
    with pytest.raises(QueryError, match="calibration"):
        _one(matcher, WALL, min_probability=0.5)


def test_the_calibrated_threshold_decides(calibrated: Matcher) -> None:
    lookup = _one(calibrated, WALL)
    assert lookup.matches[0].band == "confirmed"
    assert all(match.band for match in lookup.matches)
    silent = _one(calibrated, "Der Bäcker öffnet morgen um sieben seinen kleinen Laden.")
    assert silent.matches == ()
    assert silent.no_match is not None
    assert silent.no_match.code is NoMatchCode.BELOW_THRESHOLD
    assert silent.no_match.best_score is not None


def test_what_is_not_believed_is_only_related(calibrated: Matcher) -> None:
    query = "Vaccines cause autism."
    found = _one(calibrated, query, limit=30, min_probability=0, language="en").matches
    assert found[0].relation is Relation.SAME
    unbelieved = [match for match in found if match.band is None]
    assert unbelieved
    assert {match.relation for match in unbelieved} == {Relation.RELATED}


@pytest.mark.parametrize(
    ("probability", "relation"), [(0.995, Relation.SAME), (0.9, Relation.RELATED)]
)
def test_what_is_only_suggested_must_share_something(
    calibrated: Matcher, probability: float, relation: Relation
) -> None:
    """Two words in one language, two in another: only a confirmed match says the same."""
    (claim,) = (match.claim for match in _one(calibrated, MILK, limit=1).matches)
    described = describe(
        "Os morcegos são cegos.",
        "pt",
        Hit(claim, claim, 0.8, probability),
        calibration=calibrated.calibration,
        relate=relate,
    )
    assert described.match.relation is relation


def test_without_calibration_only_equal_texts_are_the_same(matcher: Matcher) -> None:
    first, *others = _one(matcher, SENTENCES[1][0], limit=30).matches
    assert first.relation is Relation.SAME
    unequal = {m.relation for m in others if SENTENCES[1][0] not in m.claim.text}
    assert unequal == {Relation.RELATED}


def test_a_match_is_found_by_the_probability_that_is_told_of_it(calibrated: Matcher) -> None:
    told = {
        match.claim.id: match.probability or 0.0
        for match in _one(calibrated, WALL, limit=30, min_probability=0).matches
    }
    for least in {*told.values(), *(one + 0.00002 for one in told.values() if one < 1)}:
        found = _one(calibrated, WALL, limit=30, min_probability=least).matches
        assert {match.claim.id for match in found} == {id for id in told if told[id] >= least}


def test_probabilities_never_rise_down_the_list(calibrated: Matcher) -> None:
    found = _one(calibrated, WALL, limit=30, min_probability=0).matches
    believed = [match.probability for match in found]
    assert believed == sorted(believed, key=lambda p: -(p or 0))


def test_filtered_out_means_that_it_would_match_without_the_filters(calibrated: Matcher) -> None:
    lookup = _one(calibrated, WALL, filters=Filters(languages=("fr",)))
    assert lookup.no_match is not None
    assert lookup.no_match.code is NoMatchCode.FILTERED_OUT
    lookup = _one(calibrated, WALL, filters=Filters(languages=("xx",)))
    assert lookup.no_match is not None
    assert lookup.no_match.code is NoMatchCode.FILTERED_OUT


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a", NoMatchCode.TOO_SHORT),
        ("!?", NoMatchCode.TOO_SHORT),
        ("🦠🦠🦠", NoMatchCode.TOO_SHORT),
        ("Read more", NoMatchCode.NOT_A_CLAIM),
    ],
)
def test_texts_that_state_nothing(calibrated: Matcher, text: str, code: NoMatchCode) -> None:
    lookup = _one(calibrated, text)
    assert lookup.no_match is not None
    assert lookup.no_match.code is code


def test_a_confirmed_match_overrules_a_gate_that_is_not_sure(calibrated: Matcher) -> None:
    lookup = _one(calibrated, MILK)
    assert lookup.matches[0].claim.text == MILK
    assert lookup.matches[0].band is Band.CONFIRMED
    for text in ("Milk is so lovely for you.", "What time is it?"):  # suggested; a question
        assert _one(calibrated, text, min_probability=0).matches[0].band
        found = _one(calibrated, text).no_match
        assert found is not None
        assert found.code is NoMatchCode.NOT_A_CLAIM


@pytest.mark.parametrize(
    "options", [{"limit": 0}, {"min_probability": -0.1}, {"min_probability": 1.1}]
)
def test_impossible_options_are_refused(matcher: Matcher, options: dict[str, float]) -> None:
    with pytest.raises(QueryError):
        _one(matcher, WALL, **options)


def test_an_empty_index_says_so(tmp_path: Path, hashing: Encoder) -> None:
    with ClaimStore.open(tmp_path / "empty.sqlite") as store:
        build_snapshot(store, hashing, tmp_path / "empty", fitted=tmp_path)
    lookup = _one(Library(tmp_path / "empty", hashing).current(), WALL, min_probability=0)
    assert lookup.no_match is not None
    assert lookup.no_match.code is NoMatchCode.EMPTY_INDEX


def test_products_of_matrices_stay_on_the_thread_that_asks(matcher: Matcher) -> None:
    own = [one for one in threadpool_info() if "numpy" in one["filepath"]]  # others come later
    assert own and {one["num_threads"] for one in own} == {1}, matcher


DESK, OTHER = Publisher(name="Desk", site="desk.example"), Publisher(name="Other", site=None)
HERE = make_review(publisher=DESK, url="https://desk.example/1")
NAMED = make_review(publisher=Publisher(name="Desk", site=None), url="https://desk.example/2")
SITED = make_review(publisher=Publisher(name=None, site="desk.example"), url=None)
AGAIN = make_review(publisher=DESK, url="http://desk.example/1?utm_source=feed")


@pytest.mark.parametrize(
    ("reviews", "agreement"),
    [
        ((HERE, AGAIN), Agreement.SINGLE),
        ((HERE, NAMED, SITED), Agreement.SINGLE),
        ((HERE, AGAIN, make_review(publisher=OTHER)), Agreement.AGREE),
        ((HERE, make_review(publisher=OTHER, verdict=None)), Agreement.SINGLE),
        ((HERE, make_review(publisher=DESK, verdict=Verdict.TRUE)), Agreement.DISAGREE),
    ],
)
def test_a_publisher_agrees_with_others_only(
    reviews: tuple[Review, ...], agreement: Agreement
) -> None:
    claim = make_claim(reviews=reviews)
    hit = Hit(claim, claim, 1.0, None)
    described = describe(claim.text, "en", hit, calibration=None, relate=relate)
    assert described.match.agreement is agreement
