"""The README's table of settings is the settings."""

from __future__ import annotations

import re

from service.config import CHECKOUT, Settings, variable


def test_every_setting_is_in_the_readme() -> None:
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(PRIORCHECK_\w+)` \|[^|]*\| (.*) \|$", readme, re.MULTILINE))
    assert rows == {
        variable(name): field.description for name, field in Settings.model_fields.items()
    }
