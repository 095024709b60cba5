"""What is quoted, and by whom; nobody rather than a guess."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.quotations import Quotation, quotations
from claims.sentences import sentences


def _quoted(text: str, language: str | None) -> list[Quotation]:
    found = quotations(text, sentences(text, language), language)
    return [each for quoted in found for each in quoted]


@pytest.mark.parametrize(
    ("language", "text", "words", "speaker"),
    [
        ("de", "„Die Brücke wird morgen gesperrt“, sagte Anna Berg am Montag.",
         "Die Brücke wird morgen gesperrt", "Anna Berg"),
        ("de", "Bürgermeister Jan von der Aue erklärte: „Die Brücke ist völlig sicher.“",
         "Die Brücke ist völlig sicher.", "Bürgermeister Jan von der Aue"),
        ("de", "»Die Steuern sinken im nächsten Jahr«, so Ministerin Lena Kraft.",
         "Die Steuern sinken im nächsten Jahr", "Ministerin Lena Kraft"),
        ("de", "Am Dienstag sagte Anna Berg vor Journalisten: „Das Wasser ist sauber genug.“",
         "Das Wasser ist sauber genug.", "Anna Berg"),
        ("de", "„Die Brücke wird morgen gesperrt“, sagte er.",
         "Die Brücke wird morgen gesperrt", None),
        ("de", "„Die Brücke wird morgen gesperrt“, sagte der Sprecher.",
         "Die Brücke wird morgen gesperrt", None),
        ("de", "„Die Brücke wird morgen gesperrt“ stand auf dem Schild.",
         "Die Brücke wird morgen gesperrt", None),
        ("en", "“The bridge will be closed tomorrow,” said Mary O'Neill, who runs the port.",
         "The bridge will be closed tomorrow,", "Mary O'Neill"),
        ("en", "\"The bridge will be closed tomorrow,\" Mayor Tom Hill, 54, claimed.",
         "The bridge will be closed tomorrow,", "Mayor Tom Hill"),
        ("en", "According to Tom Hill, “the water in the lake is clean enough”.",
         "the water in the lake is clean enough", "Tom Hill"),
        ("en", "“The bridge will be closed tomorrow,” she said.",
         "The bridge will be closed tomorrow,", None),
        ("en", "Tom Hill denied that “the water in the lake is clean enough”.",
         "the water in the lake is clean enough", None),
        ("fr", "« Le pont sera fermé demain matin », a déclaré Claire de La Tour.",
         "Le pont sera fermé demain matin", "Claire de La Tour"),
        ("fr", "Selon Paul Roux, « le pont sera fermé demain ».",
         "le pont sera fermé demain", "Paul Roux"),
        ("fr", "« Le pont sera fermé demain matin », affirme-t-il.",
         "Le pont sera fermé demain matin", None),
        ("es", "«El puente se cerrará mañana temprano», afirmó la alcaldesa Rosa Díaz.",
         "El puente se cerrará mañana temprano", None),
        ("es", "«El puente se cerrará mañana temprano», dijo Rosa Díaz a la prensa.",
         "El puente se cerrará mañana temprano", "Rosa Díaz"),
        ("pt", "“A ponte fecha amanhã de manhã”, disse João da Silva.",
         "A ponte fecha amanhã de manhã", "João da Silva"),
        ("it", "«Il ponte chiuderà domani mattina», ha detto Marco De Luca.",
         "Il ponte chiuderà domani mattina", "Marco De Luca"),
        ("pl", "„Most zostanie jutro rano zamknięty” – powiedziała Anna Żak.",
         "Most zostanie jutro rano zamknięty", "Anna Żak"),
        ("hi", "मंत्री ने कहा, “यह पुल कल सुबह बंद रहेगा।”", "यह पुल कल सुबह बंद रहेगा।", None),
        ("ar", "قال الوزير: «سيغلق الجسر القديم صباح الغد».", "سيغلق الجسر القديم صباح الغد", None),
        ("zh", "市长说：“这座大桥明天早上将关闭。”", "这座大桥明天早上将关闭。", None),
        ("zh", "市长说「这座大桥明天早上将关闭」。", "这座大桥明天早上将关闭", None),
        ("ja", "市長は「橋は明日の朝に閉鎖される」と述べた。", "橋は明日の朝に閉鎖される", None),
    ],
)  # fmt: skip
def test_a_quotation(language: str, text: str, words: str, speaker: str | None) -> None:
    found = _quoted(text, language)
    assert [(each.text, each.speaker) for each in found] == [(words, speaker)]


def test_every_sentence_of_a_quotation_has_its_part_and_the_speaker() -> None:
    text = "„Die Brücke ist alt geworden. Sie wird morgen gesperrt“, sagte Anna Berg."
    text += " Danach ging sie heim."
    found = _quoted(text, "de")
    assert [(each.text, each.speaker) for each in found] == [
        ("Die Brücke ist alt geworden.", "Anna Berg"),
        ("Sie wird morgen gesperrt", "Anna Berg"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Er nannte es „einen Skandal“ und ging.",
        "The so-called “Great Reset” began.",
        "A 5\" pipe and a 6\" pipe were laid here.",
        "An open “quotation that never ends here.",
        "Nothing quoted at all stands here.",
    ],
)  # fmt: skip
def test_no_quotation(text: str) -> None:
    assert _quoted(text, "en") == []


def test_a_quotation_does_not_cross_paragraphs() -> None:
    assert _quoted("Er sagte „die Brücke ist alt\n\nund das Wasser kalt“ heute.", "de") == []


@pytest.mark.parametrize("hostile", ["„" * 50_000, '"a b c d ' * 20_000, "“x ” Said A" * 9000,
                                     "A B C D E " * 20_000, "«" + "Aa " * 30_000])  # fmt: skip
def test_hostile_text_costs_no_time(hostile: str) -> None:
    started = time.process_time()
    for language in ("en", "de"):
        quotations(hostile, sentences(hostile, language), language)
    assert time.process_time() - started < 20


@given(st.text(alphabet='„“”«»"「」 \nAaß.,:', max_size=80), st.sampled_from(["de", "fr", None]))
def test_offsets_are_exact(text: str, language: str | None) -> None:
    cut = sentences(text, language)
    found = quotations(text, cut, language)
    assert len(found) == len(cut)
    for sentence, quoted in zip(cut, found, strict=True):
        for each in quoted:
            assert sentence.start <= each.start < each.end <= sentence.end
            assert text[each.start : each.end] == each.text == each.text.strip()
