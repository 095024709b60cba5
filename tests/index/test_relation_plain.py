"""Numbers and dates in languages without a lexicon."""

from __future__ import annotations

import pytest

from index.lookup import DifferenceKind, Relation
from index.relations.analysis import analyse
from index.relations.plain import numbered_apart
from tests.index.relating import kinds_of, relation_of

NUMBERS = [
    ("nl", "drieënhalf miljoen euro", 3_500_000),
    ("nl", "3,5 miljoen euro", 3_500_000),
    ("nl", "vijfentwintig kinderen", 25),
    ("nl", "een half miljoen mensen", 500_000),
    ("sv", "två miljarder kronor", 2_000_000_000),
    ("sv", "tjugofem barn", 25),
    ("id", "Rp 3.500.000", 3_500_000),
    ("id", "dua puluh lima anak", 25),
    ("id", "lima ratus ribu orang", 500_000),
    ("ro", "35 de milioane de lei", 35_000_000),
    ("ro", "trei milioane și jumătate", 3_500_000),
    ("tr", "üç buçuk milyon lira", 3_500_000),
    ("tr", "beş yüz bin kişi", 500_000),
    ("tr", "on iki puan", 12),
    ("ru", "три с половиной миллиона рублей", 3_500_000),
    ("ru", "двадцать пять человек", 25),
    ("ru", "3,5 млрд рублей", 3_500_000_000),
    ("uk", "п'ятеро дітей", 5),
    ("uk", "2,5 мільйонами гривень", 2_500_000),
    ("ar", "٣٫٥ مليون درهم", 3_500_000),
    ("ar", "٣٬٥٠٠ درهم", 3_500),
    ("ar", "خمسة وعشرون طفلا", 25),
    ("ar", "ثلاثة ملايين نسمة", 3_000_000),
    ("hi", "३५ लाख रुपये", 3_500_000),
    ("hi", "35,00,000 रुपये", 3_500_000),
    ("hi", "डेढ़ करोड़ लोग", 15_000_000),
    ("hi", "तीस हजार लोग", 30_000),
    ("hi", "3.5 मिलियन लोग", 3_500_000),
    ("bn", "তিনজন শিশু", 3),
    ("bn", "৫ লাখ টাকা", 500_000),
    ("zh", "三百五十万元", 3_500_000),
    ("zh", "２万亿元", 2_000_000_000_000),
    ("zh", "五名儿童", 5),
    ("zh", "百分之二十的税", 20),
    ("ja", "3億5000万円", 350_000_000),
    ("ja", "二十一人", 21),
    ("el", "3,5 εκατομμύρια ευρώ", 3_500_000),
    ("vi", "2 triệu người", 2_000_000),
    ("ko", "3만 명", 30_000),
    ("fa", "۳٫۵ میلیون نفر", 3_500_000),
]
NO_NUMBERS = [
    ("nl", "een kind"),
    ("nl", "een half uur"),
    ("nl", "een drievoudig verbod"),
    ("nl", "vitamine B12 en 5G"),
    ("ro", "o lege nouă"),
    ("tr", "bir çocuk"),
    ("ru", "миллионы людей"),
    ("uk", "сім'ям загиблих"),
    ("hi", "एक बच्चा"),
    ("bn", "এটি সত্য নয়"),
    ("ja", "三重と千葉の一部"),
    ("zh", "千万别去四川"),
]
DAYS = [
    ("nl", "op 5 maart 2021"),
    ("sv", "den 5 mars 2021"),
    ("id", "pada 5 Maret 2021"),
    ("ro", "la 5 martie 2021"),
    ("tr", "5 Mart 2021'de"),
    ("ru", "5-го марта 2021 года"),
    ("uk", "5 березня 2021 року"),
    ("ar", "في ٥ مارس ٢٠٢١"),
    ("ar", "5 آذار 2021"),
    ("hi", "५ मार्च २०२१ को"),
    ("bn", "৫ মার্চ ২০২১"),
    ("zh", "2021年3月5日"),
    ("ja", "二〇二一年三月五日"),
    ("el", "στις 5 Μαρτίου 2021"),
    ("hu", "2021. március 5-én"),
]
APART = [
    ("nl", "Dertien kinderen stierven.", "Drie kinderen stierven."),
    ("tr", "3,5 milyar lira harcandı.", "3,5 milyon lira harcandı."),
    ("hi", "35 करोड़ रुपये खर्च हुए।", "35 लाख रुपये खर्च हुए।"),
    ("ar", "توفي ثلاثون طفلا.", "توفي ثلاثة أطفال."),
    ("zh", "三十名儿童死亡。", "三名儿童死亡。"),
]


@pytest.mark.parametrize(("language", "text", "value"), NUMBERS)
def test_numbers_are_read_as_they_are_written_there(language: str, text: str, value: float) -> None:
    (number,) = analyse(text, language).quantities
    assert number.value == pytest.approx(value)


@pytest.mark.parametrize(("language", "text"), NO_NUMBERS)
def test_what_counts_nothing_is_no_number(language: str, text: str) -> None:
    assert not analyse(text, language).quantities


@pytest.mark.parametrize(("language", "text"), DAYS)
def test_a_date_in_words_is_read(language: str, text: str) -> None:
    read = analyse(text, language)
    assert {(m.part, m.value) for m in read.moments} == {("day", 5), ("month", 3), ("year", 2021)}
    assert not read.quantities


@pytest.mark.parametrize(("language", "query", "claim"), APART)
def test_other_numbers_part_two_sentences(language: str, query: str, claim: str) -> None:
    assert kinds_of(language, query, claim) == {DifferenceKind.NUMBER}


def test_a_number_written_otherwise_parts_nothing() -> None:
    assert not kinds_of("tr", "3.500.000 lira harcandı.", "3,5 milyon lira harcandı.")
    assert not kinds_of("ar", "أنفقت ٣٫٥ مليون درهم.", "أنفقت 3,500,000 درهم.")
    assert not kinds_of("ja", "3.5億円を使った。", "３億５０００万円を使った。")


def test_another_month_parts_two_sentences() -> None:
    assert kinds_of("ru", "Он ушёл 5 мая 2021 года.", "Он ушёл 5 марта 2021 года.") == {
        DifferenceKind.DATE
    }
    assert kinds_of("hi", "अस्पताल सितंबर में बंद हुआ।", "अस्पताल अगस्त में बंद हुआ।") == {DifferenceKind.DATE}
    # "only", which stands beside no day and no year
    assert not kinds_of("ro", "Nu mai vine nimeni.", "În martie vin toți.")


def test_numbers_of_two_languages_are_compared() -> None:
    dutch, english = analyse("Dertien kinderen stierven.", "nl"), "children died."
    one, other = (analyse(f"{n} {english}", "en") for n in ("Three", "Thirteen"))
    assert numbered_apart(dutch.quantities, one.quantities)
    assert not numbered_apart(dutch.quantities, other.quantities)
    assert not numbered_apart(dutch.quantities, ())


REPEATED = [
    ("id", "Vaksin flu menyebabkan keguguran!", "Vaksin flu menyebabkan keguguran."),
    ("hi", "फ्लू का टीका गर्भपात का कारण बनता है |", "फ्लू का टीका गर्भपात का कारण बनता है।"),
    ("zh", "2019年政府花了3.5亿元！", "2019年，政府花了3.5亿元。"),
    ("nl", "De aarde, zegt hij, is plat", "De aarde zegt hij is plat."),
]


@pytest.mark.parametrize(("language", "query", "claim"), REPEATED)
def test_the_same_words_are_the_same_whatever_stands_between(
    language: str, query: str, claim: str
) -> None:
    assert relation_of(language, query, claim, language) is Relation.SAME


def test_other_figures_and_questions_are_not_the_same_words() -> None:
    assert relation_of("nl", "Het was 3,5 graden.", "Het was 35 graden", "nl") is Relation.RELATED
    assert relation_of("nl", "Het was -5 graden.", "Het was 5 graden", "nl") is Relation.RELATED
    assert relation_of("nl", "Is de aarde plat?", "Is de aarde plat.", "nl") is Relation.RELATED
