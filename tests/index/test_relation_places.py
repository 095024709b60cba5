"""Countries and cities under their names in other languages."""

from __future__ import annotations

import pytest

from index.relations.places import elsewhere

BANNED = "Germany has banned halal meat in schools.", "en"
GERMANY = [
    ("nl", "Duitsland heeft halalvlees op scholen verboden."),
    ("sv", "Tyskland har förbjudit halalkött i skolor."),
    ("id", "Jerman melarang daging halal di sekolah."),
    ("ro", "Germania a interzis carnea halal în școli."),
    ("tr", "Almanya'da okullarda helal et yasaklandı."),
    ("ru", "В Германии запретили халяльное мясо в школах."),
    ("uk", "У Німеччині заборонили халяльне м'ясо у школах."),
    ("ar", "حظرت ألمانيا اللحم الحلال في المدارس."),
    ("hi", "जर्मनी ने स्कूलों में हलाल मांस पर प्रतिबंध लगा दिया है।"),
    ("zh", "德国禁止学校供应清真肉。"),
    ("ja", "ドイツは学校でのハラール肉を禁止した。"),
]
FRANCE = [
    ("nl", "Frankrijk heeft halalvlees op scholen verboden."),
    ("sv", "Frankrike har förbjudit halalkött i skolor."),
    ("id", "Prancis melarang daging halal di sekolah."),
    ("ro", "Franța a interzis carnea halal în școli."),
    ("tr", "Fransa'da okullarda helal et yasaklandı."),
    ("ru", "Во Франции запретили халяльное мясо в школах."),
    ("uk", "У Франції заборонили халяльне м'ясо у школах."),
    ("ar", "حظرت فرنسا اللحم الحلال في المدارس."),
    ("hi", "फ्रांस ने स्कूलों में हलाल मांस पर प्रतिबंध लगा दिया है।"),
    ("zh", "法国禁止学校供应清真肉。"),
    ("ja", "フランスは学校でのハラール肉を禁止した。"),
]


@pytest.mark.parametrize(("language", "text"), GERMANY)
def test_a_country_is_known_by_its_name_elsewhere(language: str, text: str) -> None:
    assert not elsewhere((text, language), BANNED)


@pytest.mark.parametrize(("language", "text"), FRANCE)
def test_another_country_is_another(language: str, text: str) -> None:
    assert elsewhere((text, language), BANNED) and elsewhere(BANNED, (text, language))
    here = next(each for each in GERMANY if each[0] == language)
    assert elsewhere((text, language), (here[1], language))


def test_another_city_is_another() -> None:
    arrested = "Vladimir Putin has been arrested in Moscow.", "en"
    assert elsewhere(("Vladimir Putin a fost arestat la Kiev.", "ro"), arrested)
    assert elsewhere(("Владимир Путин арестован в Киеве.", "ru"), arrested)
    assert not elsewhere(("Владимир Путин арестован в Москве.", "ru"), arrested)


def test_a_place_of_one_side_alone_parts_nothing() -> None:
    assert not elsewhere(("Halalvlees is op scholen verboden.", "nl"), BANNED)
    assert not elsewhere(("In Romanya, Germania", "tr"), ("In Romania, Germany", "en"))
    assert not elsewhere(("Een show over mali en oman.", "nl"), BANNED)
