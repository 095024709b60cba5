"""Across languages: what is more than what, and what came first."""

from __future__ import annotations

import pytest

from index.lookup import Relation
from tests.index.relating import relation_of

EGGS = "Brown eggs are more nutritious than white eggs."
ICE = "Hot water freezes faster than cold water."
FAX = "The fax machine was patented before the telephone."
LAVA = "Volcanoes release more carbon dioxide each year than all human activity."
TURNED = [
    ("de", "Weiße Eier sind nahrhafter als braune Eier.", EGGS),
    ("fr", "Les œufs blancs sont plus nutritifs que les œufs bruns.", EGGS),
    ("es", "Los huevos blancos son más nutritivos que los huevos morenos.", EGGS),
    ("pt", "A água fria congela mais depressa do que a água quente.", ICE),
    ("it", "L'acqua fredda gela più in fretta dell'acqua calda.", ICE),
    ("pl", "Zimna woda zamarza szybciej niż gorąca.", ICE),
    ("de", "Das Telefon wurde vor dem Faxgerät patentiert.", FAX),
    ("de", "Der Mensch setzt jedes Jahr mehr Kohlendioxid frei als alle Vulkane.", LAVA),
    ("de", "Vulkane setzen jedes Jahr viel weniger Kohlendioxid frei als der Mensch.", LAVA),
    ("fr", "Les volcans rejettent chaque année moins de gaz que l'homme.", LAVA),
    ("es", "El ser humano emite cada año más gas que todos los volcanes.", LAVA),
    ("it", "L'uomo emette ogni anno più anidride carbonica di tutti i vulcani.", LAVA),
]
AGAIN = [
    ("de", "Braune Eier sind nahrhafter als weiße Eier.", EGGS),
    ("fr", "Les œufs bruns sont plus nutritifs que les œufs blancs.", EGGS),
    ("de", "Heißes Wasser gefriert schneller als kaltes Wasser.", ICE),
    ("es", "El agua caliente se congela más rápido que el agua fría.", ICE),
    ("pl", "Gorąca woda zamarza szybciej niż zimna.", ICE),
    ("de", "Das Faxgerät wurde vor dem Telefon patentiert.", FAX),
    ("de", "Vulkane setzen jedes Jahr mehr Kohlendioxid frei als der Mensch.", LAVA),
    ("pt", "Os vulcões emitem a cada ano mais gás do que o ser humano.", LAVA),
]


@pytest.mark.parametrize(("language", "query", "claim"), TURNED)
def test_what_is_less_is_not_more(language: str, query: str, claim: str) -> None:
    """Every word of the claim is there, round the other way."""
    assert relation_of(language, query, claim) is not Relation.SAME


@pytest.mark.parametrize(("language", "query", "claim"), AGAIN)
def test_what_is_more_is_told_by_a_word_that_both_have(
    language: str, query: str, claim: str
) -> None:
    """A colour, a temperature, a word alike in both languages, on the same side of "than"."""
    assert relation_of(language, query, claim) is Relation.SAME


def test_where_nothing_tells_which_is_more_they_are_related() -> None:
    """Neither sharks nor trees are alike in the two languages."""
    query = "Haie gibt es auf der Erde länger als Bäume."
    assert relation_of("de", query, "Sharks have existed longer than trees.") is Relation.RELATED
