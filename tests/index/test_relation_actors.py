"""Names, quantifiers, directions and exchanges."""

from __future__ import annotations

import pytest

from index.lookup import DifferenceKind, Relation
from index.relation import relate
from tests.index.relating import relation_of

OTHER_NAME = [
    ("en", "Pfizer paid the mayor of Leeds.", "Moderna paid the mayor of Leeds."),
    ("en", "Tom Hanks bought a castle.", "Tom Cruise bought a castle."),
    ("de", "Boris Becker traf den Papst.", "Uli Hoeneß traf den Papst."),
    ("fr", "Carrefour a jeté du lait.", "Leclerc a jeté du lait."),
    ("es", "Un volcán destruyó un pueblo en Islandia.", "Un volcán destruyó un pueblo en Chile."),
    ("pt", "Anitta comprou um hospital.", "Shakira comprou um hospital."),
    ("it", "Un tornado ha colpito Modena.", "Un tornado ha colpito Lecce."),
    ("de", "Die Stadt Gera baut Boote.", "Die Stadt Jena baut Boote."),
    ("pl", "W Cieszynie zapadła się ulica.", "W Elblągu zapadła się ulica."),
    ("en", "The capital of Australia is Canberra.", "Sydney is the capital of Australia."),
    ("de", "Der heißeste Planet ist Venus.", "Merkur ist der heißeste Planet."),
    ("en", "Norway cracked the code first.", "The code was first cracked by Turing."),
]

SAME_NAME = [
    ("en", "The EU bans paper bags.", "The European Union bans paper bags."),
    ("en", "Bill Gates owns a farm.", "Gates owns a farm."),
    ("de", "Die UNO erkennt Taiwan an.", "Die Vereinten Nationen erkennen Taiwan an."),
    ("fr", "L'OTAN a quitté Kaboul.", "L'Otan a quitté Kaboul."),
    ("es", "EEUU compró la isla.", "Estados Unidos compró la isla."),
    ("pl", "Rząd w Polsce kupił wyspę.", "Polski rząd kupił wyspę."),
    ("es", "El Barça no paga.", "No paga el Barcelona."),
]

WEAKER = [
    ("en", "All teachers own a car.", "Some teachers own a car."),
    ("de", "Alle Lehrer besitzen ein Auto.", "Einige Lehrer besitzen ein Auto."),
    ("fr", "Le lait provoque parfois des allergies.", "Le lait provoque toujours des allergies."),
    ("es", "Todos los pinos están enfermos.", "Algunos pinos están enfermos."),
    ("pt", "A maioria dos turistas paga a taxa.", "Todos os turistas pagam a taxa."),
    ("it", "Tutte le cliniche sono piene.", "Alcune cliniche sono piene."),
    ("pl", "Wszystkie jeziora są zatrute.", "Niektóre jeziora są zatrute."),
]

OTHER_WAY = [
    ("en", "Rents rose in Lisbon.", "Rents fell in Lisbon."),
    ("en", "At least ten miners died.", "At most ten miners died."),
    ("en", "France invaded Spain.", "Spain invaded France."),
    ("de", "Die Mieten sind in Wien gestiegen.", "Die Mieten sind in Wien gesunken."),
    ("de", "Der Hund rettete den Jungen.", "Der Junge rettete den Hund."),
    ("de", "Der Lehrer wurde von Tim verletzt.", "Tim wurde von dem Lehrer verletzt."),
    ("en", "Uber sued Lyft.", "Uber was sued by Lyft."),
    ("it", "Le donne guadagnano meno degli uomini.", "Gli uomini guadagnano meno delle donne."),
    ("fr", "L'équipe de Lyon a battu Nantes.", "L'équipe de Nantes a battu Lyon."),
    ("es", "El banco prestó dinero a la iglesia.", "La iglesia prestó dinero al banco."),
    ("es", "El alquiler subió en Valencia.", "El alquiler bajó en Valencia."),
    ("pt", "O desmatamento caiu em maio.", "O desmatamento aumentou em maio."),
    ("it", "Le nascite sono aumentate.", "Le nascite sono calate."),
    ("pl", "Lech pokonał Raków w finale.", "Raków pokonał Lecha w finale."),
    ("fr", "Lyon est plus riche que Nantes en bus.", "En bus, Nantes est plus riche que Lyon."),
    ("it", "L'Umbria produce più olio della Toscana.", "La Toscana produce più olio dell'Umbria."),
    ("pt", "São Paulo é mais fria do que Recife.", "Recife é mais fria do que São Paulo."),
    ("de", "Ulm hat mehr Bäume als Trier.", "Trier hat mehr Bäume als Ulm."),
]

SAME_WAY = [
    ("en", "Rents did not fall in Lisbon.", "Rents rose in Lisbon."),
    ("en", "The dog saved the boy.", "The boy was saved by the dog."),
    ("en", "The boat was sold to the bishop.", "The bishop bought the boat."),
    ("en", "The ice never recovered and lost a third.", "The ice shrank by a third."),
    ("de", "Der Pilz ist selten, warnen Ärzte.", "Ärzte warnen: Der Pilz ist selten."),
    ("es", "No todos los pinos viven.", "Solo algunos pinos viven."),
    ("pl", "Listu nie napisał król Karol.", "Król Karol odmówił napisania listu."),
    ("pl", "Most zbudował Anglik.", "Most został zbudowany przez Anglika."),
    ("de", "In Berlin sprach Merkel über Steuern.", "Merkel sprach in Berlin über Steuern."),
    ("fr", "Un policier a été mordu par le chien.", "Le chien a mordu un policier."),
]


def _found(language: str, query: str, claim: str) -> tuple[Relation, list[DifferenceKind]]:
    relation, differences = relate(query, claim, query_language=language, claim_language=language)
    return relation, [difference.kind for difference in differences]


@pytest.mark.parametrize(("language", "query", "claim"), OTHER_NAME)
def test_other_name_is_only_related(language: str, query: str, claim: str) -> None:
    """A name put in another's place is another claim."""
    assert _found(language, query, claim) == (Relation.RELATED, [DifferenceKind.ENTITY])


@pytest.mark.parametrize(("language", "query", "claim"), [*SAME_NAME, *SAME_WAY])
def test_other_wording_is_the_same(language: str, query: str, claim: str) -> None:
    """Short names, inflections, passives and word order make no difference."""
    assert _found(language, query, claim) == (Relation.SAME, [])


@pytest.mark.parametrize(("language", "query", "claim"), WEAKER)
def test_weaker_quantifier_is_related(language: str, query: str, claim: str) -> None:
    """ "All" and "some" differ without contradicting each other."""
    assert _found(language, query, claim) == (Relation.RELATED, [DifferenceKind.QUANTIFIER])


@pytest.mark.parametrize(("language", "query", "claim"), OTHER_WAY)
def test_other_direction_contradicts(language: str, query: str, claim: str) -> None:
    """Up and down, most and least, agent and patient contradict."""
    assert _found(language, query, claim) == (Relation.CONTRADICTS, [DifferenceKind.QUANTIFIER])


def test_country_in_another_language() -> None:
    """A country is the same under its names in two languages, and another country is not."""
    german = "Katar hat den Bau des Parlaments in Kabul bezahlt."
    same = "Qatar paid for the parliament building in Kabul."
    other = "Turkey paid for the parliament building in Kabul."
    assert relate(german, same, query_language="de", claim_language="en")[1] == ()
    (difference,) = relate(german, other, query_language="de", claim_language="en")[1]
    assert (difference.kind, difference.query, difference.claim) == (
        DifferenceKind.ENTITY,
        "Katar",
        "Turkey",
    )


@pytest.mark.parametrize(
    ("language", "query", "claim", "same"),
    [
        ("en", "Venus is the hottest planet.", "Mercury is the hottest planet by far.", False),
        ("de", "Die Venus ist der heißeste Planet.", "Merkur ist der heißeste Planet.", False),
        ("fr", "Vénus est la planète la plus chaude.", "Mercure est la planète la pire.", False),
        ("en", "America is the largest economy.", "The US is the largest economy by far.", True),
    ],
)
def test_only_one_can_hold_a_title(language: str, query: str, claim: str, same: bool) -> None:
    """Whatever else is said of it; two names of one country are one."""
    assert (relation_of(language, query, claim, language) is Relation.SAME) is same
