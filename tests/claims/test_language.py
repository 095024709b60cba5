"""detect(): sure or silent."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from claims import language
from claims.language import DETECTOR, UNSURE, detect, spoken

MATERIAL = Path(__file__).parents[1] / "material"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Great Wall of China can be seen from the Moon.", "en"),
        ("Die Chinesische Mauer ist vom Mond aus zu sehen.", "de"),
        ("La Grande Muraille de Chine est visible depuis la Lune.", "fr"),
        ("La Gran Muralla china se puede ver desde la Luna a simple vista.", "es"),
        ("A Grande Muralha da China pode ser vista da Lua.", "pt"),
        ("La Grande Muraglia cinese è visibile dalla Luna.", "it"),
        ("Wielki Mur Chiński jest widoczny z Księżyca.", "pl"),
        ("De Chinese Muur is vanaf de maan te zien.", "nl"),
        ("Çin Seddi Ay'dan çıplak gözle görülebilir.", "tr"),
        ("يمكن رؤية سور الصين العظيم من القمر.", "ar"),
        ("चीन की महान दीवार चाँद से दिखाई देती है।", "hi"),
        ("सरकार ने २०१९ में एक मूर्ति पर ३५ लाख रुपये खर्च किए।", "hi"),
        ("万里の長城は月から見える。", "ja"),
        ("西安有三名儿童打疫苗后去世。", "zh"),
        ("三名儿童在开罗接种疫苗后死亡。", "zh"),
        ("Великая Китайская стена видна с Луны.", "ru"),
        ("Фейк: Украина отдала часть Закарпатья Венгрии", "ru"),
        ("Tembok Besar Tiongkok terlihat dari Bulan.", "id"),
        ("Den kinesiske mur er synlig fra månen, sier mange på nettet.", "no"),
    ],
)
def test_a_sentence_has_its_language(text: str, language: str) -> None:
    found = detect(text)
    assert (found.language, found.detector) == (language, DETECTOR)
    assert 0.5 <= found.confidence <= 1.0


@pytest.mark.parametrize(
    "text", ["", " ", "ok", "Hi you", "12345 67890 12345", "🙂🙃🙂🙃", "\0\0\0"]
)
def test_too_little_text_has_no_language(text: str) -> None:
    assert detect(text) == UNSURE


@pytest.mark.parametrize("extra", ["\0", "\x1b[0m", "\ud800", "\u202e", "\x7f"])
def test_stray_characters_do_not_matter(extra: str) -> None:
    assert detect(f"Die Mauer ist {extra} vom Mond aus zu sehen.").language == "de"


@pytest.mark.parametrize("text", ["Lightning never", "Vikings wore", "Water drains in"])
def test_white_space_tells_no_language(text: str) -> None:
    spaced = (f"{text} ", f" {text}", f"{text}\n", text.replace(" ", "  "), text.replace(" ", "\n"))
    assert {detect(each) for each in spaced} == {detect(text)}


@pytest.mark.parametrize("text", ["Hezarfen Ahmed Çelebi,", "La principauté de", "Łódź leży"])
def test_accents_that_stand_apart_tell_what_they_tell_in_place(text: str) -> None:
    assert detect(unicodedata.normalize("NFD", text)) == detect(text)


@pytest.mark.parametrize(
    ("text", "around", "language"),
    [
        ("The bridge will be closed for repairs tomorrow morning.", "de", "en"),
        ("Le pont sera fermé demain matin pour des travaux.", "de", "fr"),
        ("سيغلق الجسر القديم صباح الغد لأعمال الصيانة.", "de", "ar"),
        ("पुराना पुल कल सुबह मरम्मत के लिए बंद रहेगा।", "en", "hi"),
        ("这座大桥明天早上将关闭维修。", "en", "zh"),
        ("Die Brücke wird morgen gesperrt.", "de", "de"),
        ("Ahli itu menyatakan maklumat tersebut hoaks.", "id", "id"),
        (
            "В 70-е гг. этого не было. Ок. 300 г. до н. э. построили храм. В 60 г. и позже.",
            "ru",
            "ru",
        ),
        ("Stigende havnivå vil true mange land.", "no", "no"),
        ("Yes we can", "de", "de"),
        ("Make America great", "de", "de"),
        ("Vladimir Putin", "de", "de"),
        ("12345", "fr", "fr"),
        ("Die Brücke wird morgen früh gesperrt.", None, "de"),
        ("Hm.", None, None),
    ],
)
def test_a_sentence_may_speak_another_language_than_its_text(
    text: str, around: str | None, language: str | None
) -> None:
    assert spoken(text, around) == language


def test_no_sentence_of_the_material_is_taken_for_another_language() -> None:
    lines = (MATERIAL / "ordinary.tsv").read_text(encoding="utf-8").splitlines()[1:]
    said = [(line.split("\t")[0], line.split("\t")[1]) for line in lines]
    assert [text for language, text in said if spoken(text, language) != language] == []


LONG = (
    "Die Brücke bleibt bis zum Frühjahr gesperrt, weil die Stadt auf Ersatzteile wartet, die aus "
    "mehreren Ländern kommen und erst noch geprüft werden müssen."
)


MIXED = f"{LONG} The mayor said on Monday that nobody had expected the works to take that long."


@pytest.mark.parametrize(("text", "asked"), [(LONG, False), (LONG[:60], True), (MIXED, True)])
def test_only_a_long_text_that_one_detector_is_sure_of_spares_the_second(
    monkeypatch: pytest.MonkeyPatch, text: str, asked: bool
) -> None:
    told: list[str] = []

    def second(text: str) -> tuple[str, float]:
        told.append(text)
        return "de", 1.0

    monkeypatch.setattr(language, "_langid", lambda: second)
    assert detect(text).language == "de"
    assert bool(told) == asked
