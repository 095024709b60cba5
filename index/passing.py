"""Passing: the claims and the vectors of a snapshot that filters let through."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from index.facets import Facets
from index.faiss_index import Mask
from index.links import Links
from index.lookup import Filters

_KEPT = 64  # filters


class Passing:
    """Finds them, and keeps what was found; `heads` where there are clusters."""

    def __init__(self, facets: Facets, links: Links, heads: NDArray[np.int64] | None) -> None:
        # over parts, not the snapshot: what refers to itself stays until the collector comes to it
        self._found = lru_cache(_KEPT)(partial(_find, facets, links, heads))

    def masks(self, filters: Filters) -> tuple[Mask, Mask] | None:
        """The claims and the vectors that pass; None when all do."""
        if filters.empty:
            return None
        found: tuple[Mask, Mask] = self._found(filters, datetime.now(UTC).date())
        return found


def _find(
    facets: Facets,
    links: Links,
    heads: NDArray[np.int64] | None,
    filters: Filters,
    today: date,
) -> tuple[Mask, Mask]:
    claims = facets.passing(filters, today=today)
    if heads is not None:  # a cluster passes with any of its claims, and is found by all of them
        passing = np.zeros_like(claims)
        passing[heads[claims]] = True
        claims = passing[heads]
    return claims, links.vector_mask(claims)
