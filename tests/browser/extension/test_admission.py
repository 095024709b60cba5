"""The extension as it ships, without leave for any server: let in by its origin and the key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import ExtensionBrowser
from tests.browser.extension.articles import WALL
from tests.browser.extension.reader import EXTENSION, ID, Reader
from tests.browser.serving import serving

pytestmark = [pytest.mark.browser, pytest.mark.model]
KEY = "desk-extension-1"
PAGE = f"<!doctype html><p>We met again. {WALL}</p>"


@pytest.fixture(scope="module")
def server(demo_data: Path) -> Iterator[str]:
    """A server that admits the extension with the key, two calls a minute."""
    settings = {
        "PRIORCHECK_EXTENSION_ORIGINS": f"chrome-extension://{ID}",
        "PRIORCHECK_PUBLIC_KEY": KEY,
        "PRIORCHECK_PUBLIC_RATE": "2 per minute",
    }
    with serving(demo_data, **settings) as address:
        yield address


def test_the_key_and_its_limit(
    open_extension: ExtensionBrowser, server: str, demo_server: str
) -> None:
    reader = Reader(open_extension(EXTENSION), server)
    assert _problem(reader) == "problemKey"
    reader.choose(key="another-key")
    assert _problem(reader) == "problemKey"
    reader.choose(key=KEY)
    assert _problem(reader) is None
    assert _problem(reader) is None
    assert _problem(reader) == "problemBusy"
    reader.choose(server=demo_server)
    assert _problem(reader) == "problemNotAllowed", "no origin, no leave"


def _problem(reader: Reader) -> str | None:
    """What goes wrong with a check; where nothing does, the sentence is found."""
    page = reader.visit(PAGE)
    problem = reader.check(page)["problem"]
    assert problem or reader.sentences(page) == [WALL]
    page.close()
    return str(problem["message"]) if problem else None
