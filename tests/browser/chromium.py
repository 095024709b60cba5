"""Chromium: where it is, and how the tests start it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, BrowserType

VARIABLE = "PRIORCHECK_TEST_CHROMIUM"
MISSING = f"no Chromium: none on the PATH, none of Playwright's, and {VARIABLE} is not set"
_NAMES = ("chromium", "chromium-browser")
_QUIET = (  # it asks its maker for nothing while we listen to what pages ask for
    "--no-first-run",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_ACTIONS = "--enable-unsafe-extension-debugging"  # lets a test press the toolbar's button


def find_chromium(chromium: BrowserType) -> str | None:
    """The path of a Chromium, None where there is none."""
    named = [os.environ.get(VARIABLE), *map(shutil.which, _NAMES), chromium.executable_path]
    return next((path for path in named if path and Path(path).is_file()), None)


def launch(chromium: BrowserType, executable: str) -> Browser:
    """A browser without a profile."""
    return chromium.launch(executable_path=executable, args=list(_QUIET))


def launch_with_extension(
    chromium: BrowserType, executable: str, profile: Path, extension: Path, *, locale: str = "en-US"
) -> BrowserContext:
    """A browser with a profile in an empty folder and with an unpacked extension."""
    loaded = (f"--disable-extensions-except={extension}", f"--load-extension={extension}")
    return chromium.launch_persistent_context(
        str(profile),
        executable_path=executable,
        headless=True,
        args=[*_QUIET, *loaded, f"--lang={locale}", _ACTIONS],
        locale=locale,
        viewport={"width": 1280, "height": 900},
    )
