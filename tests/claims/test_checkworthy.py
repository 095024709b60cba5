"""What is no claim, in sixteen languages; unsure counts as a claim."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.checkworthy import not_a_claim, refusal


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
        ("Where can I park near the stadium? #parking", "en", "question"),
        ("¿Dónde puedo aparcar?", "es", "question"),
        ("Guten Morgen!", "de", "greeting"),
        ("Merci beaucoup.", "fr", "greeting"),
        ("Buongiorno a tutti", "it", "greeting"),
        ("Dzień dobry, kochani!", "pl", "greeting"),
        ("Read more »", "en", "site furniture"),
        ("Lesen Sie auch:", "de", "site furniture"),
        ("Czytaj więcej", "pl", "site furniture"),
        ("Log in | Sign up | Subscribe", None, "site furniture"),
        ("Início > Notícias > Política", "pt", "site furniture"),
        ("© 2024 Example Media GmbH", "de", "copyright"),
        ("Example Ltd. All rights reserved.", "en", "copyright"),
        ("Foto: Jane Doe/Agency", "de", "photo credit"),
        ("The old mill in winter. Photo: Ann Marsh", "en", "photo credit"),
        ("Die alte Mühle im Winter (Archivbild)", "de", "caption"),
        ("Mayor Ann Marsh (left) with her team", "en", "caption"),
        ("Von Max Mustermann", "de", "byline"),
        ("Por María de la Cruz", "es", "byline"),
        ("By Jane Doe, Political Correspondent", "en", "byline"),
        ("Wir verwenden Cookies, um Inhalte zu verbessern.", "de", "cookie notice"),
        ("Subscribe to our newsletter today", "en", "call to action"),
        ("Veröffentlicht am 3. März 2024", "de", "time stamp"),
        ("5 min read", "en", "time stamp"),
        ("Tags: vaccines, elections, climate", "en", "a list of tags"),
        ("It stopped.", "en", "a pronoun and little else"),
        ("Er starb.", "de", "a pronoun and little else"),
        ("Elle dort.", "fr", "a pronoun and little else"),
        ("Lees meer", "nl", "site furniture"),
        ("İçeriğe geç", "tr", "site furniture"),
        ("اقرأ المزيد", "ar", "site furniture"),
        ("मुख्य सामग्री पर जाएं", "hi", "site furniture"),
        ("Baca selengkapnya", "id", "site furniture"),
        ("Читать далее", "ru", "site furniture"),
        ("Читати далі", "uk", "site furniture"),
        ("阅读全文", "zh", "site furniture"),
        ("続きを読む", "ja", "site furniture"),
        ("大家早上好，欢迎收看！", "zh", "greeting"),
        ("Oma, gefeliciteerd!", "nl", "greeting"),
        ("Автор: Пётр Самойлов", "ru", "byline"),
        ("作者：赵晓梅", "zh", "byline"),
        ("Door Femke de Wit en Bas Kuiper", "nl", "byline"),
        ("Gepubliceerd op 12 maart 2024 om 18:30", "nl", "time stamp"),
        ("Фото: Ольга Зимина", "ru", "photo credit"),
        ("夕暮れの港。撮影：佐藤健一", "ja", "photo credit"),
        ("نستخدم ملفات تعريف الارتباط لتحسين تجربتك.", "ar", "cookie notice"),
        ("Tüm hakları saklıdır", "tr", "copyright"),
        ("Berlangganan buletin kami", "id", "call to action"),
        ("Какой чудесный вечер!", "ru", "opinion"),
        ("Скачайте наше приложение", "bg", "call to action"),
        ("Siparişiniz için teşekkür ederiz!", "tr", "greeting"),
        ("秋がいちばん好きです。", "ja", "opinion"),
    ],
)
def test_a_certain_line(text: str, language: str | None, reason: str) -> None:
    assert not_a_claim(text, language) == reason


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I love the smell of rain in the morning.", "en"),
        ("Meiner Meinung nach ist das der schönste Park.", "de"),
        ("À mon avis, c'est le plus beau parc.", "fr"),
        ("Me encanta el olor a café por la mañana.", "es"),
        ("Adoro o cheiro de café de manhã.", "pt"),
        ("Mi piace tanto il profumo del caffè.", "it"),
        ("Uwielbiam zapach kawy o poranku.", "pl"),
        ("Stir the dough and let it rest.", "en"),
        ("Bitte füllen Sie das Formular aus.", "de"),
        ("Mélangez la pâte et laissez reposer.", "fr"),
        ("Pela las patatas y córtalas.", "es"),
        ("See you tomorrow, I'm so tired.", "en"),
    ],
)
def test_the_weights_speak(text: str, language: str) -> None:
    assert not_a_claim(text, language)


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
        ("రాహుల్ గాంధీ", "te"),
        ("Did you know that sharks never get cancer?", "en"),
        ("Köpekbalıklarının kanser olmadığını biliyor muydunuz?", "tr"),
        ("サメはがんにならないことをご存知ですか？", "ja"),
        ("상어는 암에 걸리지 않는다는 사실을 알고 계셨나요?", "ko"),
        ("আপনি কি জানেন হাঙরের ক্যান্সার হয় না?", "bn"),
        ("آیا می‌دانستید که کوسه‌ها سرطان نمی‌گیرند؟", "fa"),
        ("کیا آپ جانتے ہیں کہ شارک کو کینسر نہیں ہوتا؟", "ur"),
        ("Γνωρίζατε ότι οι καρχαρίες δεν παθαίνουν καρκίνο;", "el"),
        ("Wussten Sie, dass Haie keinen Krebs bekommen?", "de"),
        ("Czy wiesz, że rekiny nie chorują na raka?", "pl"),
        ("The election was stolen, wasn't it?", "en"),
        ("The dam burst last night. Who is to blame?", "en"),
        ("The mayor gave 150 million dollars to his brother and nothing to us?", "en"),
        ("He asked the crowd on Monday, \"What do you have to lose?\"", "en"),
        ("“I will close every school in this country on Monday,” she said.", "en"),
        ("BIDEN CANCELS STUDENT DEBT", "en"),
        ("Thanks to Biden gas prices have doubled!", "en"),
        ("Photo Shows Woodstock, Not a Trump Rally", "en"),
        ("By Killing Soleimani Trump Started War", "en"),
        ("Bild: Das Foto zeigt einen Panzer, der gestern in Kiew über ein Auto fuhr, und der Mann "
         "wurde danach festgenommen.", "de"),
        ("Muere un actor a los 54 años", "es"),
        ("Dimite o ministro da Saúde", "pt"),
        ("El azúcar es malo para la salud.", "es"),
        ("Comer mango con leche es malo para la salud, añadió.", "es"),
        ("El vino tinto es bueno para la salud.", "es"),
        ("El wifi perjudica la salud.", "es"),
        ("Le vin rouge est bon pour la santé.", "fr"),
        ("Il wifi nuoce alla salute.", "it"),
        ("O açúcar faz mal à saúde.", "pt"),
        ("Cukier szkodzi zdrowiu.", "pl"),
        ("Mleko jest dobre dla zdrowia.", "pl"),
        ("Milch ist gesund.", "de"),
        ("Wasser fließt bergauf.", "de"),
        ("Die Bundeskanzlerin traf am Nachmittag in Warschau ein.", "de"),
        ("Milk is healthy.", "en"),
        ("Knuckle cracking is bad for your health.", "en"),
        ("It causes cancer.", "en"),
        ("Putin died.", "en"),
        ("Strom wird teurer", "de"),
        ("Aspirin prevents strokes", "en"),
        ("Vaksin bikin mandul", None),
        ("dzień dobry, w naszej gminie Ukraińcy dostają mieszkania bez kolejki", "pl"),
        ("Niemcy spalają więcej węgla niż my, prawda?", "pl"),
        ("A vacina da gripe tem mercúrio, não tem?", "pt"),
        ("You know the price of eggs has tripled since last year, right?", "en"),
        ("Wages have fallen since then, haven't they?", "en"),
        ("Asielzoekers krijgen voorrang op een huurwoning, toch?", "nl"),
        ("Вакцина содержит ртуть, не так ли?", "ru"),
        ("特朗普已经去世了对吧？", "zh"),
        ("ワクチンは危険ですよね？", "ja"),
        ("大坝昨晚决堤了。谁该负责？", "zh"),
        ("央行昨天印了三万亿，物价翻倍，工资不变。", "zh"),
        ("图片:台风袭击东京", "zh"),
        ("صورة: إعصار يضرب طوكيو", "ar"),
        ("更新:12人死亡", "zh"),
        ("Copyright abolished in Spain", "en"),
        ("Door Handles Spread Covid", "en"),
        ("Oleh Sentsov Freed", "en"),
        ("Menteri sendiri yang mengubah laporan itu, kan?", "ms"),
        ("По-моему, земля плоская", "ru"),
        ("我觉得地球是平的", "zh"),
    ],
)  # fmt: skip
def test_a_claim(text: str, language: str) -> None:
    assert not_a_claim(text, language) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Guten Morgen, der Papst ist tot!", "de"),
        ("Bonjour, la terre est plate !", "fr"),
        ("Hi all, Trump resigned!", "en"),
        ("早上好，央行印了三万亿！", "zh"),
        ("Video: Messerangriff in Mannheim", "de"),
        ("Mayor Khan (left) hugging a terrorist", "en"),
        ("Workers on a crane 1,099 feet up. (Photo: Gary Lane / Wilton)", "en"),
        ("Updated: 12 bodies found", "en"),
        ("Author Salman Rushdie Stabbed", "en"),
        ("This site was built by Nazis, cookies included", "en"),
        ("We and our partners handed their data to China", "en"),
        ("Follow us: Hungary stops Soros", "en"),
        ("Merkel, Scholz, Merz lügen", "de"),
        ("Russia | Ukraine | War over", "en"),
        ("Does anyone know that Soros paid for the caravan", "en"),
    ],
)
def test_no_rule_is_sure_where_words_are_left_unread(text: str, language: str) -> None:
    found = refusal(text, language)
    assert found is None or not found.sure


@pytest.mark.parametrize("text", ["Guten Morgen!", "Read more", "Is the earth flat?", "By Jo Doe"])
def test_a_rule_is_sure_of_what_it_read_as_a_whole(text: str) -> None:
    found = refusal(text, None)
    assert found is not None and found.sure


@given(st.text(max_size=400), st.sampled_from([None, "", "en", "de-AT", "fr", "xx", "pl"]))
def test_any_text_is_answered(text: str, language: str | None) -> None:
    reason = not_a_claim(text, language)
    assert reason is None or reason


@pytest.mark.parametrize(
    "text",
    ["_" * 399 + "!", "© " + "-" * 380 + "(", "Photo: " + "A-" * 190 + "!", "#a " * 130 + "?",
     '"' + "a-'" * 130, "? " * 199, " " * 100_000, "— " * 199],
)  # fmt: skip
def test_hostile_text_costs_no_time(text: str) -> None:
    not_a_claim("warm", "en")
    started = time.process_time()
    not_a_claim(text, "en")
    assert time.process_time() - started < 1


def test_a_long_text_is_left_alone() -> None:
    assert not_a_claim("I love this park so much and " * 40, "en") is None
