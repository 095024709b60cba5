"""What is second of its kind, or one of the first, is not the first."""

from __future__ import annotations

import pytest

from index.lookup import Relation
from index.relation import relate

DEEPEST = {
    "en": "Lake Tarn is the deepest lake in the valley.",
    "de": "Der Tarnsee ist der tiefste See im Tal.",
    "fr": "Le lac de Tarn est le lac le plus profond de la vallée.",
    "es": "El lago Tarn es el lago más profundo del valle.",
    "pt": "O lago Tarn é o lago mais profundo do vale.",
    "it": "Il lago Tarn è il lago più profondo della valle.",
    "pl": "Jezioro Tarn jest najgłębszym jeziorem w dolinie.",
}
LESS = [
    ("en", "Lake Tarn is the second-deepest lake in the valley."),
    ("en", "Lake Tarn is one of the deepest lakes in the valley."),
    ("en", "Lake Tarn is the 4th deepest lake in the valley."),
    ("de", "Der Tarnsee ist der zweittiefste See im Tal."),
    ("de", "Der Tarnsee ist einer der tiefsten Seen im Tal."),
    ("fr", "Le lac de Tarn est le deuxième lac le plus profond de la vallée."),
    ("fr", "Le lac de Tarn est l'un des plus profonds de la vallée."),
    ("es", "El lago Tarn es el segundo lago más profundo del valle."),
    ("es", "El lago Tarn es uno de los más profundos del valle."),
    ("pt", "O lago Tarn é o terceiro lago mais profundo do vale."),
    ("pt", "O lago Tarn é um dos mais profundos do vale."),
    ("it", "Il lago Tarn è il secondo lago più profondo della valle."),
    ("it", "Il lago Tarn è uno dei più profondi della valle."),
    ("pl", "Jezioro Tarn jest drugim najgłębszym jeziorem w dolinie."),
    ("pl", "Jezioro Tarn jest jednym z najgłębszych jezior w dolinie."),
]


@pytest.mark.parametrize(("language", "less"), LESS)
def test_what_is_behind_the_first_or_among_them_is_not_the_first(language: str, less: str) -> None:
    for spoken, most in DEEPEST.items():
        for query, claim, languages in (
            (less, most, (language, spoken)),
            (most, less, (spoken, language)),
        ):
            relation, _ = relate(
                query, claim, query_language=languages[0], claim_language=languages[1]
            )
            assert relation is not Relation.SAME, (query, claim)


@pytest.mark.parametrize("language", DEEPEST)
def test_the_first_of_its_kind_is_the_first_in_every_language(language: str) -> None:
    for spoken, most in DEEPEST.items():
        relation, _ = relate(
            DEEPEST[language], most, query_language=language, claim_language=spoken
        )
        assert relation is Relation.SAME, (language, spoken)


def test_the_second_of_its_kind_is_the_second_in_another_language() -> None:
    english, _, _, german, *_ = (text for _, text in LESS)
    relation, _ = relate(english, german, query_language="en", claim_language="de")
    assert relation is Relation.SAME
