"""ReportRow: one change as the report tells it, in words, with what orders and filters it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from index.changes import Change, ChangeKind
from index.checked import CheckedMatch, CheckedQuote, CheckedReview
from index.lookup import Band, Relation
from scripts.rechecking.wording import (
    KINDS,
    band_words,
    difference_words,
    gone_words,
    percent,
    relation_words,
    verdict_words,
)

_LONGEST = 1000  # characters of a sentence or a claim; the changes file has them whole
_RANKS = {kind: rank for rank, kind in enumerate(KINDS)}
_BANDS = {Band.CONFIRMED: 0, Band.SUGGESTED: 1, None: 2}
_RELATIONS = {Relation.SAME: 0, Relation.CONTRADICTS: 1, Relation.RELATED: 2}


@dataclass(frozen=True, slots=True)
class ReviewWords:
    """A review of a claim; `url` is http(s) or None, `reviewed_at` as precise as known."""

    publisher: str
    verdict: str
    url: str | None
    title: str | None
    reviewed_at: str | None


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """A claim with its reviews as they stand, or last stood."""

    id: str
    text: str
    language: str | None
    reviews: tuple[ReviewWords, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """What changed: of whom or what, before, and now. An empty side: it was not there."""

    about: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One change. `quote` is what was looked up for the sentence, and who said it, empty where that
    is the sentence itself. `since` is a day, empty where it was so before the run that was compared
    with; `gone` says what became of a sentence that is not there, and is empty otherwise; `order`
    sorts the most telling changes first."""

    kind: ChangeKind
    document: str
    ordinal: int
    sentence: str
    quote: str
    language: str | None
    claim: ClaimWords
    relation: Relation
    differences: tuple[str, ...]
    band: str
    probability: float | None
    edits: tuple[Edit, ...]
    since: str
    gone: str
    order: tuple[int, int, int, float]

    @property
    def relation_words(self) -> str:
        """How the sentence relates to the claim."""
        return relation_words(self.relation, quoted=bool(self.quote))

    @property
    def percent(self) -> str:
        """The probability for people."""
        return percent(self.probability)

    @property
    def link(self) -> str | None:
        """The document's address where its name is one."""
        return http_only(self.document)


def row_of(change: Change, started_at: str, *, unread: bool = False) -> ReportRow:
    """A change in the report's words; what no run before said is so since this one started.

    `unread`: its document could not be read.
    """
    match, sentence = change.match, change.sentence
    since = change.since or ("" if change.kind is ChangeKind.UNCHANGED else started_at)
    return ReportRow(
        kind=change.kind,
        document=sentence.document,
        ordinal=sentence.ordinal,
        sentence=_shortened(sentence.text),
        quote=_shortened(quoted_words(sentence.quote)),
        language=sentence.language,
        claim=_claim(match),
        relation=match.relation,
        differences=tuple(map(difference_words, match.differences)),
        band=band_words(match.band, match.probability),
        probability=match.probability,
        edits=tuple(_edits(change)),
        since=since[:10],
        gone=gone_words(unread=unread) if change.gone else "",
        order=(
            _RANKS[change.kind],
            _BANDS[match.band],
            _RELATIONS[match.relation],
            -(match.probability if match.probability is not None else match.score),
        ),
    )


def http_only(address: str | None) -> str | None:
    """An address that may be linked; None for every other scheme and for none."""
    if not address:
        return None
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    return address.strip() if parts.scheme in ("http", "https") and parts.netloc else None


def publisher_of(review: CheckedReview) -> str:
    """Who published a review, by name, else by site."""
    return review.publisher or review.site or "Unnamed publisher"


def quoted_words(quote: CheckedQuote | None) -> str:
    """What was looked up of a sentence, and who said it; empty where that is the sentence."""
    if quote is None:
        return ""
    return f"“{quote.text}”, {quote.speaker}" if quote.speaker else f"“{quote.text}”"


def _claim(match: CheckedMatch) -> ClaimWords:
    reviews = (
        ReviewWords(
            publisher=publisher_of(review),
            verdict=verdict_words(review.verdict or review.rating_text),
            url=http_only(review.url),
            title=review.title,
            reviewed_at=review.reviewed_at,
        )
        for review in match.reviews
    )
    text = _shortened(match.claim_text)
    return ClaimWords(match.claim_id, text, match.claim_language, tuple(reviews))


def _edits(change: Change) -> list[Edit]:
    before, now = change.before, change.now
    if before is None or now is None:
        return []
    found = []
    if change.kind is ChangeKind.VERDICT_CHANGED:
        found += _verdict_edits(before, now)
    if before.band != now.band:
        found.append(Edit("Match", _believed(before), _believed(now)))
    if before.relation != now.relation:
        found.append(Edit("Relation", str(before.relation), str(now.relation)))
    if before.claim_text != now.claim_text:
        found.append(Edit("Claim", _shortened(before.claim_text), _shortened(now.claim_text)))
    return found


def _verdict_edits(before: CheckedMatch, now: CheckedMatch) -> list[Edit]:
    """A line a publisher that says something else; several verdicts of one are listed together."""
    names = {_key(review): publisher_of(review) for review in (*before.reviews, *now.reviews)}
    old, new = _said(before), _said(now)
    return [
        Edit(names.get(who, who), old.get(who, ""), new.get(who, ""))
        for who in sorted({*old, *new})
        if old.get(who) != new.get(who)
    ]


def _key(review: CheckedReview) -> str:
    return (review.site or review.publisher or "").strip().casefold().removeprefix("www.")


def _said(match: CheckedMatch) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for who, verdict in match.verdicts:
        found.setdefault(who, []).append(verdict_words(verdict))
    return {who: ", ".join(said) for who, said in found.items()}


def _believed(match: CheckedMatch) -> str:
    words = band_words(match.band, match.probability)
    return f"{words} ({percent(match.probability)})" if match.probability is not None else words


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
