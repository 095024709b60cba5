"""read_table() and group_of(): the words and patterns that relations are worked out by."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


def read_table(*path: str) -> dict[str, Any]:
    """A TOML file of this package, by its path within it."""
    source = files("index.relations").joinpath(*path)
    return tomllib.loads(source.read_text(encoding="utf-8"))


def named_groups(name: str, language: str) -> str:
    """The patterns of a language in a table of such, either or, each a group of its name; what
    matches nothing where there are none."""
    patterns = read_table(name).get(language, {})
    return "|".join(f"(?P<{group}>{words})" for group, words in patterns.items()) or "(?!)"


@cache
def word_groups(name: str, language: str) -> re.Pattern[str]:
    """`named_groups` of whole folded words."""
    return re.compile(named_groups(name, language))


def group_of(name: str, fold: str, language: str) -> str | None:
    """The group of a table's words that a folded word is in."""
    match = word_groups(name, language).fullmatch(fold)
    return match.lastgroup if match else None
