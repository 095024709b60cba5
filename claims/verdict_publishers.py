"""What a publisher means by its own words and numbers."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from claims.model import Verdict
from claims.verdict_words import Judgement, Words, words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class _Publisher:
    phrases: dict[Words, Verdict]
    ends: tuple[float, float] | None
    numbers: tuple[Verdict, ...]


def judge_by_publisher(rating_text: str, site: str | None) -> Judgement | None:
    """The verdict of a whole rating text, or of its first sentence, in the publisher's words."""
    name, publisher = _find(site)
    if publisher is None:
        return None
    for text in (rating_text, rating_text.split(". ")[0]):
        words = words_of(text)
        if words in publisher.phrases:
            return Judgement(publisher.phrases[words], f"{name}:{' '.join(words)}")
    return None


def number_by_publisher(
    value: float, best: float, worst: float, site: str | None
) -> Judgement | None:
    """The verdict of a number on exactly the publisher's own scale."""
    name, publisher = _find(site)
    if publisher is None or publisher.ends != (worst, best):
        return None
    step = abs(value - worst)
    if step not in range(len(publisher.numbers)) or not min(best, worst) <= value <= max(
        best, worst
    ):
        return None
    verdict = publisher.numbers[int(step)]
    return Judgement(verdict, f"{name}:{value:g} of {worst:g}-{best:g}")


def _find(site: str | None) -> tuple[str, _Publisher | None]:
    publishers = _publishers()
    for name in _domains(site or ""):
        if name in publishers:
            return name, publishers[name]
    return "", None


def _domains(site: str) -> Iterator[str]:
    """A host and the domains above it."""
    while site:
        yield site
        _, _, site = site.partition(".")


@cache
def _publishers() -> dict[str, _Publisher]:
    text = files("claims").joinpath("verdicts_publishers.toml").read_text("utf-8")
    sections = tomllib.loads(text)["publisher"]
    return {site: _publisher(section) for section in sections for site in section["sites"]}


def _publisher(section: dict[str, Any]) -> _Publisher:
    return _Publisher(
        phrases={
            words_of(phrase): verdict
            for verdict in Verdict
            for phrase in section.get(verdict.value, ())
        },
        ends=(section["worst"], section["best"]) if "numbers" in section else None,
        numbers=tuple(Verdict(name) for name in section.get("numbers", ())),
    )
