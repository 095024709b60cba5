"""Stretches: each paragraph of a text in several languages is cut by the rules of its own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claims.sentences import sentences
from claims.stretches import moved, stretches

ENGLISH = "The council met on Tuesday to discuss the budget. It rose by four percent, they said."
GERMAN = "Der 2. Weltkrieg endete am 8. Mai 1945 in Berlin. Das ist z. B. gem. Art. 5 bekannt."


def _cut(text: str, around: str | None) -> list[str]:
    found = [
        sentence
        for one in stretches(text, around)
        for sentence in moved(sentences(one.text, one.language), one.start)
    ]
    assert all(text[one.start : one.end] == one.text for one in found)
    return [one.text for one in found]


def test_a_paragraph_in_another_language_is_cut_by_its_own_rules() -> None:
    text = f"{ENGLISH}\n\n{ENGLISH}\n{GERMAN}\n\n{ENGLISH}"
    assert [one.language for one in stretches(text, "en")] == ["en", "de", "en"]
    english, german = _cut(ENGLISH, "en"), _cut(GERMAN, "de")
    assert len(english) == len(german) == 2
    assert _cut(text, "en") == [*english, *english, *german, *english]


def test_lines_of_one_sentence_and_wrapped_ones_stay_together() -> None:
    wrapped = f"{ENGLISH[:70]}\n{ENGLISH[71:]}"
    text = f"Eine Überschrift in der anderen Sprache\n{wrapped}"
    assert [one.start for one in stretches(text, "en")] == [0]
    assert len(_cut(text, "en")) == 3


@given(st.lists(st.sampled_from([ENGLISH, GERMAN, "", " ", "Short.", "\u2028"]), max_size=8))
def test_nothing_is_lost(parts: list[str]) -> None:
    text = "\n".join(parts)
    assert "".join("".join(_cut(text, "en")).split()) == "".join(text.split())
