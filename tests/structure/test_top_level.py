"""The top level holds what it should and nothing else."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = {".ci", "claims", "index", "scripts", "service", "tests"}
FILES = {
    ".gitignore",
    ".pre-commit-config.yaml",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "README.md",
    "pyproject.toml",
}


def test_nothing_strays_into_the_top_level() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a Git checkout")
    names = [line.partition("/") for line in listed.stdout.splitlines()]
    assert {first for first, slash, _ in names if slash} <= FOLDERS
    assert {first for first, slash, _ in names if not slash} <= FILES
