"""judged(): the matches of texts, once what is undecided was read beside its claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from index.judge import Judge
from index.lookup import Match, Relation
from index.matches import Described
from index.narrowed import parted_closely
from index.stance import Pair, Reading, Rules

Asked = tuple[Described, tuple[Rules, ...] | None]  # and what a reading of it is to say


def judged(
    found: Sequence[Sequence[Described]], judge: Judge | None, known: Mapping[Pair, Reading]
) -> list[tuple[Match, ...]]:
    """The matches of each text; of what is undecided a reading says whether it is the same. `known`
    are those of pairs that were read before."""
    if judge is None:
        return [tuple(each.match for each in some) for some in found]
    stance = judge.stance
    asked = [[(each, each.asked(stance, known.get(each.pair))) for each in some] for some in found]
    pairs = {each.pair: None for some in asked for each, rules in some if rules is not None}
    fresh = [pair for pair in pairs if pair not in known]
    said = {**known, **dict(zip(fresh, judge.read(fresh), strict=True))}
    decided = [
        [
            each.match if rules is None else each.decided(rules, said[each.pair], stance)
            for each, rules in some
        ]
        for some in asked
    ]
    return _closely(asked, decided, judge)


def _closely(
    asked: Sequence[Sequence[Asked]], decided: Sequence[Sequence[Match]], judge: Judge
) -> list[tuple[Match, ...]]:
    """The matches; only related is what a reading alone calls the same, and not its parts, of texts
    that are equal but for these: whatever is said of the claim's language."""
    doubted = {
        each.pair: each.languages[0]
        for some, matches in zip(asked, decided, strict=True)
        for (each, rules), match in zip(some, matches, strict=True)
        if rules == (Rules.NONE,) and match.relation is Relation.SAME
    }
    parted = parted_closely(doubted, judge)
    return [
        tuple(
            replace(match, relation=Relation.RELATED) if each.pair in parted else match
            for (each, _), match in zip(some, matches, strict=True)
        )
        for some, matches in zip(asked, decided, strict=True)
    ]
