"""What /v1/check answers, in the shape of its JSON."""

from __future__ import annotations

from pydantic import Field

from claims.model import Verdict
from index.lookup import Agreement, Band, Relation
from service.schemas import Answer, DifferenceJson, LookupJson, SnapshotJson


class PlaceJson(Answer):
    """A part of a sentence in one text node of the page, in code points of the node's text."""

    node: int = Field(
        description="Counts, from 0 and in document order, the text nodes below `body` that hold "
        "anything but white space (space, tab, LF, FF, CR); those inside `script`, `style`, "
        "`noscript`, `template` and `iframe` are left out. The page is parsed as the HTML "
        "standard says, so the nodes are those of a browser's DOMParser."
    )
    start: int
    end: int


class QuoteJson(Answer):
    """What a sentence quotes; offsets are in the same text as the sentence's."""

    text: str
    start: int
    end: int
    speaker: str | None = Field(
        description="Who is named as saying it; null where the text does not say it plainly, and "
        "in languages other than de, en, es, fr, it, pl and pt."
    )


class SpanJson(Answer):
    """A sentence; `start` and `end` count Unicode code points of the text it stands in."""

    text: str
    start: int
    end: int
    quote: QuoteJson | None


class SentenceJson(SpanJson):
    """A sentence with its answer."""

    lookup: LookupJson = Field(
        description="`text` is the quote's where the quote matched better than the sentence."
    )
    reason: str | None = Field(
        description="With `not_a_claim`: why, such as `question`, `byline`, `photo credit`."
    )


class CompactReviewJson(Answer):
    """What a card shows of a review."""

    publisher: str | None
    url: str | None
    title: str | None
    rating_text: str | None
    verdict: Verdict | None
    reviewed_at: str | None


class CompactMatchJson(Answer):
    """What a card shows of a match; `/v1/claims/<id>` has the rest."""

    claim: str = Field(description="The claim's id.")
    text: str = Field(description="The claim, or what the sentence was compared with of a cluster.")
    language: str | None
    probability: float | None
    band: Band | None
    relation: Relation
    differences: list[DifferenceJson]
    agreement: Agreement
    reviews: list[CompactReviewJson]


class CompactSentenceJson(SpanJson):
    """A sentence that matched; `segment` or `nodes` where segments or a page were sent."""

    matches: list[CompactMatchJson]
    segment: str | int | None = Field(default=None)
    nodes: list[PlaceJson] | None = Field(default=None)


class SegmentSentenceJson(SentenceJson):
    """A sentence of a segment."""

    segment: str | int = Field(description="The segment's id, or its place where it has none.")


class PageSentenceJson(SentenceJson):
    """A sentence of a page's main text; `start` and `end` index the answer's `text`."""

    nodes: list[PlaceJson] = Field(
        description="Where it stands in the page, one place a text node; white space inside may "
        "differ from the sentence's."
    )


class SummaryJson(Answer):
    """What became of the sentences."""

    sentences: int
    checked: int = Field(description="Sentences that were looked up.")
    skipped: dict[str, int] = Field(description="Those that were not, by reason.")
    reasons: dict[str, int] = Field(description="Why those of `not_a_claim` are none.")
    matched: int


class CheckCompactJson(Answer):
    """The sentences of a text that matched, by a compact form."""

    language: str | None
    sentences: list[CompactSentenceJson]
    summary: SummaryJson
    snapshot: SnapshotJson


class CheckCompactPageJson(CheckCompactJson):
    """The sentences of a page's main text that matched; `start` and `end` index `text`."""

    text: str = Field(description="The main text, blocks parted by empty lines.")


class CheckJson(Answer):
    """Every sentence of a text with its answer."""

    language: str | None
    sentences: list[SegmentSentenceJson | SentenceJson]
    summary: SummaryJson


class CheckPageJson(Answer):
    """Every sentence of a page's main text with its answer."""

    language: str | None
    text: str = Field(description="The main text, blocks parted by empty lines.")
    sentences: list[PageSentenceJson]
    summary: SummaryJson
