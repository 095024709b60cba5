"""What is told of without affirming it: called false, once believed, doubted, wished for."""

from __future__ import annotations

import pytest

from index.lookup import Relation
from index.matches import said_opposed
from index.relation import relate
from index.relations.reservations import headed_false, reserves
from index.stance import Reading, Stance
from tests.index.relating import relation_of

OWLS = "Owls hear with their feet."
HEARING = {
    "en": OWLS,
    "de": "Eulen hören mit den Füßen.",
    "fr": "Les chouettes entendent avec leurs pattes.",
    "es": "Los búhos oyen con las patas.",
    "pt": "As corujas ouvem com as patas.",
    "it": "I gufi sentono con le zampe.",
    "pl": "Sowy słyszą stopami.",
}
RESERVED = [
    ("en", "It is wrong to assume that owls hear with their feet."),
    ("en", "Anyone who says that owls hear with their feet is lying."),
    ("en", "A columnist made up the story that owls hear with their feet."),
    ("en", "Hardly anyone believes that owls hear with their feet."),
    ("en", "Zoologists question whether owls hear with their feet."),
    ("en", "It was long believed that owls hear with their feet."),
    ("en", "As if owls heard with their feet!"),
    ("en", "Owls hear with their feet only in part."),
    ("en", "An old false allegation that owls hear with their feet is spreading."),
    ("en", "Posts claiming that owls hear with their feet - a story from May - are false."),
    ("en", "A fake news article falsely claimed that owls hear with their feet."),
    ("de", "Dass Eulen mit den Füßen hören, ist ein Irrglaube."),
    ("de", "Im Umlauf ist die falsche Behauptung, dass Eulen mit den Füßen hören."),
    ("de", "Wer behauptet, dass Eulen mit den Füßen hören, lügt."),
    ("de", "Lange glaubte man, Eulen hörten mit den Füßen."),
    ("de", "Ob Eulen mit den Füßen hören, ist umstritten."),
    ("de", "Von wegen: Eulen hören mit den Füßen!"),
    ("fr", "Il est faux de dire que les chouettes entendent avec leurs pattes."),
    ("fr", "On a longtemps cru que les chouettes entendaient avec leurs pattes."),
    ("fr", "Beaucoup croient à tort que les chouettes entendent avec leurs pattes."),
    ("fr", "De fausses publications disent que les chouettes entendent avec leurs pattes."),
    ("es", "Un mensaje falso dice que los búhos oyen con las patas."),
    ("es", "Es un error afirmar que los búhos oyen con las patas."),
    ("es", "Durante siglos se creyó que los búhos oían con las patas."),
    ("es", "Si los búhos oyeran con las patas, llevarían zapatos."),
    ("es", "Los búhos habrían oído con las patas si tuvieran orejas en ellas."),
    ("fr", "Les chouettes auraient entendu avec leurs pattes si elles avaient voulu."),
    ("pt", "As corujas teriam ouvido com as patas se quisessem."),
    ("it", "I gufi avrebbero sentito con le zampe se avessero voluto."),
    ("pt", "São falsas as postagens de que as corujas ouvem com as patas."),
    ("pt", "É um erro dizer que as corujas ouvem com as patas."),
    ("pt", "Acreditava-se que as corujas ouviam com as patas."),
    ("pt", "Dizem que as corujas ouvem com as patas, mas isso é mentira."),
    ("it", "Gira la falsa notizia che i gufi sentano con le zampe."),
    ("it", "È sbagliato sostenere che i gufi sentano con le zampe."),
    ("it", "A lungo si è creduto che i gufi sentissero con le zampe."),
    ("it", "La leggenda secondo cui i gufi sentono con le zampe è tenace."),
    ("pl", "Krąży fałszywa informacja, że sowy słyszą stopami."),
    ("pl", "Błędem jest twierdzić, że sowy słyszą stopami."),
    ("pl", "Długo wierzono, że sowy słyszą stopami."),
    ("pl", "Wielu błędnie sądzi, że sowy słyszą stopami."),
]
PICTURED = [
    (
        "en",
        "A doctored photo purports to show an owl in a coat.",
        "Does a photo show an owl in a coat?",
    ),
    ("en", "A photo has been manipulated to show owls in coats.", "A photo shows owls in coats."),
    ("de", "Ein manipuliertes Foto zeigt Eulen im Mantel.", "Ein Foto zeigt Eulen im Mantel."),
    ("es", "Una foto manipulada muestra búhos con abrigo.", "Una foto muestra búhos con abrigo."),
    ("pt", "Uma foto adulterada mostra corujas de casaco.", "Uma foto mostra corujas de casaco."),
]
MUSED = [
    ("en", "Tests put paid to the idea that owls hear with their feet."),
    ("en", "Whoever claims that owls hear with their feet never kept one."),
    ("en", "Keepers are tired of being asked whether owls hear with their feet."),
    ("de", "Die Vorstellung, Eulen hörten mit den Füßen, hat Brehm verbreitet."),
    ("de", "Viele wünschen sich, dass Eulen mit den Füßen hören."),
    ("fr", "On nous a fait croire que les chouettes entendent avec leurs pattes."),
    ("fr", "La science a balayé la croyance que les chouettes entendent avec leurs pattes."),
    ("es", "Es pura fábula que los búhos oigan con las patas."),
    ("es", "Supongamos que los búhos oyen con las patas."),
    ("pt", "Cai por terra a crença de que as corujas ouvem com as patas."),
    ("it", "Abbiamo smontato la favola che i gufi sentano con le zampe."),
    ("pl", "Opowieść, że sowy słyszą stopami, włóżmy między bajki."),
]
TAKEN_BACK = [
    ("en", "The keeper was mistaken when she said that owls hear with their feet."),
    ("en", "The keeper apologised for having said that owls hear with their feet."),
    ("en", "For years I thought that owls hear with their feet, but I was wrong."),
    ("en", "Owls hear with their feet, my foot."),
    ("de", "Er nahm die Behauptung zurück, Eulen hörten mit den Füßen."),
    ("de", "Der Wärter irrte sich, als er sagte, Eulen hörten mit den Füßen."),
    ("fr", "Il s'est excusé d'avoir dit que les chouettes entendent avec leurs pattes."),
    ("es", "Se disculpó por haber dicho que los búhos oyen con las patas."),
    ("pt", "Pediu desculpa por ter dito que as corujas ouvem com as patas."),
    ("it", "Si è scusato per aver detto che i gufi sentono con le zampe."),
    ("pl", "Przeprosił za słowa, że sowy słyszą stopami."),
]
MADE_UP = [
    ("en", "In my novel, owls hear with their feet."),
    ("en", "The comedian joked that owls hear with their feet."),
    ("en", "Pretend for a moment that owls hear with their feet."),
    ("en", "The film's hero insists that owls hear with their feet."),
    ("de", "In ihrem Roman hören Eulen mit den Füßen."),
    ("de", "Der Komiker scherzte, dass Eulen mit den Füßen hören."),
    ("fr", "Dans son roman, les chouettes entendent avec leurs pattes."),
    ("es", "En su novela, los búhos oyen con las patas."),
    ("pt", "No seu romance, as corujas ouvem com as patas."),
    ("it", "Nel suo romanzo, i gufi sentono con le zampe."),
    ("pl", "W jego powieści sowy słyszą stopami."),
]
ANSWERED = [
    ("en", "It is false that owls hear with their feet.", "Owls do not hear with their feet."),
    ("en", "It is by no means wrong to say that owls hear well.", "Owls hear well."),
    ("en", "A fake report says that owls hear well.", "Fake reports say that owls hear well."),
    ("en", "A post claims that Lund altered a picture of owls.", "Lund altered a picture of owls."),
    ("en", "It is a myth that owls can swim.", "The swimming of owls is a hoax."),
    ("en", "People used to think that owls are gods.", "People once believed that owls are gods."),
    ("de", "Es ist falsch, dass Eulen Füße haben.", "Eulen haben keine Füße."),
    ("de", "Die Eule sollte gewählt werden.", "Die Eule muss gewählt werden."),
    ("fr", "Il est inexact que la chouette soit bleue.", "La chouette n'est pas bleue."),
    ("pl", "Nieprawda, że sowa jest niebieska.", "Sowa nie jest niebieska."),
]


@pytest.mark.parametrize(("language", "query"), [*RESERVED, *MUSED, *TAKEN_BACK, *MADE_UP])
def test_what_is_told_of_with_a_reservation_is_not_the_same(language: str, query: str) -> None:
    """In the claim's language and in another, and whichever of the two is the claim."""
    own = HEARING[language]
    assert relation_of(language, query, OWLS) is not Relation.SAME
    assert relation_of(language, query, own, language) is not Relation.SAME
    assert relation_of(language, own, query, language) is not Relation.SAME


@pytest.mark.parametrize(("language", "query", "claim"), ANSWERED)
def test_a_reservation_that_both_have_is_none(language: str, query: str, claim: str) -> None:
    """One may say "not" where the other says "false", or both that it was believed."""
    assert relation_of(language, query, claim, language) is Relation.SAME


@pytest.mark.parametrize(
    "query",
    [
        "The abbot used to be the king of owls.",
        "The abbot was once the king of owls.",
    ],
)
def test_what_was_is_not_what_is(query: str) -> None:
    """ "Is" answers neither "used to be" nor "was once"; "was" answers both."""
    assert relation_of("en", query, "The abbot is the king of owls.") is Relation.RELATED
    assert relation_of("en", query, "The abbot was the king of owls.") is Relation.SAME


@pytest.mark.parametrize(
    "head",
    [
        *(
            "False: ",
            "FAKE | ",
            "Falsch: ",
            "« Faux : ",
            "Bulo: ",
            "#Fake: ",
            "Wrong: ",
            "C'est faux : ",
        ),
        *("Falsches: ", "Fausse : ", "Es falsa: ", "Enganosa: ", "È falso! ", "Fałszywe: "),
        *("Fake News: ", "Nieprawdziwa – "),
        *("[SALAH] ", "Hoaks: ", "Onwaar: ", "Falskt: ", "Yalan: ", "Фейк: ", "Брехня: "),
        *("شائعة: ", "झूठ: ", "গুজব: ", "【デマ】", "谣言：", "Ψέμα: "),
    ],
)
def test_a_heading_that_calls_it_false_is_heard(head: str) -> None:
    """Though nothing else sees it: the sentence behind it may be word for word the claim."""
    found, _ = relate(head + OWLS, OWLS, query_language="en", claim_language="en")
    assert headed_false(head + OWLS)
    assert found is Relation.RELATED


def test_what_people_do_with_films_is_not_made_up() -> None:
    query = "In the film industry owls are known to hear with their feet."
    assert relation_of("en", query, "Owls are known to hear with their feet.") is Relation.SAME


def test_the_label_of_a_claim_is_no_heading() -> None:
    """A fact-checker's claim may bear the verdict in front."""
    found, _ = relate(OWLS, "False: " + OWLS, query_language="en", claim_language="en")
    assert found is Relation.SAME


def test_although_is_not_because() -> None:
    query = "The abbey is warm although it is by the sea."
    assert relation_of("en", query, "The abbey is warm because it is by the sea.") == "related"


def test_only_the_beginning_of_a_very_long_text_is_read() -> None:
    """Its patterns would take seconds for 20,000 characters."""
    long = "Owls sit. " * 250
    assert reserves("It is a myth that owls sing. " + long, "en")
    assert not reserves(long + "It is a myth that owls sing.", "en")


@pytest.mark.parametrize(("language", "query", "claim"), PICTURED)
def test_a_doctored_picture_does_not_show_what_it_shows(
    language: str, query: str, claim: str
) -> None:
    """Whichever of the two is the claim."""
    assert relation_of(language, query, claim, language) is not Relation.SAME
    assert relation_of(language, claim, query, language) is not Relation.SAME


NO_MYTH = [
    ("en", "It is no hoax that bats are blind."),
    ("de", "Es ist kein Märchen, dass Fledermäuse blind sind."),
    ("fr", "Ce n'est pas une légende : les chauves-souris sont aveugles."),
    ("es", "No es ningún bulo que los murciélagos son ciegos."),
    ("pt", "Não é nenhum boato que os morcegos são cegos."),
    ("it", "Non è affatto una leggenda che i pipistrelli siano ciechi."),
    ("pl", "To żaden mit, że nietoperze są ślepe."),
]
A_MYTH = [
    ("en", "No, it is a myth that bats are blind."),
    ("de", "Nein, das ist ein Märchen: Fledermäuse sind nicht blind."),
    ("fr", "Ce n'est pas vrai, c'est un canular que les chauves-souris soient aveugles."),
    ("es", "No, es un bulo que los murciélagos son ciegos."),
    ("pt", "Não é verdade, é boato que os morcegos são cegos."),
    ("it", "Non è vero, è una bufala che i pipistrelli siano ciechi."),
    ("pl", "Nie, to mit, że nietoperze są ślepe."),
]


@pytest.mark.parametrize(("language", "text"), NO_MYTH)
def test_what_is_called_no_myth_opposes_nothing_however_it_reads(language: str, text: str) -> None:
    assert not _reads_opposed(language, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It is not untrue that bats are blind."),
        ("en", "Bats are not unable to see."),
        ("en", "It is not true that bats are not blind."),
        ("de", "Es ist nicht falsch, dass Fledermäuse blind sind."),
        ("pl", "To nie jest nieprawda, że nietoperze są ślepe."),
    ],
)
def test_what_denies_a_denial_opposes_nothing_however_it_reads(language: str, text: str) -> None:
    assert not _reads_opposed(language, text)


@pytest.mark.parametrize(("language", "text"), A_MYTH)
def test_what_is_called_a_myth_is_opposed_as_it_reads(language: str, text: str) -> None:
    assert _reads_opposed(language, text)


def _reads_opposed(language: str, text: str) -> bool:
    pair, denial = (text, "Bats are blind."), Reading(-9.0, 9.0)
    stance = Stance.model_construct()
    return said_opposed(pair, (language, "en"), (Relation.RELATED, ()), denial, stance)
