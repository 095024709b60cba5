"""Persons under their names in other scripts."""

from __future__ import annotations

import pytest

from index.relations.analysis import analyse
from index.relations.renamed import renamed
from index.relations.sounds import sounds, sounds_alike

ARRESTED = "Vladimir Putin has been arrested in Moscow for corruption."
SPELT = {
    "Putin": "Путин Путіна بوتين पुतिन পুতিন Poetin",
    "Zelensky": "Зеленский Зеленського زيلينسكي ज़ेलेंस्की জেলেনস্কি Zełenski",
    "Trump": "Трамп ترامب ट्रंप ট্রাম্প",
    "Macron": "Макрон ماكرون मैक्रों",
    "Johnson": "Джонсон جونسون जॉनसन",
}
SAME = [
    ("ru", "Владимир Путин арестован в Москве за коррупцию."),
    ("uk", "Володимира Путіна заарештували в Москві за корупцію."),
    ("ar", "تم اعتقال فلاديمير بوتين في موسكو بتهمة الفساد."),
    ("hi", "व्लादिमीर पुतिन को भ्रष्टाचार के आरोप में मॉस्को में गिरफ्तार किया गया है।"),
    ("nl", "Vladimir Poetin is in Moskou gearresteerd wegens corruptie."),
    ("id", "Vladimir Putin ditangkap di Moskow karena korupsi."),
    ("ro", "Putin a fost arestat la Moscova pentru corupție."),
    ("tr", "Vladimir Putin Moskova'da yolsuzluktan tutuklandı."),
]
OTHERS = [
    ("ru", "Владимир Зеленский арестован в Москве за коррупцию."),
    ("ru", "Алексей Навальный арестован в Москве за коррупцию."),
    ("uk", "Володимира Зеленського заарештували в Москві за корупцію."),
    ("ar", "تم اعتقال دونالد ترامب في موسكو بتهمة الفساد."),
    ("hi", "वोलोदिमिर ज़ेलेंस्की को भ्रष्टाचार के आरोप में मॉस्को में गिरफ्तार किया गया है।"),
    ("nl", "Volodymyr Zelensky is in Moskou gearresteerd wegens corruptie."),
    ("id", "Volodymyr Zelensky ditangkap di Moskow karena korupsi."),
    ("ro", "Volodimir Zelenski a fost arestat la Moscova pentru corupție."),
    ("tr", "Volodimir Zelenski Moskova'da yolsuzluktan tutuklandı."),
]
UNTOLD = [
    ("hi", "शाहजहाँ ने ताजमहल बनवाया।", "Shah Jahan had the Taj Mahal built.", "en"),
    ("tr", "Göbeklitepe Stonehenge'den eskidir.", "Göbekli Tepe ist älter als Stonehenge.", "de"),
    ("ar", "لا يوجد نهر في السعودية.", "W Arabii Saudyjskiej nie ma rzek.", "pl"),
    ("ru", "Белый дом закрыт.", "The White House is closed.", "en"),
    ("ar", "أغلق البيت الأبيض.", "The White House is closed.", "en"),
    ("ar", "الوسائد القديمة مليئة بالغبار.", "Alte Kissen sind voller Staub.", "de"),
    ("zh", "泽连斯基因腐败在莫斯科被捕。", ARRESTED, "en"),
    ("ru", "Владимир Путин арестован.", "Владимир Зеленский арестован.", "ru"),
]


@pytest.mark.parametrize(("name", "spelt"), SPELT.items())
def test_a_name_sounds_alike_in_every_script(name: str, spelt: str) -> None:
    for word in spelt.split():
        assert sounds_alike(sounds(name), sounds(word)), word
    others = " ".join(words for other, words in SPELT.items() if other != name)
    assert not any(sounds_alike(sounds(name), sounds(word)) for word in others.split())


@pytest.mark.parametrize(("language", "text"), SAME)
def test_a_person_keeps_the_name(language: str, text: str) -> None:
    assert not renamed(analyse(text, language), analyse(ARRESTED, "en"), (language, "en"))


@pytest.mark.parametrize(("language", "text"), OTHERS)
def test_another_person_is_another(language: str, text: str) -> None:
    one, other = analyse(text, language), analyse(ARRESTED, "en")
    assert renamed(one, other, (language, "en"))
    assert renamed(other, one, ("en", language))


def test_a_name_that_sounds_like_a_common_word_is_another() -> None:
    soros = analyse("Джордж Сорос купил 80 тысяч акров земли на Украине.", "ru")
    gates = analyse("Bill Gates bought 80,000 acres of farmland in Ukraine.", "en")
    assert renamed(soros, gates, ("ru", "en"))


@pytest.mark.parametrize(("language", "text", "claim", "spoken"), UNTOLD)
def test_what_is_no_person_is_not_told(language: str, text: str, claim: str, spoken: str) -> None:
    assert not renamed(analyse(text, language), analyse(claim, spoken), (language, spoken))
