#!/usr/bin/env bash
# Sourced by test: looks for a Chromium for the browser tests, and installs Debian's where that
# needs no question. Where there is none, says how to get one, and those tests are skipped.
# Usage: install_chromium, after setup_venv

_chromium_found() {
    [ -n "${PRIORCHECK_TEST_CHROMIUM:-}" ] && return 0
    command -v chromium >/dev/null || command -v chromium-browser >/dev/null && return 0
    .venv/bin/python - <<'PYTHON' 2>/dev/null
import os
from playwright.sync_api import sync_playwright
with sync_playwright() as driver:
    raise SystemExit(not os.path.isfile(driver.chromium.executable_path))
PYTHON
}

_chromium_install() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    echo "Installing Chromium for the browser tests (once) ..." >&2
    {
        apt-get -qq update
        DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends chromium
    } >/dev/null 2>&1
}

install_chromium() {
    _chromium_found && return 0
    _chromium_install || true
    _chromium_found || echo "Browser tests are skipped: no Chromium is installed and none could be;" \
        "install the package chromium, run .venv/bin/playwright install chromium, or set" \
        "PRIORCHECK_TEST_CHROMIUM to the path of one." >&2
}
