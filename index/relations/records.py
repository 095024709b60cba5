"""Records: "the lowest in 50 years", which holds of every shorter time as well."""

from __future__ import annotations

import re

from index.relations.analysis import Analysis
from index.relations.quantities import Quantity

_NEAR = 3  # tokens from "in" to the number: "in more than 50 years"
_SINCE = frozenset("in for seit depuis en em ha hace desde da negli od".split())
_HIGHEST = {
    "en": r"\w{2,}est|most|least|first|record|worst|best",
    "de": r"\w{3,}ste[nrsm]?|rekord\w*|erste\w*|meisten",
    "fr": r"record|premi(?:er|ère)s?|(?:le|la|les|au) (?:plus|moins|pire|meilleure?)",
    "es": r"récord|primer[oa]?s?|(?:el|la|los|las) (?:\w+ )?(?:más|menos|peor|mejor)",
    "pt": r"recorde|primeir[oa]s?|(?:o|a|os|as) (?:\w+ )?(?:mais|menos|pior|melhor|maior|menor)",
    "it": r"record|prim[oaie]|(?:il|la|i|le) (?:\w+ )?(?:più|meno|peggiore|migliore)",
    "pl": r"naj\w+|rekord\w*|pierwsz\w+",
}
_PATTERNS = {
    language: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for language, words in _HIGHEST.items()
}


def spans_record(analysis: Analysis, quantity: Quantity) -> bool:
    """True for the time over which something is the highest, or the first."""
    if quantity.dimension != "time" or analysis.language is None:
        return False
    near = analysis.tokens[max(quantity.start - _NEAR, 0) : quantity.start]
    since = any(token.fold in _SINCE for token in near)
    return since and _PATTERNS[analysis.language].search(analysis.text) is not None
