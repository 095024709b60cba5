"""The main text of a page, and the way back to its text nodes."""

from __future__ import annotations

import socket
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.page import Page, Place, read_page
from claims.page_nodes import text_nodes

LEAD = "Der Stadtrat hat am Montag beschlossen, die Brücke über den Fluss zu erneuern. "
ARTICLE = f"<article><p>{LEAD * 3}</p><p>{{}}</p><p>{LEAD * 2}</p></article>"
SENTENCE = "Die alte Mühle steht seit hundert Jahren am Ufer des Sees."


def _places(html: str, sentence: str) -> list[str]:
    """What the page holds at the places of a sentence."""
    page = read_page(html)
    start = page.text.index(sentence)
    nodes = {node.number: node.text for node in text_nodes(html)}
    return [
        nodes[place.node][place.start : place.end]
        for place in page.places(start, start + len(sentence))
    ]


def test_furniture_is_left_out_and_the_heading_kept() -> None:
    page = read_page(
        "<body><nav><a href=/>Start</a><a href=/p>Politik</a></nav><header><h1>Neue Brücke</h1>"
        f"</header>{ARTICLE.format(SENTENCE)}<aside><a href=x>Meistgelesen: Wetter</a></aside>"
        "<script>var s = '<p>Kein Text</p>'</script><footer>© Verlag</footer></body>"
    )
    assert page.text.startswith("Neue Brücke\n\nDer Stadtrat")
    assert SENTENCE in page.text
    for absent in ("Politik", "Meistgelesen", "Kein Text", "Verlag"):
        assert absent not in page.text


@pytest.mark.parametrize(
    ("marked", "parts"),
    [
        (SENTENCE, [SENTENCE]),
        (
            "Die alte <b>Mühle</b> steht <a href=x><i>seit</i> hundert</a> Jahren am Ufer "
            "des Sees.",
            ["Die alte ", "Mühle", " steht ", "seit", " hundert", " Jahren am Ufer des Sees."],
        ),
        ("Die alte\n      M&uuml;hle steht&nbsp;seit hundert Jahren am Ufer des Sees.",
         ["Die alte\n      Mühle steht\xa0seit hundert Jahren am Ufer des Sees."]),
        ("Die alte Müh&shy;le steht seit hun\u200bdert Jahren am Ufer des Sees.",
         ["Die alte Müh\xadle steht seit hun\u200bdert Jahren am Ufer des Sees."]),
        ("Die alte <!-- x -->Mühle steht seit hundert Jahren am Ufer des Sees.",
         ["Die alte ", "Mühle steht seit hundert Jahren am Ufer des Sees."]),
        ("<b>Die alte <i>Mühle</b> steht</i> seit hundert Jahren am Ufer des Sees.",
         ["Die alte ", "Mühle", " steht", " seit hundert Jahren am Ufer des Sees."]),
    ],
)  # fmt: skip
def test_a_sentence_leads_back_to_its_nodes(marked: str, parts: list[str]) -> None:
    html = f"<nav>Start</nav>{ARTICLE.format(marked)}"
    found = _places(html, SENTENCE)
    assert [part.strip() for part in found] == [part.strip() for part in parts]


LONG = f"""<!DOCTYPE html><main><article><h1>Neue Brücke</h1><p>{LEAD}Mehr als vier Millionen
Euro wird das kosten, sagte der Sprecher, und zwei Jahre lang dauern.</p>{{}}<p>Die Anwohner
beklagten sich über den Lärm und verlangten mehr Busse am Abend und eine Umleitung.</p><p>Die
Bürgermeisterin lud alle zu einer Versammlung in das Rathaus ein.</p></article></main>"""
AFTER = "Die Mühle steht noch. Das weiß jeder im Dorf."


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ("Seit <time>5. Mai</time> steht sie leer. ", "Seit 5. Mai steht sie leer. "),
        ("<b>Seit</b> <time>5. Mai</time> steht <a href=x>sie</a>. ", "Seit 5. Mai steht sie. "),
        ("Sie steht <label>ganz</label> leer. ", "Sie steht ganz leer. "),
        ("Sie steht <time hidden>nicht</time> leer. ", "Sie steht leer. "),
        ('Sie steht <span style="display: none">nicht</span> leer. ', "Sie steht leer. "),
        ("Sie steht <span hidden>nicht</span> leer. ", "Sie steht leer. "),
        ("Sie st<span hidden>x</span>eht leer. ", "Sie steht leer. "),
        ('Sie steht <span aria-hidden="true">x</span> leer. ', "Sie steht leer. "),
        ('Sie steht leer.<span class="share">Teilen</span>', "Sie steht leer. "),
        ('Sie steht leer. <span class="noprint">x</span> ', "Sie steht leer. "),
        ("In <ruby>東京<rt>とう</rt></ruby>は. ", "In 東京は. "),
        ("Sie steht <template>nicht</template> leer. ", "Sie steht leer. "),
        ('Sie steht <span class="share">nicht</span> leer. ', "Sie steht nicht leer. "),
        ('Sie <i class="nav-x">steht</i> <b class="widget">nie</b> leer. ', "Sie steht nie leer. "),
        ('<span class="share">Niemals</span> steht sie leer. ', "Niemals steht sie leer. "),
        ('Sie steht <span class="share">Teilen</span> leer. ', "Sie steht leer. "),
        ('Sie steht <span class="x hidden">nicht</span> leer. ', "Sie steht leer. "),
        ('Sie <i>steht<i class="sr-only"> (neues Fenster)</i></i> leer. ', "Sie steht leer. "),
        ("Sie kostet <i aria-hidden=true>5</i> <i class=sr-only>fünf</i>. ", "Sie kostet fünf. "),
        ("Sie steht <s>immer</s> <ins>nie</ins> leer. ", "Sie steht nie leer. "),
        ("Sie steht <del>voll</del> leer. ", "Sie steht leer. "),
        ("Sie steht leer<sup><a href=#n>[1]</a></sup>. ", "Sie steht leer. "),
        ("Auf 5 m<sup>2</sup> steht sie. ", "Auf 5 m2 steht sie. "),
        ("Sie steht <q>leer</q>, sagt er. ", "Sie steht leer, sagt er. "),
        ("Sie steht <code>leer</code>, sagt er. ", "Sie steht leer, sagt er. "),
    ],
)
@pytest.mark.parametrize("block", ["<p>{}", "<blockquote>{}</blockquote>", "<ul><li>{}</ul>"])
def test_words_that_fall_out_of_a_paragraph_leave_the_rest(
    block: str, marked: str, text: str
) -> None:
    html = LONG.format(block.format(marked + AFTER))
    blocks = read_page(html).text.split("\n\n")
    assert text + AFTER in blocks
    assert "".join(_places(html, AFTER)) == AFTER


@pytest.mark.parametrize("around", ["aside", "nav", "form", "figure"])
@pytest.mark.parametrize("block", ["<div>{}</div>", "<ul><li>{}</ul>"])
def test_what_stands_beside_a_text_falls_out_of_it(block: str, around: str) -> None:
    beside = f"<{around}><figcaption>Werbung</figcaption></{around}>"
    html = LONG.format(block.format(f"{SENTENCE} {beside} {AFTER}"))
    assert f"{SENTENCE} {AFTER}" in read_page(html).text.split("\n\n")


def test_a_paragraph_that_is_struck_out_as_a_whole_is_read() -> None:
    assert SENTENCE in read_page(LONG.format(f"<p><s>{SENTENCE}</s></p>")).text.split("\n\n")


def test_a_short_line_with_a_gap_is_found() -> None:
    items = "".join(f"<li>Am <time>{day}. Mai</time> kam er.</li>" for day in range(1, 4))
    lines = read_page(LONG.format(f"<ul>{items}</ul>")).text.split("\n\n")
    assert lines[-5:-2] == ["Am 1. Mai kam er.", "Am 2. Mai kam er.", "Am 3. Mai kam er."]


def test_a_paragraph_with_a_gap_is_not_sought_where_it_is_repeated() -> None:
    gap = "<span hidden>x</span>"
    twins = f"<p>{SENTENCE} {gap}{AFTER}</p><p>{LEAD} Danach. {gap}{AFTER}</p>"
    html = (
        f"<nav><a href=/>{SENTENCE}</a></nav>{LONG.format(twins * 2)}"
        f"<footer><p>{SENTENCE} {AFTER}</p></footer>"
    )
    page = read_page(html)
    assert page.text.count(SENTENCE) == page.text.count("Danach.") == 2
    nodes = [node.number for node in text_nodes(html) if node.text.startswith(SENTENCE)]
    starts = [page.text.index(SENTENCE), page.text.rindex(SENTENCE)]
    assert [page.places(start, start + 1)[0].node for start in starts] == nodes[1:3]


def test_many_paragraphs_with_gaps() -> None:
    marked = "".join(f"<p>{LEAD}Am <time>{n}.</time> Tag. Nummer {n}.</p>" for n in range(2000))
    page = read_page(f"<article>{marked}</article>")
    assert page.text.split("\n\n") == [f"{LEAD}Am {n}. Tag. Nummer {n}." for n in range(2000)]


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("<h1>Neue Brücke</h1><p class=byline>Von Eva<br>5. Mai</p><p>Sie steht seit hundert "
         "Jahren am Fluss.</p>", ["Von Eva", "5. Mai", "Sie steht seit hundert Jahren am Fluss."]),
        (LONG.format("<div>Im Text. <div>Darin noch <img> einer.</div> Dahinter.</div>"),
         ["Im Text.", "Darin noch einer.", "Dahinter."]),
    ],
)  # fmt: skip
def test_blocks_that_come_as_one_line_are_parted(html: str, blocks: list[str]) -> None:
    page = f"<body><nav><a href=/>Start</a></nav>{html}<footer>Verlag</footer>"
    lines = read_page(page).text.splitlines()
    assert [line for line in lines if line in blocks] == blocks


def test_cells_and_lines_do_not_run_together() -> None:
    table = "<table><tr><th>Jahr</th><td>2020</td></tr></table>"
    table += "<ul><li>Punkt eins ist hier.</li>"
    text = read_page(ARTICLE.format(f"Erste Zeile.<br>Zweite Zeile.</p>{table}<p>")).text
    assert [block for block in text.split("\n\n") if len(block) < 30] == [
        "Erste Zeile.\nZweite Zeile.", "Jahr", "2020", "Punkt eins ist hier."
    ]  # fmt: skip


def test_one_break_parts_lines_and_two_part_blocks() -> None:
    lines = "Erste Zeile.<br>Zweite <b>Zeile,<br>die</b> weitergeht.<br><br>Dritte Zeile."
    text = read_page(ARTICLE.format(lines)).text
    assert "\n\nErste Zeile.\nZweite Zeile,\ndie weitergeht.\n\nDritte Zeile.\n\n" in text


def test_a_heading_is_not_sought_in_the_teaser_that_repeats_it() -> None:
    html = f"<body><ul><li><a>{SENTENCE}</a></li></ul><h1>{SENTENCE}</h1>{ARTICLE.format('')}"
    page = read_page(html)
    assert page.places(0, 3) == [Place(node=1, start=0, end=3)]


def test_right_to_left_text_keeps_its_order_and_joiners() -> None:
    arabic = "قال الوزير إن الجسر القديم سيُغلق في الشهر المقبل لإجراء أعمال الصيانة."
    persian = "او می\u200cگوید پل قدیمی شهر ماه آینده بسته می\u200cشود و باز نخواهد شد."
    html = f"<article dir=rtl><p>{arabic * 4}</p><p>{persian}</p><p>{arabic * 2}</p></article>"
    assert _places(html, persian) == [persian]
    assert "".join(_places(html, arabic)) == arabic


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("<p>Hello</p>", "Hello"),
        ("no markup at all", "no markup at all"),
        ("<p>a<p>b", "a\n\nb"),
        ("<table>lost<td>in", "lost\n\nin"),
        ("<nav>Only this</nav>", "Only this"),
        ("<script>1</script><style>x</style>", ""),
        ("<p>1 &lt; 2 &amp;amp; &unknown; &#x1F600;</p>", "1 < 2 &amp; &unknown; 😀"),
        ("\ufeff<p>BOM</p>", "BOM"),
        ("<p>open <b>and <i>open", "open and open"),
        ("<!doctype html><frameset><frame src=x></frameset>", ""),
    ],
)
def test_fragments_and_broken_pages(html: str, text: str) -> None:
    assert read_page(html).text == text


def test_numbers_count_what_a_browser_counts() -> None:
    html = (
        "<title>T</title> <p>0<noscript>no</noscript><script>no</script><template>no</template>"
        "<b> </b><!-- -->1<iframe>no</iframe>\n<select><option>2</select><svg><text>3</text></svg>4"
    )
    counted = [(node.number, node.text) for node in text_nodes(html) if node.number >= 0]
    assert counted == [(0, "0"), (1, "1"), (2, "2"), (3, "3"), (4, "4")]


def test_a_page_of_five_megabytes() -> None:
    script = f"<script>{'x();' * 31_000}</script><ul>{'<li><a href=/>Teaser</a>' * 200}</ul>"
    html = f"<body>{script * 20}{ARTICLE.format(SENTENCE)}{script * 20}"
    assert len(html) > 5_000_000
    page = read_page(html)
    assert SENTENCE in page.text
    assert "Teaser" not in page.text


@pytest.mark.parametrize(
    "html",
    ["<div>" * 20_000 + "x", "<b><a><i>" * 5000 + "x", "<table><tr><td>" * 5000 + "x",
     "<p>" * 30_000 + "x", "<ul><li>" * 3000 + "x", "<" * 50_000 + "p>x", "&" * 100_000 + "x"],
)  # fmt: skip
def test_hostile_nesting_is_read_all_the_same(html: str) -> None:
    assert read_page(html).text.endswith("x")


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a page asked for the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    page = read_page(
        '<!DOCTYPE html SYSTEM "http://evil.example/x.dtd"><base href="http://evil.example/">'
        '<link rel=canonical href="http://evil.example/"><iframe src="http://evil.example/">'
        f'</iframe><img src="http://evil.example/a.png">{ARTICLE.format(SENTENCE)}'
    )
    assert SENTENCE in page.text
    assert read_page("http://evil.example/").text == "http://evil.example/"


def test_what_the_text_leaves_out_is_no_gap() -> None:
    """Two digits fall out of a broken table where the text parts its blocks by two line ends."""
    html = "-->-->0000000<td>00<td>0000000001"
    page = read_page(html)
    (node,) = [node.text for node in text_nodes(html)]
    there = "".join(node[run.at : run.at + run.length] for run in page.runs)
    assert there == "".join(page.text.split())


PIECES = """<p> </p>
    <b> </b> <td> <table> </table> <br> <!-- --> &amp; &nbsp; <li> <div> </div> <h1>
    </h1> <script> </script> مرحبا \u200d \xad <select><option> <a_href=x>
    <time> </time> <ruby> <rt> <aside> </aside> <q> </q> <template> </template>""".split() + [
    " ", "\n", "Ein Satz steht hier.", "<span hidden>", "</span>"
]  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=40))
def test_runs_are_exact(pieces: list[str]) -> None:
    html = "".join(pieces).replace("\0", "").encode("utf-8", "ignore").decode()
    page = read_page(html)
    nodes = {node.number: node.text for node in text_nodes(html)}
    covered = 0
    for run in page.runs:
        assert covered <= run.start
        covered = run.start + run.length
        there = nodes[run.node][run.at : run.at + run.length]
        here = page.text[run.start : covered]
        assert len(there) == len(here)
        assert _solid(there) == _solid(here)
    assert covered == len(page.text)


def _solid(text: str) -> list[str]:
    return [" " if c.isspace() else c for c in text]


def test_a_page_with_much_text_takes_no_more_than_it_must() -> None:
    html = "<table><tr>" + "<td>Eine Zelle mit Text." * 20_000
    started = time.process_time()
    page = read_page(html)
    assert isinstance(page, Page)
    assert time.process_time() - started < 30
