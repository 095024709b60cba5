"""Words of the extension: every message is there in both languages, and every one is used."""

from __future__ import annotations

import json
import re

import pytest

from tests.browser.extension.reader import EXTENSION, ID

LOCALES = ("de", "en")


def _messages(locale: str) -> dict[str, dict[str, object]]:
    path = EXTENSION / "_locales" / locale / "messages.json"
    loaded: dict[str, dict[str, object]] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def _sources() -> str:
    kinds = ("*.js", "*.html", "manifest.json")
    return "\n".join(
        path.read_text(encoding="utf-8") for kind in kinds for path in EXTENSION.rglob(kind)
    )


def test_both_languages_have_the_same_messages() -> None:
    de, en = map(_messages, LOCALES)
    assert list(de) == list(en)
    for key in en:
        assert de[key].get("placeholders") == en[key].get("placeholders"), key


@pytest.mark.parametrize("locale", LOCALES)
def test_every_message_is_used_and_says_something(locale: str) -> None:
    sources = _sources()
    used = set(re.findall(r'"(\w+)"', sources)) | set(re.findall(r"__MSG_(\w+?)__", sources))
    messages = _messages(locale)
    assert set(messages) - used == set()
    for key, message in messages.items():
        assert str(message["message"]).strip(), key
        assert set(re.findall(r"\$(P\d)\$", str(message["message"]))) == {
            name.upper()
            for name in message.get("placeholders", {})  # type: ignore[attr-defined]
        }, key


def test_every_message_that_is_asked_for_is_there() -> None:
    calls = r'(?:say|message|new Problem)\(\s*"(\w+)"|problem: "(\w+)"|data-message="(\w+)"'
    tables = r'^\s+\w+: \[?"((?:verdict|difference|describe|problem|heading|repeats)\w+)"'
    asked = {
        key
        for found in re.findall(calls, _sources()) + re.findall(tables, _sources(), re.MULTILINE)
        for key in ([found] if isinstance(found, str) else found)
        if key
    }
    assert len(asked) > 60
    assert asked - set(_messages("en")) == set()


def test_the_manifest_asks_for_little() -> None:
    manifest = json.loads((EXTENSION / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["permissions"] == ["activeTab", "scripting", "storage"]
    assert "host_permissions" not in manifest
    assert "content_scripts" not in manifest
    assert "web_accessible_resources" not in manifest
    policy = manifest["content_security_policy"]["extension_pages"]
    assert "default-src 'none'; script-src 'self';" in policy


def test_the_id_is_that_of_the_key() -> None:
    import base64
    import hashlib

    manifest = json.loads((EXTENSION / "manifest.json").read_text(encoding="utf-8"))
    digest = hashlib.sha256(base64.b64decode(manifest["key"])).hexdigest()[:32]
    assert "".join(chr(ord("a") + int(digit, 16)) for digit in digest) == ID


def test_nothing_is_parsed_as_markup_or_run_as_code() -> None:
    forbidden = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|import\("
    )
    for path in EXTENSION.rglob("*.js"):
        assert not re.search(forbidden, path.read_text(encoding="utf-8")), path
