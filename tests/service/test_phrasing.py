"""What the pages say of a probability."""

from __future__ import annotations

import pytest

from service.phrasing import words_of


@pytest.mark.parametrize(
    ("probability", "english", "german"),
    [
        (1.0, "99%", "99\xa0%"),
        (0.9996, "99%", "99\xa0%"),
        (0.756, "76%", "76\xa0%"),
        (0.003, "1%", "1\xa0%"),
        (0.0, "1%", "1\xa0%"),
    ],
)
def test_no_match_is_certain_or_impossible(probability: float, english: str, german: str) -> None:
    assert words_of("en").percent(probability) == english
    assert words_of("de").percent(probability) == german


def test_the_words_fit_the_figure() -> None:
    said = [words_of("en").likely(each) for each in (0.97, 0.9, 0.6, 0.45, 0.003)]
    assert said == [
        "almost certainly about this claim",
        "very probably about this claim",
        "probably about this claim",
        "possibly about this claim",
        "probably not about this claim",
    ]
