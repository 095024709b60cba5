"""create_app(): the one place where the parts of the service are put together."""

from __future__ import annotations

import logging
import re
import time
import uuid
from typing import TYPE_CHECKING, cast

from flask import Flask, Response, g, request

from service import admin, check, docs, google, hashes, health, lookup, pages
from service.browsers import init_browsers
from service.config import Settings
from service.engine import Engine, attach, engine, open_encoder_of, open_library
from service.errors import init_errors
from service.look import FILTERS

if TYPE_CHECKING:
    from index.library import Library

_CALLS = logging.getLogger("priorcheck.calls")
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def create_app(settings: Settings, library: Library | None = None) -> Flask:
    """The service over `library`, or over the one the settings name; raises EncoderError."""
    app = Flask("service", static_folder=None, template_folder="web")
    app.config["MAX_CONTENT_LENGTH"] = settings.max_body_bytes
    library = library or open_library(settings, open_encoder_of(settings))
    with app.app_context():
        attach(Engine(settings, library))
    app.jinja_env.filters.update(FILTERS)
    init_errors(app)
    app.before_request(_begin)
    init_browsers(app, settings)
    app.after_request(_finish)
    for part in (lookup, check, hashes, google, health, docs, admin, pages):
        app.register_blueprint(part.blueprint)
    return app


def engine_of(app: Flask) -> Engine:
    """The engine that serves this application."""
    with app.app_context():
        return engine()


def _begin() -> None:
    g.began = time.perf_counter()
    offered = request.headers.get("X-Request-Id", "")
    g.request_id = offered if _REQUEST_ID.fullmatch(offered) else uuid.uuid4().hex


def _finish(response: Response) -> Response:
    response.headers["X-Request-Id"] = request_id()
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    call = request.url_rule.rule if request.url_rule else "unknown"
    seconds = time.perf_counter() - g.began
    engine().metrics.observe(call, response.status_code, seconds)
    # The route and not the path: a path may hold a text, a query string usually does.
    _CALLS.info(
        "%s %s %d %.1fms %s",
        request.method,
        call,
        response.status_code,
        seconds * 1000,
        request_id(),
    )
    return response


def request_id() -> str:
    """The id of the current request, the caller's own where it is a plain one."""
    return cast(str, g.request_id)
