"""Stance: what denies a claim in other words, or swaps one of its words, is not taken for it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from claims.store import ClaimStore
from index.build import build_snapshot
from index.encoder import Encoder, EncoderSpec, Vectors
from index.errors import SnapshotError
from index.lookup import Relation
from index.matcher import Matcher
from index.models.embedded import EmbeddedEncoder
from index.publish import current_id
from index.relation import relate
from index.snapshot import Snapshot
from index.stance import Pair, PairJudge, Stance, find_judge
from tests.claims.factories import make_record

SENSES = "Humans have exactly five senses."
CORDS = "Damaged vocal cords heal within a day when you drink pineapple juice."
DENIED = (
    ("en", SENSES, "We have way more senses than the handful they taught us in primary school."),
    ("de", SENSES, "Der Mensch hat weit mehr Sinne, als man in der Schule lernt."),
)
SWAPPED = (
    ("en", CORDS, "Damaged vocal cords heal within a day when you drink carrot juice."),
    ("en", CORDS, "Damaged tendons heal within a day when you drink pineapple juice."),
)
AFFIRMED = (
    ("en", SENSES, "People possess five senses, no more and no less."),
    ("de", SENSES, "Der Mensch hat genau fünf Sinne."),
    ("en", CORDS, "Injured vocal cords heal within a day if you drink pineapple juice."),
)


class Reading:
    """The hashing encoder, beside which something reads pairs: by how many letters they part."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.asked: list[tuple[str, str]] = []
        self.key = "letters"
        self.drift = 0.0  # of pairs that are read together

    @property
    def spec(self) -> EncoderSpec:
        return self._encoder.spec

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._encoder.encode_queries(texts)

    def encode_claims(self, texts: Sequence[str]) -> Vectors:
        return self._encoder.encode_claims(texts)

    def lengths(self, texts: Sequence[str]) -> list[int]:
        return self._encoder.lengths(texts)

    def pair_key(self) -> str:
        return self.key

    def affirms(
        self, pairs: Sequence[tuple[str, str]], *, alone: bool = False
    ) -> NDArray[np.float64]:
        self.asked += pairs
        odds = np.array([-float(abs(len(one) - len(other))) for one, other in pairs])
        return odds if alone else odds + self.drift * (-1) ** np.arange(len(pairs))


def _stance(**more: object) -> Stance:
    given = {
        "fingerprint": "tests",
        "cross": "letters",
        "doubtful": -2.5,
        "fitted_on": "nothing",
    }
    return Stance.model_validate(given | more)


def test_what_is_below_the_threshold_is_doubted(hashing: Encoder) -> None:
    judge = PairJudge(_stance(), Reading(hashing))
    assert judge.doubted([]) == []
    pairs = [("abc", "abcd"), ("abc", "abcde"), ("abcdefg", "abc")]
    assert judge.doubted(pairs) == [False, False, True]


def test_a_pair_is_doubted_or_not_whatever_it_is_read_with(hashing: Encoder) -> None:
    reading = Reading(hashing)
    reading.drift = 0.005
    judge = PairJudge(_stance(doubtful=-1), reading)
    on_the_line, above, below = ("abc", "abcd"), ("abc", "abc"), ("abc", "abcde")
    assert judge.doubted([on_the_line, below, on_the_line, above]) == [False, True, False, False]
    assert judge.doubted([above, on_the_line]) == [False, False]
    assert reading.asked[4:6] == [on_the_line, on_the_line]  # and no others, alone


def test_a_stance_that_cannot_be_read_or_is_of_others_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hashing: Encoder
) -> None:
    reading = Reading(hashing)
    fingerprint = hashing.spec.fingerprint
    monkeypatch.setattr("index.fitted.files", lambda _: tmp_path)
    (tmp_path / "calibrations").mkdir()
    assert find_judge(reading) is None
    path = tmp_path / "calibrations" / f"stance-{fingerprint}.json"
    path.write_text("{", encoding="utf-8")
    assert find_judge(hashing) is None  # which reads no pairs
    with pytest.raises(SnapshotError, match="mend or remove it"):
        find_judge(reading)
    path.write_text(_stance().model_dump_json(), encoding="utf-8")
    with pytest.raises(SnapshotError, match="of encoder tests"):
        find_judge(reading)
    ours = _stance(fingerprint=fingerprint)
    path.write_text(ours.model_dump_json(), encoding="utf-8")
    judge = find_judge(reading)
    assert judge is not None and judge.doubted([("a", "a" * 9)]) == [True]
    reading.key = "others"
    with pytest.raises(SnapshotError, match="of cross-encoder letters, not others"):
        find_judge(reading)


class Doubting:
    """Doubts everything that it is asked."""

    def __init__(self) -> None:
        self.asked: list[Pair] = []

    def doubted(self, pairs: Sequence[Pair]) -> list[bool]:
        self.asked += pairs
        return [True] * len(pairs)


def _matcher(
    folder: Path, encoder: Encoder, *claims: str, judge: Doubting | None = None
) -> Matcher:
    with ClaimStore.open(folder / "claims.sqlite") as store:
        store.upsert([make_record(claim) for claim in claims])
        build_snapshot(store, encoder, folder, fitted=folder)
    snapshot = Snapshot.open(folder / current_id(folder), encoder.spec.fingerprint)
    return Matcher(snapshot, encoder, judge=judge)


@pytest.mark.model
def test_equal_words_are_never_doubted_and_others_not_asked(
    tmp_path: Path, embedded: EmbeddedEncoder
) -> None:
    judge = Doubting()
    matcher = _matcher(tmp_path, embedded, SENSES, judge=judge)
    again = "Exactly five senses are what humans have."
    texts = [f"{SENSES[:-1].upper()}!", again, "Humans do not have exactly five senses.", again]
    found = matcher.match(texts, language="en")
    relations = [one.matches[0].relation for one in found]
    assert relations == [Relation.SAME, Relation.RELATED, Relation.CONTRADICTS, Relation.RELATED]
    assert judge.asked == [(again, SENSES)]


@pytest.mark.model
def test_what_denies_or_swaps_is_only_related(tmp_path: Path, embedded: EmbeddedEncoder) -> None:
    matcher = _matcher(tmp_path, embedded, SENSES, CORDS)
    for triples, wanted in (
        (DENIED, Relation.RELATED),
        (SWAPPED, Relation.RELATED),
        (AFFIRMED, Relation.SAME),
    ):
        for language, claim, text in triples:
            assert relate(text, claim, query_language=language, claim_language="en")[0] == "same"
            (lookup,) = matcher.match([text], language=language, min_probability=0)
            assert lookup.matches[0].claim.text == claim
            assert lookup.matches[0].relation is wanted, (text, lookup.matches[0].probability)
