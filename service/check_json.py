"""Checked sentences as JSON text: quick, because most of it was rendered when it was answered."""

from __future__ import annotations

from collections.abc import Sequence

from claims.page import Place
from index.lookup import Match, SnapshotInfo
from service.answers import dumped
from service.checking import Checked, Tally
from service.placing import Passage
from service.render import render_differences, render_snapshot
from service.schemas_check import (
    CompactMatchJson,
    CompactReviewJson,
    CompactSentenceJson,
    PlaceJson,
    QuoteJson,
    SummaryJson,
)


def render_check(passage: Passage, found: Sequence[Checked]) -> str:
    """All sentences, as CheckJson or CheckPageJson."""
    return _whole(passage, rendered(passage, found, compact=False), counted(found), None)


def render_compact(passage: Passage, found: Sequence[Checked], info: SnapshotInfo) -> str:
    """The sentences that matched, as CheckCompactJson or CheckCompactPageJson."""
    return _whole(passage, rendered(passage, found, compact=True), counted(found), info)


def last_line(passage: Passage, tally: Tally, info: SnapshotInfo | None) -> str:
    """What ends a stream of sentences; `info` in the compact form, where no sentence names it."""
    return f'{{"summary":{_summary_json(tally)},{_about(passage)}{_named(info)}}}\n'


def _whole(
    passage: Passage, sentences: Sequence[str], tally: Tally, info: SnapshotInfo | None
) -> str:
    return (
        f'{{{_about(passage)},"sentences":[{",".join(sentences)}],'
        f'"summary":{_summary_json(tally)}{_named(info)}}}'
    )


def _about(passage: Passage) -> str:
    text = "" if passage.page is None else f',"text":{dumped(passage.page.text)}'
    return f'"language":{_or_null(passage.language)}{text}'


def _named(info: SnapshotInfo | None) -> str:
    return "" if info is None else f',"snapshot":{render_snapshot(info).model_dump_json()}'


def rendered(passage: Passage, found: Sequence[Checked], *, compact: bool) -> list[str]:
    """A JSON object a sentence; in the compact form a matched sentence."""
    if compact:
        return [_compact_json(passage, each) for each in found if each.answer.kept.matches]
    return [_sentence_json(passage, each) for each in found]


def counted(found: Sequence[Checked]) -> Tally:
    """The tally of these sentences."""
    tally = Tally.empty()
    tally.count(found)
    return tally


def _or_null(text: str | None) -> str:
    return "null" if text is None else dumped(text)


def _sentence_json(passage: Passage, checked: Checked) -> str:
    """A sentence as SentenceJson, SegmentSentenceJson or PageSentenceJson have it."""
    found = checked.placed.sentence
    parts = [
        f'{{"text":{dumped(found.text)},"start":{found.start},"end":{found.end}',
        f'"quote":{_quote_json(checked)}',
        f'"lookup":{checked.answer.json(checked.text)}',
        f'"reason":{_or_null(checked.answer.reason)}',
    ]
    if passage.page is not None:
        parts.append(f'"nodes":{_places_json(passage.page.places(found.start, found.end))}')
    elif checked.placed.segment is not None:
        segment = checked.placed.segment
        parts.append(f'"segment":{segment if isinstance(segment, int) else dumped(segment)}')
    return ",".join(parts) + "}"


def _quote_json(checked: Checked) -> str:
    quote = _quote(checked)
    return "null" if quote is None else quote.model_dump_json()


def _quote(checked: Checked) -> QuoteJson | None:
    return None if checked.quotation is None else QuoteJson.model_validate(checked.quotation)


def _places_json(places: Sequence[Place]) -> str:
    each = (f'{{"node":{p.node},"start":{p.start},"end":{p.end}}}' for p in places)
    return f"[{','.join(each)}]"


def _compact_json(passage: Passage, checked: Checked) -> str:
    """A sentence that matched, as CompactSentenceJson."""
    found = checked.placed.sentence
    places = passage.page.places(found.start, found.end) if passage.page else None
    model = CompactSentenceJson(
        text=found.text,
        start=found.start,
        end=found.end,
        quote=_quote(checked),
        matches=[_compact(match) for match in checked.answer.lookup(checked.text).matches],
        segment=checked.placed.segment,
        nodes=None if places is None else [PlaceJson.model_validate(each) for each in places],
    )
    return model.model_dump_json()


def _compact(match: Match) -> CompactMatchJson:
    return CompactMatchJson(
        claim=match.claim.id,
        text=match.compared.text,
        language=match.compared.language,
        probability=match.probability,
        band=match.band,
        relation=match.relation,
        differences=render_differences(match),
        agreement=match.agreement,
        reviews=[
            CompactReviewJson(
                publisher=review.publisher.name or review.publisher.site,
                url=review.url,
                title=review.title,
                rating_text=review.rating_text,
                verdict=review.verdict,
                reviewed_at=review.reviewed_at,
            )
            for review in match.claim.reviews
        ],
    )


def _summary_json(tally: Tally) -> str:
    """What became of the sentences."""
    total = tally.outcomes.total()
    summary = SummaryJson(
        sentences=total,
        checked=total - tally.skipped.total(),
        skipped=dict(tally.skipped),
        reasons=dict(tally.reasons),
        matched=tally.outcomes["matched"],
    )
    return summary.model_dump_json()
