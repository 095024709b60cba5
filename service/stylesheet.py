"""Static files: styles, scripts and icons, under addresses that change with their content."""

from __future__ import annotations

import hashlib
from functools import cache
from mimetypes import guess_type
from pathlib import Path

from flask import Response, request
from werkzeug.exceptions import NotFound

FOLDER = Path(__file__).parent / "web" / "static"
_YEAR = 365 * 24 * 3600


@cache
def _files() -> dict[str, tuple[bytes, str]]:
    """Each file's content and its hash; they are few and small."""
    contents = {path.name: path.read_bytes() for path in FOLDER.iterdir() if path.is_file()}
    return {name: (text, hashlib.sha256(text).hexdigest()[:16]) for name, text in contents.items()}


def static_url(name: str) -> str:
    """The address of a static file, with a hash of its content."""
    return f"/static/{name}?v={_files()[name][1]}"


def static_file(name: str) -> Response:
    """The file with an ETag; for good under its hashed address, to be asked again otherwise."""
    if name not in _files():
        raise NotFound
    content, digest = _files()[name]
    response = Response(content, mimetype=guess_type(name)[0])
    named = request.args.get("v") == digest
    response.headers["Cache-Control"] = (
        f"public, max-age={_YEAR}, immutable" if named else "no-cache"
    )
    response.set_etag(digest)
    response.make_conditional(request)
    return response
