"""What is no claim, in the languages we have lists for; unsure counts as a claim."""

from __future__ import annotations

import pytest

from claims.checkworthy import not_a_claim


@pytest.mark.parametrize(
    ("text", "language", "reason"),
    [
        (":", "de", "no words"),
        ("rrt-allgemeines", "de", "a label, not a sentence"),
        ("😀😀 !!!", None, "no words"),
        ("https://example.org/a?b=c", None, "no words"),
        ("#Corona #5G @someone", "en", "no words"),
        ("12.03.2024 | 14:05", "de", "no words"),
        ("Is the earth flat?", "en", "question"),
        ("Ist das wahr?“", "de", "question"),
        ("هل هذا صحيح؟", "ar", "question"),
        ("5Gは危険ですか？", "ja", "question"),
        ("Guten Morgen!", "de", "greeting"),
        ("Merci beaucoup.", "fr", "greeting"),
        ("Read more »", "en", "site furniture"),
        ("Lesen Sie auch:", "de", "site furniture"),
        ("Czytaj więcej", "pl", "site furniture"),
        ("© 2024 Example Media GmbH", "de", "copyright"),
        ("Example Ltd. All rights reserved.", "en", "copyright"),
        ("Foto: Jane Doe/Agency", "de", "photo credit"),
        ("Von Max Mustermann", "de", "byline"),
        ("Por María de la Cruz", "es", "byline"),
        ("Wir verwenden Cookies, um Inhalte zu verbessern.", "de", "cookie notice"),
        ("Subscribe to our newsletter today", "en", "call to action"),
        ("Veröffentlicht am 3. März 2024", "de", "time stamp"),
    ],
)
def test_no_claim(text: str, language: str | None, reason: str | None) -> None:
    assert not_a_claim(text, language) == reason


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("NATO plant Eröffnung eines Büros in Japan – Medien – World", "de"),
        ("Cookies contain cancer-causing chemicals.", "en"),
        ("Impfpflicht", "de"),
        ("Von der Leyen hat Aktien von Pfizer gekauft.", "de"),
        ("By 2050 the ice will be gone.", "en"),
        ("COVID-19 is a hoax", "en"),
        ("地球は平らだ", "ja"),
        ("疫苗有毒", "zh"),
        ("Bild: Das Foto zeigt einen Panzer, der gestern in Kiew über ein Auto fuhr, und der Mann "
         "wurde danach festgenommen.", "de"),
    ],
)  # fmt: skip
def test_a_claim(text: str, language: str) -> None:
    assert not_a_claim(text, language) is None
