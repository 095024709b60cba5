"""negated_frame() and told_within(): a claim within a sentence that says more around it.

"Nobody tells you that X." takes X for granted, "Nobody has shown that X." does not, and there are
more such frames than can be listed: what reads both texts at once is to say which of them it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from index.lookup import Relation
from index.relation import relate
from index.relations.alignment import align
from index.relations.analysis import Analysis, analyse
from index.relations.cues import Cue
from index.relations.kinds import of_another_kind
from index.relations.replaced import replaced
from index.relations.reservations import headed_false

_LEAST = 2  # content words of what is left
_SHARED = 0.5
_AROUND = 2  # words of a clause around it
_MOST = 4  # clauses at either end that a frame may have
_LONGEST = 1_000  # characters: the parts of a longer text are many, and long


def negated_frame(
    query: str, claim: str, query_language: str | None, claim_language: str | None
) -> bool:
    """Whether a part of the query says the same as the claim to `relate`, and what stands before
    that part, or behind it, holds a word of denial."""
    if max(len(query), len(claim)) > _LONGEST or headed_false(query):
        return False
    languages, read = (query_language, claim_language), analyse(query, query_language)
    if not any(_repeats(part, claim, *languages) for part in _parts(read)):
        return False
    # a part may be without the very word that parts them
    whole = align(read, analyse(claim, claim_language))
    return not (replaced(whole) or of_another_kind(whole))


def told_within(
    query: str, claim: str, query_language: str | None, claim_language: str | None
) -> bool:
    """Whether a part of the query says the same as the claim to `relate`, and some clause stands
    before that part, or behind it: "Neurologists cringe when they hear that ..."."""
    if max(len(query), len(claim)) > _LONGEST:
        return False
    languages, read = (query_language, claim_language), analyse(query, query_language)
    end, bounds = len(read.tokens), _bounds(read)
    spans = [(bound, end) for bound in bounds[:_MOST] if bound >= _AROUND]
    spans += [(0, bound) for bound in bounds[-_MOST:] if end - bound >= _AROUND]
    return any(
        _says(read, *span) and _repeats(read.words(*span), claim, *languages) for span in spans
    )


def _repeats(part: str, claim: str, query_language: str | None, claim_language: str | None) -> bool:
    """Whether a part has much of the claim's words, where they are of one language, and nothing
    parts the two."""
    one, other = analyse(part, query_language), analyse(claim, claim_language)
    if one.language == other.language and align(one, other).overlap < _SHARED:
        return False
    relation, _ = relate(
        part, claim, query_language=query_language, claim_language=claim_language, sure=False
    )
    return relation is Relation.SAME


def _parts(read: Analysis) -> Iterator[str]:
    """What is left of a sentence without its first clauses, or its last, that hold a negation."""
    denials = [cue for cue in read.cues if _denies(cue)]
    if not denials:  # as most have none
        return
    bounds = _bounds(read)
    for bound in bounds[:_MOST]:
        if any(cue.start < bound for cue in denials) and _says(read, bound, len(read.tokens)):
            yield read.words(bound, len(read.tokens))
    for bound in bounds[-_MOST:]:
        if any(cue.start >= bound for cue in denials) and _says(read, 0, bound):
            yield read.words(0, bound)


def _bounds(read: Analysis) -> list[int]:
    """Where clauses begin, but for the first."""
    return [i for i in range(1, len(read.tokens)) if read.places[i] != read.places[i - 1]]


def _denies(cue: Cue) -> bool:
    """True for "not", "nobody", and the "few" of "few know that"."""
    return cue.family == "negator" or (cue.family == "level" and cue.concept == "few")


def _says(read: Analysis, start: int, end: int) -> bool:
    return sum(start <= i < end for i in read.content) >= _LEAST
