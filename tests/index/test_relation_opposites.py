"""A word on one side and its opposite on the other, in languages without a lexicon."""

from __future__ import annotations

import pytest

from index.relations.opposites import opposed_apart

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
ENGLISH = {True: "Garlic raises blood pressure.", False: "The vaccine causes cancer."}


@pytest.mark.parametrize(("language", "query", "claim"), [*LOWERS, *PREVENTS])
def test_opposites_part_two_sentences(language: str, query: str, claim: str) -> None:
    one, other = (query, language), (claim, language)
    assert opposed_apart(one, other) and opposed_apart(other, one)
    english = ENGLISH[(language, query, claim) in LOWERS], "en"
    assert opposed_apart(one, english)
    assert not opposed_apart(other, english)


def test_what_says_both_or_neither_is_not_parted() -> None:
    both = "Het vaccin voorkomt griep en veroorzaakt kanker.", "nl"
    assert not opposed_apart(both, (ENGLISH[False], "en"))
    assert not opposed_apart(("Het vaccin geeft kanker.", "nl"), (ENGLISH[False], "en"))
    shot = "予防接種はがんを引き起こす。", "ja"  # a shot, which has "prevent" in its name
    assert not opposed_apart(shot, (ENGLISH[False], "en"))
