"""Lexical shares: rare words weigh more, accents and case do not matter, typos survive in part."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.lexical import Lexicon

TEXTS = [
    ["The vaccine contains microchips", "Microchips in the vaccine?"],
    ["The election in Żółć was stolen"],
    ["The vaccine was approved in 2021"],
]
ALL = np.arange(3, dtype=np.int64)


@pytest.fixture
def lexicon() -> Lexicon:
    return Lexicon.build(TEXTS)


def test_shares_lie_between_0_and_1_and_the_same_text_shares_all(lexicon: Lexicon) -> None:
    found = lexicon.overlap("THE VACCINE CONTAINS MICROCHIPS!", ALL)
    assert found.words[0] == pytest.approx(1.0)
    assert found.grams[0] == pytest.approx(1.0)
    assert 0 < found.words[2] < found.words[0]
    assert all(0 <= share <= 1 for share in (*found.words, *found.grams, *found.covered))


def test_a_rare_word_weighs_more_than_a_common_one(lexicon: Lexicon) -> None:
    assert lexicon.overlap("the 2021", ALL).words[2] == pytest.approx(1.0)
    assert lexicon.overlap("the 2021", ALL).words[0] < 0.3


def test_accents_are_folded(lexicon: Lexicon) -> None:
    assert lexicon.overlap("election żołc", ALL).words[1] > 0.4


def test_a_typo_keeps_some_of_the_grams(lexicon: Lexicon) -> None:
    found = lexicon.overlap("mircochips", ALL)
    assert found.words[0] == 0
    assert found.grams[0] > 0.2


def test_a_query_without_words_shares_nothing(lexicon: Lexicon) -> None:
    assert lexicon.overlap("!!!", ALL).words.tolist() == [0, 0, 0]


def test_no_claims_at_all() -> None:
    assert len(Lexicon.build([]).overlap("x", np.empty(0, np.int64)).words) == 0


def test_written_and_opened_it_is_the_same(lexicon: Lexicon, tmp_path: Path) -> None:
    lexicon.write(tmp_path)
    for query in ("vaccine microchip", "election 2021", ""):
        a, b = lexicon.overlap(query, ALL), Lexicon.open(tmp_path).overlap(query, ALL)
        assert np.allclose(a.grams, b.grams)
        assert np.allclose(a.words, b.words)


def test_vowel_signs_do_not_cut_words() -> None:
    lexicon = Lexicon.build([["गाय का दूध"], ["मेंढक और मस्से"]])
    found = lexicon.overlap("मोदी", np.arange(2, dtype=np.int64))
    assert found.words.tolist() == [0, 0]
    assert found.grams.tolist() == [0, 0]
