"""believed(): a reading of a sentence beside a claim says how far the match is to be believed."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.hits import Hit, believed, single
from index.lookup import Band, NoMatchCode
from index.models.embedded import EmbeddedEncoder
from index.stance import Belief, Reading
from tests.index.stances import Saying, a_matcher

SENSES = "Humans have exactly five senses."
ANKLES = "Humans have exactly two ankles."
AGAIN = "Exactly five senses are what humans have."
BELIEF = Belief(probability=1.0, meets=1.0, intercept=0.0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (AGAIN, True),
        ("Dr. Meyer sagt: Menschen haben fünf Sinne!", True),
        ("Humans have five senses. Dogs have six.", False),
        ("Humans have five senses, see https://senses.example/5", False),
        ("@senses says humans have five senses", False),
        ("Humans have five #senses", False),
        ("Humans have five senses, write to us at a@senses.example", True),
        ("Humans have five senses " * 13, False),
    ],
)
def test_a_post_is_told_from_a_sentence(text: str, expected: bool) -> None:
    assert single(text, "de" if "sagt" in text else "en") is expected


def test_a_reading_moves_the_odds_as_far_as_it_weighs() -> None:
    assert BELIEF.of(0.5, Reading(0.0, 0.0)) == pytest.approx(0.5)
    assert BELIEF.of(0.8, Reading(-9.0, 0.0)) == pytest.approx(0.8)
    assert BELIEF.of(0.5, Reading(0.0, 2.0)) == pytest.approx(0.8808, abs=1e-4)
    assert BELIEF.of(1.0, Reading(0.0, 0.0)) == pytest.approx(0.999)
    assert 0 < BELIEF.of(0.0, Reading(0.0, -20.0)) < 1e-9


@pytest.mark.model
def test_what_is_read_as_beside_the_claim_is_not_shown(
    tmp_path: Path, embedded: EmbeddedEncoder
) -> None:
    before = a_matcher(tmp_path / "a", embedded, SENSES, judge=Saying(9.0, -9.0))
    (known,) = before.match([AGAIN], language="en")
    judge = Saying(9.0, -9.0, within=BELIEF)
    matcher = a_matcher(tmp_path / "b", embedded, SENSES, judge=judge)
    found = matcher.match([AGAIN, SENSES, f"{AGAIN} Dogs have six."], language="en")
    assert found[0].matches == ()
    assert found[0].no_match is not None
    assert found[0].no_match.code is NoMatchCode.BELOW_THRESHOLD
    assert found[0].no_match.best_score == known.matches[0].score
    (exact,) = before.match([SENSES], language="en")
    assert found[1].matches == exact.matches  # equal words are not believed less
    assert found[2].matches[0].probability is not None  # nor are several sentences
    assert judge.asked[:2] == [(AGAIN, SENSES), (SENSES, SENSES)]
    (all_the_same,) = matcher.match([AGAIN], language="en", min_probability=0)
    assert all_the_same.matches[0].claim.text == SENSES
    probability = all_the_same.matches[0].probability
    assert probability is not None and probability < 0.05
    assert all_the_same.matches[0].band is None


@pytest.mark.model
def test_what_is_read_as_meeting_the_claim_is_surer_than_before(
    tmp_path: Path, embedded: EmbeddedEncoder
) -> None:
    text = "Menschen haben genau fünf Sinne, sagt die Schule."
    probabilities = []
    for name, meets in (("a", -1.0), ("b", 0.0), ("c", 4.0)):
        judge = Saying(9.0, meets, across=BELIEF, languages=["de", "en"])
        matcher = a_matcher(tmp_path / name, embedded, SENSES, judge=judge)
        (lookup,) = matcher.match([text], language="de", min_probability=0.01)
        assert judge.asked == [(text, SENSES)]
        probabilities.append(lookup.matches[0].probability or 0)
    assert probabilities == sorted(set(probabilities))
    assert lookup.matches[0].band is Band.CONFIRMED


@pytest.mark.model
def test_of_a_language_that_was_not_learned_nothing_is_read(
    tmp_path: Path, embedded: EmbeddedEncoder
) -> None:
    judge = Saying(9.0, -9.0, within=BELIEF, languages=["nl"])
    matcher = a_matcher(tmp_path, embedded, SENSES, judge=judge)
    (lookup,) = matcher.match([AGAIN], language="en", limit=1)
    assert lookup.matches[0].claim.text == SENSES


class Choosy(Saying):
    """Reads only one claim as met."""

    def read(self, pairs: list[tuple[str, str]]) -> list[Reading]:  # type: ignore[override]
        self.asked += pairs
        return [Reading(9.0, 3.0 if claim == ANKLES else -3.0) for _, claim in pairs]


@pytest.mark.model
def test_the_surest_comes_first_however_few_are_asked_for(
    tmp_path: Path, embedded: EmbeddedEncoder
) -> None:
    claims = (SENSES, ANKLES, "Cats have nine lives.")
    judge = Choosy(9.0, within=Belief(probability=0.2, meets=1.0, intercept=0.0))
    matcher = a_matcher(tmp_path, embedded, *claims, judge=judge)
    snapshot = matcher.calibration
    assert snapshot is not None
    text = "Humans have exactly two ankles, and exactly five senses."
    (nearest,) = matcher.match([text], language="en", min_probability=0, limit=3)
    likely = [one.probability or 0 for one in nearest.matches]
    assert likely == sorted(likely, reverse=True)
    read = {claim for _, claim in judge.asked}
    assert read == {SENSES, ANKLES}
    assert nearest.matches[0].claim.text == ANKLES
    for limit in (1, 2):
        (lookup,) = matcher.match([text], language="en", limit=limit)
        assert [one.claim.text for one in lookup.matches] == [ANKLES]


@pytest.mark.model
def test_each_way_has_a_belief_of_its_own(tmp_path: Path, embedded: EmbeddedEncoder) -> None:
    german = "Der Mensch hat genau fünf Sinne."
    judge = Saying(9.0, -9.0, within=BELIEF, languages=["de", "en"])
    matcher = a_matcher(tmp_path, embedded, SENSES, judge=judge)
    own, other = matcher.match([AGAIN, german], language=["en", "de"])
    assert own.matches == () and other.matches[0].claim.text == SENSES
    assert judge.asked[0] == (AGAIN, SENSES)


def test_without_a_belief_nothing_is_read() -> None:
    judge = Saying(9.0, -9.0)
    assert believed([("a", "en", [])], judge, None) == ([[]], {})
    hits: list[Hit] = []
    assert believed([("a", "en", hits)], None, None) == ([hits], {})
    assert judge.asked == []
