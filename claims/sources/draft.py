"""Draft -> Record: the one gate that every source format goes through."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from operator import attrgetter

from claims.dates import parse_date
from claims.errors import RecordError
from claims.exchange import Told
from claims.fields import check_text, fits, language_tag, page_of, site_name, url_site, web_url
from claims.model import Provenance, Publisher, Record, Review, Verdict
from claims.text import has_words, text_key, without_controls
from claims.verdict import judge_scale, judge_text
from claims.verdict_words import Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What is known of a whole source.

    `publisher` is whose reviews it holds unless they say; `address` is where a page was fetched,
    and `content_type` what its server said of it.
    """

    source: str
    publisher: str | None = None
    licence: str | None = None
    retrieved_at: str | None = None
    address: str | None = None
    content_type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A number between two stated ends."""

    value: float
    best: float
    worst: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A record's fields as a format names them, still unchecked. `id` also keys the claim
    when `id_names_claim`; the publisher's site falls back to the URL's when `site_from_url`.
    `objects` names fields that no text was found for, but an object."""

    text: str | None = None
    title: str | None = None
    id: str | None = None
    id_names_claim: bool = True
    url: str | None = None
    publisher: str | None = None
    site: str | None = None
    site_from_url: bool = False
    rating_text: str | None = None
    scale: Scale | None = None
    verdict: str | None = None
    claimant: str | None = None
    claimed_at: str | None = None
    reviewed_at: str | None = None
    language: str | None = None
    claim_language: str | None = None
    licence: str | None = None
    summary: str | None = None
    appearances: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()


_FIELDS = tuple(field.name for field in fields(Draft))
_values = attrgetter(*_FIELDS)
_VERDICTS = frozenset(Verdict)
_NO_LANGUAGE = ("und", "mul", "mis", "zxx")  # as tags say that it is not told, or is not one


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A record that can be stored; `warnings` name what had to be left out of it.

    `line` counts lines where the format has lines and records elsewhere, from 1.
    """

    line: int
    record: Record
    original: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A record that cannot be stored, verbatim, and why."""

    line: int
    reason: str
    original: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Retold:
    """What a line of our own export tells."""

    line: int
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A warning about a whole file, and how many of its records it is about."""

    warning: str
    records: int


Outcome = Accepted | Rejected | Retold | Remark


class Gate:
    """Turns the drafts of one source into records or reasoned rejections."""

    def __init__(self, origin: Origin, parser_version: str) -> None:
        self._origin = origin
        self._parser_version = parser_version

    def accept(self, line: int, draft: Draft, original: str) -> Outcome:
        """The record that a draft makes, or why it makes none."""
        warnings: list[str] = []
        try:
            record = self._record(draft, original, warnings)
        except RecordError as error:
            return Rejected(line=line, reason=str(error), original=original)
        return Accepted(line=line, record=record, original=original, warnings=tuple(warnings))

    def _record(self, draft: Draft, original: str, warnings: list[str]) -> Record:
        _check(draft)
        warnings += [f"{field} is an object and no text" for field in draft.objects]
        stated = _stripped(draft.text)
        text = stated or _stripped(draft.title)
        if not text:
            raise RecordError("it has neither a claim text nor a title")
        if not stated:
            warnings.append("no claim text: the title is the claim, without a verdict")
        if not has_words(text):
            raise RecordError("the claim text has no words")
        record_id = _stripped(draft.id)
        keyed = record_id if draft.id_names_claim else None
        language = _tag(draft.language, warnings)
        return Record(
            claim_key=f"id\x1f{self._origin.source}\x1f{keyed}"
            if keyed
            else f"text\x1f{text_key(text)}",
            text=text,
            language=_tag(draft.claim_language, warnings) or language,
            claimant=_stripped(draft.claimant),
            claimed_at=_date("claimed_at", draft.claimed_at, language, warnings),
            appearances=_appearances(draft, warnings),
            review=self._review(draft, record_id, language, original, warnings),
        )

    def _review(
        self,
        draft: Draft,
        record_id: str | None,
        language: str | None,
        original: str,
        warnings: list[str],
    ) -> Review:
        url = web_url(draft.url) if draft.url else None
        if draft.url and draft.url.strip() and not url:
            warnings.append("url is no http(s) address")
        publisher = _publisher(draft, url, self._origin.publisher)
        own, rating = _rated(draft, warnings)
        verdict, rule = _judgement(draft, own, rating, publisher.site)
        return Review(
            publisher=publisher,
            url=url,
            title=_stripped(draft.title),
            summary=_stripped(draft.summary),
            rating_text=rating,
            verdict=verdict,
            verdict_rule=rule,
            reviewed_at=_date("reviewed_at", draft.reviewed_at, language, warnings),
            language=language,
            provenance=Provenance(
                source=self._origin.source,
                record_id=record_id,
                retrieved_at=self._origin.retrieved_at,
                licence=_stripped(draft.licence) or self._origin.licence,
                content_sha256=hashlib.sha256(
                    original.encode("utf-8", "surrogatepass")
                ).hexdigest(),
                parser_version=self._parser_version,
            ),
        )


def _check(draft: Draft) -> None:
    named = [(name, v) for name, v in zip(_FIELDS, _values(draft), strict=True) if type(v) is str]
    named += [("appearance", url) for url in draft.appearances]
    # nearly every record is short and clean: one look at all of it
    if not fits("".join([text for _, text in named])):
        for name, text in named:
            check_text(name, text)


def _stripped(text: str | None) -> str | None:
    """None for what nobody would see, such as a name of zero-width spaces."""
    return text.strip() if text and without_controls(text).strip() else None


def _tag(text: str | None, warnings: list[str]) -> str | None:
    if not text or not text.strip():
        return None
    tag = language_tag(text)
    if tag is None:
        warnings.append("language is no language tag")
        return None
    return None if tag.partition("-")[0] in _NO_LANGUAGE else tag


def _date(field: str, text: str | None, language: str | None, warnings: list[str]) -> str | None:
    if not text or not text.strip():
        return None
    found = parse_date(text, language)
    if found is None:
        warnings.append(f"{field} is no whole date")
    return found


def _appearances(draft: Draft, warnings: list[str]) -> tuple[str, ...]:
    if not draft.appearances:
        return ()
    kept = [web_url(url) for url in draft.appearances]
    if None in kept:
        warnings.append("an appearance is no http(s) address")
    elsewhere = [url for url in kept if url and page_of(url) != page_of(draft.url or "")]
    if len(elsewhere) < len(kept) - kept.count(None):
        warnings.append("an appearance is the review itself")
    return tuple(dict.fromkeys(elsewhere))


def _rated(draft: Draft, warnings: list[str]) -> tuple[Verdict | None, str | None]:
    """The source's own verdict and its words: what is called a verdict and is none of ours is the
    rating of a record that has no other."""
    rating = _stripped(draft.rating_text)
    stated = _stripped(draft.verdict)
    if not stated:
        return None, rating
    if stated.lower() in _VERDICTS:
        return Verdict(stated.lower()), rating
    warnings.append("verdict is none of ours" + ("" if rating else ": it is taken as the rating"))
    return None, rating or stated


def _judgement(
    draft: Draft, own: Verdict | None, rating: str | None, site: str | None
) -> Judgement:
    """The source's own verdict, else what the words say, else what the number says."""
    if not _stripped(draft.text):
        return Judgement(None, None)  # what was rated is not stated: a headline may well deny it
    if own:
        return Judgement(own, "source")
    if rating and (judgement := judge_text(rating, site)).verdict:
        return judgement
    if draft.scale:
        scale = draft.scale
        return judge_scale(scale.value, scale.best, scale.worst, site)
    return Judgement(None, None)


def _publisher(draft: Draft, url: str | None, otherwise: str | None) -> Publisher:
    site = site_name(draft.site) if draft.site else None
    name = _stripped(draft.publisher) or (None if site else otherwise)
    if name and " " not in name and (host := site_name(name)):
        site, name = site or host, None
    if url and not site and (draft.site_from_url or not name):
        site = url_site(url)
    return Publisher(name=name, site=site)
