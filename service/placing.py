"""Passage: what a /v1/check request sent, cut into sentences that know where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.language import main_language
from claims.page import Page
from claims.quotations import Quotation, quotations
from claims.sentences import Sentence
from claims.stretches import Stretch, moved, stretches
from index.relations.reservations import reserves
from service.cuts import Cuts
from service.engine import Engine
from service.refusals import unusable
from service.requests import CheckHtmlRequest, CheckSegmentsRequest, CheckTextRequest

_MOSTLY = 0.6

Asked = CheckTextRequest | CheckSegmentsRequest | CheckHtmlRequest


@dataclass(frozen=True, slots=True)
class Placed:
    """A sentence, what it quotes, and the segment it stands in (None: the text itself).

    `affirms` is false where the sentence calls what it quotes a myth, or the like.
    """

    sentence: Sentence
    quoted: tuple[Quotation, ...]
    segment: str | int | None
    affirms: bool = True


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
    said = quotations(stretch.text, cut, stretch.language)
    for sentence, found in zip(moved(cut, stretch.start), said, strict=True):
        quoted = tuple(moved(found, stretch.start))
        share = sum(len(each.text) for each in quoted) / len(sentence.text)
        # Of a quotation inside another statement nobody can say that it is what is claimed.
        told = share >= _MOSTLY or any(each.speaker for each in quoted)
        affirms = not (told and quoted) or not reserves(_around(sentence, quoted), stretch.language)
        yield Placed(sentence, quoted if told else (), segment, affirms)


def _around(sentence: Sentence, quoted: Sequence[Quotation]) -> str:
    """A sentence without the words that it quotes."""
    pieces, end = [], sentence.start
    for each in quoted:
        pieces.append(sentence.text[end - sentence.start : each.start - sentence.start])
        end = each.end
    return "".join([*pieces, sentence.text[end - sentence.start :]])


def _parts(asked: Asked, page: Page | None) -> Iterator[tuple[str | int | None, str]]:
    if page is not None:
        yield None, page.text
    elif isinstance(asked, CheckTextRequest):
        yield None, asked.text
    elif isinstance(asked, CheckSegmentsRequest):
        for number, segment in enumerate(asked.segments):
            yield number if segment.id is None else segment.id, segment.text
