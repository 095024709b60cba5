"""Records told as denials, rulings, what has nothing to do with what, shares that meet and miss."""

from __future__ import annotations

import pytest

from index.lookup import DifferenceKind, Relation
from index.relation import relate
from tests.index.relating import kinds_of

SAME = [
    # "No country ... more than" is a record, not a denial.
    ("en", "No abbey brews more ale than Orval.", "Orval is the abbey that brews most ale."),
    ("es", "Ninguna abadía cría más búhos que Silos.", "Silos es la abadía que cría más búhos."),
    ("it", "Nessun convento beve più tè di Fonte.", "Fonte è il convento in cui si beve più tè."),
    (
        "it",
        "Il Cervino è la torre più alta delle Alpi.",
        "Nessuna torre delle Alpi è più alta del Cervino.",
    ),
    # Nearly all is most, however it is put.
    ("it", "Tornano quasi tutti i gufi.", "Torna la quasi totalità dei gufi."),
    ("en", "Only 3 of the 27 abbeys meet the rule.", "Twenty-four of the 27 abbeys miss the rule."),
    ("it", "Il priore ha affossato il piano.", "Il piano non è passato dal priore."),
    ("en", "The Fed fed the owls in March.", "In March, the US central bank fed the owls."),
]


@pytest.mark.parametrize(("language", "query", "claim"), SAME)
def test_the_same_in_other_words(language: str, query: str, claim: str) -> None:
    """No difference is claimed."""
    assert kinds_of(language, query, claim) == set()


NOTHING_TO_DO = [
    ("en", "Owls cause headaches.", "Owls have nothing to do with headaches."),
    ("de", "Eulen lösen Kopfweh aus.", "Eulen haben mit Kopfweh nichts zu tun."),
    ("fr", "Les hiboux provoquent des migraines.", "Les hiboux sont sans lien avec les migraines."),
    ("es", "Los búhos causan migrañas.", "Los búhos no tienen nada que ver con las migrañas."),
    ("pt", "As corujas causam enxaquecas.", "As corujas não têm nada a ver com as enxaquecas."),
    ("it", "I gufi provocano emicranie.", "I gufi non c'entrano nulla con le emicranie."),
    ("pl", "Sowy wywołują migreny.", "Sowy nie mają nic wspólnego z migrenami."),
]
RULINGS = [
    ("en", "The judge sided with the monks.", "The judge ruled against the monks."),
    ("es", "El juez dio la razón a los monjes.", "El juez desestimó la demanda de los monjes."),
    ("pt", "O juiz deu razão aos monges.", "O juiz rejeitou o pedido dos monges."),
    ("it", "Il giudice ha dato ragione ai monaci.", "Il giudice ha dato torto ai monaci."),
    ("pl", "Sąd przyznał rację mnichom.", "Sąd oddalił pozew mnichów."),
]


@pytest.mark.parametrize(("language", "query", "claim"), [*NOTHING_TO_DO, *RULINGS])
def test_no_link_and_a_lost_case_deny(language: str, query: str, claim: str) -> None:
    """ "Has nothing to do with" denies "causes", "ruled against" denies "sided with"."""
    relation, differences = relate(query, claim, query_language=language, claim_language=language)
    assert {difference.kind for difference in differences} == {DifferenceKind.NEGATION}
    assert relation is Relation.CONTRADICTS


def test_a_town_is_no_word_of_time() -> None:
    """Poznań is not "późno"."""
    _, differences = relate(
        "Gdańsk zakazał sprzedaży sów.",
        "Poznań zakazał sprzedaży sów.",
        query_language="pl",
        claim_language="pl",
    )
    assert {difference.kind for difference in differences} == {DifferenceKind.ENTITY}


@pytest.mark.parametrize(
    ("query_language", "query", "claim_language", "claim", "kind"),
    [
        ("pt", "O ministro não pediu demissão.", "en", "The minister resigned.", "negation"),
        ("it", "I gufi partono dopo le feste.", "it", "I gufi partono prima delle feste.", "date"),
    ],
)
def test_leaving_and_the_order_of_events(
    query_language: str, query: str, claim_language: str, claim: str, kind: str
) -> None:
    """Found in every form of the words."""
    _, differences = relate(
        query, claim, query_language=query_language, claim_language=claim_language
    )
    assert {difference.kind for difference in differences} == {DifferenceKind(kind)}
