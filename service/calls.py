"""The calls of this service, as they are documented."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from claims.model import Verdict
from service import (
    archive,
    google_json,
    requests,
    requests_admin,
    requests_google,
    schemas,
    schemas_check,
    schemas_hashes,
    schemas_state,
    sent,
)

JSON = "application/json"
_SENT = (400, 413, 415, 422, 429, 500, 503)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One documented call. Several `sent` models are alternatives."""

    method: str
    path: str
    summary: str
    answer: type[BaseModel] | tuple[type[BaseModel], ...] | None
    sent: tuple[type[BaseModel], ...] = ()
    sent_as: tuple[str, ...] = (JSON,)
    parameters: tuple[dict[str, Any], ...] = ()
    problems: tuple[int, ...] = ()
    admin: bool = False
    description: str = ""
    google: bool = False  # errors as Google's APIs have them
    later: bool = False  # may also answer 202
    kept: bool = False  # has an ETag, and may answer 304
    other_answers: dict[str, dict[str, Any]] = field(default_factory=dict)


def _query(name: str, schema: dict[str, Any], text: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": text, "schema": schema, **more}


def _listed(name: str, of: dict[str, Any], text: str) -> dict[str, Any]:
    return _query(name, {"type": "array", "items": of, "maxItems": 100}, text)


_MATCH_PARAMETERS = (
    _query("q", sent.SAYABLE, "The text.", required=True),
    _query("lang", sent.LANGUAGE, "Its language, where known."),
    _query("limit", {"type": "integer", "minimum": 1, "default": 5}, "Most matches."),
    _query("min_probability", {"type": "number", "minimum": 0, "maximum": 1}, "Least probability."),
    _listed("languages", sent.LANGUAGE, "Languages of the claim or of a review; repeat it."),
    _listed(
        "publishers",
        {"type": "string", "minLength": 1, "maxLength": 200, "pattern": r"^[^\u0000]*$"},
        "Sites or names; repeat it.",
    ),
    _listed("verdicts", {"type": "string", "enum": list(Verdict)}, "Verdicts; repeat it."),
    _query(
        "max_age_days",
        {"type": "integer", "minimum": 0, "maximum": 100_000},
        "Claimed or reviewed within so many days.",
    ),
)
_CLAIM_ID = {"name": "claim_id", "in": "path", "required": True, "schema": {"type": "string"}}
_PREFIX = {
    "name": "prefix",
    "in": "path",
    "required": True,
    "description": "First hex digits of the SHA-256 of a sentence's form.",
    "schema": sent.HASH_PREFIX,
}
_HASHING = """Privacy mode: the sentences stay where they are, only the first 3 to 5 hex digits of
the SHA-256 of each sentence's *forms* are sent, and the caller compares the full hashes that come
back with its own. It finds repeats of a claim or of a review's title that differ in case, accents,
punctuation, spacing, quotation or a name after a dash: no paraphrases.

A form is made so: NFKD; without U+0300 to U+036F and without format characters (`Cf`); lower case;
`ς` is `σ`; everything but letters, marks and digits is a space; one space between words, none at
the ends; in UTF-8. A sentence's forms are it itself; the first that it
quotes, `[“”„«»「『"]([^“”„«»「」『』"]{20,})[“”«»」』"]`; and it without a name after a dash,
`^(.{20,}?)[ \\t\\n]+[—–-][ \\t\\n]+[^—–]{2,60}$`. Forms of fewer than 12 code points are left out.

What it hides: a hash of 16 bits fits one in 65,536 of all sentences there are, so a single prefix
does not tell which sentence was read. What it does not hide: who already knows a page can
recognise the set of prefixes sent for it; who has a list of sentences can tell which of them a
prefix fits; a call of `/v1/claims/<id>` names the claim; address and time are seen as with every
call. Send few prefixes a call, 4 digits each, in no order, and mix in some at random."""
_LINES = {
    "description": "One sentence a line, then one line with `summary`, `language` and, where the "
    "JSON has them, `text` and `snapshot`."
}


def _asked(model: type[BaseModel]) -> tuple[dict[str, Any], ...]:
    """The parameters of a query string that a model checks."""
    fields = model.model_json_schema()["properties"]
    return tuple(
        _query(name, _plain(schema), schema.pop("description")) for name, schema in fields.items()
    )


def _emptiable(parameter: dict[str, Any]) -> dict[str, Any]:
    """A parameter that may also be empty, as if it were left out."""
    return parameter | {
        "schema": {"anyOf": [parameter["schema"], {"type": "string", "maxLength": 0}]}
    }


def _plain(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema without null, which no query string can say."""
    return next((each for each in schema.get("anyOf", ()) if each["type"] != "null"), schema)


CALLS = (
    Call(
        method="post",
        path="/v1/match",
        summary="Look up one text",
        sent=(requests.MatchRequest,),
        answer=schemas.LookupJson,
        problems=_SENT,
    ),
    Call(
        method="get",
        path="/v1/match",
        summary="Look up one text by query string",
        parameters=_MATCH_PARAMETERS,
        answer=schemas.LookupJson,
        problems=(400, 414, 422, 429, 500, 503),
    ),
    Call(
        method="post",
        path="/v1/match/batch",
        summary="Look up several texts; one that cannot be used fails alone",
        sent=(requests.BatchRequest,),
        answer=schemas.BatchJson,
        problems=_SENT,
    ),
    Call(
        method="post",
        path="/v1/check",
        summary="Look up every sentence of a text, of a page's segments or of its HTML",
        sent=(
            requests.CheckTextRequest,
            requests.CheckSegmentsRequest,
            requests.CheckHtmlRequest,
        ),
        answer=(
            schemas_check.CheckJson,
            schemas_check.CheckPageJson,
            schemas_check.CheckCompactJson,
            schemas_check.CheckCompactPageJson,
        ),
        other_answers={
            "application/x-ndjson": {"schema": {"type": "string", **_LINES}},
        },
        problems=_SENT,
    ),
    Call(
        method="get",
        path="/v1/hashes/{prefix}",
        summary="Claims by the truncated hash of a sentence",
        description=_HASHING,
        parameters=(_PREFIX,),
        answer=schemas_hashes.HashesJson,
        problems=(422, 429, 500, 503),
        kept=True,
    ),
    Call(
        method="post",
        path="/v1/hashes",
        summary="Claims by the truncated hashes of several sentences",
        sent=(requests.HashesRequest,),
        answer=schemas_hashes.HashesJson,
        problems=_SENT,
    ),
    Call(
        method="get",
        path="/v1/claims/{claim_id}",
        summary="A claim with all its reviews",
        parameters=(_CLAIM_ID,),
        answer=schemas.ClaimWithReviewsJson,
        problems=(404, 500, 503),
        kept=True,
    ),
    Call(
        method="get",
        path="/v1/stats",
        summary="What the snapshot holds",
        answer=schemas_state.StatsJson,
        problems=(500, 503),
        kept=True,
    ),
    Call(
        method="get",
        path="/v1alpha1/claims:search",
        summary="Google Fact Check Tools' search",
        description="As Google's own clients call it; other parameters of theirs, such as `key`, "
        "are taken and ignored, and what is empty is as if left out. Believed matches come first, "
        "then the nearest claims that hold every word of the query. Without a query: a publisher's "
        "claims, newest first.",
        parameters=tuple(map(_emptiable, _asked(requests_google.GoogleQuery))),
        answer=google_json.GoogleClaims,
        problems=(400, 414, 429, 500, 503),
        google=True,
    ),
    Call(
        method="post",
        path="/v1/admin/claims",
        summary="Ingest ClaimReview JSON-LD",
        parameters=_asked(requests_admin.IngestQuery),
        sent=(requests_admin.ClaimReviewDocument,),
        sent_as=(JSON, requests_admin.JSONLD),
        answer=archive.IngestJson,
        problems=(400, 413, 415, 422, 500, 503),
        admin=True,
    ),
    Call(
        method="delete",
        path="/v1/admin/claims/{claim_id}",
        summary="Withdraw a claim; the next snapshot is without it",
        parameters=(_CLAIM_ID, *_asked(requests_admin.WithdrawQuery)),
        answer=archive.HistoryJson,
        problems=(400, 404, 422, 500, 503),
        admin=True,
    ),
    Call(
        method="get",
        path="/v1/admin/claims/{claim_id}/history",
        summary="Every version of a claim's records, and its withdrawals",
        parameters=(_CLAIM_ID,),
        answer=archive.HistoryJson,
        problems=(404, 500, 503),
        admin=True,
    ),
    Call(
        method="get",
        path="/v1/admin/merges",
        summary="Which claims are or were shown as one, oldest merge first",
        parameters=_asked(requests_admin.MergesQuery),
        answer=archive.MergesJson,
        problems=(400, 422, 500, 503),
        admin=True,
    ),
    Call(
        method="post",
        path="/v1/admin/merges",
        summary="Show a claim under another that says the same; the next snapshot does",
        sent=(requests_admin.MergeRequest,),
        answer=archive.MergesJson,
        problems=(400, 409, 413, 415, 422, 500, 503),
        admin=True,
    ),
    Call(
        method="delete",
        path="/v1/admin/merges/{claim_id}",
        summary="Show a claim by itself again, and keep it apart from those it was shown with",
        parameters=(_CLAIM_ID, *_asked(requests_admin.WithdrawQuery)),
        answer=archive.MergesJson,
        problems=(400, 409, 422, 500, 503),
        admin=True,
    ),
    Call(
        method="post",
        path="/v1/admin/publish",
        summary="Build a snapshot of all live claims and publish it",
        parameters=_asked(requests_admin.PublishQuery),
        answer=archive.PublishedJson,
        problems=(400, 409, 422, 500, 503),
        admin=True,
        later=True,
    ),
    Call(
        method="get", path="/healthz", summary="The process answers", answer=schemas_state.AliveJson
    ),
    Call(
        method="get",
        path="/readyz",
        summary="A snapshot is open and the encoder is warm",
        answer=schemas_state.ReadyJson,
        problems=(500, 503),
    ),
    Call(
        method="get",
        path="/metrics",
        summary="Counters for Prometheus",
        answer=None,
        other_answers={"text/plain": {"schema": {"type": "string"}}},
    ),
)
