"""Wordings beside a plain "not": near negations, frames, decisions, and who did what to whom."""

from __future__ import annotations

import pytest

from index.lookup import DifferenceKind, Relation
from index.relation import relate
from tests.index.relating import kinds_of

SAME = [
    # "Hardly any" and "very few" are the same amount.
    (
        "fr",
        "Les loutres n'attaquent presque pas de canards.",
        "Les loutres attaquent peu de canards.",
    ),
    ("es", "Apenas hay relojeros en Soria.", "En Soria casi no hay relojeros."),
    ("pt", "Quase nenhum relojoeiro usa lupa.", "Pouquíssimos relojoeiros usam lupa."),
    ("pl", "Mało kto naprawia zegary.", "Prawie nikt nie naprawia zegarów."),
    ("en", "Barely 20 clockmakers work in Leeds.", "20 clockmakers work in Leeds."),
    # A thing put first is no clause of its own.
    (
        "fr",
        "Contre la rouille, le vinaigre est inefficace.",
        "Le vinaigre ne sert à rien contre la rouille.",
    ),
    # "Nobody but" is "only".
    ("en", "No one except the abbot knew the code.", "Only the abbot knew the code."),
    ("fr", "Tout le monde n'a pas reçu la médaille.", "Certains n'ont pas reçu la médaille."),
    ("es", "La foto del faro no es actual.", "La foto del faro es antigua."),
    (
        "es",
        "El abad nunca ha dicho que la torre arda.",
        "El abad no ha afirmado jamás que la torre arda.",
    ),
    ("de", "Die Abtei lehnt den Radweg ab.", "Die Abtei ist gegen den Radweg."),
    ("en", "Owls last nested here years ago.", "Owls have not nested here for years."),
    ("en", "Bathers have lost the right to swim here.", "Bathers can no longer swim here."),
    ("it", "La foto del faro è un fotomontaggio.", "La foto del faro non è autentica."),
    (
        "de",
        "Jährlich sterben 90 Eulen durch Drähte.",
        "90 Eulen kommen jährlich durch Drähte ums Leben.",
    ),
    ("de", "Die Abtei hat gegen den Grafen verloren.", "Der Graf hat gegen die Abtei gewonnen."),
    ("pt", "A taxa ficou em meio por cento.", "A taxa ficou em 0,5%."),
    ("de", "Das Foto vom alten Turm ist alt.", "Das Bild des alten Turms ist alt."),
    (
        "en",
        "The feast was in the barn, not in the hall.",
        "The feast was not in the hall; it was in the barn.",
    ),
    ("fr", "La tour se trouve à 5 km.", "La tour se trouve à trois miles."),
    ("en", "All but two of the owls were rescued.", "Only two owls were not rescued."),
    ("it", "Tutti i gufi tranne due sono tornati.", "Solo due gufi non sono tornati."),
    ("de", "Es fehlen zwölftausend Lehrer.", "Es werden noch 12.000 Lehrer gebraucht."),
    ("es", "Faltan 400 relojeros en Soria.", "Soria necesita cuatrocientos relojeros más."),
    ("en", "There is no lead in this paint.", "This paint is lead-free."),
    ("en", "Rutland has more owls than people.", "There are fewer people than owls in Rutland."),
    (
        "de",
        "Die Äbtissin hat ihr Amt als Vogtin niedergelegt.",
        "Die Äbtissin ist nicht mehr Vogtin.",
    ),
    (
        "de",
        "Der Graf hat nie gesagt, man solle Eulen verbieten.",
        "Der Graf hat niemals behauptet, dass man Eulen verbieten solle.",
    ),
    (
        "pl",
        "W 2023 roku 272 tysiące sów założyło gniazda.",
        "272 tys. sów założyło gniazda w 2023 roku.",
    ),
    ("es", "La condesa no fue al entierro.", "La condesa faltó al entierro."),
    (
        "de",
        "Nicht einmal ein Prozent der Eulen ist gegen Tollwut geimpft.",
        "Weniger als 1 % der Eulen ist gegen Tollwut geimpft.",
    ),
    # "Still" affirms what goes on, not what is denied.
    ("es", "La abadesa no ha dimitido.", "La abadesa sigue en su cargo."),
    ("es", "Nunca antes anidaron tantas garzas.", "Anidaron más garzas que nunca."),
    ("pt", "O Brasil importa mais lã do que exporta.", "O Brasil exporta menos lã do que importa."),
    ("de", "Den Abt biss der Hund.", "Der Hund biss den Abt."),
    ("en", "Owls eat fewer mice than cats.", "Cats eat more mice than owls."),
    ("en", "828m people went without lunch.", "828 million people went without lunch."),
]

DENIED = [
    ("pt", "A rainha nega que esteja doente.", "A rainha está doente."),
    ("pt", "A balsa já não para em Faro.", "A balsa continua a parar em Faro."),
    ("it", "La torta non è più in vendita.", "La torta si può ancora comprare."),
    ("en", "The duke vetoed the toll on barges.", "The duke signed the toll on barges."),
    ("en", "The abbey has shelved the toll.", "The abbey will introduce the toll."),
    ("en", "Divers could not find any gold in the wreck.", "Gold was found in the wreck."),
    ("fr", "L'eau du puits est impropre à la consommation.", "L'eau du puits est potable."),
    ("pl", "Rycerz jechał bez pasów.", "Rycerz jechał w pasach."),
    ("es", "El conde fue despojado de su título.", "El conde conserva su título."),
    ("it", "Il conte è stato privato dei titoli.", "Il conte conserva i titoli."),
    ("en", "The king lifted the curfew in Rutland.", "The king imposed a curfew in Rutland."),
    ("es", "La jueza admitió la demanda del conde.", "La jueza inadmitió la demanda del conde."),
    ("de", "Der Graf streitet ab, das Bild gekauft zu haben.", "Der Graf hat das Bild gekauft."),
    (
        "de",
        "Die Äbtissin hat Berichten widersprochen, wonach die Mühle abgerissen werde.",
        "Die Mühle wird abgerissen.",
    ),
    (
        "en",
        "The abbot of Rutland has denied that he intends to make the new bells compulsory.",
        "The abbot intends to make the new bells compulsory.",
    ),
    ("it", "Il duca ha mantenuto la promessa.", "Il duca ha tradito la promessa."),
    (
        "it",
        "L'abbazia è rimasta aperta durante la peste.",
        "L'abbazia è rimasta chiusa durante la peste.",
    ),
    ("fr", "La motion a obtenu la majorité.", "La motion a été rejetée."),
    (
        "pt",
        "As corujas podem voltar a entrar no moinho.",
        "As corujas continuam proibidas no moinho.",
    ),
    ("en", "The owls had no moss on the last ridge.", "The owls had moss on the last ridge."),
    ("fr", "Le duc a bel et bien été averti.", "Le duc n'a pas été averti."),
    ("pl", "To mit, że sowy widzą kolory.", "Sowy widzą kolory."),
    ("it", "In Toscana non esistono no-go zone.", "In Toscana esistono no-go zone."),
    ("en", "Contrary to what people say, owls do not eat moss.", "Owls eat moss."),
    ("de", "Der Rat hat dem Bau der Mühle zugestimmt.", "Der Rat hat den Bau der Mühle gestoppt."),
]

TURNED = [
    ("de", "Der Abt zeigte den Koch an.", "Der Koch zeigte den Abt an."),
    ("it", "Il duca ha fatto causa all'abbazia.", "L'abbazia ha fatto causa al duca."),
    ("pt", "O conde vendeu o moinho à abadessa.", "A abadessa vendeu o moinho ao conde."),
]


def _answer(language: str, query: str, claim: str) -> tuple[Relation, set[DifferenceKind]]:
    relation, differences = relate(query, claim, query_language=language, claim_language=language)
    return relation, {difference.kind for difference in differences}


@pytest.mark.parametrize(("language", "query", "claim"), SAME)
def test_another_wording_is_the_same(language: str, query: str, claim: str) -> None:
    """Whichever of the two is the claim."""
    assert _answer(language, query, claim) == (Relation.SAME, set())
    assert _answer(language, claim, query) == (Relation.SAME, set())


@pytest.mark.parametrize(("language", "query", "claim"), DENIED)
def test_a_denial_by_other_words_contradicts(language: str, query: str, claim: str) -> None:
    """A verb that says no, answered by one that says yes."""
    expected = (Relation.CONTRADICTS, {DifferenceKind.NEGATION})
    assert _answer(language, query, claim) == expected
    assert _answer(language, claim, query) == expected


@pytest.mark.parametrize(("language", "query", "claim"), TURNED)
def test_places_changed_contradict(language: str, query: str, claim: str) -> None:
    """The one who did it and the one it was done to."""
    expected = (Relation.CONTRADICTS, {DifferenceKind.QUANTIFIER})
    assert _answer(language, query, claim) == expected


def test_a_framed_denial_across_languages() -> None:
    """ "Niega que" denies what an English claim states."""
    query, claim = "La reina niega que beba vodka.", "The queen drinks vodka."
    relation, _ = relate(query, claim, query_language="es", claim_language="en")
    assert relation is Relation.CONTRADICTS


def test_places_changed_across_languages() -> None:
    """The country that sells, in one language, buys in the other."""
    query, claim = "Chile vendió vino a Rusia.", "Russia sold wine to Chile."
    relation, differences = relate(query, claim, query_language="es", claim_language="en")
    assert relation is Relation.CONTRADICTS
    assert [d.kind for d in differences] == [DifferenceKind.QUANTIFIER]


def test_flows_weighed_the_other_way_across_languages() -> None:
    """ "Pays more than it receives" against "receives more than it pays"."""
    query, claim = "Malta pays more than it receives.", "Malte reçoit plus qu'elle ne paie."
    relation, _ = relate(query, claim, query_language="en", claim_language="fr")
    assert relation is Relation.CONTRADICTS


def test_not_until_is_no_denial() -> None:
    """ "Until 1931 they could not" and "they could from 1931 on" part in nothing."""
    query = "Hasta 1931 las condesas no pudieron votar."
    claim = "Las condesas pudieron votar a partir de 1931."
    assert _answer("es", query, claim) == (Relation.RELATED, set())


@pytest.mark.parametrize(
    ("language", "query"),
    [
        ("de", "Albert Einstein fiel in der Schule in Mathematik durch."),
        ("de", "Albert Einstein ist in der Schule in Mathematik durchgefallen."),
        ("es", "Albert Einstein reprobó matemáticas en la escuela."),
        ("pt", "Albert Einstein reprovou em matemática na escola."),
        ("pl", "Albert Einstein oblał matematykę w szkole."),
    ],
)
def test_failing_at_school_is_failing_in_every_language(language: str, query: str) -> None:
    claim = "Albert Einstein failed mathematics at school."
    found, _ = relate(query, claim, query_language=language, claim_language="en")
    assert found is Relation.SAME


@pytest.mark.parametrize(
    ("language", "query"),
    [
        ("de", "Adolf Hitler hat die Autobahn erfunden."),
        ("es", "Adolf Hitler inventó la autopista."),
        ("it", "Adolf Hitler ha inventato l'autostrada."),
        ("pt", "A autoestrada foi inventada por Adolf Hitler."),
    ],
)
def test_an_invention_is_no_lie(language: str, query: str) -> None:
    claim = "Adolf Hitler was the inventor of the Autobahn."
    _, differences = relate(query, claim, query_language=language, claim_language="en")
    assert DifferenceKind.NEGATION not in {found.kind for found in differences}


def test_what_is_made_up_is_one() -> None:
    query = "Der Bericht über die Haie im Rhein ist erfunden."
    claim = "Im Rhein leben Haie, heißt es im Bericht."
    relation, _ = _answer("de", query, claim)
    assert relation is not Relation.SAME


@pytest.mark.parametrize(
    ("language", "query", "claim"),
    [
        (
            "es",
            "La penicilina la descubrió Fleming en Londres.",
            "Fleming descubrió la penicilina en Londres.",
        ),
        ("pt", "A torre construiu-a Eiffel em Paris.", "Eiffel construiu a torre em Paris."),
        ("it", "La pasta la portò Marco Polo in Italia.", "Marco Polo portò la pasta in Italia."),
        ("pl", "Łączenie sów z ogórkami szkodzi.", "Łączenie ogórków z sowami szkodzi."),
        ("en", "Mixing bleach with vinegar is risky.", "Mixing vinegar with bleach is risky."),
    ],
)
def test_an_order_that_changes_nothing_is_no_exchange(
    language: str, query: str, claim: str
) -> None:
    """A pronoun says who did nothing, and "with" who is beside whom."""
    assert kinds_of(language, query, claim) == set()


def test_what_is_replaced_with_something_is_exchanged() -> None:
    query = "The abbot replaced the owls with the bats."
    assert kinds_of("en", query, "The abbot replaced the bats with the owls.")


@pytest.mark.parametrize(
    ("language", "query", "claim"),
    [
        (
            "fr",
            "Aucun pays n'a plus de chouettes que la France.",
            "La France est le pays qui a le plus de chouettes.",
        ),
        ("fr", "Un nouveau-né a plus d'os qu'un abbé.", "Un nouveau-né a plus d'os qu'un moine."),
        (
            "it",
            "C'è più caffè in una tazza di peltro che in una di vetro.",
            "Una tazza di peltro contiene più caffè di una di vetro.",
        ),
        ("pl", "Mleko jest szkodliwe dla sów.", "Mleko szkodzi sowom."),
    ],
)
def test_more_and_harm_deny_nothing(language: str, query: str, claim: str) -> None:
    """French "plus" denies with "ne" alone, and not where nothing has more; nor does harming."""
    assert DifferenceKind.NEGATION not in kinds_of(language, query, claim)


@pytest.mark.parametrize(
    ("language", "query", "claim"),
    [
        (
            "it",
            "L'abate portò la zuppa in Cina dall'Italia.",
            "L'abate portò la zuppa in Italia dalla Cina.",
        ),
        (
            "fr",
            "L'abbé a rapporté la soupe d'Italie en Chine.",
            "L'abbé a rapporté la soupe de Chine en Italie.",
        ),
        (
            "pt",
            "As pessoas transmitem a febre aos macacos.",
            "Os macacos transmitem a febre às pessoas.",
        ),
        (
            "pl",
            "Serce opata spoczywa w Paryżu, choć jego ciało jest w Gnieźnie.",
            "Serce opata spoczywa w Gnieźnie, choć jego ciało jest w Paryżu.",
        ),
        (
            "en",
            "Strawberries are berries but bananas are not.",
            "Bananas are berries but strawberries are not.",
        ),
    ],
)
def test_what_changes_places_is_exchanged(language: str, query: str, claim: str) -> None:
    """However the prepositions are run together, and where each side denies of another thing."""
    assert kinds_of(language, query, claim) == {DifferenceKind.QUANTIFIER}


@pytest.mark.parametrize(
    ("language", "query", "claim"),
    [
        (
            "it",
            "L'abate portò dalla Cina la zuppa in Italia.",
            "L'abate portò la zuppa in Italia dalla Cina.",
        ),
        (
            "pl",
            "W Gnieźnie spoczywa serce opata, choć jego ciało jest w Paryżu.",
            "Serce opata spoczywa w Gnieźnie, choć jego ciało jest w Paryżu.",
        ),
        (
            "en",
            "Strawberries are not berries but bananas are.",
            "Bananas are berries but strawberries are not.",
        ),
    ],
)
def test_what_moves_with_its_preposition_or_its_denial_is_not(
    language: str, query: str, claim: str
) -> None:
    assert kinds_of(language, query, claim) == set()


@pytest.mark.parametrize(
    ("language", "query", "claim"),
    [
        ("en", "The capital of Australia is Sydney.", "Sydney is the capital of Australia."),
        ("de", "Der Erfinder der Suppe war der Abt.", "Der Abt war der Erfinder der Suppe."),
        ("fr", "L'inventeur du sorbet est Rabelais.", "Rabelais est l'inventeur du sorbet."),
        ("es", "La capital de Bolivia es La Paz.", "La Paz es la capital de Bolivia."),
        ("it", "La capitale dell'Umbria è Orvieto.", "Orvieto è la capitale dell'Umbria."),
    ],
)
def test_what_is_named_may_come_first(language: str, query: str, claim: str) -> None:
    assert kinds_of(language, query, claim) == set()


@pytest.mark.parametrize(
    ("language", "query", "claim"),
    [
        ("en", "Owls are moths.", "Moths are owls."),
        ("en", "The abbot is the father of the monk.", "The monk is the father of the abbot."),
        ("de", "Der Abt ist der Vater des Mönchs.", "Der Mönch ist der Vater des Abts."),
    ],
)
def test_who_is_whose_may_not(language: str, query: str, claim: str) -> None:
    assert kinds_of(language, query, claim) == {DifferenceKind.QUANTIFIER}
