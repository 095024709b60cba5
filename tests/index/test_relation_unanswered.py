"""A denial that no word of the other side answers is never the same."""

from __future__ import annotations

import pytest

from index.lookup import Relation
from tests.index.relating import relation_of

FAILED = "Albert Einstein failed mathematics at school."
NEVER = "Lightning never strikes the same place twice."
LOST = "The party lost the election."

NOT_FAILED = [
    ("en", "Einstein never failed maths at school."),
    ("de", "Einstein ist in der Schule nicht in Mathematik durchgefallen."),
    ("de", "Einstein ist in Mathe nie sitzen geblieben."),
    ("de", "Einstein ist wegen Mathe nicht sitzengeblieben."),
    ("fr", "Einstein n'a pas échoué en mathématiques à l'école."),
    ("fr", "Einstein n'a jamais raté ses examens de maths à l'école."),
    ("es", "Einstein no suspendió matemáticas en la escuela."),
    ("es", "Einstein nunca reprobó matemáticas en el colegio."),
    ("pt", "Einstein nunca chumbou a matemática na escola."),
    ("it", "Einstein non fu bocciato in matematica a scuola."),
    ("pl", "Einstein nie oblał matematyki w szkole."),
]
NOT_PASSED = [
    ("en", "Einstein did not pass mathematics at school."),
    ("de", "Einstein bestand Mathematik in der Schule nicht."),
    ("fr", "Einstein n'a pas réussi en maths à l'école."),
    ("es", "Einstein no aprobó matemáticas en la escuela."),
    ("pl", "Einstein nie zdał matematyki w szkole."),
]
NOT_LOST = [
    ("de", "Die Partei hat die Wahl nicht verloren."),
    ("fr", "Le parti n'a pas perdu les élections."),
    ("es", "El partido no perdió las elecciones."),
    ("pt", "O partido não perdeu as eleições."),
    ("it", "Il partito non ha perso le elezioni."),
    ("pl", "Partia nie przegrała wyborów."),
]
NOT_REJECTED = [
    ("de", "Kolumbus wurde vom König nie abgewiesen."),
    ("es", "Colón nunca fue rechazado por el rey."),
    ("it", "Colombo non fu mai respinto dal re."),
    ("pl", "Król nie odrzucił Kolumba."),
]
NOT_WON = [
    ("de", "Die Partei hat die Wahl nicht gewonnen."),
    ("es", "El partido no ganó las elecciones."),
]
CAN = [
    ("en", "Lightning can strike the same tower twice.", NEVER),
    ("es", "Un rayo puede caer dos veces en el mismo lugar.", NEVER),
    ("pt", "Um raio pode cair duas vezes no mesmo lugar.", NEVER),
    (
        "fr",
        "La foudre peut toucher deux fois la même tour.",
        "La foudre ne tombe jamais deux fois au même endroit.",
    ),
    (
        "it",
        "Un fulmine può colpire due volte la stessa torre.",
        "Un fulmine non cade mai due volte nello stesso posto.",
    ),
    (
        "pl",
        "Piorun może trafić w tę samą wieżę dwa razy.",
        "Piorun nigdy nie uderza dwa razy w to samo miejsce.",
    ),
]
HEADLINES = [
    (
        "en",
        "Drinking bleach cures coronavirus.",
        "PolitiFact - No, drinking bleach will not ward off coronavirus",
    ),
    (
        "en",
        "Garlic protects against Covid.",
        "Fact check: No, eating garlic won't prevent Covid-19",
    ),
    (
        "de",
        "Bleichmittel trinken heilt das Coronavirus.",
        "Nein, Bleichmittel zu trinken hilft nicht gegen das Coronavirus",
    ),
    (
        "pt",
        "Beber lixívia cura o coronavírus.",
        "Não, beber lixívia não protege contra o coronavírus",
    ),
    (
        "fr",
        "Le citron détruit les cellules cancéreuses.",
        "Non, le citron ne soigne pas le cancer",
    ),
]


@pytest.mark.parametrize(("language", "query"), NOT_FAILED)
def test_not_failed_is_not_failed(language: str, query: str) -> None:
    """The word that is denied does not answer the denial where it stands again."""
    assert relation_of(language, query, FAILED) is not Relation.SAME


@pytest.mark.parametrize(("language", "query"), NOT_PASSED)
def test_not_passed_is_failed(language: str, query: str) -> None:
    """A word of its own for what is denied answers it."""
    assert relation_of(language, query, FAILED) is Relation.SAME


@pytest.mark.parametrize(("language", "query"), NOT_LOST)
def test_not_lost_is_not_lost(language: str, query: str) -> None:
    """Nor does a word that means the same in another language."""
    assert relation_of(language, query, LOST) is not Relation.SAME
    assert relation_of("en", LOST, query, language) is not Relation.SAME


@pytest.mark.parametrize(("language", "query"), NOT_REJECTED)
def test_not_rejected_is_not_rejected(language: str, query: str) -> None:
    """Whichever word each language has for it."""
    assert relation_of(language, query, "Columbus was rejected by the king.") is not Relation.SAME


@pytest.mark.parametrize(("language", "query"), NOT_WON)
def test_not_won_is_lost(language: str, query: str) -> None:
    """The opposite of what is denied answers it."""
    assert relation_of(language, query, LOST) is Relation.SAME


@pytest.mark.parametrize(("language", "query", "claim"), CAN)
def test_what_can_be_is_not_what_never_is(language: str, query: str, claim: str) -> None:
    """Words that both sides have, and deeds, are no answer to "never"."""
    other = "en" if claim == NEVER else language
    assert relation_of(language, query, claim, other) is not Relation.SAME


@pytest.mark.parametrize(("language", "query", "claim"), HEADLINES)
def test_a_cure_does_not_answer_its_denial(language: str, query: str, claim: str) -> None:
    """What "cures" is not what "does not protect against", however it is worded."""
    assert relation_of(language, query, claim, language) is not Relation.SAME


@pytest.mark.parametrize(
    ("language", "query", "claim"),
    [
        (
            "pl",
            "Nigdy wcześniej tyle tramwajów nie było opóźnionych co w zeszłym roku.",
            "Zeszły rok był rekordowy pod względem opóźnień tramwajów.",
        ),
        (
            "pl",
            "Żaden muzyk nie zarabia więcej niż organista z katedry.",
            "Organista z katedry jest najlepiej opłacanym muzykiem.",
        ),
        (
            "de",
            "Der Domturm ist das höchste Bauwerk der Stadt.",
            "Kein Bauwerk der Stadt ist höher als der Domturm.",
        ),
    ],
)
def test_a_record_denies_nothing(language: str, query: str, claim: str) -> None:
    """ "None is higher than" says which is highest, with every word that agrees with "none"."""
    assert relation_of(language, query, claim, language) is Relation.SAME


@pytest.mark.parametrize("query", ["Einstein blieb sitzen.", "Einstein ist sitzen geblieben."])
def test_staying_down_is_failing(query: str) -> None:
    """In so many German words as it takes."""
    assert relation_of("de", query, "Einstein failed at school.") is Relation.SAME


@pytest.mark.parametrize(
    ("language", "query", "claim"),
    [
        ("en", "Lightning can hit the same spot more than once.", NEVER),
        ("de", "Windpocken kann man mehr als einmal haben.", "Windpocken hat man nie zweimal."),
        ("fr", "On a la varicelle plus d'une fois.", "On n'a jamais la varicelle deux fois."),
        ("es", "La varicela se tiene más de una vez.", "Nunca se tiene la varicela dos veces."),
        ("it", "Si ha la varicella più di una volta.", "Non si ha mai la varicella due volte."),
        ("pt", "Tem-se varicela mais de uma vez.", "Nunca se tem varicela duas vezes."),
        ("pl", "Choruje się więcej niż raz.", "Nigdy nie choruje się dwa razy."),
    ],
)
def test_more_than_once_is_not_never(language: str, query: str, claim: str) -> None:
    """Whoever says how often something happens does not say that it never does."""
    found = relation_of(language, query, claim, language)
    assert found in (Relation.RELATED, Relation.CONTRADICTS)


def test_not_more_than_once_is_never_twice() -> None:
    """Both deny."""
    query, claim = "You cannot get chickenpox more than once.", "You never get chickenpox twice."
    assert relation_of("en", query, claim) is Relation.SAME


KYOTO = "The United States signed the Kyoto Protocol but never ratified it."


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("The US never signed the Kyoto Protocol.", Relation.RELATED),
        ("America signed Kyoto but did not ratify it.", Relation.SAME),
        ("The US has not ratified the Kyoto Protocol that it signed.", Relation.SAME),
    ],
)
def test_a_denial_of_what_the_claim_states_is_not_the_same(query: str, expected: Relation) -> None:
    """Though both sides deny once."""
    assert relation_of("en", query, KYOTO) is expected
