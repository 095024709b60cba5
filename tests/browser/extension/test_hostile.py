"""Hostile claims on a card: shown as the text they are, and inert."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import hostile
from tests.browser.extension.reader import Reader
from tests.browser.serving import serving
from tests.browser.watching import Watch

pytestmark = [pytest.mark.browser, pytest.mark.model]
PAGE = f"""<!doctype html><meta charset="utf-8"><p id="hall"></p><p id="bridge"></p>
<p>{hostile.LAKE}</p>"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over hostile claims."""
    folder = tmp_path_factory.mktemp("hostile")
    hostile.build(folder)
    with serving(folder) as address:
        yield address


def test_hostile_claims(server: str, reader: Reader, artefacts: Path) -> None:
    reader.choose(server=server)
    page = reader.visit(PAGE)
    watch = Watch.over(page)
    for name, text in (("hall", hostile.HALL), ("bridge", hostile.BRIDGE)):
        page.evaluate("([name, text]) => { window[name].textContent = text }", [name, text])
    source = page.content()
    reader.check(page)
    shown = []
    for number, paragraph in enumerate(page.locator("p").all()):
        paragraph.locator("priorcheck-mark").first.click()
        card = reader.card(page)
        assert card is not None
        shown.append(card.text_content())
        tags = {each.tag for each in card.iter() if isinstance(each.tag, str)}
        assert tags & {"script", "img", "iframe", "object", "base", "style", "form"} == set()
        for each in card.iter("a"):
            assert each.get("href").startswith(("https://", "http://"))
            assert each.get("rel") == "noopener noreferrer"
            assert each.get("target") == "_blank"
        for each in card.iter():
            assert not [name for name in each.attrib if name.startswith("on")]
        assert len(card.text_content()) < 20_000
        page.screenshot(path=artefacts / f"extension-hostile-{number}.png")
        page.keyboard.press("Escape")
    assert hostile.SCRIPT in shown[0]
    assert "1337" not in "".join(shown)  # 7 * 191
    watch.check()
    reader.clear(page)
    assert page.content() == source


def test_a_hostile_page_learns_and_opens_nothing(reader: Reader) -> None:
    page = reader.visit(
        "<!doctype html><p>The Great Wall of China is visible from the Moon with the naked eye.</p>"
    )
    reader.check(page)
    page.evaluate(
        "for (const type of ['click', 'focus']) document.querySelector('priorcheck-mark')"
        ".dispatchEvent(new MouseEvent(type, { bubbles: true }));"
        "document.querySelector('priorcheck-mark').click()"
    )
    assert reader.card(page) is None
    layer = "document.querySelector('priorcheck-layer')"
    assert page.evaluate(f"{layer}.shadowRoot") is None
    assert page.evaluate("typeof PriorCheck") == "undefined"
    probe = f"chrome-extension://{reader.worker.url.split('/')[2]}/content/overlay.css"
    found = page.evaluate(f"fetch('{probe}').then(() => 'there', () => 'hidden')")
    assert found == "hidden", "a page cannot tell who has the extension"
