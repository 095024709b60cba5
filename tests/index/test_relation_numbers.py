"""Numbers and dates: how they are read, and when they differ."""

from __future__ import annotations

import pytest

from index.lookup import DifferenceKind, Relation
from index.relation import relate
from index.relations.analysis import analyse
from tests.index.relating import kinds_of

READ = [
    ("en", "5 million", 5e6),
    ("en", "5,000,000", 5e6),
    ("en", "twenty-one", 21),
    ("en", "one hundred and five", 105),
    ("en", "a dozen", 12),
    ("en", "a quarter of a million", 250_000),
    ("en", "three in four", 0.75),
    ("en", "one and a half million", 1.5e6),
    ("en", "$2.5m", 2.5e6),
    ("de", "drei Mrd. Euro", 3e9),
    ("de", "anderthalb Millionen", 1.5e6),
    ("fr", "un million et demi", 1.5e6),
    ("es", "dos años y medio", 2.5),
    ("pl", "dwa i pół roku", 2.5),
    ("de", "5.000.000", 5e6),
    ("de", "fünf Millionen", 5e6),
    ("de", "5 Mio.", 5e6),
    ("de", "eine Milliarde", 1e9),
    ("de", "zwei Billionen", 2e12),
    ("de", "vierhundertvierzig", 440),
    ("de", "zweiundzwanzig", 22),
    ("de", "jedes siebte Kind", 1 / 7),
    ("fr", "5 000 000", 5e6),
    ("fr", "quatre-vingt-dix-sept", 97),
    ("fr", "soixante-dix", 70),
    ("fr", "un élève sur quatre", 0.25),
    ("fr", "deux milliards", 2e9),
    ("es", "1,5 billones", 1.5e12),
    ("es", "1.500.000 millones", 1.5e12),
    ("es", "treinta y uno", 31),
    ("es", "tres de cada cuatro", 0.75),
    ("pt", "vinte e um", 21),
    ("pt", "1,4 bilhão", 1.4e9),
    ("pt", "um em cada três", 1 / 3),
    ("it", "milleduecento", 1200),
    ("it", "trentacinque", 35),
    ("it", "13.500 milioni", 13.5e9),
    ("pl", "pięć tysięcy", 5000),
    ("pl", "3 mld", 3e9),
    ("pl", "co trzeci", 1 / 3),
    ("pl", "dwadzieścia dwa", 22),
]

DIFFERENT = [
    ("en", "The flood killed 300 people.", "The flood killed 3,000 people."),
    ("en", "The tunnel is 17 miles long.", "The tunnel is 17 metres long."),
    ("de", "Der Tunnel kostet elf Milliarden Euro.", "Der Tunnel kostet elf Millionen Euro."),
    ("fr", "Un élève sur trois fume.", "Deux élèves sur trois fument."),
    ("es", "La ola medía 12 metros.", "La ola medía 21 metros."),
    ("pt", "O túnel custou 30 milhões.", "O túnel custou 13 milhões."),
    ("it", "La torre ha sessanta piani.", "La torre ha sedici piani."),
    ("pt", "O hotel tem 230 quartos.", "O hotel tem 320 quartos."),
    ("pl", "Wieża ma 60 pięter.", "Wieża ma 16 pięter."),
    ("de", "Der Rat verbot 2000 Farben.", "Der Rat verbot 200 Farben."),
]

EQUAL = [
    ("en", "The tunnel is 10 miles long.", "The tunnel is 16 km long."),
    ("en", "Half of the houses burned.", "50% of the houses burned."),
    ("en", "He waited twelve months.", "He waited a year."),
    ("en", "The flood killed 300 people in 2019.", "The flood killed 300 people."),
    ("de", "Fünf Millionen Rentner hungern.", "5.000.000 Rentner hungern."),
    ("fr", "L'usine a jeté 2,5 tonnes de plomb.", "L'usine a jeté 2 500 kilos de plomb."),
    ("es", "El muro mide 2 metros.", "El muro mide 200 centímetros."),
    ("pt", "O surto durou três semanas.", "O surto durou 21 dias."),
    ("it", "Il ponte misura 3 chilometri.", "Il ponte misura tremila metri."),
    ("pl", "Korytarz ma 2 km.", "Korytarz ma 2000 metrów."),
    ("fr", "Elle a 92 ans.", "Elle a quatre-vingt-douze ans."),
    ("pt", "O barco custou R$ 20 mi.", "O barco custou vinte milhões de reais."),
    ("it", "Due operai su tre non votano.", "Il 66 per cento degli operai non vota."),
    ("en", "One in ten pupils passed.", "Ninety percent of pupils failed."),
    ("en", "Half a percent of owls are white.", "0.5% of owls are white."),
    ("en", "Thread 1/5: 7 owls are white.", "Seven owls are white."),
    ("en", "2/3 of owls are white.", "Two thirds of owls are white."),
    ("de", "Das Heft kostet 1 Euro 19.", "Das Heft kostet 1,19 €."),
]

DATES = [
    ("en", "The photo was taken on 3 May 2016.", "The photo was taken on 3 May 2020."),
    ("en", "Schools close on Monday.", "Schools close on Friday."),
    ("de", "Das Video ist aus den Neunzigern.", "Das Video ist aus den Achtzigern."),
    ("it", "La torre è del XV secolo.", "La torre è del XIX secolo."),
    ("fr", "Le film date des années 80.", "Le film date des années 90."),
    ("es", "La ley rige a partir de mayo.", "La ley rige hasta mayo."),
    ("de", "Die Mauer fiel im März.", "Die Mauer fiel im Mai."),
    ("fr", "Le musée ouvre en juin.", "Le musée ouvre en juillet."),
    ("es", "El museo cerró el 24 de abril.", "El museo cerró el 14 de abril."),
    ("pl", "Wróci do domu po świętach.", "Wróci do domu przed świętami."),
    ("pt", "O museu fecha na segunda-feira.", "O museu fecha na sexta-feira."),
    ("it", "Il museo apre il 31 marzo.", "Il museo apre il 30 aprile."),
    ("pl", "Muzeum otwarto w 1894 roku.", "Muzeum otwarto w 1948 roku."),
    ("pl", "Klasztor założono w 966 roku.", "Klasztor założono w 996 roku."),
    ("it", "La torre è del 40 avanti Cristo.", "La torre è del 40 dopo Cristo."),
    (
        "de",
        "Die Sperre stammt aus den Dreißigerjahren.",
        "Die Sperre stammt aus den Sechzigerjahren.",
    ),
    ("en", "Ink was made in the nineteenth century.", "Ink was made in the twentieth century."),
    ("de", "Der Aufstieg gelang 1851.", "Der Aufstieg gelang 1820."),
]


@pytest.mark.parametrize(("language", "text", "value"), READ)
def test_number_is_read(language: str, text: str, value: float) -> None:
    """Words, figures and magnitudes of every language give one value."""
    (quantity,) = analyse(text, language).quantities
    assert quantity.plain == pytest.approx(value, rel=1e-3)


@pytest.mark.parametrize(("language", "query", "claim"), DIFFERENT)
def test_other_number_contradicts(language: str, query: str, claim: str) -> None:
    """Another value of the same thing contradicts."""
    relation, differences = relate(query, claim, query_language=language, claim_language=language)
    assert relation is Relation.CONTRADICTS
    assert [d.kind for d in differences] == [DifferenceKind.NUMBER]


@pytest.mark.parametrize(("language", "query", "claim"), EQUAL)
def test_equal_number_is_the_same(language: str, query: str, claim: str) -> None:
    """Units, fractions and a number that only one side has make no difference."""
    assert relate(query, claim, query_language=language, claim_language=language) == (
        Relation.SAME,
        (),
    )


@pytest.mark.parametrize(
    ("language", "query", "claim"),
    [
        ("en", "The bay has a salt content of 35 per mille.", "Its salt content is 35 per cent."),
        ("de", "Der Wein hatte 2 Promille Methanol.", "Der Wein hatte 2 Prozent Methanol."),
        ("pl", "Kierowca miał 1,2 promila.", "Kierowca miał 2,1 promila."),
        ("en", "The limit on the bridge is 50 mph.", "The limit on the bridge is 50 km/h."),
        ("es", "El depósito tiene 5 mil litros.", "El depósito tiene 5 mil metros cúbicos."),
        ("fr", "Elle gagne 2000 euros par mois.", "Elle gagne 2000 euros par an."),
        ("it", "Lo 0,5% dei pacchi va perso.", "Lo 0,9% dei pacchi va perso."),
    ],
)
def test_other_unit_or_rate_is_another_number(language: str, query: str, claim: str) -> None:
    """The same figure in another unit, or of another span of time, contradicts."""
    relation, differences = relate(query, claim, query_language=language, claim_language=language)
    assert relation is Relation.CONTRADICTS
    assert [d.kind for d in differences] == [DifferenceKind.NUMBER]


@pytest.mark.parametrize(
    ("language", "query", "claim"),
    [
        ("en", "The train runs at 160 km/h.", "The train runs at 100 mph."),
        ("pl", "Dziewięciu na dziesięciu rolników czeka.", "90 proc. rolników czeka."),
        ("de", "Er verdient 1000 Euro pro Monat.", "Er verdient 12.000 Euro pro Jahr."),
        ("es", "Uno de cada quince alumnos falta.", "El 7% de los alumnos falta."),
    ],
)
def test_converted_units_and_rates_are_the_same(language: str, query: str, claim: str) -> None:
    """Speeds, shares and rates are compared by what they come to."""
    assert kinds_of(language, query, claim) == set()


@pytest.mark.parametrize(("language", "query", "claim"), DATES)
def test_other_date_contradicts(language: str, query: str, claim: str) -> None:
    """Another year, month, day or weekday contradicts."""
    relation, differences = relate(query, claim, query_language=language, claim_language=language)
    assert relation is Relation.CONTRADICTS
    assert [d.kind for d in differences] == [DifferenceKind.DATE]


def test_figures_are_read_in_any_language() -> None:
    """Outside the seven languages figures and years still differ, and the relation is open."""
    query, claim = "Pildid aastast 2015", "Снимки 2020 года"
    relation, differences = relate(query, claim, query_language="et", claim_language="ru")
    assert relation is Relation.RELATED
    assert [d.kind for d in differences] == [DifferenceKind.DATE]


@pytest.mark.parametrize(
    ("language", "query", "claim", "part"),
    [
        ("en", "He left prison in 1990.", "He died in prison in the 1980s.", True),
        ("en", "He died in prison in 1985.", "He died in prison in the 1980s.", False),
        ("de", "Das Werk schloss in den Achtzigern.", "Das Werk schloss im Jahr 1995.", True),
        ("fr", "L'usine a fermé dans les années 80.", "L'usine a fermé en 1983.", False),
    ],
)
def test_a_year_outside_a_decade_differs(language: str, query: str, claim: str, part: bool) -> None:
    """Without contradicting it: what began in the eighties may have gone on."""
    found, differences = relate(query, claim, query_language=language, claim_language=language)
    assert any(each.kind is DifferenceKind.DATE for each in differences) is part
    assert found is (Relation.RELATED if part else Relation.SAME)


@pytest.mark.parametrize(
    ("language", "query", "words"),
    [
        ("en", "Goldfish remember for more than three seconds.", "more than three seconds"),
        ("de", "Goldfische erinnern sich mehr als drei Sekunden.", "mehr als drei Sekunden"),
        (
            "fr",
            "Les poissons rouges ont plus de trois secondes de mémoire.",
            "plus de trois secondes",
        ),
    ],
)
def test_more_than_a_number_is_not_only_that_number(language: str, query: str, words: str) -> None:
    claim = "Goldfish remember for only three seconds."
    relation, (found,) = relate(query, claim, query_language=language, claim_language="en")
    assert (relation, found.query, found.claim) == ("contradicts", words, "only three seconds")


@pytest.mark.parametrize(
    ("language", "most", "only"),
    [
        ("en", "The show lasts no more than three days.", "The show lasts only three days."),
        ("de", "Die Schau dauert nicht mehr als drei Tage.", "Die Schau dauert nur drei Tage."),
        ("fr", "La foire dure au plus trois jours.", "La foire dure seulement trois jours."),
        ("it", "La fiera dura non più di tre giorni.", "La fiera dura solo tre giorni."),
        ("pl", "Targi trwają nie więcej niż trzy dni.", "Targi trwają tylko trzy dni."),
    ],
)
def test_no_more_than_a_number_may_be_only_that_number(language: str, most: str, only: str) -> None:
    relation, differences = relate(most, only, query_language=language, claim_language=language)
    assert (relation, differences) == (Relation.SAME, ())


@pytest.mark.parametrize(
    ("language", "query", "claim"),
    [
        ("en", "The show lasts no more than three days.", "The show lasts more than three days."),
        ("en", "The show lasts at least three days.", "The show lasts less than three days."),
        ("de", "Die Schau dauert mehr als drei Tage.", "Die Schau dauert höchstens drei Tage."),
        ("fr", "La foire dure plus de trois jours.", "La foire dure au plus trois jours."),
    ],
)
def test_a_number_that_is_the_limit_is_not_exceeded(language: str, query: str, claim: str) -> None:
    relation, (found,) = relate(query, claim, query_language=language, claim_language=language)
    assert (relation, found.kind) == ("contradicts", DifferenceKind.NUMBER)


INDIAN = [
    ("35,00,000", 3_500_000),
    ("1,00,000 people", 100_000),
    ("35 lakh", 3_500_000),
    ("Rs35 crore", 350_000_000),
    ("Rp3.5 billion", 3_500_000_000),
]


@pytest.mark.parametrize(("text", "value"), INDIAN)
def test_numbers_are_read_as_in_india(text: str, value: float) -> None:
    (quantity,) = analyse(text, "en").quantities
    assert quantity.value == value


def test_a_crore_is_no_lakh() -> None:
    spent = "The state spent Rs{} on a statue in Bhopal."
    assert kinds_of("en", spent.format("35 crore"), spent.format("35 lakh")) == {
        DifferenceKind.NUMBER
    }
    assert not kinds_of("en", spent.format(" 35,00,000"), spent.format("35 lakh"))


CURRENCIES = [
    ("en", "The city spent 5 million euros on it.", "The city spent $5 million on it."),
    ("pt", "O governo gastou 3 milhões de dólares.", "O governo gastou 3 milhões de euros."),
    ("pl", "Rząd wydał 3 miliony euro na pomnik.", "Rząd wydał 3 miliony złotych na pomnik."),
]


@pytest.mark.parametrize(("language", "query", "claim"), CURRENCIES)
def test_the_same_sum_in_another_currency_is_another(language: str, query: str, claim: str) -> None:
    relation, found = relate(query, claim, query_language=language, claim_language=language)
    assert relation is Relation.RELATED
    assert [each.kind for each in found] == [DifferenceKind.NUMBER]
