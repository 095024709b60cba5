"""A text laid out: no character lost, sentences whole, paragraphs where lines break."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from claims.sentences import sentences
from index.lookup import Lookup, NoMatch, NoMatchCode, SnapshotInfo
from index.quoting import Quoting
from service.placing import Passage, Placed
from service.reading import Paragraph, Reading, lay_out
from service.viewing import View
from tests.service.matches import make_match

_INFO = SnapshotInfo(id="s", built_at="", claims=1, encoder="e", calibrated=True)


def _read(text: str, matched: str = "wall") -> Reading:
    lookups = []
    cut = sentences(text, "en")
    for sentence in cut:
        hit = matched in sentence.text
        lookup = Lookup(
            text=sentence.text,
            language="en",
            matches=(make_match(),) if hit else (),
            no_match=None if hit else NoMatch(code=NoMatchCode.BELOW_THRESHOLD, best_score=0.1),
            snapshot=_INFO,
            took_ms=0,
        )
        lookups.append(lookup)
    passage = Passage([Placed(Quoting(sentence), None) for sentence in cut], "en", None)
    return Reading(text=text, passage=passage, lookups=tuple(lookups))


def _text(paragraph: Paragraph) -> str:
    return "".join(run.text for run in paragraph.runs)


def test_paragraphs_and_numbers() -> None:
    reading = _read("A title\n\nThe wall stands. It is old.\n\nAnother wall fell.\nThe end.")
    paragraphs = lay_out(reading, View())
    assert [_text(each) for each in paragraphs] == [
        "A title",
        "The wall stands. It is old.",
        "Another wall fell.",
        "The end.",
    ]
    assert [[f.number for f in each.found] for each in paragraphs] == [[], [1], [2], []]
    assert paragraphs[1].runs[0].text == "The wall stands."


def test_a_view_hides_matches_and_keeps_their_numbers() -> None:
    reading = _read("A wall stands. Another wall fell.")
    [paragraph] = lay_out(reading, View(band="suggested"))
    assert [(found.number, found.shown) for found in paragraph.found] == [(1, ()), (2, ())]


_PIECES = [
    "The wall stands.",
    "\n",
    "\n\n",
    " ",
    "It fell",
    "! ",
    "\n  ",
    "wall",
    "。",
    "\u2028",
    "x" * 70,
]


@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join))
def test_nothing_but_white_space_is_lost(text: str) -> None:
    reading = _read(text)
    paragraphs = lay_out(reading, View())
    shown = "".join(map(_text, paragraphs))
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", text)
    numbers = [found.number for each in paragraphs for found in each.found]
    assert numbers == list(range(1, reading.outcomes["matched"] + 1))
