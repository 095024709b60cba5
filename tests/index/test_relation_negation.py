"""Negation: which sentences deny what the other says, language by language."""

from __future__ import annotations

import pytest

from index.lookup import DifferenceKind, Relation
from index.relation import relate
from tests.index.relating import relation_of

OPPOSED = [
    ("en", "The dam is not safe.", "The dam is safe."),
    ("en", "The senator denies that she met the envoy.", "The senator met the envoy."),
    ("en", "The clinic no longer treats tourists.", "The clinic treats tourists."),
    ("en", "The mayor never visited the camp.", "The mayor visited the camp."),
    ("en", "It is false that the bridge was sold.", "The bridge was sold."),
    ("en", "The airline refuses to refund tickets.", "The airline agrees to refund tickets."),
    ("en", "The old treaty is invalid.", "The old treaty is valid."),
    ("en", "Nobody in the village was vaccinated.", "Everybody in the village was vaccinated."),
    ("en", "There is no evidence that salt heals burns.", "Salt heals burns."),
    ("en", "The old remedy is useless.", "The old remedy is useful."),
    ("en", "Goldfish do not remember for ten seconds.", "Goldfish remember for only ten seconds."),
    ("en", "Members may not vote here.", "Only members may vote here."),
    ("de", "Der Rat hat nicht zehn Mitglieder.", "Der Rat hat nur zehn Mitglieder."),
    ("de", "Die Brücke wurde nicht verkauft.", "Die Brücke wurde verkauft."),
    ("de", "Kein Arzt hat den Brief gelesen.", "Ein Arzt hat den Brief gelesen."),
    ("de", "Der Vertrag ist ungültig.", "Der Vertrag ist gültig."),
    ("de", "Es stimmt nicht, dass der Turm brannte.", "Der Turm brannte."),
    ("fr", "Le pont n'a pas été vendu.", "Le pont a été vendu."),
    ("fr", "Le maire n'a jamais vu la lettre.", "Le maire a vu la lettre."),
    ("fr", "Il est faux que la tour ait brûlé.", "La tour a brûlé."),
    ("es", "El puente no fue vendido.", "El puente fue vendido."),
    ("es", "La ministra niega que firmara la carta.", "La ministra firmó la carta."),
    ("es", "La clínica ya no atiende a turistas.", "La clínica atiende a turistas."),
    ("pt", "A ponte não foi vendida.", "A ponte foi vendida."),
    ("pt", "O prefeito nunca viu a carta.", "O prefeito viu a carta."),
    ("it", "Il ponte non è stato venduto.", "Il ponte è stato venduto."),
    ("it", "Nessun medico ha letto la lettera.", "Un medico ha letto la lettera."),
    ("pl", "Most nie został sprzedany.", "Most został sprzedany."),
    ("pl", "Nieprawda, że wieża spłonęła.", "Wieża spłonęła."),
    (
        "en",
        "The court upheld the toll on the bridge.",
        "The court annulled the toll on the bridge.",
    ),
    ("de", "Das Gericht wies die Klage ab.", "Das Gericht gab der Klage statt."),
    ("fr", "Le juge a condamné le maire.", "Le juge a acquitté le maire."),
    ("de", "Tee heilt Warzen.", "Nein, Tee hilft nicht gegen Warzen"),
    ("pt", "O chá cura as verrugas.", "Não, o chá não protege contra as verrugas"),
    ("pl", "Herbata leczy kurzajki.", "Nie, herbata nie chroni przed kurzajkami"),
    ("fr", "Le train brûla et personne n'est mort.", "Le train brûla, dix élèves sont morts."),
    (
        "fr",
        "Le train arriva sans encombre et personne n'était blessé.",
        "Le train arriva en retard, et douze passagers étaient blessés.",
    ),
    ("pt", "O bispo votou a favor da lei.", "O bispo votou contra a lei."),
    ("en", "The abbey denies selling the organ.", "The abbey sold the organ to a baron."),
    ("de", "Die Gräfin ist gegen den Radweg.", "Die Gräfin befürwortet den Radweg."),
    ("es", "La policía detuvo al obispo.", "La policía liberó al obispo."),
    ("pl", "Żaden radny nie był na moście.", "Wszyscy radni byli na moście."),
]

SAME = [
    ("en", "The dam is not unsafe.", "The dam is safe."),
    ("en", "The bridge was not only sold but moved.", "The bridge was sold and moved."),
    ("en", "The bridge was sold, wasn't it?", "The bridge was sold."),
    ("en", "There is no doubt that the bridge was sold.", "The bridge was sold."),
    ("en", "It is not true that the bridge was sold.", "The bridge was not sold."),
    (
        "de",
        "Es ist nicht unmöglich, die Brücke zu retten.",
        "Es ist möglich, die Brücke zu retten.",
    ),
    ("de", "Die Brücke wurde verkauft, nicht wahr?", "Die Brücke wurde verkauft."),
    ("fr", "Le maire n'a vu que la lettre.", "Le maire a vu la lettre."),
    ("fr", "Le pont a été vendu, n'est-ce pas ?", "Le pont a été vendu."),
    ("es", "El alcalde no vio a nadie.", "El alcalde no vio a ninguna persona."),
    ("es", "La ministra no solo firmó la carta.", "La ministra firmó la carta."),
    ("pt", "O prefeito não viu ninguém.", "O prefeito nunca viu ninguém."),
    ("it", "Il sindaco non ha visto nessuno.", "Il sindaco non ha visto alcuna persona."),
    ("pl", "Nikt nigdy nie widział listu.", "Nikt nie widział listu."),
    ("pl", "Burmistrz nie tylko widział list.", "Burmistrz widział list."),
    ("en", "The mayor did not keep her promise on rents.", "The mayor broke her promise on rents."),
    ("pt", "O banco não mexeu na taxa.", "O banco manteve a taxa."),
    (
        "de",
        "Der Verein rät davon ab, im Fluss zu baden.",
        "Laut Verein sollte man im Fluss nicht baden.",
    ),
    ("de", "Für Kinder bis 6 ist das Boot umsonst.", "Kinder bis 6 zahlen für kein Boot."),
    ("de", "Der Lack enthält kein Blei.", "Der Lack ist bleifrei."),
    (
        "en",
        "Some say the mill pollutes the lake; the owner insists it does not.",
        "The mill does not pollute the lake.",
    ),
    ("fr", "La tisane ne présente aucun danger.", "La tisane est sans danger."),
    ("pl", "Burmistrz nie dotrzymał słowa.", "Burmistrz złamał słowo."),
    ("it", "Il re non accettò il piano.", "Il re respinse il piano."),
    ("it", "No, il tè non cura le verruche", "Bere tè non cura le verruche."),
    ("de", "Nein, Tee heilt keine Warzen", "Trinken von Tee heilt keine Warzen."),
]


def _kinds(language: str, query: str, claim: str) -> tuple[Relation, set[DifferenceKind]]:
    relation, differences = relate(query, claim, query_language=language, claim_language=language)
    return relation, {difference.kind for difference in differences}


@pytest.mark.parametrize(("language", "query", "claim"), OPPOSED)
def test_denial_contradicts(language: str, query: str, claim: str) -> None:
    """One negation more on one side contradicts, whichever side it is."""
    expected = (Relation.CONTRADICTS, {DifferenceKind.NEGATION})
    assert _kinds(language, query, claim) == expected
    assert _kinds(language, claim, query) == expected


@pytest.mark.parametrize(("language", "query", "claim"), SAME)
def test_what_only_looks_denied_is_the_same(language: str, query: str, claim: str) -> None:
    """Double negation, tags, "not only" and negative concord turn nothing round."""
    assert _kinds(language, query, claim) == (Relation.SAME, set())


def test_difference_names_the_words() -> None:
    """The words on either side are quoted as written."""
    query, claim = "The bridge was Never sold.", "The bridge was sold."
    (difference,) = relate(query, claim, query_language="en", claim_language="en")[1]
    assert (difference.query, difference.claim) == ("Never", "")


def test_negation_across_languages() -> None:
    """A negated cognate is seen in another language."""
    german, english = (
        "Der Senat hat das nie ratifiziert.",
        "The Senate ratified it.",
    )
    relation, differences = relate(german, english, query_language="de", claim_language="en")
    assert relation is Relation.CONTRADICTS
    assert [d.kind for d in differences] == [DifferenceKind.NEGATION]


@pytest.mark.parametrize(
    ("language", "query"),
    [
        ("de", "Der Mensch nutzt nicht nur zehn Prozent seines Gehirns."),
        ("fr", "Les humains n'utilisent pas seulement dix pour cent de leur cerveau."),
        ("es", "Los humanos no solo usan el diez por ciento de su cerebro."),
    ],
)
def test_not_only_denies_only_across_languages(language: str, query: str) -> None:
    claim = "Humans only use ten percent of their brains."
    relation, differences = relate(query, claim, query_language=language, claim_language="en")
    assert relation is Relation.CONTRADICTS
    assert differences[0].claim == "only"


@pytest.mark.parametrize(
    ("language", "query", "claim"),
    [
        ("fr", "Sans passeport, impossible d'embarquer.", "Il faut un passeport pour embarquer."),
        ("es", "Sin pasaporte nadie puede embarcar.", "Hay que llevar pasaporte para embarcar."),
        ("it", "Senza passaporto nessuno può imbarcarsi.", "Per imbarcarsi serve il passaporto."),
    ],
)
def test_what_is_required_is_not_denied(language: str, query: str, claim: str) -> None:
    """ "Without a passport nobody may board" says that one is needed."""
    assert _kinds(language, query, claim)[1] == set()


@pytest.mark.parametrize(
    ("language", "query", "claim"),
    [
        ("en", "A majority of Scots want a king.", "Only a minority of Scots want a king."),
        ("es", "La mayoría quiere la reforma.", "Solo una minoría quiere la reforma."),
    ],
)
def test_a_minority_is_the_opposite_of_most(language: str, query: str, claim: str) -> None:
    """Majority and minority exclude each other; they are more than two amounts."""
    assert _kinds(language, query, claim) == (Relation.CONTRADICTS, {DifferenceKind.QUANTIFIER})


@pytest.mark.parametrize(
    "sentence",
    [
        "A doctor replied that vaccines do not cause autism.",
        "Vaccines do not cause autism, the minister of health told parents on Monday.",
    ],
)
def test_a_denial_among_other_words_is_never_the_same(sentence: str) -> None:
    """Where too little is shared to call it a contradiction, the verdict still does not apply."""
    claim = "The MMR vaccine causes autism in children."
    relation, _ = relate(sentence, claim, query_language="en", claim_language="en")
    assert relation is not Relation.SAME


def test_who_replied_does_not_hide_the_denial() -> None:
    """An attribution is not part of what is said."""
    query = "Vaccines do not cause autism, a doctor replied."
    claim = "The MMR vaccine causes autism in children."
    assert _kinds("en", query, claim) == (Relation.CONTRADICTS, {DifferenceKind.NEGATION})


@pytest.mark.parametrize(
    ("language", "query", "claim"),
    [
        ("en", "No, the vaccine doesn't cause autism.", "The vaccine causes autism."),
        ("fr", "Non, le vaccin ne provoque pas l'autisme.", "Le vaccin provoque l'autisme."),
        ("en", "We do not only use a tenth of our brain.", "We only use a tenth of our brain."),
        ("de", "Wir nutzen nicht nur 10 % des Gehirns.", "Wir nutzen nur 10 % des Gehirns."),
    ],
)
def test_an_answering_no_and_not_only_deny_once(language: str, query: str, claim: str) -> None:
    """ "No, it does not" is one denial; "not only" denies "only"."""
    assert _kinds(language, query, claim) == (Relation.CONTRADICTS, {DifferenceKind.NEGATION})


@pytest.mark.parametrize(
    ("query", "claim"),
    [
        (
            "The minister denied the leak and kept his job.",
            "The minister admitted the leak and did not keep his job.",
        ),
        (
            "Vaccines do not cause autism, and the virus is real.",
            "Vaccines cause autism, and the virus is not real.",
        ),
    ],
)
def test_what_is_denied_of_two_things_changes_places(query: str, claim: str) -> None:
    """As many denials on either side, but of other things."""
    assert _kinds("en", query, claim) == (Relation.CONTRADICTS, {DifferenceKind.NEGATION})


@pytest.mark.parametrize(
    ("language", "query", "claim"),
    [
        (
            "en",
            "Barley tea heals broken bones.",
            "Barley tea is sold as a remedy, but it does not heal broken bones",
        ),
        (
            "en",
            "Barley tea is a cure for gout.",
            "Still no evidence that barley tea can cure or prevent gout",
        ),
        (
            "de",
            "Die Tablette macht taub.",
            "Es gibt keine Tablette dieser Art, die Menschen taub macht",
        ),
    ],
)
def test_a_denial_that_nothing_answers_is_not_the_same(
    language: str, query: str, claim: str
) -> None:
    for one, other in ((query, claim), (claim, query)):
        relation, _ = relate(one, other, query_language=language, claim_language=language)
        assert relation is not Relation.SAME


@pytest.mark.parametrize(
    ("query", "claim", "expected"),
    [
        ("It works no better than a placebo.", "It works better than a placebo.", "contradicts"),
        ("Sea salt is no healthier than salt.", "Sea salt is healthier than salt.", "contradicts"),
        ("No country burns more coal than China.", "China burns the most coal.", "same"),
    ],
)
def test_no_better_than_denies_and_no_country_more_than_does_not(
    query: str, claim: str, expected: str
) -> None:
    """The second says who does most."""
    assert relation_of("en", query, claim) == expected


@pytest.mark.parametrize(
    "query", ["No, garlic does not cure Covid.", "Health ministry: No, garlic does not cure Covid."]
)
def test_a_no_that_answers_denies_nothing_twice(query: str) -> None:
    """At the beginning, or behind whoever says it."""
    assert relation_of("en", query, "Garlic cures Covid.") is not Relation.SAME


@pytest.mark.parametrize(
    ("language", "query", "claim"),
    [
        ("en", "The abbot does not deny that he sold the organ.", "The abbot sold the organ."),
        ("en", "The abbot never denied that he sold it.", "The abbot sold it."),
        ("en", "No abbot denies that the organ was sold.", "The organ was sold."),
        ("es", "El abad no niega que vendió el coro.", "El abad vendió el coro."),
        ("pt", "O abade não nega que vendeu o coro.", "O abade vendeu o coro."),
        ("it", "L'abate non nega che ha venduto il coro.", "L'abate ha venduto il coro."),
        ("pl", "Opat nie zaprzecza, że sprzedał organy.", "Opat sprzedał organy."),
        ("en", "It is not the case that the dam has not burst.", "The dam has burst."),
        ("de", "Es ist nicht der Fall, dass der Turm nicht brannte.", "Der Turm brannte."),
    ],
)
def test_a_denial_that_is_denied_itself_contradicts_nothing(
    language: str, query: str, claim: str
) -> None:
    assert relation_of(language, query, claim, language) is not Relation.CONTRADICTS
    assert relation_of(language, claim, query, language) is not Relation.CONTRADICTS


@pytest.mark.parametrize(
    ("language", "query", "claim"),
    [
        ("en", "It is not the case that the dam has burst.", "The dam has burst."),
        ("de", "Es ist nicht der Fall, dass der Turm brannte.", "Der Turm brannte."),
        ("en", "The judge did not hear the case that she lost.", "The judge heard the case."),
    ],
)
def test_what_is_not_the_case_is_denied(language: str, query: str, claim: str) -> None:
    assert relation_of(language, query, claim, language) is Relation.CONTRADICTS
