"""Privacy mode: nothing but truncated hashes leaves the browser, and repeats are found."""

from __future__ import annotations

import json
import re

import pytest

from tests.browser.extension.pages import MATERIAL
from tests.browser.extension.reader import ID, Reader

pytestmark = [pytest.mark.browser, pytest.mark.model]

WALL = "The Great Wall of China is visible from the Moon with the naked eye."
SHOUTED = "THE GREAT WALL of China, is visible from the Moon with the naked eye!"
QUOTED = f"It is plain wrong that “{WALL}” as some say."
PAGE = f"""<!doctype html><meta charset="utf-8"><p>It is cold. {SHOUTED} So it is.</p>
<p>{QUOTED}</p><p>From the Moon you can see the Chinese wall.</p>"""


def test_repeats_are_found_and_no_text_is_sent(reader: Reader) -> None:
    reader.choose(send="hashes")
    reader.listen()
    page = reader.visit(PAGE)
    reader.check(page)
    assert reader.sentences(page) == [SHOUTED, QUOTED]
    sent = reader.sent()
    assert sent
    for each in sent:
        assert list(each) == ["prefixes"]
        assert all(re.fullmatch(r"[0-9a-f]{4}", prefix) for prefix in each["prefixes"])
    marks = page.locator("priorcheck-mark")
    marks.first.click()
    card = reader.card(page)
    assert card is not None
    assert "Repeats the claim almost word for word." in card.text_content()
    assert card.find_class("verdict")[0].get("class") == "verdict false"
    page.keyboard.press("Escape")
    marks.last.click()
    card = reader.card(page)
    assert card is not None
    assert "Close to a checked claim, but perhaps not the same" in card.text_content()
    assert card.find_class("verdict")[0].get("class") == "verdict neutral"


def test_what_repeats_does_not_tell_made_up_prefixes_from_true_ones(reader: Reader) -> None:
    reader.choose(send="hashes")
    reader.listen()
    told = "".join(
        f"<p>The owl number {number} lives in a tower of its own.</p>" for number in range(30)
    )
    sent = []
    for _ in range(2):
        page = reader.visit(f"<!doctype html><meta charset='utf-8'>{told}")
        before = len(reader.sent())
        reader.check(page)
        sent.append(sorted(p for each in reader.sent()[before:] for p in each["prefixes"]))
        page.close()
    assert sent[0] == sent[1]
    assert len(sent[0]) > 30


def test_forms_and_hashes_are_those_of_the_server(reader: Reader) -> None:
    vectors = json.loads((MATERIAL / "hashes.json").read_text(encoding="utf-8"))["vectors"]
    page = reader.context.new_page()
    page.goto(f"chrome-extension://{ID}/options/options.html")
    session = page.context.new_cdp_session(page)
    sentences = json.dumps([vector["sentence"] for vector in vectors])
    run = f"""import("/worker/canonical.js").then(({{ forms, hash }}) => Promise.all(
        {sentences}.map((sentence) => Promise.all(
            forms(sentence).map(async (form) => ({{ form, sha256: await hash(form) }}))))))"""
    found = session.send(
        "Runtime.evaluate", {"expression": run, "awaitPromise": True, "returnByValue": True}
    )
    assert found["result"].get("value") == [vector["forms"] for vector in vectors]
