"""What is quoted, and by whom; nobody rather than a guess."""

from __future__ import annotations

import time
import unicodedata

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
        ("en", "“Bridges cause floods,” tweeted Tom Hill in the spring of 2014.",
         "Bridges cause floods,", "Tom Hill"),
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


SAID = {
    "de": "„Die Erde ist eine flache Scheibe“",
    "en": "“The earth is as flat as a disc”",
    "es": "«La Tierra es plana como un disco»",
    "fr": "« La Terre est plate comme un disque »",
    "it": "«La Terra è piatta come un disco»",
    "pl": "„Ziemia jest płaska jak dysk”",
    "pt": "“A Terra é plana como um disco”",
}


@pytest.mark.parametrize("said", ["Jörg Müller sagte: {}", "{}, erklärte Jörg Müller am Montag."])
def test_a_speaker_is_named_whose_accents_stand_apart(said: str) -> None:
    text = unicodedata.normalize("NFD", said.format("„Die Brücke ist völlig sicher“"))
    assert [each.speaker for each in _quoted(text, "de")] == ["Jörg Müller"]


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("de", "Zu den Vorwürfen gegen Ina Roth sagte Jan Berg: {}", "Jan Berg"),
        ("de", "Im Interview mit der Süddeutschen Zeitung sagte Jan Berg: {}", "Jan Berg"),
        ("de", "Gegenüber der Bild sagte Jan Berg: {}", "Jan Berg"),
        ("de", "Laut Bild sagte Jan Berg: {}", "Jan Berg"),
        ("de", "Bei einem Treffen in Kiew sagte Jan Berg am 3. Mai: {}", "Jan Berg"),
        ("de", "{}, sagte Jan Berg der Bild.", "Jan Berg"),
        ("de", "{}, sagte Jan Berg zu Journalisten.", "Jan Berg"),
        ("de", "{}, sagte Ursula von der Leyen am Montag.", "Ursula von der Leyen"),
        ("de", "Von der Leyen sagte am Montag: {}", "Von der Leyen"),
        ("de", "US-Präsident Jan Berg sagte am Montag: {}", "US-Präsident Jan Berg"),
        ("de", "Jan Berg (SPD) sagte der Deutschen Presse-Agentur: {}", "Jan Berg"),
        ("de", "Der frühere Minister Jan Berg sagte: {}", "Minister Jan Berg"),
        ("de", "Jan Berg sagte, dass {}.", "Jan Berg"),
        ("en", "US president Tom Hill said on Monday: {}", "Tom Hill"),
        ("en", "White House press secretary Ann Roe told reporters: {}", "Ann Roe"),
        ("en", "Sen. Tom Hill wrote on X: {}", "Sen. Tom Hill"),
        ("en", "Asked about Ann Roe, Tom Hill said: {}", "Tom Hill"),
        ("en", "On Monday Tom Hill said: {}", "Tom Hill"),
        ("en", "Ann Roe left. Tom Hill said in a speech that {}.", "Tom Hill"),
        ("en", "{}, said Trump lawyer Tom Hill.", "Tom Hill"),
        ("en", "“Is the earth as flat as that?” Tom Hill said.", "Tom Hill"),
        ("en", "“He said ‘the earth is flat,’” Tom Hill said on Monday.", "Tom Hill"),
        ("es", "El presidente Juan Ríos dijo: {}", "Juan Ríos"),
        ("es", "En Madrid dijo Juan Ríos: {}", "Juan Ríos"),
        ("fr", "Dans une interview, Paul Roux a déclaré : {}", "Paul Roux"),
        ("it", "{}, ha detto Marco Neri al Senato.", "Marco Neri"),
        ("pl", "W Sejmie powiedział Jan Nowak: {}", "Jan Nowak"),
        ("pt", "Rui Costa disse na segunda-feira: {}", "Rui Costa"),
        ("de", "Der Vorsitzende der CDU, Jan Berg, sagte am Montag: {}", "Jan Berg"),
        ("de", "{}, so Jan Berg.", "Jan Berg"),
        ("en", "President Tom Hill said on Monday: {}", "President Tom Hill"),
        ("en", "New York Gov. Tom Hill says there is {}", "Gov. Tom Hill"),
        ("en", "The president of the NRA, Tom Hill, said: {}", "Tom Hill"),
        ("en", "During the Jan. 23, 2012, debate in Tampa, Fla., Tom Hill said that {}",
         "Tom Hill"),
        ("en", "Speaking to workers in Iowa, Tom Hill falsely claimed that they {}", "Tom Hill"),
        ("es", "En Madrid, el ministro de Educación, Juan Ríos, aseguró el martes que {}",
         "Juan Ríos"),
        ("es", "El candidato a presidente de la Junta, Juan Ríos, afirmó que {}", "Juan Ríos"),
        ("fr", "L'ancienne ministre de l'Environnement Claire Roux a affirmé lundi soir que {}",
         "Claire Roux"),
        ("fr", "Claire Roux, présidente du parti, a affirmé que selon une étude, {}",
         "Claire Roux"),
        ("fr", "Voilà ce qu’affirme Claire Roux lors de son passage sur France 2 : {}",
         "Claire Roux"),
        ("it", "Anna Neri, ministro dello Sviluppo economico, ha scritto su Twitter: {}",
         "Anna Neri"),
        ("it", "Il 9 maggio, alla Camera, il leader della Lega Marco Neri ha detto che {}",
         "Marco Neri"),
        ("it", "Intervistato da il Venerdì, Marco Neri ha dichiarato il 26 giugno: {}",
         "Marco Neri"),
        ("pl", "Minister zdrowia Jan Nowak powiedział: {}", "Jan Nowak"),
        ("pt", "O Presidente da República, Rui Costa, afirmou ontem que {}", "Rui Costa"),
    ],
)  # fmt: skip
def test_the_speaker_is_the_subject(language: str, text: str, speaker: str) -> None:
    [found] = _quoted(text.format(SAID[language]), language)
    assert found.speaker == speaker


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Beim Besuch in Kiew sagte der Kanzler: {}"),
        ("de", "Der Süddeutschen Zeitung sagte der Kanzler: {}"),
        ("de", "Vergangene Woche sagte der Kanzler: {}"),
        ("de", "Der Mann, der Ina Roth angriff, sagte: {}"),
        ("de", "Die Frau von Jan Berg sagte: {}"),
        ("de", "Der Anwalt Ina Roths sagte: {}"),
        ("de", "{}, sagte der Anwalt Ina Roths."),
        ("de", "{}, sagte Jan Bergs’ Anwalt."),
        ("de", "{}, laut Medienberichten."),
        ("en", "The man who attacked Ann Roe said: {}"),
        ("en", "A lawyer for Ann Roe said: {}"),
        ("en", "A lawyer for Mr. Roe said: {}"),
        ("en", "The brother of Ann Roe said: {}"),
        ("en", "The lawyer Ann Roe hired said: {}"),
        ("en", "A post shared on Facebook claims Ann Roe said: {}"),
        ("en", "Asked about Ann Roe, a protester in Berlin said: {}"),
        ("en", "Tom Hill said that Ann Roe had claimed {}"),
        ("en", "Ann Roe and Tom Hill said: {}"),
        ("en", "{}, said Ann Roe’s lawyer."),
        ("en", "{}, said Ann Roe's spokesman"),
        ("en", "{}, Ann Roe’s lawyer said."),
        ("en", "{}, said Ann Roe supporters."),
        ("en", "Asked about {}, Ann Roe said people should go."),
        ("en", "“The earth is as flat as a disc.” Ann Roe said he would go."),
        ("en", "According to Monday's reports, {}"),
        ("en", "According to Facebook posts, {}"),
        ("es", "El portavoz de Juan Ríos dijo: {}"),
        ("es", "También dijo: {}"),
        ("fr", "Le père de Claire Roux a déclaré : {}"),
        ("fr", "L’avocat de Claire Roux a déclaré : {}"),
        ("it", "Il portavoce di Anna Neri ha detto: {}"),
        ("pl", "Po spotkaniu z Anną Nowak powiedział: {}"),
        ("pt", "O advogado de Rui Costa disse: {}"),
        ("de", "Die Sprecherin des Ministers, Jan Berg, sagte: {}"),
        ("en", "An image shared on Facebook claims that author Tom Hill once said, {}"),
        ("en", "In a video, a man claims that on Monday, Tom Hill said: {}"),
        ("en", "The lawyer of the president, Tom Hill, said: {}"),
        ("en", "Tom Hill said that a protester shouted {}"),
        ("en", "Tom Hill wrote a book about {}"),
        ("es", "La esposa del presidente, Juan Ríos, dijo que {}"),
        ("es", "El portavoz del ministro, Juan Ríos, dijo que {}"),
        ("es", "Una publicación en Facebook asegura que {}"),
        ("fr", "L'avocat du président Paul Roux a déclaré que {}"),
        ("fr", "Le porte-parole du gouvernement Roux a déclaré que {}"),
        ("fr", "Le porte-parole des pompiers de Paris a expliqué que {}"),
        ("it", "Il portavoce del ministro Marco Neri ha detto che {}"),
        ("pl", "Rzecznik ministra zdrowia Jana Nowaka powiedział: {}"),
        ("pt", "É falso que o presidente, Rui Costa, disse que {}"),
        ("pt", "Circula um vídeo em que a youtuber Ana Costa diz que {}"),
    ],
)  # fmt: skip
def test_nobody_is_a_speaker_by_standing_near(language: str, text: str) -> None:
    [found] = _quoted(text.format(SAID[language]), language)
    assert found.speaker is None


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


@pytest.mark.parametrize(
    ("language", "text", "words", "speaker"),
    [
        ("de", "„Die Brücke wird morgen gesperrt\", sagte Anna Berg.",
         "Die Brücke wird morgen gesperrt", "Anna Berg"),
        ("de", "‚Die Brücke wird morgen gesperrt‘, sagte Anna Berg.",
         "Die Brücke wird morgen gesperrt", "Anna Berg"),
        ("de", "Anna Berg sagte: ›Die Brücke wird morgen gesperrt.‹",
         "Die Brücke wird morgen gesperrt.", "Anna Berg"),
        ("en", "‘The boys’ house won’t be closed,’ said Tom Hill.",
         "The boys’ house won’t be closed,", "Tom Hill"),
        ("en", "Tom Hill said: 'The boys' house isn't closed.'",
         "The boys' house isn't closed.", "Tom Hill"),
        ("en", "'The bridge will be closed tomorrow' said Tom Hill.",
         "The bridge will be closed tomorrow", "Tom Hill"),
        ("fi", "”Silta suljetaan huomenna aamulla”, sanoi Anna Mäki.",
         "Silta suljetaan huomenna aamulla", None),
    ],
)  # fmt: skip
def test_other_marks(language: str, text: str, words: str, speaker: str | None) -> None:
    found = _quoted(text, language)
    assert [(each.text, each.speaker) for each in found] == [(words, speaker)]


@pytest.mark.parametrize(
    "text",
    [
        "’90s music was the best that the players’ band ever played, they’d say.",
        "'Tis the season of the dogs, and 'em all love the boys'.",
        "Hans’ Auto ist alt, und Jens’ neues Rad fährt nicht.",
        "C'est l'art d'hier et l'art d'aujourd'hui, qu'on l'aime ou non.",
        "Home › News › Politics and all the rest of it ‹",
        "He likes the ‘so-called new world order’ story.",
    ],
)
def test_an_apostrophe_is_no_mark(text: str) -> None:
    assert _quoted(text, "en") == []


def test_a_quotation_goes_on_after_a_wrapped_line() -> None:
    text = "Anna Berg sagte bei der Eröffnung am Montag: „Die Brücke am Hafen\nist völlig sicher.“"
    [found] = _quoted(text, "de")
    assert (found.text, found.speaker) == ("Die Brücke am Hafen\nist völlig sicher.", "Anna Berg")


@pytest.mark.parametrize("mark", ["“", '"'])
def test_every_paragraph_of_a_quotation_is_opened_anew(mark: str) -> None:
    end = {"“": "”"}.get(mark, mark)
    paragraphs = ("The bridge is very old.", "The water is too cold.", "The port is full now.")
    text = f"Tom Hill said: {mark}" + f"\n\n{mark}".join(paragraphs) + f"{end} Then he left."
    found = _quoted(text, "en")
    assert [(each.text, each.speaker) for each in found] == [(p, "Tom Hill") for p in paragraphs]
    assert _quoted(f"{paragraphs[0]}{end} Then all of them left.\n{mark}No", "en") == []


@pytest.mark.parametrize("hostile", ["„" * 50_000, '"a b c d ' * 20_000, "“x ” Said A" * 9000,
                                     "A B C D E " * 20_000, "«" + "Aa " * 30_000,
                                     "‚a ‘b. 'a'b. 'c, ‘d’e " * 5000,
                                     "“a b c d\n" * 9000])  # fmt: skip
def test_hostile_text_costs_no_time(hostile: str) -> None:
    started = time.process_time()
    for language in ("en", "de"):
        quotations(hostile, sentences(hostile, language), language)
    assert time.process_time() - started < 20


@given(
    st.text(alphabet="„“”«»\"‚‘’'›‹「」 \nAaß.,:", max_size=80), st.sampled_from(["de", "fr", None])
)
def test_offsets_are_exact(text: str, language: str | None) -> None:
    cut = sentences(text, language)
    found = quotations(text, cut, language)
    assert len(found) == len(cut)
    for sentence, quoted in zip(cut, found, strict=True):
        for each in quoted:
            assert sentence.start <= each.start < each.end <= sentence.end
            assert text[each.start : each.end] == each.text == each.text.strip()
