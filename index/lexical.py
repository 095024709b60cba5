"""Lexical: how much of a query's rare wording a claim shares, by words and by character 4-grams.

Words survive names and numbers, 4-grams survive typos and inflection. Both are hashed to 32 bits,
so the table needs no vocabulary. Weights are BM25's idf over claims (Robertson and Zaragoza 2009).
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.frames import sought
from index.segments import Segments
from index.vectors import spans

# Letters, and the vowel signs of Indic and Thai scripts, which stand between them.
_WORD = re.compile(r"(?:[^\W_]|[\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e])+")
_GRAM = 4
_TABLE = 1 << 14
_PARTS = ("offsets", "terms", "known", "idf", "mass")

Terms = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Shares in [0, 1] of idf mass, one row a claim: of the query's words and 4-grams found in the
    claim, and of the claim's words found in the query."""

    words: NDArray[np.float64]
    grams: NDArray[np.float64]
    covered: NDArray[np.float64]


def terms(text: str) -> tuple[Terms, Terms]:
    """The distinct words and the distinct 4-grams of a text, hashed and sorted."""
    hashed = [_hashed(word) for word in set(_WORD.findall(folded(text)))]
    grams = frozenset[int]().union(*(grams for _, grams in hashed))
    return _in_order({word for word, _ in hashed}), _in_order(grams)


def folded(text: str) -> str:
    """What is sought of a text, case-folded, without accents."""
    decomposed = unicodedata.normalize("NFD", sought(text).casefold())
    if decomposed.isascii():
        return decomposed
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _grams(word: str) -> Iterable[str]:
    padded = f"_{word}_"
    return (padded[at : at + _GRAM] for at in range(max(1, len(padded) - _GRAM + 1)))


@lru_cache(maxsize=1 << 15)
def _hashed(word: str) -> tuple[int, frozenset[int]]:
    """A word and its 4-grams, hashed."""
    grams = (f"#{gram}".encode() for gram in _grams(word))
    return zlib.crc32(word.encode()), frozenset(map(zlib.crc32, grams))


def _in_order(hashes: Set[int]) -> Terms:
    return np.sort(np.fromiter(hashes, np.uint32, len(hashes)))


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """The idf of every known term; one that no claim has is the rarest of all."""

    known: Terms
    idf: NDArray[np.float32]
    unseen: float

    def weigh(self, wanted: Terms) -> NDArray[np.float32]:
        """The idf of each term."""
        if not len(self.known):
            return np.full(len(wanted), self.unseen, np.float32)
        at = np.minimum(np.searchsorted(self.known, wanted), len(self.known) - 1)
        weights = np.where(self.known[at] == wanted, self.idf[at], self.unseen)
        return weights.astype(np.float32)


@dataclass(frozen=True, slots=True)
class Column:
    """Terms of all claims, row after row, the idf of every term, and each row's sum of idf."""

    offsets: NDArray[np.int64]
    terms: Terms
    known: Terms
    idf: NDArray[np.float32]
    mass: NDArray[np.float32]
    given: Weights | None = None

    @classmethod
    def build(cls, rows: list[Terms]) -> Column:
        """From the sorted distinct terms of every claim."""
        lengths = np.array([0, *map(len, rows)], dtype=np.int64)
        flat = np.concatenate(rows) if rows else np.empty(0, np.uint32)
        known, place, frequency = np.unique(flat, return_inverse=True, return_counts=True)
        idf = np.log1p((len(rows) - frequency + 0.5) / (frequency + 0.5)).astype(np.float32)
        owner = np.repeat(np.arange(len(rows)), lengths[1:])
        mass = np.bincount(owner, idf[place], len(rows)).astype(np.float32)
        return cls(np.cumsum(lengths), flat, known, idf, mass)

    @property
    def weights(self) -> Weights:
        """What terms weigh: as given, or as often as the claims have them."""
        unseen = float(np.log1p((len(self.mass) + 0.5) / 0.5))
        return self.given or Weights(self.known, self.idf, unseen)

    def weighed(self, weights: Weights) -> Column:
        """The same terms under weights that other claims gave."""
        owner = np.repeat(np.arange(len(self.mass)), np.diff(self.offsets))
        mass = np.bincount(owner, weights.weigh(self.terms), len(self.mass)).astype(np.float32)
        return replace(self, mass=mass, given=weights)

    def shares(
        self, wanted: Sequence[Terms], rows: NDArray[np.int64], queries: Segments
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Of each query's claims, by row: the share of the query's wanted idf mass that a claim
        has, and of its own that is wanted."""
        flat = np.concatenate(wanted)
        askers = np.repeat(np.arange(len(wanted)), [len(terms) for terms in wanted])
        claims, places = self._meet(flat, askers, rows, queries)
        weights = self.weights.weigh(flat)
        shared = np.bincount(claims, weights[places], len(rows)).astype(np.float64)
        whole = queries.spread(np.bincount(askers, weights, len(wanted)).astype(np.float64))
        return _part_of(shared, whole), _part_of(shared, self.mass[rows])

    def _meet(
        self, wanted: Terms, askers: NDArray[np.int64], rows: NDArray[np.int64], queries: Segments
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Where a claim has what its query wants: the place of the claim, and of the term in all
        that is wanted. `askers` has the query of each wanted term."""
        keys = _keys(wanted, askers)
        starts = self.offsets[rows]
        counts = self.offsets[rows + 1] - starts
        found = self.terms[spans(starts, counts)]
        # Most terms are not wanted, which their last bits already show: a table spares the search.
        likely = np.zeros((len(queries.counts), _TABLE), dtype=np.bool_)
        likely[askers, keys % _TABLE] = True
        owners = np.repeat(queries.owners.astype(np.uint32) * np.uint32(_TABLE), counts)
        hits = np.flatnonzero(likely.ravel()[owners | (found & np.uint32(_TABLE - 1))])
        claims = np.searchsorted(np.cumsum(counts), hits, side="right")
        sought = _keys(found[hits], queries.owners[claims])
        at = np.searchsorted(keys, sought)
        meets = np.append(keys, 0)[at] == sought
        return claims[meets], at[meets]


def _keys(terms: Terms, queries: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Terms of several queries in one order."""
    return queries.astype(np.uint64) << np.uint64(32) | terms


def _part_of(shared: NDArray[np.float64], whole: NDArray[Any]) -> NDArray[np.float64]:
    share = np.zeros(len(shared))
    np.divide(shared, whole, out=share, where=whole > 0)
    return np.minimum(share, 1.0)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word and 4-gram columns of a snapshot's claims."""

    words: Column
    grams: Column

    @classmethod
    def build(cls, texts: Iterable[Iterable[str]]) -> Lexicon:
        """From each claim's text and titles, in row order."""
        pairs = [terms("\n".join(parts)) for parts in texts]
        return cls(Column.build([w for w, _ in pairs]), Column.build([g for _, g in pairs]))

    def weighed(self, words: Weights, grams: Weights) -> Lexicon:
        """The same terms under weights that other claims gave."""
        # Of grams only the query's share is used: their mass stays what it was.
        return Lexicon(self.words.weighed(words), replace(self.grams, given=grams))

    def overlap(self, texts: Sequence[str], rows: NDArray[np.int64], queries: Segments) -> Overlap:
        """How the terms of each text meet those of its claims, by row."""
        pairs = [terms(text) for text in texts]
        forward, backward = self.words.shares([words for words, _ in pairs], rows, queries)
        grams, _ = self.grams.shares([grams for _, grams in pairs], rows, queries)
        return Overlap(forward, grams, backward)

    def write(self, folder: Path) -> None:
        """Write lexical-*.npy files."""
        for name, column in (("words", self.words), ("grams", self.grams)):
            for part in _PARTS:
                np.save(folder / f"lexical-{name}-{part}.npy", getattr(column, part))

    @classmethod
    def open(cls, folder: Path) -> Lexicon:
        """Memory-map what `write` wrote; raises OSError or ValueError on damage."""
        return cls(_open_column(folder, "words"), _open_column(folder, "grams"))


def _open_column(folder: Path, name: str) -> Column:
    def part(kind: str) -> NDArray[np.generic]:
        path = folder / f"lexical-{name}-{kind}.npy"
        mapped: NDArray[np.generic] = np.load(path, mmap_mode="r", allow_pickle=False)
        # Plain arrays over the same memory: slicing a memmap costs ten times as much.
        return np.asarray(mapped)

    return Column(
        part("offsets").astype(np.int64),
        part("terms").view(np.uint32),
        part("known").view(np.uint32),
        part("idf").view(np.float32),
        part("mass").view(np.float32),
    )
