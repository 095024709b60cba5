"""Comparisons turned round, halves and majorities, what has no effect, who said it."""

from __future__ import annotations

import pytest

from index.lookup import DifferenceKind, Relation
from index.relation import relate
from tests.index.relating import kinds_of, relation_of

SAME = [
    # Less on one side is more on the other, where the two that are compared change places.
    (
        "fr",
        "Les loups mangent 4 % de moins que les ours.",
        "Le repas des ours dépasse celui des loups.",
    ),
    ("pl", "Wydry jedzą mniej niż bobry.", "Bobry dostają wyższe porcje niż wydry."),
    (
        "it",
        "I lupi vanno a caccia meno spesso degli orsi.",
        "È più raro che vada a caccia un lupo che un orso.",
    ),
    # A minority that does, a majority that does not.
    ("pt", "Menos de metade dos moleiros usa relógio.", "A maioria dos moleiros não usa relógio."),
    (
        "de",
        "Weniger als die Hälfte der Müller trägt Hüte.",
        "Die Mehrheit der Müller trägt keine Hüte.",
    ),
    # Clauses cut anew: each side denies once, or twice.
    (
        "es",
        "El vídeo del faro en llamas es un montaje.",
        "No es real la grabación que muestra un faro en llamas.",
    ),
    (
        "de",
        "Es stimmt nicht, dass Juist Gästen verbietet, Eis zu essen.",
        "Auf Juist ist Gästen das Essen von Eis keineswegs untersagt.",
    ),
    # Abbreviations, labels, counted nouns and who said it are no other names.
    ("es", "La torre es de EE. UU.", "La torre es de Estados Unidos."),
    (
        "pt",
        "O PT não apoia a venda da torre.",
        "O Partido dos Trabalhadores é contra vender a torre.",
    ),
    ("it", "ULTIM'ORA: la torre chiude ai turisti", "La Torre dei Venti chiude ai turisti."),
    (
        "de",
        "In Kiel gab es über 40 Festnahmen.",
        "Die Polizei nahm in Kiel mehr als vierzig Menschen fest.",
    ),
    ("it", "Secondo l'Istat, i mugnai poveri sono 22.", "In Italia 22 mugnai sono poveri."),
]


@pytest.mark.parametrize(("language", "query", "claim"), SAME)
def test_the_same_in_other_words(language: str, query: str, claim: str) -> None:
    """No difference is claimed."""
    assert kinds_of(language, query, claim) == set()


@pytest.mark.parametrize(
    ("language", "query", "claim", "kind"),
    [
        ("en", "Nettles cure gout.", "Nettles do nothing against gout.", "negation"),
        (
            "de",
            "Brennnesseln helfen gegen Gicht.",
            "Brennnesseln sind gegen Gicht wirkungslos.",
            "negation",
        ),
        (
            "fr",
            "L'ortie protège de la goutte.",
            "L'ortie n'a aucun effet sur la goutte.",
            "negation",
        ),
        (
            "es",
            "La ortiga previene la gota.",
            "La ortiga no sirve para nada contra la gota.",
            "negation",
        ),
        (
            "it",
            "L'ortica protegge dalla gotta.",
            "L'ortica non serve a nulla contro la gotta.",
            "negation",
        ),
        (
            "pl",
            "Pokrzywa chroni przed malarią.",
            "Pokrzywa w ogóle nie działa na malarię.",
            "negation",
        ),
        (
            "de",
            "Der Abt wusste von den Eulen.",
            "Der Abt hatte keine Ahnung von den Eulen.",
            "negation",
        ),
        (
            "it",
            "Il priore era al corrente dei gufi.",
            "Il priore era all'oscuro dei gufi.",
            "negation",
        ),
        (
            "de",
            "Bären jagen häufiger nachts als Wölfe.",
            "Bären jagen seltener nachts als Wölfe.",
            "quantifier",
        ),
        ("en", "Less than half of the millers wear hats.", "Most millers wear hats.", "quantifier"),
        (
            "it",
            "Fratelli d'Italia vuole vendere la torre.",
            "Forza Italia vuole vendere la torre.",
            "entity",
        ),
    ],
)
def test_what_differs(language: str, query: str, claim: str, kind: str) -> None:
    """One difference, of that kind."""
    relation, differences = relate(query, claim, query_language=language, claim_language=language)
    assert {difference.kind for difference in differences} == {DifferenceKind(kind)}
    assert relation is not Relation.SAME


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Human activity emits far more CO2 than volcanoes.", Relation.RELATED),
        ("Volcanoes emit far more CO2 than humans do.", Relation.SAME),
    ],
)
def test_compared_things_in_each_others_place_are_not_the_same(
    query: str, expected: Relation
) -> None:
    """However little else the two sentences share."""
    claim = "Volcanoes release more carbon dioxide each year than all human activity."
    assert relation_of("en", query, claim) is expected


@pytest.mark.parametrize(
    ("language", "query"),
    [
        ("en", "White eggs are just as nutritious as brown ones."),
        ("en", "White eggs are as nutritious as brown ones."),
        ("en", "White eggs have as much nutritional value as brown ones."),
        ("en", "Brown and white eggs are equally nutritious."),
        ("de", "Weiße Eier sind so nahrhaft wie braune."),
        ("de", "Weiße Eier sind genauso nahrhaft wie braune."),
        ("fr", "Les œufs blancs sont aussi nutritifs que les bruns."),
        ("es", "Los huevos blancos son tan nutritivos como los morenos."),
        ("pt", "Os ovos brancos são tão nutritivos quanto os castanhos."),
        ("it", "Le uova bianche sono altrettanto nutrienti di quelle brune."),
        ("pl", "Białe jajka są równie pożywne jak brązowe."),
    ],
)
def test_just_as_much_is_not_more(language: str, query: str) -> None:
    """In the claim's language and in others."""
    claim = "Brown eggs are more nutritious than white eggs."
    assert relation_of(language, query, claim) is not Relation.SAME


@pytest.mark.parametrize(
    ("language", "query", "claim"),
    [
        (
            "en",
            "White eggs are not as healthy as brown eggs.",
            "Brown eggs are healthier than white.",
        ),
        (
            "en",
            "White eggs aren't as healthy as brown eggs.",
            "Brown eggs are healthier than white.",
        ),
        (
            "de",
            "Weiße Eier sind nicht so gesund wie braune.",
            "Braune Eier sind gesünder als weiße.",
        ),
        (
            "fr",
            "Les œufs blancs ne sont pas aussi sains que les bruns.",
            "Les œufs bruns sont plus sains que les blancs.",
        ),
        (
            "es",
            "Los huevos blancos no son tan sanos como los morenos.",
            "Los huevos morenos son más sanos que los blancos.",
        ),
    ],
)
def test_what_falls_short_denies_nothing(language: str, query: str, claim: str) -> None:
    assert relation_of(language, query, claim, language) is not Relation.CONTRADICTS
    assert relation_of(language, claim, query, language) is not Relation.CONTRADICTS


def test_as_well_as_compares_nothing() -> None:
    query = "Brown eggs, as well as white eggs, are healthier than bread."
    claim = "Brown eggs and white eggs are healthier than bread."
    assert relation_of("en", query, claim) is Relation.SAME


def test_no_more_than_is_just_as_much() -> None:
    """A comparison that is denied leaves both equal."""
    query, claim = "Sea salt is no healthier than table salt.", "They are equally healthy salts."
    assert relation_of("en", query, claim) is not Relation.CONTRADICTS


@pytest.mark.parametrize(
    ("language", "query", "claim"),
    [
        ("en", "The abbey is almost as old as the castle.", "The abbey is older than the castle."),
        (
            "de",
            "Die Äbtissin regierte fast so lange wie der Abt.",
            "Die Äbtissin regierte länger als der Abt.",
        ),
        ("pl", "Wieża jest prawie tak wysoka jak dom.", "Wieża jest wyższa niż dom."),
    ],
)
def test_almost_as_much_is_not_more(language: str, query: str, claim: str) -> None:
    assert relation_of(language, query, claim, language) is not Relation.SAME


def test_no_better_is_a_denial_in_another_language() -> None:
    """ "Nie działa" is a phrase that begins with "not", and as good a denial."""
    query = "Leki homeopatyczne nie działają lepiej niż placebo."
    found = relation_of("pl", query, "Homeopathic remedies work better than a placebo.")
    assert found is not Relation.SAME
