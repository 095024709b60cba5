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
from index.stance import PairJudge, Ruled, Rules, Stance, find_judge
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
        "framed": -1.5,
        "certain": -0.5,
        "languages": ["en", "nl"],
        "fitted_on": "nothing",
    }
    return Stance.model_validate(given | more)


def test_what_is_below_the_threshold_is_doubted(hashing: Encoder) -> None:
    judge = PairJudge(_stance(), Reading(hashing))
    assert judge.same([]) == [] and judge.languages == {"en", "nl"}
    pairs = [("abc", "abcd"), ("abc", "abcde"), ("abcdefg", "abc"), ("abc", "abc")]
    assert judge.same([(pair, Rules.SAME) for pair in pairs]) == [True, True, False, True]


def test_without_rules_it_has_to_be_certain_and_nearly_so_in_a_frame(hashing: Encoder) -> None:
    judge = PairJudge(_stance(), Reading(hashing))
    near, far = ("abc", "abcd"), ("abc", "abcde")
    assert judge.same([(near, rules) for rules in Rules]) == [True, True, False]
    assert judge.same([(far, rules) for rules in Rules]) == [True, False, False]
    assert judge.same([(("abc", "abc"), Rules.NONE)]) == [True]


@pytest.mark.parametrize(
    ("limits", "ruled"),
    [
        ({"doubtful": -1, "framed": -1}, Rules.SAME),
        ({"framed": -1}, Rules.FRAMED),
        ({"certain": -1}, Rules.NONE),
    ],
)
def test_a_pair_is_the_same_or_not_whatever_it_is_read_with(
    hashing: Encoder, limits: dict[str, float], ruled: Rules
) -> None:
    reading = Reading(hashing)
    reading.drift = 0.005
    judge = PairJudge(_stance(**limits), reading)
    on_the_line, above, below = ("abc", "abcd"), ("abc", "abc"), ("abc", "abcde")
    pairs = [on_the_line, below, on_the_line, above]
    assert judge.same([(pair, ruled) for pair in pairs]) == [True, False, True, True]
    assert judge.same([(above, ruled), (on_the_line, ruled)]) == [True, True]
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
    path.write_text(_stance().model_dump_json().replace("-1.5", "-3"), encoding="utf-8")
    with pytest.raises(SnapshotError, match="mend or remove it"):
        find_judge(reading)
    path.write_text(_stance().model_dump_json(), encoding="utf-8")
    with pytest.raises(SnapshotError, match="of encoder tests"):
        find_judge(reading)
    ours = _stance(fingerprint=fingerprint)
    path.write_text(ours.model_dump_json(), encoding="utf-8")
    judge = find_judge(reading)
    assert judge is not None and judge.same([(("a", "a" * 9), Rules.SAME)]) == [False]
    reading.key = "others"
    with pytest.raises(SnapshotError, match="of cross-encoder letters, not others"):
        find_judge(reading)


class Saying:
    """Says one thing of everything that it is asked, or of what rules say of it."""

    def __init__(self, same: bool | set[Rules]) -> None:
        self.languages = frozenset({"en", "nl"})
        self.asked: list[Ruled] = []
        self._same = same if isinstance(same, set) else set(Rules) if same else set()

    def same(self, asked: Sequence[Ruled]) -> list[bool]:
        self.asked += asked
        return [rules in self._same for _, rules in asked]


def _matcher(folder: Path, encoder: Encoder, *claims: str, judge: Saying | None = None) -> Matcher:
    with ClaimStore.open(folder / "claims.sqlite") as store:
        store.upsert([make_record(claim) for claim in claims])
        build_snapshot(store, encoder, folder, fitted=folder)
    snapshot = Snapshot.open(folder / current_id(folder), encoder.spec.fingerprint)
    return Matcher(snapshot, encoder, judge=judge)


@pytest.mark.model
def test_equal_words_are_never_doubted_and_others_not_asked(
    tmp_path: Path, embedded: EmbeddedEncoder
) -> None:
    judge = Saying(same=False)
    matcher = _matcher(tmp_path, embedded, SENSES, judge=judge)
    again = "Exactly five senses are what humans have."
    texts = [f"{SENSES[:-1].upper()}!", again, "Humans do not have exactly five senses.", again]
    found = matcher.match(texts, language="en")
    relations = [one.matches[0].relation for one in found]
    assert relations == [Relation.SAME, Relation.RELATED, Relation.CONTRADICTS, Relation.RELATED]
    assert judge.asked == [((again, SENSES), Rules.SAME)]


@pytest.mark.model
def test_what_is_denied_in_a_frame_is_asked_about_and_else_left_to_the_rules(
    tmp_path: Path, embedded: EmbeddedEncoder
) -> None:
    framed = "Nobody ever tells you that humans have exactly five senses."
    plain = "Humans do not have exactly five senses."
    for number, (same, wanted) in enumerate(
        (
            ({Rules.FRAMED, Rules.SAME}, Relation.SAME),
            ({Rules.SAME}, Relation.RELATED),  # not clearly so: no contradiction either
            (set[Rules](), Relation.CONTRADICTS),
        )
    ):
        judge = Saying(same)
        matcher = _matcher(tmp_path / str(number), embedded, SENSES, judge=judge)
        asked, other = matcher.match([framed, plain], language="en")
        assert asked.matches[0].relation is wanted
        assert bool(asked.matches[0].differences) is not (wanted is Relation.SAME)
        assert other.matches[0].relation is Relation.CONTRADICTS
        assert [rules for _, rules in judge.asked] == [Rules.FRAMED, Rules.SAME]
        assert {pair for pair, _ in judge.asked} == {(framed, SENSES)}


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


ROSES = "De burgemeester heeft alle rozen in het stadspark laten weghalen."


@pytest.mark.model
def test_where_there_are_no_rules_what_is_shown_and_parts_in_no_figure_is_asked(
    tmp_path: Path, embedded: EmbeddedEncoder
) -> None:
    for same, wanted in ((True, Relation.SAME), (False, Relation.RELATED)):
        judge = Saying(same)
        matcher = _matcher(tmp_path / str(same), embedded, ROSES, judge=judge)
        again = "Alle rozen in het stadspark heeft de burgemeester laten weghalen."
        (lookup,) = matcher.match([again], language="nl")
        assert lookup.matches[0].relation is wanted
        assert judge.asked == [((again, ROSES), Rules.NONE)]
        judge.asked.clear()
        others = (
            (ROSES.upper(), "nl", Relation.SAME),  # equal words
            (again, "sw", Relation.RELATED),  # of which it has not learned
            (again.replace("Alle", "Alle 12"), "nl", Relation.RELATED),  # another number
            ("In het park staan rozen.", "nl", Relation.RELATED),  # not shown
        )
        for text, language, relation in others:
            (lookup,) = matcher.match([text], language=language, min_probability=0)
            assert lookup.matches[0].relation is relation, text
        assert judge.asked == []


@pytest.mark.model
def test_what_is_called_false_is_not_asked_about(tmp_path: Path, embedded: EmbeddedEncoder) -> None:
    """Where only the sentence's language has rules, those hear what it says of the claim."""
    judge = Saying(same=True)
    matcher = _matcher(tmp_path, embedded, "Den Haag is de hoofdstad van Nederland.", judge=judge)
    plain = "Den Haag is the capital of Nederland."
    for text, relation in (
        (plain, Relation.SAME),
        (f"It is a myth that {plain}", Relation.RELATED),
        (f"False: {plain}", Relation.RELATED),
    ):
        (lookup,) = matcher.match([text], language="en")
        assert lookup.matches[0].relation is relation, text
    assert [text for (text, _), _ in judge.asked] == [plain]


@pytest.mark.model
def test_what_says_the_same_is_called_so_in_languages_without_rules(
    tmp_path: Path, embedded: EmbeddedEncoder
) -> None:
    matcher = _matcher(tmp_path, embedded, ROSES)
    for text, relation in (
        ("De burgemeester liet alle rozen uit het stadspark verwijderen.", Relation.SAME),
        ("De burgemeester heeft alle rozen in het stadspark laten staan.", Relation.RELATED),
        ("De burgemeester heeft alle banken in het stadspark laten weghalen.", Relation.RELATED),
    ):
        (lookup,) = matcher.match([text], min_probability=0)
        assert lookup.matches[0].relation is relation, text


@pytest.mark.model
def test_one_text_in_two_languages_is_told_by_the_rules_of_each(
    tmp_path: Path, embedded: EmbeddedEncoder
) -> None:
    judge = Saying(same=True)
    matcher = _matcher(tmp_path, embedded, SENSES, judge=judge)
    again = "Exactly five senses are what humans have."
    matcher.match([again, again], language=["en", "nl"])
    assert judge.asked == [((again, SENSES), Rules.SAME), ((again, SENSES), Rules.NONE)]
