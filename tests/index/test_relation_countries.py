"""Countries whose names look alike."""

from __future__ import annotations

import pytest

from index.lookup import DifferenceKind, Relation
from tests.index.relating import kinds_of, relation_of

ALIKE = [
    ("en", "{} has banned halal meat in schools.", "Austria", "Australia"),
    ("en", "{} has banned halal meat in schools.", "Niger", "Nigeria"),
    ("it", "L'{} ha vietato la carne halal nelle scuole.", "Austria", "Australia"),
    ("pt", "A {} proibiu a carne halal nas escolas.", "Áustria", "Austrália"),
    ("pl", "{} zakazała mięsa halal w szkołach.", "Austria", "Australia"),
    ("de", "{} hat Halal-Fleisch in Schulen verboten.", "Niger", "Nigeria"),
    ("es", "{} ha prohibido la carne halal en las escuelas.", "Austria", "Australia"),
    ("fr", "Le {} a interdit la viande halal.", "Niger", "Nigeria"),
]


@pytest.mark.parametrize(("language", "text", "one", "other"), ALIKE)
def test_countries_that_look_alike_are_two(language: str, text: str, one: str, other: str) -> None:
    pair = text.format(one), text.format(other)
    assert kinds_of(language, *pair) == {DifferenceKind.ENTITY}
    assert relation_of(language, *pair, language) is Relation.RELATED


def test_a_country_is_its_own_adjective() -> None:
    said = "Austrian police arrested 5 men.", "Police in Austria arrested 5 men."
    assert relation_of("en", *said) is Relation.SAME
