"""/openapi.json, and /docs: the same as a page, without scripts and without the network."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, render_template
from markupsafe import Markup, escape

from service.caching import keep
from service.engine import engine
from service.errors import HTTP_KINDS, KINDS
from service.openapi import build_document
from service.sent import Limits

blueprint = Blueprint("docs", __name__)
_STYLE = (Path(__file__).parent / "web" / "docs.css").read_text(encoding="utf-8")
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_CODE = re.compile(r"`([^`]+)`")
_POLICY = f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; frame-ancestors 'none'"


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """The document."""
    text = json.dumps(_document(engine().limits), ensure_ascii=False)
    return keep(Response(text, content_type="application/json"), seconds=300)


@blueprint.get("/docs")
def docs() -> Response:
    """The document as a page."""
    page = Response(_page(engine().limits), content_type="text/html; charset=utf-8")
    page.headers["Content-Security-Policy"] = _POLICY
    return page


@cache
def _document(limits: Limits) -> dict[str, Any]:
    return build_document(limits)


@cache
def _page(limits: Limits) -> str:
    document = _document(limits)
    known = (*KINDS.values(), *HTTP_KINDS.values())
    kinds = sorted({(kind.status, kind.slug, kind.title, kind.detail) for kind in known}, key=str)
    return render_template(
        "docs.html", api=document, style=_STYLE, kinds=kinds, type_name=_type_name, prose=_prose
    )


def _prose(text: str | None) -> Markup:
    """Text with `code` marked up and everything else escaped."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text or ""))))  # noqa: S704


def _type_name(schema: dict[str, Any]) -> list[tuple[str, str | None]]:
    """A schema's type in words, as (words, name of a schema to link to)."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return [(name, name)]
    if "anyOf" in schema or "oneOf" in schema:
        return _alternatives(schema.get("anyOf") or schema["oneOf"])
    if "enum" in schema:
        return [(" | ".join(f'"{value}"' for value in schema["enum"]), None)]
    if "const" in schema:
        return [(f'"{schema["const"]}"', None)]
    if schema.get("type") == "array":
        return [("list of ", None), *_type_name(schema.get("items", {}))]
    return [(schema.get("type", "anything"), None)]


def _alternatives(schemas: list[dict[str, Any]]) -> list[tuple[str, str | None]]:
    words = _type_name(schemas[0])
    for schema in schemas[1:]:
        words += [(" or ", None), *_type_name(schema)]
    return words
