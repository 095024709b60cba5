"""PairJudge: what is made of a pair depends on nothing that it was read with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.encoder import Encoder, EncoderSpec, Vectors
from index.errors import SnapshotError
from index.judge import PairJudge, find_judge
from index.stance import Belief, Reading, Rules, Stance
from tests.index.stances import a_stance


class Beside:
    """The hashing encoder, beside which something reads pairs: by how many letters they part."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.asked: list[tuple[str, str]] = []
        self.key = "letters"
        self.drift = 0.0  # of pairs that are read together
        self.meets = 1.0  # log-odds a letter

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

    def read_pairs(
        self, pairs: Sequence[tuple[str, str]], *, alone: bool = False
    ) -> NDArray[np.float64]:
        self.asked += pairs
        odds = np.array([-float(abs(len(one) - len(other))) for one, other in pairs])
        drift = 0.0 if alone else self.drift * (-1) ** np.arange(len(pairs))
        return np.stack([odds + drift, odds * self.meets + drift], axis=1)


def _same(
    stance: Stance, pairs: Sequence[tuple[str, str]], rules: Rules, beside: Beside
) -> list[bool]:
    return [stance.same(rules, one) for one in PairJudge(stance, beside).read(pairs)]


def test_what_is_below_the_threshold_is_doubted(hashing: Encoder) -> None:
    judge = PairJudge(a_stance(), Beside(hashing))
    assert judge.read([]) == [] and judge.stance.languages == ("en", "nl")
    pairs = [("abc", "abcd"), ("abc", "abcde"), ("abcdefg", "abc"), ("abc", "abc")]
    assert _same(a_stance(), pairs, Rules.SAME, Beside(hashing)) == [True, True, False, True]


def test_without_rules_it_has_to_be_certain_and_nearly_so_in_a_frame() -> None:
    stance = a_stance()
    near, far = Reading(-1, 0), Reading(-2, 0)
    limits = (Rules.SAME, Rules.FRAMED, Rules.NONE)
    assert [stance.same(rules, near) for rules in limits] == [True, True, False]
    assert [stance.same(rules, far) for rules in limits] == [True, False, False]
    assert stance.same(Rules.NONE, Reading(0, 0))


def test_beliefs_outlive_new_limits_of_the_same_cross_encoder() -> None:
    belief = Belief(probability=1.0, meets=0.5, intercept=0.0)
    known = a_stance(within=belief, across=belief, beliefs_fitted_on="tests")
    again = a_stance(doubtful=-3.0).with_beliefs_of(known)
    assert (again.doubtful, again.within, again.across) == (-3.0, belief, belief)
    assert again.beliefs_fitted_on == "tests"
    other = a_stance(cross="others")
    assert other.with_beliefs_of(known) == other == other.with_beliefs_of(None)


@pytest.mark.parametrize(
    ("limits", "rules"),
    [
        ({"doubtful": -1, "framed": -1}, Rules.SAME),
        ({"told": -1}, Rules.TOLD),
        ({"framed": -1}, Rules.FRAMED),
        ({"certain": -1}, Rules.NONE),
    ],
)
def test_a_pair_is_the_same_or_not_whatever_it_is_read_with(
    hashing: Encoder, limits: dict[str, float], rules: Rules
) -> None:
    beside = Beside(hashing)
    beside.drift = 0.005
    stance = a_stance(**limits)
    on_the_line, above, below = ("abc", "abcd"), ("abc", "abc"), ("abc", "abcde")
    pairs = [on_the_line, below, on_the_line, above]
    assert _same(stance, pairs, rules, beside) == [True, False, True, True]
    assert _same(stance, [above, on_the_line], rules, beside) == [True, True]
    assert beside.asked[4:6] == [on_the_line, on_the_line]  # and no others, alone


def test_whether_they_meet_is_told_in_steps_whatever_they_are_read_with(hashing: Encoder) -> None:
    beside = Beside(hashing)
    beside.drift, beside.meets = 0.005, 0.25
    judge = PairJudge(a_stance(), beside)
    pairs = [("abc", "abc" + "d" * letters) for letters in range(8)]
    alone = [judge.read([pair])[0].meets for pair in pairs]
    assert alone == [0.0, 0.0, -0.5, -1.0, -1.0, -1.0, -1.5, -2.0]
    beside.asked.clear()
    assert [one.meets for one in judge.read(pairs)] == alone
    assert beside.asked[len(pairs) :] == pairs[1::2]  # between two steps: read alone


def test_a_stance_that_cannot_be_read_or_is_of_others_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hashing: Encoder
) -> None:
    beside = Beside(hashing)
    fingerprint = hashing.spec.fingerprint
    monkeypatch.setattr("index.fitted.files", lambda _: tmp_path)
    (tmp_path / "calibrations").mkdir()
    assert find_judge(beside) is None
    path = tmp_path / "calibrations" / f"stance-{fingerprint}.json"
    path.write_text("{", encoding="utf-8")
    assert find_judge(hashing) is None  # which reads no pairs
    with pytest.raises(SnapshotError, match="mend or remove it"):
        find_judge(beside)
    path.write_text(a_stance().model_dump_json().replace("-1.5", "-3"), encoding="utf-8")
    with pytest.raises(SnapshotError, match="mend or remove it"):
        find_judge(beside)
    path.write_text(a_stance().model_dump_json(), encoding="utf-8")
    with pytest.raises(SnapshotError, match="of encoder tests"):
        find_judge(beside)
    ours = a_stance(fingerprint=fingerprint)
    path.write_text(ours.model_dump_json(), encoding="utf-8")
    judge = find_judge(beside)
    assert judge is not None and judge.read([("a", "a" * 9)])[0].affirms == -8
    beside.key = "others"
    with pytest.raises(SnapshotError, match="of cross-encoder letters, not others"):
        find_judge(beside)
