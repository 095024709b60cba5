"""A "not" on one side only, in languages without rules."""

from __future__ import annotations

import pytest

from index.relations.negators import negated_apart

FLAT = ("The Earth is flat.", "en")
NOT_FLAT = [
    ("De aarde is niet plat.", "nl"),
    ("Jorden är inte platt.", "sv"),
    ("Bumi tidak datar.", "id"),
    ("Pământul nu este plat.", "ro"),
    ("Dünya düz değildir.", "tr"),
    ("Земля не плоская.", "ru"),
    ("Земля не пласка.", "uk"),
    ("الأرض ليست مسطحة.", "ar"),
    ("पृथ्वी चपटी नहीं है।", "hi"),
    ("পৃথিবী সমতল নয়।", "bn"),
    ("地球は平らではない。", "ja"),
    ("地球不是平的。", "zh"),
]
SAID = [
    ("De aarde is plat.", "nl"),
    ("Jorden är platt.", "sv"),
    ("Bumi itu datar.", "id"),
    ("Pământul este plat.", "ro"),
    ("Dünya düzdür.", "tr"),
    ("Земля плоская.", "ru"),
    ("Земля пласка.", "uk"),
    ("الأرض مسطحة.", "ar"),
    ("पृथ्वी चपटी है।", "hi"),
    ("পৃথিবী সমতল।", "bn"),
    ("地球は平らだ。", "ja"),
    ("地球是平的。", "zh"),
]
NO_DENIALS = [
    ("De aarde is niet alleen plat, ze staat ook stil.", "nl"),
    ("Namaz kılmak sağlığa iyi gelir.", "tr"),
    ("参加した人は少ない。", "ja"),
    ("不少人说地球是平的。", "zh"),
    ("Wie vandaag nog zegt dat de aarde een bol is, heeft er niets van begrepen.", "nl"),
]
CALLED_FALSE = [
    ("Dat de aarde plat is, is een fabeltje.", "nl"),
    ("Det är en myt att jorden är platt.", "sv"),
    ("Bumi datar adalah hoaks.", "id"),
    ("Este un mit că Pământul este plat.", "ro"),
    ("Dünyanın düz olduğu bir efsanedir.", "tr"),
    ("Это миф, что Земля плоская.", "ru"),
    ("Це міф, що Земля пласка.", "uk"),
    ("خرافة أن الأرض مسطحة.", "ar"),
    ("यह अफ़वाह है कि पृथ्वी चपटी है।", "hi"),
    ("পৃথিবী সমতল, এটি গুজব।", "bn"),
    ("地球が平らというのは迷信だ。", "ja"),
    ("地球是平的是谣言。", "zh"),
    ("Hij ontkent dat de aarde plat is.", "nl"),
    ("Han förnekar att jorden är platt.", "sv"),
    ("Dia membantah bahwa Bumi itu datar.", "id"),
    ("El neagă că Pământul este plat.", "ro"),
    ("Dünyanın düz olduğunu yalanladı.", "tr"),
    ("Он отрицает, что Земля плоская.", "ru"),
    ("Він заперечує, що Земля пласка.", "uk"),
    ("ينفي أن الأرض مسطحة.", "ar"),
    ("उसने पृथ्वी के चपटी होने का खंडन किया।", "hi"),
    ("তিনি অস্বীকার করেন যে পৃথিবী সমতল।", "bn"),
    ("彼は地球が平らだということを否定した。", "ja"),
    ("他否认地球是平的。", "zh"),
]


@pytest.mark.parametrize("denied", CALLED_FALSE)
def test_a_myth_is_not_what_it_tells(denied: tuple[str, str]) -> None:
    said = next(each for each in SAID if each[1] == denied[1])
    assert negated_apart((denied, said)) and negated_apart((said, denied))
    assert negated_apart((denied, FLAT))


@pytest.mark.parametrize("denied", NOT_FLAT)
def test_a_lone_not_parts_two_in_whichever_language(denied: tuple[str, str]) -> None:
    assert negated_apart((denied, FLAT)) and negated_apart((FLAT, denied))
    assert not any(negated_apart((denied, other)) for other in NOT_FLAT)
    assert not negated_apart((denied, ("The Earth is not flat.", "en")))


@pytest.mark.parametrize("said", [*SAID, *NO_DENIALS])
def test_what_says_no_not_is_not_parted(said: tuple[str, str]) -> None:
    assert not negated_apart((said, FLAT))


def test_nothing_is_known_of_other_languages() -> None:
    assert not negated_apart((("Dunia si bapa.", "sw"), ("The Earth is not flat.", "en")))
