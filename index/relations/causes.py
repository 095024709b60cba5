"""Who is for a cause and who against it: "campaigned for the law", "campaigned against the law"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.relations.alignment import Alignment
from index.relations.analysis import Analysis

# Of what helps against a thing it may be said that it is for it: a remedy, a vaccine. So only
# where somebody speaks up.
_TAKES_SIDES = re.compile(
    r"argu|campa[gi]|campan|kampagn|kampani|kampf|demonstr|manifest|march|marschier|petiti|petycj|"
    r"protest|rall(y|ied)|lobb|spoke|speak|speech|testif|vot|stimm|glosow|fight|fought|figh|struggl|"
    r"preach|predig|geworben|warb|werb|wirb|sprach|sprech|plad|klag|entsch|lutt|lott|luch|lut[ao]|"
    r"batt|milit|plaid|parl|habl|fal[aoe]|pronon|pronunc|decid|decis|rul(e|ed|ing)|walcz|agit|"
    r"przema|opowiad"
)
_SIDES = {
    "en": (("against",), ("for", "in favor of", "in favour of", "in support of")),
    "de": (("gegen",), ("fur", "zugunsten")),
    "fr": (("contre",), ("pour", "en faveur de", "en faveur du", "en faveur des")),
    "es": (("contra", "en contra de"), ("por", "a favor de", "en favor de")),
    "it": (("contro",), ("per", "a favore di", "in favore di", "a favore della")),
    "pt": (("contra",), ("por", "pelo", "pela", "a favor de", "a favor da", "a favor do")),
    "pl": (("przeciw", "przeciwko"), ("za", "na rzecz")),
}
_WORDS = {
    language: frozenset(word for side in sides for phrase in side for word in phrase.split())
    for language, sides in _SIDES.items()
}
_NEAR = 3  # words between who takes a side and the cause


def sided_otherwise(alignment: Alignment) -> bool:
    """True where one side is for what the other is against."""
    query, claim = alignment.query, alignment.claim
    ours, theirs = dict(_sides(query)), dict(_sides(claim))
    return any(
        theirs.get((alignment.pairs[verb], alignment.pairs[cause]), sided) != sided
        for (verb, cause), sided in ours.items()
        if verb in alignment.pairs and cause in alignment.pairs
    )


def _sides(analysis: Analysis) -> Iterator[tuple[tuple[int, int], bool]]:
    """Who speaks up and for or against what, by their places, and whether it is for it."""
    if analysis.language is None:
        return
    words = _WORDS[analysis.language]
    said_of = [i for i in analysis.content if analysis.tokens[i].fold not in words]
    for verb, cause in zip(said_of, said_of[1:], strict=False):
        between = [token.fold for token in analysis.tokens[verb + 1 : cause]]
        if len(between) > _NEAR or not _TAKES_SIDES.match(analysis.tokens[verb].fold):
            continue
        said = f" {' '.join(between)} "
        against, favour = (
            any(f" {phrase} " in said for phrase in side) for side in _SIDES[analysis.language]
        )
        if against != favour:
            yield (verb, cause), favour
