"""Admin over HTTP: ingest, withdraw, history, publish; with the admin key only."""

from __future__ import annotations

import hmac
import json
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Blueprint, Response, request

from claims.errors import StoreError
from claims.ingest import IngestReport, Intake, ingest
from claims.sources.reading import Format
from claims.store import ClaimStore
from service.archive import (
    HistoryJson,
    IngestJson,
    PublishedJson,
    RejectJson,
    SnapshotBuiltJson,
    render_history,
    render_merges,
)
from service.engine import engine
from service.errors import AdminOff, BadJson, BadKey, UnknownClaim
from service.lookup import answer
from service.publishing import start_build, wait_until_served
from service.requests import parse_request
from service.requests_admin import (
    JSONLD,
    ClaimReviewDocument,
    IngestQuery,
    MergeRequest,
    MergesQuery,
    PublishQuery,
    WithdrawQuery,
)
from service.wire import read_json, read_parameters

blueprint = Blueprint("admin", __name__, url_prefix="/v1/admin")
_UNKNOWN = "The store holds no claim of this id."
_NOT_LIVE = "The store holds no live claim of this id; its history may tell of one."
_MOST_REJECTS = 100


@blueprint.before_request
def demand_key() -> None:
    """Let nobody in without the key."""
    key = engine().settings.admin_key
    if key is None:
        raise AdminOff
    scheme, _, offered = request.headers.get("Authorization", "").partition(" ")
    same = hmac.compare_digest(offered.strip().encode(), key.get_secret_value().encode())
    if scheme.lower() != "bearer" or not same:
        raise BadKey


@blueprint.url_value_preprocessor
def read_id(_: str | None, values: dict[str, str] | None) -> None:
    """An id with a NUL stays unknown: PostgreSQL cannot even look for it."""
    if values:
        values.update({name: value.replace("\0", "\ufffd") for name, value in values.items()})


@blueprint.post("/claims")
def ingest_claims() -> Response:
    """Ingest ClaimReview JSON-LD."""
    limits = engine().limits
    asked = parse_request(IngestQuery, read_parameters(()), limits)
    sent = read_json(also=JSONLD, doubles=True)  # publishers' own, as they are
    document = parse_request(ClaimReviewDocument, sent, limits)
    with ExitStack() as stack:
        path = _as_file(document, stack)
        store = stack.enter_context(_store())
        intake = Intake(
            path=path,
            format=Format.CLAIMREVIEW,
            source=asked.source,
            licence=asked.licence,
            foreign=True,
        )
        report = ingest(store, intake, engine().settings.data / "rejects")
    return answer(_render_report(report))


@blueprint.delete("/claims/<claim_id>")
def withdraw_claim(claim_id: str) -> Response:
    """Take a claim out of the live ones; answers its history."""
    asked = parse_request(WithdrawQuery, read_parameters(()), engine().limits)
    with _store() as store:
        if not store.withdraw(claim_id, asked.reason):
            raise UnknownClaim(_NOT_LIVE)
        return answer(_history(store, claim_id))


@blueprint.get("/claims/<claim_id>/history")
def claim_history(claim_id: str) -> Response:
    """Every version of a claim's records."""
    with _store() as store:
        return answer(_history(store, claim_id))


@blueprint.get("/merges")
def merges() -> Response:
    """Which claims are or were shown as one."""
    asked = parse_request(MergesQuery, read_parameters(()), engine().limits)
    with _store() as store:
        found = store.merges.all(asked.claim_id, after=asked.after, limit=asked.count)
        return answer(render_merges(found))


@blueprint.post("/merges")
def merge_claims() -> Response:
    """Show a claim under another by the operator's word."""
    asked = parse_request(MergeRequest, read_json(), engine().limits)
    with _store() as store:
        store.merges.merge(asked.claim_id, asked.into, asked.reason)
        return answer(render_merges(store.merges.all(asked.claim_id)))


@blueprint.delete("/merges/<claim_id>")
def unmerge_claim(claim_id: str) -> Response:
    """Show a claim by itself again."""
    asked = parse_request(WithdrawQuery, read_parameters(()), engine().limits)
    with _store() as store:
        store.merges.unmerge(claim_id, asked.reason)
        return answer(render_merges(store.merges.all(claim_id)))


@blueprint.post("/publish")
def publish() -> Response:
    """Build a snapshot and publish it; answers when it serves, or says that it still runs."""
    asked = parse_request(PublishQuery, read_parameters(()), engine().limits)
    future = start_build(engine())
    try:
        report = future.result(timeout=asked.wait)
    except TimeoutError:
        return answer(PublishedJson(status="running", snapshot=None), 202)
    wait_until_served(engine(), report.id)
    built = SnapshotBuiltJson.model_validate(report)
    return answer(PublishedJson(status="published", snapshot=built))


def _as_file(document: ClaimReviewDocument, stack: ExitStack) -> Path:
    """What was sent, as a file that goes with the stack."""
    try:
        sent = json.dumps(document.root)
    except RecursionError:
        raise BadJson("it is nested too deeply") from None
    try:
        path = Path(stack.enter_context(TemporaryDirectory(prefix="priorcheck-"))) / "admin.json"
        path.write_text(sent, encoding="ascii")
    except OSError as error:
        raise StoreError(
            f"the temporary folder failed ({error.strerror or error}): free some space"
        ) from error
    return path


def _store() -> ClaimStore:
    return ClaimStore.open(engine().settings.store_url)


def _history(store: ClaimStore, claim_id: str) -> HistoryJson:
    found = store.history(claim_id)
    if not found:
        raise UnknownClaim(_UNKNOWN)
    return render_history(claim_id, found, store.merges.all(claim_id))


def _render_report(report: IngestReport) -> IngestJson:
    rejects = []
    if report.rejects_file:
        with Path(report.rejects_file).open(encoding="utf-8") as lines:
            rejects = [
                RejectJson.model_validate_json(line) for line in islice(lines, _MOST_REJECTS)
            ]
    return IngestJson(
        source=report.source,
        read=report.read,
        new=report.new,
        changed=report.changed,
        unchanged=report.unchanged,
        rejected=report.rejected,
        warnings=dict(report.warnings),
        rejects=rejects,
        seconds=report.seconds,
    )
