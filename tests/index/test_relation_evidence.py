"""A match that the calibration only suggests has to share something with its claim."""

from __future__ import annotations

import pytest

from index.lookup import Relation
from index.relation import relate


def _same_where_sure(language: str, query: str, claim: str, same: bool) -> None:
    """Whether it is the same where the calibration only suggests the claim; else it is."""
    languages = {"query_language": language, "claim_language": "en"}
    unsure, _ = relate(query, claim, **languages, sure=False)
    assert unsure is (Relation.SAME if same else Relation.RELATED)
    assert relate(query, claim, **languages)[0] is Relation.SAME


@pytest.mark.parametrize(
    ("language", "query", "claim", "same"),
    [
        ("pt", "Os morcegos são cegos.", "Towers are hollow.", False),
        ("de", "Fledermäuse sind blind.", "Towers are hollow.", False),
        ("fr", "Les araignées sont venimeuses.", "Towers are hollow.", False),
        ("es", "Las arañas son insectos.", "Spiders are insects.", True),
        ("it", "Nessun bambino è stato ricoverato.", "No child was hospitalised.", True),
        ("pl", "Jeże w ogrodzie warto dokarmiać mlekiem.", "Hedgehogs are best fed milk.", True),
    ],
)
def test_a_short_sentence_in_another_language_must_share_something(
    language: str, query: str, claim: str, same: bool
) -> None:
    """Unless the calibration is sure, which sees what no word shows."""
    _same_where_sure(language, query, claim, same)


_MOUNTAIN = "Measured from its base, Mauna Kea in Hawaii is taller than Mount Everest."


@pytest.mark.parametrize(
    ("language", "query", "claim", "same"),
    [
        ("de", "Der Mount Everest ist 8.000 Meter hoch.", _MOUNTAIN, False),
        ("pt", "Em 1999 o Mauna Kea superou o Everest.", _MOUNTAIN, False),
        ("de", "Gemessen vom Fuß ist der Mauna Kea höher als der Mount Everest.", _MOUNTAIN, True),
        ("es", "La web e Internet son dos nombres.", "The web and the Internet are one.", True),
        ("de", "90 Prozent der Wale singen.", "Most whales sing.", True),
        ("fr", "La muraille fait 8 000 km.", "The wall is 8,000 km long.", True),
    ],
)
def test_an_amount_that_a_claim_in_another_language_lacks_is_not_said_by_it(
    language: str, query: str, claim: str, same: bool
) -> None:
    """Unless the calibration is sure: "three towns hit by the virus" and "5G spreads the virus"."""
    _same_where_sure(language, query, claim, same)
