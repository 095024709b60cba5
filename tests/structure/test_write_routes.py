"""Whatever writes demands the admin key."""

from __future__ import annotations

import re
from pathlib import Path

from service.app import create_app
from service.config import Settings

LOOKUPS = {"/v1/match", "/v1/match/batch", "/v1/check", "/v1/hashes", "/", "/export/<kind>"}


def test_every_write_route_is_an_admin_route(tmp_path: Path) -> None:
    app = create_app(Settings(data=tmp_path, encoder="hashing", admin_key=None))
    for rule in app.url_map.iter_rules():
        writes = (rule.methods or set()) - {"GET", "HEAD", "OPTIONS"}
        if writes and rule.rule not in LOOKUPS:
            assert rule.endpoint.startswith("admin."), rule.rule


def test_only_these_modules_open_the_store() -> None:
    service = Path(create_app.__code__.co_filename).parent
    opening = {
        path.name
        for path in service.glob("*.py")
        if re.search(r"ClaimStore\.open", path.read_text())
    }
    assert opening == {"admin.py", "publishing.py", "past.py"}  # past.py only reads
