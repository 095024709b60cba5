"""Pages as the web has them: an article between menus, banners, teasers and comments."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from pathlib import Path

MATERIAL = Path(__file__).parents[2] / "material"
WEAVE = json.loads((MATERIAL / "demo_weave.json").read_text(encoding="utf-8"))["sentences"]

_STYLE = """
body { margin: 0; font: 17px/1.6 Georgia, "DejaVu Serif", serif; color: #222; }
header { background: #10324f; color: #fff; padding: 14px 24px; font: bold 22px sans-serif; }
nav { background: #e8edf2; padding: 8px 24px; font: 14px sans-serif; }
nav a { margin-inline-end: 18px; }
main { display: grid; grid-template-columns: minmax(0, 42rem) 16rem; gap: 40px;
  max-width: 64rem; margin: 24px auto; padding: 0 24px; }
aside { font: 14px/1.5 sans-serif; background: #f4f6f8; padding: 12px 16px; }
figure { margin: 0; background: #dde4ea; padding: 40px 16px 8px; font: 13px sans-serif; }
.teaser { display: flex; gap: 8px; }
.byline { color: #667; font: 14px sans-serif; }
.cookies { position: fixed; inset: auto 0 0; background: #fffbe6; padding: 10px 24px;
  border-top: 1px solid #cc9; font: 14px sans-serif; }
.comment { border-top: 1px solid #ccc; padding: 8px 0; font: 15px sans-serif; }
"""

_FURNITURE = {
    "en": {
        "nav": ["Home", "Town", "Sport", "Weather", "Subscribe"],
        "cookies": "We and our 412 partners use cookies. You can change your choice at any time.",
        "accept": "Accept all",
        "caption": "The market square on Tuesday morning. Photo: archive",
        "byline": "By our reporter, updated at 10:42",
        "related": "Read on",
        "teasers": ["New swimming pool opens in May", "Bakers' guild elects a chairwoman"],
        "comments": "Comments (2)",
        "said": ["Thank you, a fine article!", "I was there too, it was rather crowded."],
        "foot": "Imprint. Privacy. All rights reserved.",
    },
    "de": {
        "nav": ["Start", "Politik", "Sport", "Wetter", "Abo"],
        "cookies": "Wir und 412 Partner nutzen Cookies. Ihre Wahl können Sie jederzeit ändern.",
        "accept": "Alle annehmen",
        "caption": "Der Marktplatz am Dienstagmorgen. Foto: Archiv",
        "byline": "Von unserer Redaktion, aktualisiert um 10:42 Uhr",
        "related": "Lesen Sie auch",
        "teasers": ["Neues Schwimmbad öffnet im Mai", "Bäckerinnung wählt eine Vorsitzende"],
        "comments": "Kommentare (2)",
        "said": ["Danke für den schönen Artikel!", "Ich war auch da, es war recht voll."],
        "foot": "Impressum. Datenschutz. Alle Rechte vorbehalten.",
    },
}


@dataclass(frozen=True)
class Woven:
    """An article with sentences about demo claims in it."""

    page: str
    sentences: tuple[str, ...]
    claims: tuple[str, ...]


def furnish(title: str, paragraphs: list[str], language: str) -> str:
    """An HTML page around an article; paragraphs are plain text."""
    words = _FURNITURE[language]
    text = "\n".join(f"<p>{html.escape(each)}</p>" for each in paragraphs)
    links = "".join(f'<a href="#{n}">{each}</a>' for n, each in enumerate(words["nav"]))
    teasers = "".join(
        f'<li class="teaser"><b>›</b><a href="#t">{each}</a></li>' for each in words["teasers"]
    )
    said = "".join(f'<div class="comment"><b>leser_7</b>: {each}</div>' for each in words["said"])
    return f"""<!doctype html><html lang="{language}"><head><meta charset="utf-8">
<title>{html.escape(title)}</title><style>{_STYLE}</style></head><body>
<header>Stadtbote</header><nav>{links}</nav>
<main><article><h1>{html.escape(title)}</h1><p class="byline">{words["byline"]}</p>
<figure>□<figcaption>{words["caption"]}</figcaption></figure>
{text}
<section><h2>{words["comments"]}</h2>{said}</section></article>
<aside><h2>{words["related"]}</h2><ul>{teasers}</ul>
<input value="The Great Wall of China is visible from the Moon with the naked eye.">
<code>The Great Wall of China is visible from the Moon with the naked eye.</code>
<div aria-hidden="true">The Great Wall of China is visible from the Moon with the naked eye.</div>
<div hidden>The Great Wall of China is visible from the Moon with the naked eye.</div>
</aside></main>
<footer>{words["foot"]}</footer>
<div class="cookies" role="dialog">{words["cookies"]} <button>{words["accept"]}</button></div>
<script>window.found = "The Great Wall of China is visible from the Moon.";</script>
</body></html>"""


def weave(title: str, paragraphs: list[str], chosen: tuple[int, ...]) -> Woven:
    """A German page; the chosen sentences of the material stand in the middle of its paragraphs."""
    woven = [WEAVE[number] for number in chosen]
    paragraphs = list(paragraphs)
    places = [number for number, each in enumerate(paragraphs) if ". " in each]
    for number, each in enumerate(woven):
        at = places[number * len(places) // len(woven)]
        paragraphs[at] = paragraphs[at].replace(". ", f". {each['text']} ", 1)
    return Woven(
        page=furnish(title, paragraphs, "de"),
        sentences=tuple(each["text"] for each in woven),
        claims=tuple(each["claim_id"] for each in woven),
    )
