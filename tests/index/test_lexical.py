"""Lexical shares: rare words weigh more, accents and case do not matter, typos survive in part."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.lexical import Lexicon, Overlap
from index.segments import Segments

TEXTS = [
    ["The vaccine contains microchips", "Microchips in the vaccine?"],
    ["The election in Żółć was stolen"],
    ["The vaccine was approved in 2021"],
]


def _overlap(lexicon: Lexicon, text: str, claims: int = 3) -> Overlap:
    return lexicon.overlap([text], np.arange(claims), Segments(np.array([claims])))


@pytest.fixture
def lexicon() -> Lexicon:
    return Lexicon.build(TEXTS)


def test_shares_lie_between_0_and_1_and_the_same_text_shares_all(lexicon: Lexicon) -> None:
    found = _overlap(lexicon, "THE VACCINE CONTAINS MICROCHIPS!")
    assert found.words[0] == pytest.approx(1.0)
    assert found.grams[0] == pytest.approx(1.0)
    assert 0 < found.words[2] < found.words[0]
    assert all(0 <= share <= 1 for share in (*found.words, *found.grams, *found.covered))


def test_a_rare_word_weighs_more_than_a_common_one(lexicon: Lexicon) -> None:
    assert _overlap(lexicon, "the 2021").words[2] == pytest.approx(1.0)
    assert _overlap(lexicon, "the 2021").words[0] < 0.3


def test_accents_are_folded(lexicon: Lexicon) -> None:
    assert _overlap(lexicon, "election żołc").words[1] > 0.4


def test_a_typo_keeps_some_of_the_grams(lexicon: Lexicon) -> None:
    found = _overlap(lexicon, "mircochips")
    assert found.words[0] == 0
    assert found.grams[0] > 0.2


def test_a_query_without_words_shares_nothing(lexicon: Lexicon) -> None:
    assert _overlap(lexicon, "!!!").words.tolist() == [0, 0, 0]


def test_no_claims_at_all() -> None:
    lexicon = Lexicon.build([])
    assert len(lexicon.words.mass) == len(lexicon.grams.mass) == 0


def test_written_and_opened_it_is_the_same(lexicon: Lexicon, tmp_path: Path) -> None:
    lexicon.write(tmp_path)
    for query in ("vaccine microchip", "election 2021", ""):
        a, b = _overlap(lexicon, query), _overlap(Lexicon.open(tmp_path), query)
        assert np.allclose(a.grams, b.grams)
        assert np.allclose(a.words, b.words)


def test_vowel_signs_do_not_cut_words() -> None:
    lexicon = Lexicon.build([["गाय का दूध"], ["मेंढक और मस्से"]])
    found = _overlap(lexicon, "मोदी", 2)
    assert found.words.tolist() == [0, 0]
    assert found.grams.tolist() == [0, 0]


def test_texts_together_share_what_each_shares_alone(lexicon: Lexicon) -> None:
    texts = ["a vaccine of 2021", "", "The election", "!", "microchips in the vaccine"] * 20
    rows = [np.arange(place % 3 + 1) for place in range(len(texts))]
    queries = Segments(np.array([len(one) for one in rows]))
    together = lexicon.overlap(texts, np.concatenate(rows), queries)
    alone = [_overlap(lexicon, text, len(one)) for text, one in zip(texts, rows, strict=True)]
    for name in ("words", "grams", "covered"):
        parts = np.concatenate([getattr(one, name) for one in alone])
        assert getattr(together, name).tolist() == parts.tolist()
