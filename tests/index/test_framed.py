"""negated_frame(): where a negation may be of what stands around the claim, and where it is not;
told_within(): where anything stands around it."""

from __future__ import annotations

import pytest

from index.framed import negated_frame, told_within

OWLS = "Owls sleep all night."
EULEN = "Eulen schlafen die ganze Nacht."
HIBOUX = "Les hiboux dorment toute la nuit."
BUHOS = "Los búhos duermen toda la noche."
GUFI = "I gufi dormono tutta la notte."
CORUJAS = "As corujas dormem a noite toda."
FRAMED = [
    ("en", "Nobody ever tells you that owls sleep all night.", OWLS),
    ("en", "Nobody has shown that owls sleep all night.", OWLS),
    ("en", "Owls sleep all night, and no paper writes about it.", OWLS),
    ("en", "Few know that owls sleep all night.", OWLS),
    ("de", "Sie wollen nicht, dass du erfährst: Eulen schlafen die ganze Nacht.", EULEN),
    ("fr", "Personne ne vous dit que les hiboux dorment toute la nuit.", HIBOUX),
    ("es", "No es casualidad que los búhos duerman toda la noche.", BUHOS),
    ("it", "Nessuno può negare che i gufi dormono tutta la notte.", GUFI),
    ("pt", "Quase ninguém sabe que as corujas dormem a noite toda.", CORUJAS),
    ("pl", "Nie zapominaj, że sowy śpią całą noc.", "Sowy śpią całą noc."),
]  # fmt: skip
PLAIN = [
    ("en", "Owls do not sleep all night.", OWLS),
    ("en", "The keeper says that owls do not sleep all night.", OWLS),
    ("en", "The keeper says that owls sleep all night.", OWLS),
    ("en", "Nobody knows that owls sleep at all.", "Storks breed on the roof."),
    ("de", "Eulen schlafen nicht die ganze Nacht.", EULEN),
    (
        "de",
        "Falsche Angaben zu Lund und Arc: Gas und Wasser sind nicht kostenlos.",
        "Falsche Angaben zu Lund und Arc: Strom und Wasser sind nicht kostenlos",
    ),
    ("en", "False: Nobody tells you that owls sleep all night.", OWLS),
    ("en", f"Nobody tells you that owls sleep all night{', and more' * 200}.", OWLS),
    ("xx", "Nobody ever tells you that owls sleep all night.", OWLS),
]


@pytest.mark.parametrize(("language", "query", "claim"), FRAMED)
def test_what_stands_around_the_claim_is_a_frame(language: str, query: str, claim: str) -> None:
    assert negated_frame(query, claim, language, language)


@pytest.mark.parametrize(("language", "query", "claim"), PLAIN)
def test_a_negation_within_what_is_said_is_none(language: str, query: str, claim: str) -> None:
    assert not negated_frame(query, claim, language, language)


@pytest.mark.parametrize(
    ("language", "query", "claim"),
    [
        ("en", "Keepers cringe when they hear that owls sleep all night.", OWLS),
        ("en", "Owls sleep all night, or so my uncle would have it.", OWLS),
        ("de", "Der Wirt hat sich ausgedacht, dass Eulen die ganze Nacht schlafen.", EULEN),
        *FRAMED[:3],
    ],
)
def test_a_claim_is_told_within_more(language: str, query: str, claim: str) -> None:
    assert told_within(query, claim, language, language)


@pytest.mark.parametrize(
    "query",
    [
        "Owls sleep all night.",
        "Owls are asleep all night long.",
        "Storks breed on the roof, or so my uncle would have it.",
        f"Keepers hear that owls sleep all night{', and more' * 200}.",
    ],
)
def test_and_else_it_is_not(query: str) -> None:
    assert not told_within(query, OWLS, "en", "en")
