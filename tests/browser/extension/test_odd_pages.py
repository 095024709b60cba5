"""Pages out of the ordinary: what they hold is marked where it may be, and all of it restored."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route

from tests.browser.extension.reader import Reader
from tests.browser.extension.test_restoring import REMEMBER, SAME, SOURCE, unmoved

pytestmark = [pytest.mark.browser, pytest.mark.model]
WALL = "The Great Wall of China is visible from the Moon with the naked eye."
GOLDFISH = "Goldfish have a memory of only three seconds."
SUGAR = "Sugar makes children hyperactive."
FLAT = "The Earth is flat."

ODD = f"""<html lang="en"><head><meta charset="utf-8"><style>
.columns {{ columns: 2 }} .up {{ text-transform: uppercase }} .tall {{ writing-mode: vertical-rl;
height: 30rem }} .lines {{ white-space: pre-line }} .none {{ user-select: none }}
.through {{ display: contents }} q::before {{ content: ">>" }}
</style></head><body>
<table><tr><th>Claim</th><td>{WALL}</td></tr><tr><td><ul><li>{GOLDFISH}</ul></td></tr></table>
<details open><summary>More</summary>{SUGAR}</details>
<dl><dt>First</dt><dd>{WALL}</dd></dl>
<div>It was cold.<br>{GOLDFISH}<br>It was warm.</div>
<p class="up">{SUGAR}</p><p class="columns">{WALL} Nobody came.</p>
<p class="tall">{GOLDFISH}</p><p class="none">{SUGAR}</p>
<div class="through"><span>{WALL}</span></div>
<div class="lines">It rained.
{GOLDFISH}
It stopped.</div>
<p>The <ruby>Great Wall<rt>big</rt></ruby> is long, they said on Monday evening in the town.</p>
<p><a href="#x">{SUGAR}</a></p><blockquote><q>{WALL}</q></blockquote>
<button>{SUGAR}</button><textarea>{WALL}</textarea><p contenteditable>{GOLDFISH}</p>
<p hidden>{WALL}</p><p style="visibility:hidden">{WALL}</p><template>{WALL}</template>
<svg width="600" height="30"><text y="20">{WALL}</text></svg>
<pre><code>{WALL}</code></pre><style>p::after {{ content: "" }}</style>
</body></html>"""

BOXES = """() => [...document.body.querySelectorAll("*:not(priorcheck-mark, br)")].map((each) => {
  const { x, y, width, height } = each.getBoundingClientRect();
  return [x, y, width, height];
})"""  # a br has no box of its own: what it reports depends on what stands before it


def test_all_of_it_is_restored(reader: Reader) -> None:
    page = reader.visit(ODD)
    page.evaluate(REMEMBER)
    source, boxes = page.evaluate(SOURCE), page.evaluate(BOXES)
    reader.check(page)
    marked = reader.sentences(page)
    assert [marked.count(each) for each in (WALL, GOLDFISH, SUGAR)] == [5, 4, 3]
    assert len(marked) == 13  # and one in capitals
    assert (
        page.locator(":is(button, textarea, [contenteditable], pre, svg) priorcheck-mark").count()
        == 0
    )
    assert unmoved(page.evaluate(BOXES), boxes)
    reader.clear(page)
    assert page.evaluate(SOURCE) == source
    assert page.evaluate(SAME)
    assert unmoved(page.evaluate(BOXES), boxes)


def _serve(reader: Reader, url: str, body: str, **headers: str) -> Page:
    def answer(route: Route) -> None:
        route.fulfill(body=body, headers={"Content-Type": "text/html; charset=utf-8", **headers})

    reader.context.unroute(url)
    reader.context.route(url, answer)
    page = reader.open_tab()
    page.goto(url)
    return page


def test_a_page_that_forbids_styles_scripts_and_markup(reader: Reader) -> None:
    policy = "default-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    page = _serve(
        reader,
        "https://strict.example/",
        f"<!doctype html><html lang=en><p>It was cold. {WALL}</p>",
        **{"Content-Security-Policy": policy},
    )
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    reader.check(page)
    assert reader.sentences(page) == [WALL]
    page.locator("priorcheck-mark").click()
    assert reader.card(page) is not None
    color = page.locator("priorcheck-mark").evaluate("e => getComputedStyle(e).backgroundColor")
    assert color != "rgba(0, 0, 0, 0)"
    assert problems == []


def test_an_xhtml_page(reader: Reader) -> None:
    page = _serve(
        reader,
        "https://old.example/",
        '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"><head><title>Old</title></head>'
        f"<body><p>It was cold. {WALL}</p><p>We left early.</p></body></html>",
        **{"Content-Type": "application/xhtml+xml"},
    )
    source = page.evaluate(SOURCE)
    reader.check(page)
    assert reader.sentences(page) == [WALL]
    page.locator("priorcheck-mark").click()
    assert reader.card(page) is not None
    reader.clear(page)
    assert page.evaluate(SOURCE) == source


@pytest.mark.parametrize("display", ["flex", "inline-grid"])
def test_text_straight_in_a_box(reader: Reader, display: str) -> None:
    page = reader.visit(
        f"<!doctype html><html lang=en><style>div {{ display: {display}; gap: 30px }}"
        f"div > * {{ padding: 9px }}</style><div id=a> The band played on. {WALL} {GOLDFISH}"
        " Everybody went home. <b>Beside</b> It rained.</div><script>const text = a.firstChild;"
        "</script>"
    )
    page.evaluate(REMEMBER)
    text, boxes = page.inner_text("#a"), page.evaluate(BOXES)
    assert reader.check(page)["matched"] == 2
    assert reader.sentences(page) == [WALL, GOLDFISH]
    assert page.inner_text("#a") == text
    assert unmoved(page.evaluate(BOXES), boxes)
    reader.clear(page)
    assert page.evaluate(SAME)
    reader.check(page)
    page.evaluate("text.nodeValue += 'Really. '")
    assert "home. Really. Beside" in page.evaluate("a.textContent")
    page.wait_for_timeout(1200)
    assert reader.sentences(page) == [WALL, GOLDFISH]
    page.evaluate("text.nodeValue = ' Other news. '")
    assert page.evaluate("a.textContent") == " Other news. Beside It rained."


TEXT = f"The band played on. {WALL} {GOLDFISH} Everybody went home."
IN_BOXES = (
    "<section style='display:flex'><b style='display:contents'>{}</b></section>",
    "<section style='display:grid'><i style='display:contents'><b style='display:contents'>{}</b>"
    "</i></section>",
    "<section><template shadowrootmode=open><div style='display:flex'><slot></slot></div>"
    "</template>{}</section>",
    "<section><template shadowrootmode=open><style>:host {{ display: flex }}</style>{}</template>"
    "</section>",
    "<section style='display:-webkit-box'>{}</section>",
    "<section style='display:table'>{}</section>",
    "<section style='display:table'><div style='display:table-row'>{}</div></section>",
    "<section style='display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;"
    "overflow:hidden'>{}</section>",
    "<section style='display:flex'><template shadowrootmode=open><p><slot></slot></p></template>"
    "{}</section>",
)
WORDS = """() => {
  const section = document.querySelector("section");
  const walk = (root) => [...root.childNodes].flatMap((node) =>
    node.nodeType === Node.TEXT_NODE ? [node] : node.localName === "style" ? [] : walk(node));
  const found = [];
  for (const node of [section, section.shadowRoot].filter(Boolean).flatMap(walk)) {
    for (const { index } of node.data.matchAll(/[a-z]+/gi)) {
      const range = new Range();
      range.setStart(node, index);
      range.setEnd(node, index + 1);
      const { x, y } = range.getBoundingClientRect();
      found.push([x, y, 0, 0]);
    }
  }
  return found;
}"""  # where each word begins


@pytest.mark.parametrize("box", IN_BOXES)
def test_text_that_is_laid_out_by_a_box_further_up(reader: Reader, box: str) -> None:
    page = reader.visit(
        "<!doctype html><html lang=en><style>section { width: 500px; gap: 30px }</style>"
        + box.format(TEXT)
    )
    words = page.evaluate(WORDS)
    assert len(words) == len(TEXT.split())
    assert reader.check(page)["matched"] == 2
    assert unmoved(page.evaluate(WORDS), words)
    reader.clear(page)
    assert unmoved(page.evaluate(WORDS), words)


NOT = "It is not true that the Earth is flat."
AMONG_WORDS = (
    "<span hidden>ever</span>",
    "<style>p { color: black }</style>",
    "<script>let ever</script>",
    "<template>ever</template>",
    "<span style='position:absolute;width:1px;height:1px;overflow:hidden'>ever</span>",
)


@pytest.mark.parametrize("hidden", AMONG_WORDS)
def test_what_is_hidden_among_words_does_not_part_them(reader: Reader, hidden: str) -> None:
    page = reader.visit(f"<!doctype html><html lang=en><p>{NOT.replace(' true', hidden + ' true')}")
    reader.listen()
    reader.check(page)
    assert _sent(reader) == [NOT]
    assert reader.sentences(page) == [NOT]
    assert "Says the opposite" in str(page.get_attribute("[role=button]", "aria-description"))


GAPS = (
    "The Earth is <code>not</code> flat.",
    "The Earth is <button>not</button> flat.",
    "The Earth is <span aria-hidden=true>not</span> flat.",
    "The Earth is <input> flat.",
    "The Earth is <select><option>not</option></select> flat.",
    "It is cold. <kbd>No</kbd> sugar makes children hyperactive.",
)
NO_GAPS = (
    f"<button>Share</button> {FLAT}",
    f"{FLAT} <button>Share</button>",
    f"<label><input type=checkbox> {FLAT}</label>",
    "The Earth<sup><a href=#>[a]</a></sup> is <span aria-hidden=true>★</span> flat.",
    "The Earth is <svg width=9><text>i</text></svg> <code hidden>not</code> flat.",
)


@pytest.mark.parametrize("sentence", [*GAPS, *NO_GAPS])
def test_a_sentence_with_unread_words_is_not_marked(reader: Reader, sentence: str) -> None:
    page = reader.visit(f"<!doctype html><html lang=en><p>{WALL}</p><p>{sentence}</p>")
    sums = reader.check(page)
    assert sums["matched"] == (1 if sentence in GAPS else 2)


STRUCK = ("<del>{}</del>", "<s>{}</s>", "<b style='text-decoration: line-through'>{}</b>")


@pytest.mark.parametrize("struck", STRUCK)
def test_what_is_struck_out_is_not_sent(reader: Reader, struck: str) -> None:
    words = "It is {} not true {} that the Earth is {} flat."
    said = words.format(*map(struck.format, ("simply", "yet", "<i>round</i>")))
    page = reader.visit(f"<!doctype html><html lang=en><p>{said}</p><p>{struck.format(WALL)}</p>")
    reader.listen()
    reader.check(page)
    assert _sent(reader) == [NOT]
    source = page.evaluate("document.body.textContent")
    reader.clear(page)
    assert page.evaluate("document.body.textContent") == source
    reader.check(page)
    page.evaluate("document.querySelector('p').style.textDecoration = 'line-through'")
    reader.until(page, lambda sums: sums["matched"] == 0)


def test_what_stands_apart_does_not_part_the_words_around_it(reader: Reader) -> None:
    note = "<span style='position:absolute;top:90px'>A note on the matter.</span>"
    quote = "<b style='float:right'>A fine quotation of it.</b>"
    page = reader.visit(
        f"<!doctype html><html lang=en><p>It is{note} not true{quote} that the Earth is flat.</p>"
    )
    reader.listen()
    reader.check(page)
    assert _sent(reader) == ["A note on the matter.", "A fine quotation of it.", NOT]


@pytest.mark.parametrize("initial", ["No", "N"])
def test_an_initial_belongs_to_its_sentence(reader: Reader, initial: str) -> None:
    text = f"No {SUGAR.lower()}"
    floating = f"<b style='float:left;font-size:3em'>{initial}</b>"
    page = reader.visit(
        f"<!doctype html><html lang=en><p>{floating}{text.removeprefix(initial)}</p>"
        f"<p><b style='float:left'>Aside</b><i>{FLAT}</i></p>"
    )
    reader.listen()
    reader.check(page)
    assert _sent(reader) == [text, "Aside", FLAT]


def test_readings_do_not_part_the_words_they_tell(reader: Reader) -> None:
    ruby = "<ruby>Great<rp>(</rp><rt>grate</rt><rp>)</rp></ruby>"
    page = reader.visit(f"<!doctype html><html lang=en><p>{WALL.replace('Great', ruby)}")
    reader.listen()
    reader.check(page)
    assert _sent(reader) == [WALL]


def test_a_word_that_is_unhidden_in_a_sentence(reader: Reader) -> None:
    page = reader.visit(
        "<!doctype html><html lang=en><p>It is<b hidden> not</b> true that the Earth is flat.</p>"
    )
    reader.check(page)
    assert reader.sentences(page) == ["It is true that the Earth is flat."]
    for hidden, seen in (("false", NOT), ("true", "It is true that the Earth is flat.")):
        page.evaluate(f"document.querySelector('b').hidden = {hidden}")
        page.wait_for_function(
            "text => [...document.querySelectorAll('priorcheck-mark')]"
            ".map((mark) => mark.textContent).join('') === text",
            arg=seen,
        )


def _sent(reader: Reader) -> list[str]:
    """The texts that were sent."""
    return [segment["text"] for each in reader.sent() for segment in each["segments"]]


UNSEEN = (
    "position:absolute;left:-9999px",
    "position:absolute;top:-2000px",
    "text-indent:-9999px",
    "font-size:0",
    "height:0;overflow:hidden",
    "max-height:0;overflow:clip",
    "clip-path:inset(50%)",
    "position:absolute;clip:rect(0,0,0,0);width:300px",
    "content-visibility:hidden",
    "transform:scale(0)",
    "transform:translateX(-9999px)",
    "color:transparent",
    "color:oklch(0.5 0.1 20 / 0)",
    "filter:opacity(0)",
    "font-size:1px",
    "margin-left:-9999px",
    "float:left;margin-top:-2000px",
    "position:fixed;right:0;width:300px;transform:translateX(100%)",
    "position:fixed;top:100vh",
    "text-indent:100%;white-space:nowrap;overflow:hidden",
    "clip-path:inset(0 100% 0 0)",
    "clip-path:ellipse(0 0)",
    "clip-path:polygon(0 0, 100% 0, 50% 0)",
    "display:contents;visibility:hidden",
    "-webkit-text-security:disc",
)
SEEN = f"""<div style="font-size:0"><p style="font-size:16px">{WALL}</p></div>
<p style="color:transparent;background:linear-gradient(red, blue) text"><b>{WALL}</b></p>
<div style="overflow:hidden;position:relative;height:60px">
<div style="position:absolute;left:-2000px;width:4000px"><p style="margin-left:2000px">{WALL}</p>
</div></div><p style="text-indent:-2em">{WALL}</p>
<div style="overflow:hidden;width:600px"><div style="display:flex;translate:-600px">
<p style="flex:0 0 600px">First.</p><p style="flex:0 0 600px">{WALL}</p></div></div>
<div style="margin-left:-2000px"><p style="margin-left:2000px">{WALL}</p></div>
<div style="transform:translateZ(0)"><p style="position:fixed;top:1500px">{WALL}</p></div>
<p style="clip-path:polygon(0 0, 100% 0, 100% 100%, 0 100%)">{WALL}</p>
<p style="clip-path:inset(50% 0 0 0);color:rgb(0, 0, 0)">{WALL}</p>"""


def test_what_nobody_sees_is_not_sent(reader: Reader) -> None:
    unseen = "".join(f"<p style='{style}'>Unseen. {GOLDFISH}</p>" for style in UNSEEN)
    page = reader.visit(f"<!doctype html><html lang=en><body>{unseen}{SEEN}</body></html>")
    reader.listen()
    assert reader.check(page)["matched"] == 9
    assert "Unseen" not in str(reader.sent())
    page.evaluate("document.querySelector('p').style = ''")
    reader.until(page, lambda sums: sums["matched"] == 10)


def test_what_nobody_sees_of_a_page_from_right_to_left(reader: Reader) -> None:
    parked = "".join(
        f"<p style='{style}'>{word}. {GOLDFISH}</p>"
        for word, style in {
            "Unseen": "position:absolute;right:-9999px;width:200px",
            "It rained": "position:absolute;left:-1200px",  # to where one can scroll
        }.items()
    )
    page = reader.visit(f"<!doctype html><html lang=ar dir=rtl><body>{parked}<p>{WALL}</p>")
    reader.listen()
    assert reader.check(page)["matched"] == 2
    assert "Unseen" not in str(reader.sent())


def test_what_no_shadow_tree_shows_is_not_sent(reader: Reader) -> None:
    hosts = f"""<div id=a>Unseen. {GOLDFISH}</div><div id=b>Unseen. {GOLDFISH}</div>
    <div id=c>{WALL}</div><script>
    a.attachShadow({{ mode: "closed" }}).innerHTML = "<p>A tree</p>";
    b.attachShadow({{ mode: "open" }}).innerHTML = "<slot style='visibility:hidden'></slot>";
    c.attachShadow({{ mode: "closed" }}).innerHTML = "<p><slot></slot></p>";</script>"""
    page = reader.visit(f"<!doctype html><html lang=en>{hosts}")
    reader.listen()
    assert reader.check(page)["matched"] == 1
    assert "Unseen" not in str(reader.sent())


def test_what_is_typed_into_other_editors_is_not_sent(reader: Reader) -> None:
    page = reader.visit(
        f"<!doctype html><html lang=en><p>{WALL}</p><div id=a>Typed. {GOLDFISH}</div>"
        f"<div style='-webkit-user-modify: read-write'>Typed. {GOLDFISH}</div>"
        "<script>a.editContext = new EditContext()</script>"
    )
    reader.listen()
    assert reader.check(page)["matched"] == 1
    assert "Typed" not in str(reader.sent())


def test_what_changes_where_nobody_sees_it_is_not_sent(reader: Reader) -> None:
    page = reader.visit(
        "<!doctype html><html lang=en><body><p>It was cold that day.</p>"
        "<div style='position:absolute;left:-9999px'><p id=a>Closed.</p></div></body></html>"
    )
    reader.listen()
    reader.check(page)
    page.evaluate(f"a.textContent = 'Unseen. {GOLDFISH}'")
    page.wait_for_timeout(1500)
    assert "Unseen" not in str(reader.sent())
