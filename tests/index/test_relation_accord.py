"""Who agrees and who is divided; what is good for a thing and what harms it."""

from __future__ import annotations

import pytest

from index.lookup import Relation
from index.relation import relate

OPPOSED = [
    ("en", "Owl experts broadly agree on night feeding.", "Owl experts are divided over feeding."),
    ("de", "Die Forscher sind sich beim Moor einig.", "Die Forscher sind beim Moor gespalten."),
    ("fr", "Les experts sont divisés sur le foin.", "Les experts sont d'accord sur le foin."),
    ("es", "Los peritos están divididos sobre el pozo.", "Hay consenso de los peritos del pozo."),
    ("it", "I periti sono divisi sul pozzo.", "I periti sono d'accordo sul pozzo."),
    ("pt", "Os peritos estão divididos sobre o poço.", "Os peritos concordam sobre o poço."),
    ("pl", "Badacze są podzieleni w sprawie torfu.", "Badacze są zgodni w sprawie torfu."),
    ("en", "Nettle soup is good for the knees.", "Nettle soup damages the knees."),
    ("de", "Brennnesseltee ist gut für die Knie.", "Brennnesseltee schadet den Knien."),
    ("fr", "La soupe d'ortie est bonne pour le genou.", "La soupe d'ortie abîme le genou."),
    ("es", "La sopa de ortiga es buena para la rodilla.", "La sopa de ortiga daña la rodilla."),
    (
        "it",
        "La zuppa di ortiche fa bene al ginocchio.",
        "La zuppa di ortiche danneggia il ginocchio.",
    ),
    ("pt", "A sopa de urtiga faz bem ao joelho.", "A sopa de urtiga prejudica o joelho."),
    ("pl", "Zupa z pokrzyw służy kolanom.", "Zupa z pokrzyw szkodzi kolanom."),
]
SAME = [
    ("en", "Nettle soup is bad for the knees.", "Nettle soup damages the knees."),
    ("de", "Die Forscher sind sich beim Moor uneins.", "Die Forscher sind beim Moor gespalten."),
    (
        "it",
        "La zuppa di ortiche fa male al ginocchio.",
        "La zuppa di ortiche danneggia il ginocchio.",
    ),
    ("pt", "A sopa de urtiga faz mal ao joelho.", "A sopa de urtiga prejudica o joelho."),
]


@pytest.mark.parametrize(("language", "sentence", "claim"), OPPOSED)
def test_the_opposite_is_never_the_same(language: str, sentence: str, claim: str) -> None:
    for one, other in ((sentence, claim), (claim, sentence)):
        relation, differences = relate(one, other, query_language=language, claim_language=language)
        assert relation is Relation.CONTRADICTS
        assert differences


@pytest.mark.parametrize(("language", "sentence", "claim"), SAME)
def test_another_word_for_it_is(language: str, sentence: str, claim: str) -> None:
    relation, _ = relate(sentence, claim, query_language=language, claim_language=language)
    assert relation is Relation.SAME
