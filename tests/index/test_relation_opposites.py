"""A word on one side and its opposite on the other, in languages without a lexicon."""

from __future__ import annotations

import pytest

from index.lookup import Relation
from index.relations.opposites import opposed_apart
from index.relations.tables import read_table
from tests.index.relating import relation_of

LOWERS = [
    ("nl", "Knoflook verlaagt de bloeddruk.", "Knoflook verhoogt de bloeddruk."),
    ("sv", "Vitlök sänker blodtrycket.", "Vitlök höjer blodtrycket."),
    ("id", "Bawang putih menurunkan tekanan darah.", "Bawang putih menaikkan tekanan darah."),
    ("ro", "Usturoiul scade tensiunea.", "Usturoiul crește tensiunea."),
    ("tr", "Sarımsak tansiyonu düşürür.", "Sarımsak tansiyonu yükseltir."),
    ("ru", "Чеснок снижает давление.", "Чеснок повышает давление."),
    ("uk", "Часник знижує тиск.", "Часник підвищує тиск."),
    ("ar", "الثوم يخفض ضغط الدم.", "الثوم يرفع ضغط الدم."),
    ("hi", "लहसुन रक्तचाप कम करता है।", "लहसुन रक्तचाप बढ़ाता है।"),
    ("bn", "রসুন রক্তচাপ কমায়।", "রসুন রক্তচাপ বাড়ায়।"),
    ("zh", "大蒜能降低血压。", "大蒜会升高血压。"),
    ("ja", "ニンニクは血圧を下げる。", "ニンニクは血圧を上げる。"),
]
PREVENTS = [
    ("nl", "Het vaccin voorkomt kanker.", "Het vaccin veroorzaakt kanker."),
    ("sv", "Vaccinet förebygger cancer.", "Vaccinet orsakar cancer."),
    ("id", "Vaksin mencegah kanker.", "Vaksin menyebabkan kanker."),
    ("ro", "Vaccinul previne cancerul.", "Vaccinul provoacă cancer."),
    ("tr", "Aşı kanseri önlüyor.", "Aşı kansere neden oluyor."),
    ("ru", "Вакцина лечит рак.", "Вакцина вызывает рак."),
    ("uk", "Вакцина запобігає раку.", "Вакцина спричиняє рак."),
    ("ar", "اللقاح يعالج السرطان.", "اللقاح يسبب السرطان."),
    ("hi", "टीका कैंसर को रोकता है।", "टीका कैंसर का कारण बनता है।"),
    ("bn", "টিকা ক্যান্সার প্রতিরোধ করে।", "টিকা ক্যান্সার সৃষ্টি করে।"),
    ("zh", "这种疫苗能预防癌症。", "这种疫苗会导致癌症。"),
    ("ja", "ワクチンはがんを予防する。", "ワクチンはがんを引き起こす。"),
]
SOLD = [
    ("nl", "Hij verkocht een fabriek.", "Hij kocht een fabriek."),
    ("sv", "Han sålde en fabrik.", "Han köpte en fabrik."),
    ("id", "Dia menjual pabrik.", "Dia membeli pabrik."),
    ("ro", "A vândut o fabrică.", "A cumpărat o fabrică."),
    ("tr", "Bir fabrika sattı.", "Bir fabrika satın aldı."),
    ("ru", "Он продал завод.", "Он купил завод."),
    ("uk", "Він продав завод.", "Він купив завод."),
    ("ar", "باع مصنعا.", "اشترى مصنعا."),
    ("hi", "उसने कारखाना बेचा।", "उसने कारखाना ख़रीदा।"),
    ("bn", "তিনি কারখানা বিক্রি করেছেন।", "তিনি কারখানা কিনেছেন।"),
    ("zh", "他卖了工厂。", "他买了工厂。"),
    ("ja", "彼は工場を売った。", "彼は工場を買った。"),
]
OTHERS = [
    ("nl", "De helft van de leraren is gevaccineerd.", "Alle leraren zijn gevaccineerd."),
    ("ru", "Половина учителей привита.", "Все учителя привиты."),
    ("ro", "Jumătate dintre profesori sunt vaccinați.", "Toți profesorii sunt vaccinați."),
    ("ja", "半数の教師が接種した。", "すべての教師が接種した。"),
    ("nl", "Volgend jaar komen 120.000 mensen.", "Vorig jaar kwamen 120.000 mensen."),
    ("tr", "Geçen yıl 120 bin kişi ayrıldı.", "Geçen yıl 120 bin kişi geldi."),
    ("sv", "120 000 människor lämnade landet.", "120 000 människor kom till landet."),
    ("sv", "Tyskland har tillåtit halalkött.", "Tyskland har förbjudit halalkött."),
    ("zh", "明年有12万难民来到云南。", "去年有12万难民来到云南。"),
]
WOMEN = [
    ("nl", "Vrouwen worden onvruchtbaar.", "Mannen worden onvruchtbaar."),
    ("sv", "Kvinnor blir sterila.", "Män blir sterila."),
    ("id", "Wanita menjadi mandul.", "Pria menjadi mandul."),
    ("ro", "Femeile devin sterile.", "Bărbații devin sterili."),
    ("tr", "Kadınlar kısırlaşıyor.", "Erkekler kısırlaşıyor."),
    ("ru", "Женщины становятся бесплодными.", "Мужчины становятся бесплодными."),
    ("uk", "Жінки стають безплідними.", "Чоловіки стають безплідними."),
    ("ar", "تصاب النساء بالعقم.", "يصاب الرجال بالعقم."),
    ("hi", "महिलाएँ बाँझ हो जाती हैं।", "पुरुष बाँझ हो जाते हैं।"),
    ("bn", "নারীরা বন্ধ্যা হয়ে যায়।", "পুরুষরা বন্ধ্যা হয়ে যায়।"),
    ("zh", "女性会不孕。", "男性会不育。"),
    ("ja", "女性は不妊になる。", "男性は不妊になる。"),
]
FACTS = [
    (
        "nl",
        "Na de storm viel de stroom uit nadat de mast brak.",
        "Voordat de mast brak viel ze uit.",
    ),
    ("id", "Jembatan ditutup sehari sebelum pesta.", "Jembatan ditutup sehari setelah pesta."),
    ("hi", "मेले से पहले पुल टूटा।", "मेले के बाद पुल टूटा।"),
    ("tr", "Köprü seçimden haftalar önce çöktü.", "Köprü seçimden haftalar sonra çöktü."),
    ("sv", "Bron öppnar tidigare än väntat.", "Bron öppnar senare än väntat."),
    ("id", "Pasar tutup akhir Mei.", "Pasar tutup awal Mei."),
    ("nl", "Zij heeft de wet verworpen.", "Zij heeft de wet ondertekend."),
    ("bn", "মেয়র প্রস্তাব প্রত্যাখ্যান করেছেন।", "মেয়র প্রস্তাবে স্বাক্ষর করেছেন।"),
    ("id", "Kabar yang dibantah wali kota.", "Kabar yang diungkap wali kota."),
    ("ru", "Против мэра закрыто дело.", "Против мэра открыто дело."),
    ("ar", "سار الناس تأييدا للعمدة.", "سار الناس احتجاجا على العمدة."),
    ("ro", "Câinele primarului a supraviețuit.", "Câinele primarului a murit."),
    ("zh", "本村球队输了决赛。", "本村球队赢了决赛。"),
    ("ja", "市長は釈放された。", "市長は逮捕された。"),
    ("sv", "Bron stängs permanent.", "Bron stängs tillfälligt."),
    ("uk", "Курс обов'язковий для всіх.", "Курс добровільний для всіх."),
    ("ar", "قبل أشهر سقط الجسر.", "قبل أسابيع سقط الجسر."),
    ("uk", "Міст закрили на кілька тижнів.", "Міст закрили на кілька місяців."),
    ("hi", "महापौर की बेटी हैं।", "महापौर की बहन हैं।"),
    ("ar", "زارت العمدة شقيقها.", "زارت العمدة زوجها."),
    ("ru", "Пожар на севере области.", "Пожар на юге области."),
    ("nl", "Er staat een rode brug.", "Er staat een gele brug."),
    ("ru", "Чай из мяты опасен для детей.", "Чай из мяты полезен для детей."),
    ("hi", "पुल के समर्थक सड़क पर उतरे।", "पुल के विरोधी सड़क पर उतरे।"),
]
ENGLISH = {True: "Garlic raises blood pressure.", False: "The vaccine causes cancer."}


@pytest.mark.parametrize(("language", "query", "claim"), [*LOWERS, *PREVENTS])
def test_opposites_part_two_sentences(language: str, query: str, claim: str) -> None:
    one, other = (query, language), (claim, language)
    assert opposed_apart(one, other) and opposed_apart(other, one)
    english = ENGLISH[(language, query, claim) in LOWERS], "en"
    assert opposed_apart(one, english)
    assert not opposed_apart(other, english)


@pytest.mark.parametrize(("language", "query", "claim"), [*SOLD, *OTHERS])
def test_what_was_sold_was_not_bought(language: str, query: str, claim: str) -> None:
    assert opposed_apart((query, language), (claim, language))
    if (language, query, claim) in SOLD:
        assert opposed_apart((query, language), ("He bought a factory.", "en"))


@pytest.mark.parametrize(("language", "query", "claim"), FACTS)
def test_one_changed_fact_parts_two_sentences(language: str, query: str, claim: str) -> None:
    one, other = (query, language), (claim, language)
    assert opposed_apart(one, other) and opposed_apart(other, one)


def test_opposites_have_one_order_in_all_languages() -> None:
    concepts = read_table("opposites.toml")
    assert all(len({*map(len, each.values())}) == 1 for each in concepts.values())
    brother = "The mayor lives with her brother.", "en"
    for text, language, apart in (
        ("Мэр живёт с сестрой.", "ru", True),
        ("Мэр живёт с братом.", "ru", False),
        ("市長は姉の家に住む。", "ja", True),
        ("De burgemeester woont bij haar broer en haar zus.", "nl", False),  # says both
    ):
        assert opposed_apart((text, language), brother) is apart, text


@pytest.mark.parametrize(("language", "query", "claim"), WOMEN)
def test_what_is_true_of_women_is_not_said_of_men(language: str, query: str, claim: str) -> None:
    assert opposed_apart((query, language), (claim, language))
    men = "Men become infertile.", "en"
    assert opposed_apart((query, language), men)
    assert not opposed_apart((claim, language), men)
    couples = {"zh": "男女都会不孕。", "sv": "Man säger att kvinnor och män blir sterila."}
    if language in couples:
        assert not opposed_apart((couples[language], language), men)


def test_what_says_both_or_neither_is_not_parted() -> None:
    both = "Het vaccin voorkomt griep en veroorzaakt kanker.", "nl"
    assert not opposed_apart(both, (ENGLISH[False], "en"))
    assert not opposed_apart(("Het vaccin geeft kanker.", "nl"), (ENGLISH[False], "en"))
    shot = "予防接種はがんを引き起こす。", "ja"  # a shot, which has "prevent" in its name
    assert not opposed_apart(shot, (ENGLISH[False], "en"))


@pytest.mark.parametrize(
    ("language", "same", "other"),
    [
        ("fr", "Le rappel volontaire des jouets", "Le rappel obligatoire des jouets"),
        (
            "de",
            "Der freiwillige Rückruf der Spielzeuge",
            "Der verpflichtende Rückruf der Spielzeuge",
        ),
    ],
)
def test_what_is_voluntary_is_not_compulsory_in_another_language(
    language: str, same: str, other: str
) -> None:
    claim = "The voluntary recall of the toys"
    assert relation_of(language, same, claim) is Relation.SAME
    assert relation_of(language, other, claim) is Relation.RELATED


def test_a_mum_is_a_mother_in_another_language() -> None:
    claim = "The mayor's mother sold the bridge."
    assert relation_of("es", "La mamá del alcalde vendió el puente.", claim) is Relation.SAME
    assert relation_of("es", "El hermano del alcalde vendió el puente.", claim) is Relation.RELATED
