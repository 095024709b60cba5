"""Present: what answers now, and present_of(), which asks for it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from index.manifest import peek_manifest
from index.publish import current_id
from scripts.rechecking.generation import program
from scripts.rechecking.remote import RemoteAnswerer
from scripts.rechecking.request import Request
from service.config import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """The snapshot that answers now, and everything beside the inputs that answers depend on."""

    snapshot: str
    built_at: str
    encoder: str
    key: str


def present_of(request: Request, settings: Settings) -> Present:
    """What answers now, without opening it."""
    if request.service:
        said = RemoteAnswerer(request.service).snapshot()
        key = digest(program(), said["id"])
        return Present(
            snapshot=said["id"], built_at=said["built_at"], encoder=said["encoder"], key=key
        )
    snapshot = current_id(settings.snapshots)
    manifest = peek_manifest(settings.snapshots / snapshot)
    named = (settings.encoder, str(settings.query_prefix), str(settings.claim_prefix))
    return Present(
        snapshot=snapshot,
        built_at=manifest.built_at,
        encoder=manifest.fingerprint,
        key=digest(program(), snapshot, *named),
    )


def digest(*parts: str) -> str:
    """One key of several."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
