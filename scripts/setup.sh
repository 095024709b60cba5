#!/usr/bin/env bash
# Sourced by serve and test: makes .venv once and again only when pyproject.toml changes.
# Usage: setup_venv [EXTRA]
setup_venv() {
    local extra="${1:-}" python="${PYTHON:-python3}" stamp want
    want="$(cksum <pyproject.toml)${extra}"
    stamp=".venv/.priorcheck-setup${extra:+-$extra}"
    if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$want" ]; then
        return 0
    fi
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
        echo "PriorCheck needs Python 3.11 or newer; set PYTHON=/path/to/python3.11 and run again." >&2
        return 1
    }
    echo "Setting up .venv (once, a few minutes) ..." >&2
    [ -x .venv/bin/python ] || "$python" -m venv .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --editable ".${extra:+[$extra]}"
    printf '%s' "$want" >"$stamp"
}
