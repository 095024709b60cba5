"""Cut what is too long for one lookup at the best clause boundary, with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 300  # characters; the encoder reads more, but one vector holds about one statement
_SHORTEST = 40  # never cut a crumb off

# Best first: what parts statements more surely is preferred to what lies nearer the middle.
_BOUNDARIES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<=[^\W\d_]{3})[.!?…]+[\"”“»’)]*\s+",
        r"[;；]\s*|\s[–—]\s+|:\s+",
        r",\s+(?=(?:und|aber|oder|sondern|and|but|or|so|et|mais|ou|y|e|o|u|pero|mas|ma|i|a|ale|lub|"
        r"en|maar|of|ve|ama)\s)",
        r"[,،]\s+|[，、]\s*",
        r"\s+",
    )
)


def cut_long(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield spans of at most LONGEST characters covering text[start:end] but for white space."""
    while end - start > LONGEST:
        cut = _best_cut(text, start, end)
        piece_end = cut
        while piece_end > start and text[piece_end - 1].isspace():
            piece_end -= 1
        if piece_end > start:
            yield start, piece_end
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end


def _best_cut(text: str, start: int, end: int) -> int:
    pieces = -(-(end - start) // LONGEST)
    target = start + (end - start) // pieces
    low, high = start + _SHORTEST, min(start + LONGEST, end - _SHORTEST)
    for boundary in _BOUNDARIES:
        cuts = [found.end() for found in boundary.finditer(text, low, high)]
        if cuts:
            return min(cuts, key=lambda cut: abs(cut - target))
    return min(target, start + LONGEST)
