"""Privacy mode: claims by truncated hash. The sentences themselves are never sent."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Response
from pydantic import ValidationError

from claims.canonical import HASH_VERSION
from service.caching import keep
from service.engine import engine
from service.errors import QUERY
from service.lookup import answer
from service.refusals import moved
from service.render import render_candidates, render_snapshot
from service.requests import HashesRequest, parse_request
from service.schemas_hashes import BucketJson, HashesJson
from service.wire import read_json

blueprint = Blueprint("hashes", __name__)
_KEPT_SECONDS = 300


@blueprint.get("/v1/hashes/<prefix>")
def one_bucket(prefix: str) -> Response:
    """The claims of one prefix."""
    try:
        asked = parse_request(HashesRequest, {"prefixes": [prefix]}, engine().limits)
    except ValidationError as error:
        raise moved(error, f"Hashes{QUERY}", lambda _: ("prefix",)) from None
    return keep(answer(_buckets(asked.prefixes)), seconds=_KEPT_SECONDS)


@blueprint.post("/v1/hashes")
def several_buckets() -> Response:
    """The claims of several prefixes."""
    asked = parse_request(HashesRequest, read_json(), engine().limits)
    return answer(_buckets(asked.prefixes))


def _buckets(prefixes: Sequence[str]) -> HashesJson:
    with engine().place():
        matcher, found = engine().hashed(prefixes)
    return HashesJson(
        version=HASH_VERSION,
        buckets=[
            BucketJson(prefix=prefix, candidates=render_candidates(bucket))
            for prefix, bucket in zip(prefixes, found, strict=True)
        ],
        snapshot=render_snapshot(matcher.info),
    )
