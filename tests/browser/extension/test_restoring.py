"""Marks move nothing on the page, and once they are cleared nothing is left of them."""

from __future__ import annotations

import pytest

from tests.browser.extension.reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.model]

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><style>
body { font: 17px/1.6 serif; max-width: 40rem } .flex { display: flex; gap: 30px }
.flex > * { padding: 9px } p > * { margin: 3px; border: 1px solid } i { display: inline-block }
p:first-of-type::first-letter { font-size: 3em; float: left }
</style></head><body>
<p>The Great Wall of China is visible from the Moon with the naked eye. We walked on.</p>
<p>Before.\t It   is <b>well <i>known</i></b> here:
   the   <em>Great Wall</em> of China is visible from the <a href="#a">Moon</a> with the&nbsp;naked
   eye. After.<!-- a comment --></p>
<p class="flex">Goldfish have a memory of only three seconds. So be kind to them.<b>Beside</b></p>
<p id="pieces"></p>
<p>The Earth is flat. The Earth is flat. So \U0001f30d turns. The Earth is flat.</p>
<ul><li>Sugar makes children hyperactive.</li><li>Ko&shy;a&shy;las sleep a lot.</li></ul>
<script>for (const part of ["", "The Great Wall of China is vis", "", "ible from the Moon with ",
"the naked eye.", ""]) document.getElementById("pieces").append(document.createTextNode(part));
</script></body></html>"""

REMEMBER = """() => {
  window.nodes = [];
  const walk = document.createTreeWalker(document, NodeFilter.SHOW_ALL);
  while (walk.nextNode()) window.nodes.push([walk.currentNode, walk.currentNode.nodeValue]);
}"""
SAME = """() => {
  const walk = document.createTreeWalker(document, NodeFilter.SHOW_ALL);
  return window.nodes.every(([node, value]) =>
    walk.nextNode() === node && node.nodeValue === value) && walk.nextNode() === null;
}"""
SOURCE = "() => new XMLSerializer().serializeToString(document)"
BOXES = """() => [...document.body.querySelectorAll("*:not(priorcheck-mark)")].map((element) => {
  const { x, y, width, height } = element.getBoundingClientRect();
  return [x, y, width, height];
})"""


def unmoved(now: list[list[float]], before: list[list[float]]) -> bool:
    """To the tenth of a pixel: where text is parted, its width is rounded to a 64th."""
    pairs = zip(now, before, strict=True)
    return all(box == pytest.approx(was, abs=0.1) for box, was in pairs)


def test_nothing_is_left_of_a_check(reader: Reader) -> None:
    page = reader.visit(PAGE)
    page.evaluate(REMEMBER)
    source, boxes = page.evaluate(SOURCE), page.evaluate(BOXES)
    reader.check(page)
    marked = reader.sentences(page)
    assert len(marked) >= 7, marked
    assert "the Great Wall of China is visible from the Moon with the naked eye." in marked[1]
    assert marked.count("The Earth is flat.") == 3
    assert unmoved(page.evaluate(BOXES), boxes)
    assert page.evaluate(SOURCE) != source
    page.locator("priorcheck-mark").first.click()
    assert reader.card(page) is not None
    reader.clear(page)
    assert page.evaluate(SOURCE) == source
    assert page.evaluate(SAME)
    assert unmoved(page.evaluate(BOXES), boxes)


def test_a_check_can_be_repeated(reader: Reader) -> None:
    page = reader.visit(PAGE)
    source = page.evaluate(SOURCE)
    first = reader.check(page)
    marked = reader.sentences(page)
    reader.clear(page)
    assert page.evaluate(SOURCE) == source
    assert reader.check(page) == first
    assert reader.sentences(page) == marked


def test_text_that_the_page_holds_is_unchanged_meanwhile(reader: Reader) -> None:
    page = reader.visit(PAGE)
    text = page.evaluate("document.body.textContent")
    reader.check(page)
    assert page.evaluate("document.body.textContent") == text
