"""What may be kept by browsers and proxies: answers that say nothing of who asked what."""

from __future__ import annotations

import hashlib

from flask import Response, request


def keep(response: Response, *, seconds: int) -> Response:
    """Let a GET's answer be kept so long and then asked for again by its ETag (304 if the same)."""
    response.headers["Cache-Control"] = f"public, max-age={seconds}"
    response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:32])
    response.make_conditional(request)
    return response
