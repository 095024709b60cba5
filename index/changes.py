"""Change: what became of a match between two checks of one sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from index.checked import CheckedMatch, CheckedSentence


class ChangeKind(StrEnum):
    """What became of one match between two checks."""

    NEW_MATCH = "new_match"
    LOST_MATCH = "lost_match"
    VERDICT_CHANGED = "verdict_changed"
    RELATION_CHANGED = "relation_changed"
    CLAIM_WITHDRAWN = "claim_withdrawn"
    BAND_CHANGED = "band_changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One match of one sentence, before and now; at least one side is there.

    `sentence` is the present row, or the previous one where the text itself is gone (`gone`).
    `since` is when what is said now was first said, ISO 8601; None where that is not known.
    """

    kind: ChangeKind
    sentence: CheckedSentence
    before: CheckedMatch | None
    now: CheckedMatch | None
    gone: bool = False
    since: str | None = None

    @property
    def match(self) -> CheckedMatch:
        """The match as it stands, or as it last stood."""
        found = self.now or self.before
        assert found is not None  # noqa: S101 - one side is always there
        return found


# The id of the claim that a claim is shown under now, by its own; None where it is withdrawn.
Head = Callable[[str], str | None]
_Matches = Mapping[str, CheckedMatch]


def itself(claim_id: str) -> str | None:
    """The head of every claim where none is withdrawn or merged."""
    return claim_id


def compare(
    before: CheckedSentence | None, now: CheckedSentence | None, *, head: Head = itself
) -> list[Change]:
    """Every match of either check, what became of it, in the order of the present matches.

    A match may change in verdict, relation and band: then it yields each. Claims that were merged
    or parted in between go on as what they are shown under now. Rows are of one sentence, or None.
    """
    sentence = now or before
    if sentence is None:
        return []
    old = {match.claim_id: match for match in before.matches} if before else {}
    new = {match.claim_id: match for match in now.matches} if now else {}
    goes_on = _goes_on(old, new, head) if now else {}
    was = {stands: old[claim_id] for claim_id, stands in reversed(goes_on.items())}
    was.update((claim_id, old[claim_id]) for claim_id in old if claim_id in new)
    changes = [
        Change(kind=kind, sentence=sentence, before=was.get(claim_id), now=match)
        for claim_id, match in new.items()
        for kind in _kinds(was.get(claim_id), match)
    ]
    for claim_id in (known for known in old if known not in goes_on):
        taken = now is not None and head(claim_id) is None
        kind = ChangeKind.CLAIM_WITHDRAWN if taken else ChangeKind.LOST_MATCH
        changes.append(
            Change(kind=kind, sentence=sentence, before=old[claim_id], now=None, gone=now is None)
        )
    return changes


def _goes_on(old: _Matches, new: _Matches, head: Head) -> dict[str, str]:
    """Under which claim each match of before stands now, but for those that stand no more."""
    found: dict[str, str] = {}
    for claim_id, match in old.items():
        stands = claim_id if claim_id in new else head(claim_id)
        if stands == claim_id and claim_id not in new:
            stands = match.found_by  # which may be out of the cluster again
        if stands is not None and stands in new:
            found[claim_id] = stands
    return found


def _kinds(before: CheckedMatch | None, now: CheckedMatch) -> Sequence[ChangeKind]:
    if before is None:
        return (ChangeKind.NEW_MATCH,)
    found = []
    if before.verdicts != now.verdicts:
        found.append(ChangeKind.VERDICT_CHANGED)
    if before.relation != now.relation:
        found.append(ChangeKind.RELATION_CHANGED)
    if before.band != now.band:
        found.append(ChangeKind.BAND_CHANGED)
    return found or (ChangeKind.UNCHANGED,)
