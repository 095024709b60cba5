"""Passage: what a /v1/check request sent, cut into sentences that know where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claims.language import main_language
from claims.page import Page
from claims.sentences import Sentence
from claims.stretches import Stretch, stretches
from index.quoting import Quoting, quoting
from service.cuts import Cuts
from service.engine import Engine
from service.refusals import unusable
from service.requests import CheckHtmlRequest, CheckSegmentsRequest, CheckTextRequest

Asked = CheckTextRequest | CheckSegmentsRequest | CheckHtmlRequest


@dataclass(frozen=True, slots=True)
class Placed:
    """A sentence with what it quotes, and the segment it stands in (None: the text itself)."""

    said: Quoting
    segment: str | int | None

    @property
    def sentence(self) -> Sentence:
        """The sentence."""
        return self.said.sentence


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences in reading order, the language of the whole, and the page they come from."""

    placed: list[Placed]
    language: str | None
    page: Page | None


def place(asked: Asked, engine: Engine) -> Passage:
    """Cut what was asked into sentences; raises ValidationError for too many, UnreadablePage."""
    page = engine.reader.read(asked.html) if isinstance(asked, CheckHtmlRequest) else None
    parts = list(_parts(asked, page))
    language = asked.lang or main_language("\n".join(text for _, text in parts))
    placed = [
        placed
        for segment, text in parts
        for stretch in stretches(text, language)
        for placed in _sentences(stretch, segment, engine.cuts)
    ]
    if len(placed) > (most := engine.limits.sentences):
        kind = next(name for name in ("text", "segments", "html") if hasattr(asked, name))
        raise unusable(
            kind, f"has {len(placed)} sentences; the most is {most}: send it in several requests"
        )
    return Passage(placed, language, page)


def _sentences(stretch: Stretch, segment: str | int | None, cuts: Cuts) -> Iterator[Placed]:
    cut = cuts.sentences(stretch.text, stretch.language)
    for said in quoting(stretch.text, cut, stretch.language):
        yield Placed(said.moved(stretch.start), segment)


def _parts(asked: Asked, page: Page | None) -> Iterator[tuple[str | int | None, str]]:
    if page is not None:
        yield None, page.text
    elif isinstance(asked, CheckTextRequest):
        yield None, asked.text
    elif isinstance(asked, CheckSegmentsRequest):
        for number, segment in enumerate(asked.segments):
            yield number if segment.id is None else segment.id, segment.text
