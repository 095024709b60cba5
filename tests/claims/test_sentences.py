"""Sentences as a reader of the language would cut them, with exact offsets."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.clauses import LONGEST
from claims.sentences import sentences

SEED = Path(__file__).parents[3] / "shared" / "data" / "seed" / "nato-tokyo.de.txt"

CASES = [
    ("fr", "L'art. 5 de la loi.|Le 3 janv. 2020 M. Macron est venu.|Mme. X et le Dr. Y parlent."),
    ("de", "Der 2. Weltkrieg endete am 8. Mai 1945.|Das ist z. B. falsch.|Am 3. März kam er."),
    ("de", "Es gibt u. a. die Nr. 5 gem. Abs. 2, d. h. Wasser.|Dr. Müller kam.|Prof. Maier ging."),
    ("en", "It cost 1.5 bn. people said.|Mr. Smith of St. Louis left.|Was it so?|Yes!"),
    ("es", "El 3 ene. 2020 pasó.|El Sr. López habla.|¿Es verdad?|¡No!"),
    ("pt", "O Sr. Silva chegou.|A Dra. Costa saiu em 3 jan. 2020."),
    ("it", "Il sig. Rossi è qui.|Il dott. Bianchi parla dell'art. 3."),
    ("pl", "To jest 2. wojna.|Mieszka przy ul. Długiej.|Dn. 12 maja wyjechał.|Np. dzisiaj."),
    ("nl", "De heer drs. Jansen komt.|Het kost ca. 5 euro."),
    ("de", "Am 3. Oktober war Feiertag.|Es kostet 3,5 Mio. Euro um 18.30 Uhr.|A. Müller schwieg."),
    ("de", "Die Zahl stieg auf 20.|Die Stadt baut.|Ein Radio kostete 30.|„Zu viel“, rief er."),
    ("de", "Es war der 3. Versuch.|Am 3. und 4. Mai ruht der 1. FC Köln."),
    ("pl", "Było ich 20.|W tym roku jest więcej.|To 2. wojna."),
    ("de", "Heinrich VIII. war König.|Im 19. Jahrhundert gab es das nicht."),
    (
        "en",
        "He lives in the U.S.|She met Mr. J. D. Vance at 5 p.m. on Monday.|Judge Wm. Brown sat.",
    ),
    (
        "en",
        "Visit https://example.org/a.b?c=d.e for more.|Node.js 2.0.1 is out.|See Fig. 3 on p. 12.",
    ),
    ("fr", "M. Macron arrive à 8 h. 30 le 1er janv. 2020.|J.-C. Juncker était là.|« Non ! »"),
    ("es", "Llegó a las 8 a. m. del 3 de oct. de 2020.|La Sra. Gómez, n.º 3 de la lista, calló."),
    ("ar", "د. أحمد وصل في 3 أكتوبر.|ارتفع السعر بنسبة 3.5 في المئة."),
]
ENDED = [
    ("en", "He loves modern art.|The Earth is flat.|See Art. 5 there.|She said no.|It was No. 3."),
    (
        "en",
        "She said no.|Goldfish do remember.|He loves art.|Vaccines work.|See Fig. A and No. B 12.",
    ),
    ("en", "It was Martin Luther King Jr.|The Earth is flat.|He ran it in ten sec.|They won."),
    (
        "en",
        "She lives on Main St.|The Earth is flat.|He met St. Peter.|It closed at 5 p.m.|We left.",
    ),
    ("en", "I love art.|I go there.|It is Vol. II of Sec. B 12.|They sat in the U.S.|It rained."),
    ("de", "Es gibt keine andere dieser Art.|Die Erde ist flach.|Nach Art. 5 gilt das nicht."),
    (
        "de",
        "Das sagte Max.|Die Erde ist flach.|Es kostet max. 5 Euro.|Sie wohnt in der Hauptstr. 7.",
    ),
    (
        "de",
        "Äpfel, Birnen usw.|Die Erde ist flach.|Es dauert 3 Min.|Die Bahn kommt u.a. Die Grünen.",
    ),
    ("fr", "Elle étudie l'art.|La Terre est plate.|Selon l'art. L. 121-1 c'est vrai.|Il part."),
    ("es", "Dijo que no.|La Tierra es plana.|El art. 5 lo dice.|Estudia arte.|Es así."),
    ("it", "Studia l'art.|La Terra è piatta.|È nell'art. 3 della legge."),
    ("pl", "Pomógł im.|To jest fakt.|Szkoła im. Kopernika stoi.|Wg art. 5 to prawda."),
]


UNPARTED = [
    ("bn", "দেশে ২.৫ কোটি মানুষ টিকা নিয়েছেন।|প্রবৃদ্ধি ৭.২৫ শতাংশ।"),
    ("fa", "نرخ تورم ۴۰.۵ درصد است.|این خبر درست است."),
    ("ja", "１ドル＝１４０．５円だ。"),
    ("en", "Sen. Joe Manchin, D-W.Va., sat with non-U.S. guests (D-N.Y.) there.|They left."),
    ("ur", "پی۔ٹی۔آئی جیتی۔|ایم۔ کیو۔ ایم ہاری۔|1۔ یہ سچ ہے۔"),
    ("th", "พล.อ.ประยุทธ์ กล่าวว่า จีดีพีโต 3.5%"),
    ("ta", "முதலமைச்சர் மு.க. ஸ்டாலின் வந்தார்."),
]
SINGLE = [
    ("it", "Il prof. A. Rossi tace.|La S.p.A. è fallita.|È la vitamina C.|La cura non c'è."),
    ("pt", "A Folha de S. Paulo publicou.|O dólar subiu."),
    ("nl", "De heer A. de Vries sprak.|Toen ging hij."),
    ("ru", "В 300 г. до н. э. построили храм.|Врачи, т. е. люди, правы."),
    ("ar", "أعلنت أ.ف.ب. ورويترز ذلك.|كتب إلى ص. ب. 1234."),
]
ABROAD = [
    ("hr", "To je bilo 5. svibnja 2020. godine.|Bilo je to 2020.|To je laž."),
    ("tr", "IV. Murat yasakladı.|II. Dünya Savaşı 1945'te bitti."),
    ("sv", "Den 2. maj stängde banken.|Det var bra."),
    ("de", "Das ist falsch.|300 Menschen kamen!|2020 starben 5.|Er wohnt Hauptstr. 7 ca. 3 Tage."),
    ("cs", "To je nepravda.|300 lidí přišlo."),
    ("ru", "В 2020 г. умерло 2,1 млн. человек.|Это было в XIX в.|Тогда правил царь.|Г. Москва."),
    ("ru", "Он живёт на ул. Ленина, д. 5.|Цена — 5 тыс. руб. за штуку и т. д.|Но это ложь."),
    ("uk", "У 2020 р. померло 2,1 млн. осіб.|Це сталося в м. Києві на вул. Хрещатик.|Він пішов."),
    ("tr", "Atatürk Cad. No. 5'te oturuyor.|M.Ö. 300 yılında 20 kişi öldü, sayı 30.|Bu bir rekor."),
    ("el", "Συνολικά 2,5 εκατ. άνθρωποι πέθαναν.|Βλ. σελ. 12 του κ. Τσίπρα.|Είναι αλήθεια;|Όχι."),
    ("pl", "Ok. 37 proc. gospodarstw, tj. dwa mln. osób.|Ustawa z 2015r. o Radzie ds. Sądów."),
    ("pl", "Firma sp. z o.o. upadła w 1945 r.|W tym roku też."),
    ("pt", "O gov. federal gastou.|A Profa. Maria e a ABC Ltda. faliram."),
    ("fr", "Le Pr. Raoult habite 5, bd. Saint-Michel.|Il a tort."),
    ("it", "Il min. Salvini e l'on. Neri tacciono.|Dura 5 min.|Non finisce."),
    ("sv", "Priset är ca. 5 kr. per liter, bl.a. eftersom kl. 14 stängde banken.|Dvs. då."),
    ("da", "Ca. 5 mio. kr. mangler, jf. § 5.|Det er sandt."),
    ("no", "Ca. 5 mill. kr. mangler bl.a. kl. 14.|Det er sant."),
    ("sr", "Проф. др А. Јовановић живи у ул. Главној.|То је лаж."),
    ("ro", "Dl. Ionescu și dna. Pop au 2,5 mil. euro.|Str. Unirii nr. 5 e aici."),
    ("id", "Harganya Rp. 5.000 di Jl. Sudirman No. 5.|PT. Telkom Tbk. rugi."),
    ("hi", "रु. 500 का नोट श्रीमती. सीता ने दिया।|यह सच है।"),
    ("mr", "डॉ. पाटील यांनी विरोध केला.|हा दावा खोटा आहे."),
    ("bn", "ড. ইউনূস ও মো. হামিদ বলেন।|এটি মিথ্যা।"),
    ("fa", "در سال ۱۳۵۷ ه.ش. انقلاب شد.|او رفت."),
    ("ar", "بلغ 35 في عام 2023م.|وأضاف د. محمد ذلك."),
]


@pytest.mark.parametrize(("language", "marked"), [*CASES, *ENDED, *UNPARTED, *SINGLE, *ABROAD])
def test_abbreviations_do_not_end_a_sentence(language: str, marked: str) -> None:
    expected = marked.split("|")
    assert [s.text for s in sentences(" ".join(expected), language)] == expected


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("zh", "5G有害！|5G导致新冠。|真的吗？|“他说：‘好！’”|然后走了。"),
        ("ja", "ワクチンは危険だ。|本当ですか？|はい。"),
    ],
)
def test_full_width_marks_end_a_sentence(language: str, marked: str) -> None:
    expected = marked.split("|")
    assert [s.text for s in sentences("".join(expected), language)] == expected


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("hi", "डॉ. शर्मा ने कहा।|यह सच है।"),
        ("hi", "वह चाँद पर उतरा~|यह पहला मौका था ~|ठीक है ~~"),
        ("ar", "هل هذا صحيح؟|نعم.|لا؛ ربما."),
    ],
)
def test_marks_of_other_scripts_end_a_sentence(language: str, marked: str) -> None:
    expected = [part.replace("~", "|") for part in marked.split("|")]
    assert [s.text for s in sentences(" ".join(expected), language)] == expected


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("de", "Das Wetter: sonnig…|Morgen regnet es ...|Und dann?!|Nein!!"),
        ("en", "Wait... what?|No way…|He said so... and left."),
        ("en", "(He was wrong.)|[Editor's note: see below.]|The end (as we know it) came."),
        ("en", "1. The earth is flat.|2. The moon is cheese.|b) Nobody knows."),
        ("de", "„Das ist falsch. Niemand hat das gesagt“, sagte Müller.|Er ging."),
        ("de", "„Ich weiß nicht… Vielleicht“, sagte er.|Er ging."),
        ("fr", "« C'est faux. Personne ne l'a dit », a-t-il affirmé.|Il est parti."),
        ("ru", "«Нет!» — сказал он.|Потом ушёл."),
        ("ru", "— Это ложь! — сказал он.|— Никто так не говорил.|— Нет!|— Да!"),
        ("es", "—¡Es mentira! —dijo él—.|Nadie lo dijo."),
        ("pl", "„Nie!” – śmiał się.|Myślał… że wie…|Źle.|Wyszedł."),
        ("hi", "उसने कहा… और चला गया।|फिर आया।"),
        ("hi", "उन्होंने कहा, “यह गलत है। किसी ने नहीं कहा।”|वे चले गए।"),
        ("he", 'התמ"ג צמח ב-3.5%.|ד"ר כהן לא הסכים.|הוא אמר: "זה שקר. אין."|ואז הלך.'),
        ("ar", "قال الرئيس: «هذا غير صحيح. لم يقل أحد ذلك».|ثم غادر."),
        ("de", '„Das ist falsch. Er lügt", sagte Müller.|Er ging.|„Nein", rief sie.|Gut.'),
        ("de", 'Sie rief: „Das "neue" Haus steht“.|Er ging.|„Nein", rief sie.'),
        ("de", "Das ist falsch.|‚Er lügt‘, sagte Müller.|›Nein‹, rief sie.|Hans’ Auto fuhr."),
        ("sv", "Det är fel.|”Jorden är platt”, sade han.|Sedan gick han."),
        ("en", "So they left.|'Tis late.|’90s music played.|‘No,’ he said.|“No! ”|Then she left."),
    ],
)
def test_ellipses_brackets_lists_and_quotations(language: str, marked: str) -> None:
    expected = marked.split("|")
    assert [s.text for s in sentences(" ".join(expected), language)] == expected


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("pt", "*Amanhã os bancos fecham!!!*|Repassem!!|_Leia._|*Fim.*"),
        ("hi", "कृपया सबको बताएं‼️|*बैंक बंद रहेंगे!*|ठीक है।"),
        ("en", "They left.¹|It ended.[2]|All is fine.[citation needed]|Nobody died.1|So it is."),
        ("ar", "الخفافيش عمياء.\u200f|سور الصين طويل.\u200f"),
        ("he", "\u202bהעטלפים עיוורים.\u202c"),
        ("en", "The bridge is old.\u200b|It is closed.\ufeff"),
    ],
)
def test_what_clings_to_an_end_belongs_to_it(language: str, marked: str) -> None:
    expected = marked.split("|")
    assert [s.text for s in sentences(" ".join(expected), language)] == expected


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("zh", "他说：“这是假的。没有人这样说过。”|然后他走了。"),
        ("ja", "彼は「これは嘘だ。誰も言っていない」と述べた。|そして去った。"),
        ("ja", "彼は「これは嘘だ。」と述べた。|そして去った。"),
    ],
)
def test_a_short_quotation_stays_whole(language: str, marked: str) -> None:
    expected = marked.split("|")
    assert [s.text for s in sentences("".join(expected), language)] == expected


def test_a_heading_stands_alone() -> None:
    found = sentences("A heading\nThe first sentence. The second.\n\n\n  Another heading \n", "en")
    assert [s.text for s in found] == [
        "A heading",
        "The first sentence.",
        "The second.",
        "Another heading",
    ]


def test_a_wrapped_line_goes_on() -> None:
    wrapped = "The wall is so long and so wide that a man who stands on the Moon\ncan see it."
    assert [s.text for s in sentences(wrapped, "en")] == [wrapped]


WRAPPED = """Report of the year
The World Health Organi-
zation has never said that
vaccines cause autism. The
United Nations and
Bill Gates said so on Monday
1. Garlic cures cancer
2. Phones cause it
"""


def test_lines_of_a_paragraph_that_is_wrapped_go_on() -> None:
    assert [" ".join(s.text.split("\n")) for s in sentences(WRAPPED, "en")] == [
        "Report of the year",
        "The World Health Organi- zation has never said that vaccines cause autism.",
        "The United Nations and Bill Gates said so on Monday",
        "1. Garlic cures cancer",
        "2. Phones cause it",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It is not true\nthat the Earth is flat.",
        "The claim that\nthe Earth is flat\nis false|Read more",
        "Die Behauptung,\ndass die Erde flach ist,\nist falsch.|Das ist\nso.",
        "“Nobody says that\r\nthe Earth is flat.”|Science",
        "milk|eggs|sugar makes children hyperactive",
        "Buy:|milk|eggs",
        "It is late.|and cold",
        "Nobody says so||the Earth is flat",
        "> It is not true\n> that the Earth is flat.|> And\n> he said so.",
        "> > Nobody says that,\n>>the Earth is flat.|>|> Who does?",
        "> Nobody says so|the Earth is flat",
        "Nobody says so|> the Earth is flat|> > as a coin",
    ],
)
def test_a_short_line_goes_on_where_small_letters_follow_a_capital(text: str) -> None:
    found = sentences(text.replace("|", "\n"), "en")
    assert [s.text for s in found] == [part for part in text.split("|") if part]


def test_an_unbalanced_quote_swallows_nothing() -> None:
    text = 'He said "I am here. She left. "What?" he asked. Really?! Then he came.'
    assert [s.text for s in sentences(text, "en")] == [
        'He said "I am here.',
        "She left.",
        '"What?"',
        "he asked.",
        "Really?!",
        "Then he came.",
    ]


def test_a_long_part_is_cut_at_clauses() -> None:
    clause = "die Stadt baute eine Brücke über den breiten Fluss"
    text = ", und ".join([clause] * 10)
    found = sentences(text, "de")
    assert len(found) > 1
    assert all(len(s.text) <= LONGEST for s in found)
    assert all(s.text.startswith("und die") for s in found[1:])


def test_a_word_without_end_is_cut_hard() -> None:
    found = sentences("x" * 100_000, None)
    assert sum(len(s.text) for s in found) == 100_000
    assert max(len(s.text) for s in found) <= LONGEST


@pytest.mark.parametrize(
    "hostile",
    ["." * 200_000, '"' * 99_999, "a.\n" * 50_000, ", " * 100_000, "“对。”好。" * 10_000],
)
def test_hostile_text_is_quick(hostile: str) -> None:
    began = time.process_time()
    sentences(hostile, "de")
    assert time.process_time() - began < 10


@given(
    st.lists(
        st.one_of(
            st.text(max_size=20),
            st.sampled_from(
                [". ", "z. B. ", "3. ", "\n", "\n\n", "\r\n", '"', "“", "。", "！", " – ", ", und "]
                + ["x" * 290, "Wort ", "Dr. ", "؟ ", "\u2028", "\ud800", "\0", "😀 ", "? »"]
            ),
        ),
        max_size=60,
    ),
    st.sampled_from(["de", "en", "fr", "zh", "ar", "hi", "xx", None]),
)
def test_offsets_are_exact_and_nothing_is_lost(pieces: list[str], language: str | None) -> None:
    text = "".join(pieces)
    end = 0
    for sentence in sentences(text, language):
        assert text[sentence.start : sentence.end] == sentence.text == sentence.text.strip() != ""
        assert len(sentence.text) <= LONGEST
        assert text[end : sentence.start].strip() == ""
        end = sentence.end
    assert text[end:].strip() == ""


@pytest.mark.shared
def test_scraped_german_news() -> None:
    if not SEED.exists():
        pytest.skip("../shared/data is not here")
    text = SEED.read_text(encoding="utf-8")
    found = sentences(text, "de")
    assert all(text[s.start : s.end] == s.text for s in found)
    starts = [" ".join(s.text.split()[:2]) for s in found]
    assert starts == (
        "NATO plant|NATO plant|Der US-geführte|Berichten zufolge|Person Station|Nikkei berichtete,|"
        "Es ist|Die Verkaufsstelle|Tokio plant|Japan und|Die Nachricht|In seinem|wobei Moskau|"
        "Im März|China hat|:|rrt-allgemeines"
    ).split("|")
