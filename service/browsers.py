"""What browser extensions need: origins, a publishable key with its rate, compression."""

from __future__ import annotations

import hmac
import re
from http import HTTPStatus

from flask import Flask, Response, request
from flask_compress import Compress
from flask_cors import CORS
from flask_limiter import HeaderNames, Limiter
from flask_limiter.util import get_remote_address
from werkzeug.middleware.proxy_fix import ProxyFix

from service.config import Settings
from service.errors import BadPublicKey

KEY_HEADER = "X-PriorCheck-Key"
_OPEN = r"/v1(alpha1)?/(match|check|claims|hashes|stats)([/:].*)?$"
_KEYS_WAIT = "X-RateLimit-Retry-After"
_ALGORITHMS = ["zstd", "br", "gzip"]
_COMPRESSED = ["application/json", "application/problem+json", "text/html", "text/css"]


def init_browsers(app: Flask, settings: Settings) -> None:
    """Set the application up for the extensions that the settings name; by default for none."""
    _init_compression(app)
    app.after_request(_tidy)
    if settings.extension_origins:
        CORS(
            app,
            resources={_OPEN: {}},
            origins=settings.extension_origins.split(),
            methods=["GET", "POST"],
            allow_headers=["Content-Type", "Accept", "If-None-Match", KEY_HEADER],
            expose_headers=["ETag", "Retry-After", "X-Request-Id"],
            max_age=600,
        )
    if settings.public_key is not None:
        _init_key(app, settings, settings.public_key.get_secret_value())


def _tidy(response: Response) -> Response:
    """Tell caches that answers differ by origin, and who is beyond the rate to wait for it."""
    if re.match(_OPEN, request.path):
        response.vary.add("Origin")
    wait = response.headers.pop(_KEYS_WAIT, None)  # the limiter has it in every answer
    if wait is not None and response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
        response.headers.setdefault("Retry-After", wait)
    return response


def _init_compression(app: Flask) -> None:
    """Whole answers only: lines must not wait, and what a key protects stays as it is."""
    app.config.update(
        COMPRESS_REGISTER=False,
        COMPRESS_MIMETYPES=_COMPRESSED,
        COMPRESS_ALGORITHM=_ALGORITHMS,
        COMPRESS_STREAMS=False,
        COMPRESS_LEVEL=5,
        COMPRESS_BR_LEVEL=4,
        COMPRESS_ZSTD_LEVEL=3,
    )
    compress = Compress(app)

    @app.after_request
    def shrink(response: Response) -> Response:
        if request.path.startswith("/v1/admin"):
            return response
        if _refuses_all():
            response.vary.add("Accept-Encoding")
            return response
        shrunk: Response = compress.after_request(response)
        return shrunk


def _refuses_all() -> bool:
    """True if all that is named is refused: Flask-Compress would take one of them."""
    known = (*_ALGORITHMS, "identity")
    named = (quality for name, quality in request.accept_encodings if name.lower() in known)
    return max(named, default=1) == 0


def _init_key(app: Flask, settings: Settings, key: str) -> None:
    """Calls with the key have a rate of their own; an extension's calls need it."""
    origins = settings.extension_origins.split()

    @app.before_request
    def demand_key() -> None:
        offered = _offered()
        needed = offered is not None or request.headers.get("Origin") in origins
        if request.method == "OPTIONS" or not needed:
            return
        if not hmac.compare_digest((offered or "").encode(), key.encode()):
            raise BadPublicKey

    if settings.proxies:  # the nearest of them writes last; what stands before is hearsay
        fixed = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=0, x_host=0)
        app.wsgi_app = fixed  # type: ignore[method-assign]
    limiter = Limiter(
        get_remote_address,
        app=app,
        application_limits=[settings.public_rate],
        storage_uri="memory://",
        strategy="moving-window",
        headers_enabled=True,
        header_name_mapping={HeaderNames.RETRY_AFTER: _KEYS_WAIT},
    )
    limiter.request_filter(_unkeyed)


def _offered() -> str | None:
    return request.headers.get(KEY_HEADER)


def _unkeyed() -> bool:
    return _offered() is None or request.method == "OPTIONS"
