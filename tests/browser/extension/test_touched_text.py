"""The page does something to a text that is marked: no letter is lost, none changes its place."""

from __future__ import annotations

import pytest

from tests.browser.extension.reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.model]

WALL = "The Great Wall of China is visible from the Moon with the naked eye."
FLAT = "The Earth is flat."
MIDDLE = f"It rained. {WALL} Nice day."
START = f"{WALL} It was nice."
END = f"It rained. {WALL}"
TOOLS = """
const text = a.firstChild;
const paint = (word) => {
  const walk = document.createTreeWalker(a, NodeFilter.SHOW_TEXT);
  while (!walk.nextNode().data.includes(word));
  const found = walk.currentNode.splitText(walk.currentNode.data.indexOf(word));
  found.splitText(word.length);
  found.replaceWith(Object.assign(document.createElement("em"), { textContent: word }));
};
const unwrap = (all) => document.querySelectorAll(all).forEach((one) =>
  one.replaceWith(...one.childNodes));
const rewrite = (old, anew) => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) walk.currentNode.data = walk.currentNode.data.replace(old, anew);
};
const bold = (text) => Object.assign(document.createElement("b"), { textContent: text });
const select = (from, start, to, end) => {
  const range = document.createRange();
  range.setStart(from, start);
  range.setEnd(to, end);
  return range;
};
"""
REARRANGED = (
    "document.body.normalize()",
    "paint('rained')",
    "paint('Moon')",
    "paint('Nice')",
    "paint('rained'); unwrap('em'); a.normalize()",
    "paint('Moon'); unwrap('em'); a.normalize()",
    "unwrap('priorcheck-mark')",
    "unwrap('priorcheck-mark'); a.normalize()",
    "select(a.lastChild, 1, a.lastChild, 5).surroundContents(document.createElement('u'))",
    "const some = select(a.firstChild, 3, a.lastChild, 5); const u = document.createElement('u');"
    " u.append(some.extractContents()); some.insertNode(u)",
    "a.lastChild.replaceWith(' Nice ', bold('day'), '.')",
    "const u = document.createElement('u'); text.replaceWith(u); u.append(text)",
)
CHANGED = (
    (START, "a.normalize()", START),
    (WALL, "a.normalize()", WALL),
    (END, "a.normalize()", END),
    (f"{WALL} ", "a.firstChild.appendData('And then more came.')", f"{WALL} And then more came."),
    (f"{WALL} ", "a.firstChild.nodeValue += 'And more.'", f"{WALL} And more."),
    (WALL, "text.appendData(' And more.')", f"{WALL} And more."),
    (MIDDLE, "text.nodeValue += ' And more.'", f"{MIDDLE} And more."),
    (MIDDLE, "text.appendData('..')", f"{MIDDLE}.."),
    (MIDDLE, "a.lastChild.appendData(' And more.')", f"{MIDDLE} And more."),
    (END, "text.nodeValue += ' And more.'", f"{END} And more."),
    (f"{WALL} {FLAT}", "text.nodeValue += ' And more.'", f"{WALL} {FLAT} And more."),
    (START, "text.before(bold('New. '))", f"New. {START}"),
    (MIDDLE, "text.after(bold(' New.'))", f"{MIDDLE} New."),
    (MIDDLE, "a.firstChild.data = a.firstChild.data.replace('rain', 'snow')",
     MIDDLE.replace("rain", "snow")),
    (MIDDLE, "text.remove(); a.append(text)", MIDDLE),
    *((text, "rewrite('', '')", text) for text in (START, WALL, MIDDLE, END)),
    (WALL, "rewrite('Moon', 'Mars')", WALL.replace("Moon", "Mars")),
    (MIDDLE, "rewrite('rained', 'snowed')", MIDDLE.replace("rained", "snowed")),
)  # fmt: skip
WRITTEN = (
    (START, "text.nodeValue = 'Other news.'", "Other news."),
    (WALL, "text.nodeValue = 'Other news.'", "Other news."),
    (WALL, "text.nodeValue = ''", ""),
    (MIDDLE, "text.nodeValue = 'It rained. Other news.'", "It rained. Other news."),
    (END, "text.nodeValue = 'It rained. Other news.'", "It rained. Other news."),
    (MIDDLE, "a.firstChild.nodeValue = 'Other news.'", "Other news."),
    (END, f"text.nodeValue = '{END} And more.'", f"{END} And more."),
    (END, "text.nodeValue = 'Other news. '", "Other news. "),
    (START, "text.nodeValue = ' Other news.'", " Other news."),
    (f"{WALL} {FLAT}", "text.nodeValue = 'Other news. '", "Other news. "),
    (MIDDLE, "a.firstChild.nodeValue = 'Other news. '", "Other news. "),
    (START, "text.remove()", ""),
    (WALL, "text.remove()", ""),
)


@pytest.mark.parametrize(
    ("text", "change", "wanted"),
    [*((MIDDLE, change, MIDDLE) for change in REARRANGED), *CHANGED, *WRITTEN],
)
def test_a_text_stays_as_the_page_has_it(
    reader: Reader, text: str, change: str, wanted: str
) -> None:
    page = reader.visit(f"<!doctype html><html lang=en><p id=a>{text}</p><script>{TOOLS}</script>")
    reader.check(page)
    assert reader.sentences(page)[0] == WALL
    page.evaluate(f"() => {{ {change} }}")
    assert page.evaluate("a.textContent") == wanted
    page.wait_for_timeout(1200)  # it is read again
    assert (WALL in wanted) == (WALL in "".join(reader.sentences(page)))
    assert page.evaluate("a.textContent") == wanted
    reader.clear(page)
    assert page.evaluate("a.textContent") == wanted
    assert page.locator("priorcheck-mark").count() == 0


@pytest.mark.parametrize("change", ["a.normalize()", "text.nodeValue += ' And more.'"])
def test_it_is_one_node_again(reader: Reader, change: str) -> None:
    page = reader.visit(
        f"<!doctype html><html lang=en><p id=a>{MIDDLE}</p><script>{TOOLS}</script>"
    )
    reader.check(page)
    page.evaluate(change)
    reader.clear(page)
    assert page.evaluate("a.childNodes.length === 1 && a.firstChild === text")


@pytest.mark.parametrize(
    ("text", "anew"),
    [
        (WALL, " Mid. "),
        (f"{WALL} {FLAT}", " Mid. "),
        (f"{WALL} {FLAT}", " "),
        (f"Nice. {WALL}", " "),
        (f"Nice. {WALL}", "Ah. "),
        (f"{WALL} Nice.", " Ah. "),
    ],
)
def test_a_framework_takes_a_marked_node_for_another_text(
    reader: Reader, text: str, anew: str
) -> None:
    page = reader.visit(
        f"<!doctype html><html lang=en><p id=a><b>News<br></b>{text}<br><i>So on</i>"
    )
    page.evaluate("window.text = a.childNodes[1]; null")
    reader.check(page)
    assert WALL in reader.sentences(page)
    page.evaluate(f"a.firstChild.remove(); text.data = '{anew}'")
    assert page.evaluate("a.textContent") == f"{anew}So on"


def test_a_reader_types_in_a_marked_sentence(reader: Reader) -> None:
    page = reader.visit(f"<!doctype html><html lang=en><p>{MIDDLE}</p>")
    reader.check(page)
    page.evaluate(
        "document.designMode = 'on'; const mark = document.querySelector('priorcheck-mark');"
        "getSelection().collapse(mark.firstChild, 10)"
    )
    page.keyboard.press("Enter")
    page.keyboard.type("high ")
    reader.clear(page)
    typed = [text.replace("\xa0", " ") for text in page.locator("p").all_text_contents()]
    assert typed == ["It rained. The Great ", f"high {MIDDLE.partition('Great ')[2]}"]
