"""Right-to-left text: marked at the right places, the card at its side, nothing moved."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.extension.reader import Reader
from tests.browser.extension.test_restoring import BOXES, SOURCE, unmoved

pytestmark = [pytest.mark.browser, pytest.mark.model]

CAMEL = "يخزن الجمل الماء في سنامه."
FLAT = "כדור הארץ שטוח."
PAGE = f"""<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><style>
body {{ font: 20px/1.7 "DejaVu Sans", sans-serif; max-width: 44rem; margin: 2rem auto }}</style>
</head><body><h1>رحلة إلى السوق</h1>
<p>ذهبنا صباح أمس إلى السوق القديم مع الأصدقاء. {CAMEL} ثم عدنا إلى البيت <b>عند المساء</b>.</p>
<p lang="he">הלכנו אתמול לשוק עם חברים. {FLAT} אחר כך חזרנו הביתה בערב.</p></body></html>"""


def test_arabic_and_hebrew(reader: Reader, artefacts: Path) -> None:
    page = reader.visit(PAGE)
    source, boxes = page.evaluate(SOURCE), page.evaluate(BOXES)
    reader.check(page)
    assert CAMEL in reader.sentences(page)
    assert set(reader.sentences(page)) <= {CAMEL, FLAT}
    assert unmoved(page.evaluate(BOXES), boxes)
    mark = page.locator("priorcheck-mark", has_text=CAMEL)
    mark.click()
    card = reader.card(page)
    assert card is not None
    quote = card.find("article").find_class("claim")[0].find("blockquote")
    assert quote.text == CAMEL
    assert (quote.get("lang"), quote.get("dir")) == ("ar", "auto")
    page.screenshot(path=artefacts / "extension-right-to-left.png")
    page.keyboard.press("Escape")
    reader.clear(page)
    assert page.evaluate(SOURCE) == source
