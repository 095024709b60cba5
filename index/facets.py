"""Facets: the columns that filters look at, one row a review, and the mask of claims that pass."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.model import Claim, Review
from index.lookup import Filters
from index.segments import Segments
from index.vectors import spans

UNKNOWN = -1
_UNDATED = -1
_COLUMNS = ("claim", "claim_language", "language", "site", "name", "verdict", "month", "day")

Column = NDArray[np.int32]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Facets:
    """Integer columns over reviews; `words` lists the strings that the integers stand for.

    `shown` is how names of publishers are written, where that is not how they are compared.
    """

    columns: dict[str, Column]
    words: tuple[str, ...]
    claims: int
    shown: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {word: place for place, word in enumerate(self.words)}

    def passing(self, filters: Filters, *, today: date) -> Mask:
        """Which claims pass: those of which one review passes every filter."""
        keep = np.ones(len(self.columns["claim"]), dtype=np.bool_)
        if filters.languages:
            wanted = self._codes(primary_subtag(name) for name in filters.languages)
            keep &= np.isin(self.columns["claim_language"], wanted) | np.isin(
                self.columns["language"], wanted
            )
        if filters.publishers:
            wanted = self._codes(_folded(name) for name in filters.publishers)
            keep &= np.isin(self.columns["site"], wanted) | np.isin(self.columns["name"], wanted)
        if filters.verdicts:
            wanted = self._codes(verdict.value for verdict in filters.verdicts)
            keep &= np.isin(self.columns["verdict"], wanted)
        if filters.max_age_days is not None:
            oldest = today.toordinal() - filters.max_age_days
            keep &= self.columns["day"] >= max(oldest, 0)
        mask = np.zeros(self.claims, dtype=np.bool_)
        mask[self.columns["claim"][keep]] = True
        return mask

    def counts(self, column: str) -> tuple[tuple[str, int], ...]:
        """How many reviews carry each value of a column, most frequent first, unknown left out."""
        codes, numbers = np.unique(self.columns[column], return_counts=True)
        pairs = [(self.words[c], int(n)) for c, n in zip(codes, numbers, strict=True) if c >= 0]
        return tuple(sorted(pairs, key=lambda pair: (-pair[1], pair[0])))

    def publishers(self) -> tuple[tuple[str, int], ...]:
        """How many reviews each publisher has, by site, by name where a review names no site."""
        sites, names = self.columns["site"], self.columns["name"]
        either = Facets({"publisher": np.where(sites >= 0, sites, names)}, self.words, self.claims)
        named = {self.words[code] for code in np.unique(sites) if code >= 0}
        return tuple(
            (name if name in named else self.shown.get(name, name), count)
            for name, count in either.counts("publisher")
        )

    def claim_languages(self) -> tuple[tuple[str, int], ...]:
        """How many claims are in each language, most frequent first."""
        _, first = np.unique(self.columns["claim"], return_index=True)
        found = Counter(int(code) for code in self.columns["claim_language"][first])
        pairs = [(self.words[code], n) for code, n in found.items() if code >= 0]
        return tuple(sorted(pairs, key=lambda pair: (-pair[1], pair[0])))

    def languages(self) -> Column:
        """The language of each claim by row, as its place in `words`; UNKNOWN where it is."""
        found = np.full(self.claims, UNKNOWN, dtype=np.int32)
        found[self.columns["claim"]] = self.columns["claim_language"]
        return found

    def language_code(self, language: str | None) -> int:
        """What `languages` has for claims in this one; another number where there are none."""
        name = primary_subtag(language)
        if not name:
            return UNKNOWN
        (found,) = self._codes([name]) or [len(self.words)]
        return found

    def days_from(self, day: date, claims: NDArray[np.int64]) -> NDArray[np.float64]:
        """How many days the nearest dated review of each claim is away; inf without a date."""
        wanted = claims.astype(np.int32)
        starts, ends = (np.searchsorted(self.columns["claim"], wanted + plus) for plus in (0, 1))
        days = self.columns["day"][spans(starts, ends - starts)]
        away = np.where(days == _UNDATED, np.inf, np.abs(days - day.toordinal()))
        return Segments(ends - starts).lowest(away)

    def newest(self, claims: Mask, count: int) -> NDArray[np.int64]:
        """The rows of `count` claims of a mask, newest first, undated ones last."""
        days = np.full(self.claims, _UNDATED, dtype=np.int32)
        np.maximum.at(days, self.columns["claim"], self.columns["day"])
        rows = np.flatnonzero(claims)
        return rows[np.argsort(-days[rows], kind="stable")[:count]].astype(np.int64)

    def _codes(self, names: Iterable[str]) -> list[int]:
        return [self._places[name] for name in names if name in self._places]

    def write(self, folder: Path) -> None:
        """Write facets.npz and facets.json."""
        columns: dict[str, Any] = dict(self.columns)
        np.savez(folder / "facets.npz", **columns)
        described = {"words": self.words, "claims": self.claims, "shown": dict(self.shown)}
        text = json.dumps(described, ensure_ascii=False)
        (folder / "facets.json").write_text(text, encoding="utf-8")

    @classmethod
    def open(cls, folder: Path) -> Facets:
        """Read what `write` wrote; raises OSError, ValueError or KeyError on damage."""
        described = json.loads((folder / "facets.json").read_text(encoding="utf-8"))
        with np.load(folder / "facets.npz", allow_pickle=False) as columns:
            return cls(
                {name: columns[name] for name in _COLUMNS},
                tuple(described["words"]),
                int(described["claims"]),
                dict(described.get("shown", {})),  # older snapshots have none
            )


class FacetsBuilder:
    """Collects the columns claim by claim, in row order."""

    def __init__(self) -> None:
        self._rows: list[tuple[int, ...]] = []
        self._codes: dict[str, int] = {}
        self._shown: dict[str, str] = {}
        self._claims = 0

    def add(self, claim: Claim) -> None:
        """Append the reviews of the next claim; a claim without any counts as one blank review."""
        language = self._code(primary_subtag(claim.language))
        for review in claim.reviews:
            self._rows.append((self._claims, language, *self._review_codes(claim, review)))
        if not claim.reviews:
            self._rows.append((self._claims, language, -1, -1, -1, -1, -1, _UNDATED))
        self._claims += 1

    def _review_codes(self, claim: Claim, review: Review) -> Sequence[int]:
        newest = max(_ordinal(review.reviewed_at), _ordinal(claim.claimed_at))
        month = (review.reviewed_at or "")[:7]
        name = (review.publisher.name or "").strip()
        if name != (folded := _folded(name)):
            self._shown.setdefault(folded, name)
        return (
            self._code(primary_subtag(review.language)),
            self._code(_folded(review.publisher.site)),
            self._code(folded),
            self._code(review.verdict.value if review.verdict else ""),
            self._code(month if len(month) == 7 else ""),
            newest,
        )

    def _code(self, word: str) -> int:
        return self._codes.setdefault(word, len(self._codes)) if word else -1

    def finish(self) -> Facets:
        """The columns of all claims added."""
        table = np.array(self._rows, dtype=np.int32).reshape(-1, len(_COLUMNS))
        columns = {name: table[:, place].copy() for place, name in enumerate(_COLUMNS)}
        return Facets(columns, tuple(self._codes), self._claims, self._shown)


def primary_subtag(language: str | None) -> str:
    """`de-AT` is `de`; unknown is empty."""
    return (language or "").replace("_", "-").split("-")[0].lower()


def _folded(name: str | None) -> str:
    folded = (name or "").strip().casefold()
    return folded.removeprefix("www.")


def _ordinal(when: str | None) -> int:
    """The first day that a date of any precision may mean, or _UNDATED."""
    if not when:
        return _UNDATED
    year, month, day = (when[:10].split("-") + ["01", "01"])[:3]
    try:
        return date(int(year), int(month), int(day)).toordinal()
    except ValueError:
        return _UNDATED
