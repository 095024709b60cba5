"""Whether the service lives and is ready, its counters, and what its snapshot holds."""

from __future__ import annotations

from flask import Blueprint, Response

from service.caching import keep
from service.engine import engine
from service.errors import UnknownClaim
from service.lookup import answer
from service.metrics import CONTENT_TYPE
from service.render import render_claim, render_counts, render_snapshot
from service.schemas_state import AliveJson, HubJson, ReadyJson, StatsJson

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> Response:
    """The process answers."""
    return answer(AliveJson())


@blueprint.get("/readyz")
def readyz() -> Response:
    """A snapshot is open and the encoder is warm."""
    info = engine().ready().info
    return answer(ReadyJson(snapshot=info.id, encoder=info.encoder, trouble=engine().trouble))


@blueprint.get("/metrics")
def metrics() -> Response:
    """Counters for Prometheus."""
    return Response(engine().metrics.render(), content_type=CONTENT_TYPE)


@blueprint.get("/v1/stats")
def stats() -> Response:
    """Counts over the snapshot."""
    matcher = engine().matcher()
    found = matcher.stats()
    counted = answer(
        StatsJson(
            claims=found.claims,
            merged=found.merged,
            reviews=found.reviews,
            vectors=found.vectors,
            languages=render_counts(found.languages),
            publishers=render_counts(found.publishers),
            verdicts=render_counts(found.verdicts),
            months=render_counts(found.months),
            hubs=[HubJson(id=hub.id, text=hub.text, excess=hub.excess) for hub in found.hubs],
            snapshot=render_snapshot(matcher.info),
        )
    )
    return keep(counted, seconds=60)


@blueprint.get("/v1/claims/<claim_id>")
def claim(claim_id: str) -> Response:
    """A claim with all its reviews."""
    found = engine().matcher().claim(claim_id)
    if found is None:
        raise UnknownClaim("The snapshot holds no claim of this id.")
    return keep(answer(render_claim(found)), seconds=60)
