"""The README's proxy keeps what the service promises: no log holds a text."""

from __future__ import annotations

import re

from service.config import CHECKOUT


def test_the_proxy_logs_no_addresses() -> None:
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    [nginx] = re.findall(r"```nginx\n(.*?)```", readme, re.DOTALL)
    assert re.search(r"^ +access_log off;", nginx, re.MULTILINE)
    assert re.search(r"^ +error_log \S+ crit;", nginx, re.MULTILINE)
