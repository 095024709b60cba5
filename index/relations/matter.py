"""Whether two sentences that part are of one matter, so that what one says excludes the other.

"Four people died in the fire." and "The mayor said in 2019 that the fire brigade has nine engines."
differ in a number, and both may be so.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.lookup import DifferenceKind
from index.relations.alignment import Alignment
from index.relations.findings import Finding

# Shares of the content words that the other side has too. Of 459 pairs of real texts that were
# called contradictions, half of them wrongly, they were chosen on one half.
_DENIED = 0.55  # of the claim
_COUNTED, _PARTED = 0.6, 0.5  # of the sentence, where they part in a number, or in something else
_WHOLE = 0.9  # or of the claim: the sentence says more
_FEW = 4  # content words of a claim, of which the opposite word or number may be half


def of_one_matter(alignment: Alignment, findings: Sequence[Finding]) -> bool:
    """Whether enough is shared; across languages little can be, and the answer is yes."""
    if alignment.query.language != alignment.claim.language:
        return True
    paired = len(alignment.pairs)
    ours = paired / max(len(alignment.query.content), 1)
    theirs = paired / max(len(alignment.claim.content), 1)
    kinds = {found.difference.kind for found in findings}
    few = len(alignment.claim.content) <= _FEW
    if DifferenceKind.NEGATION in kinds:
        return theirs >= _DENIED or few
    if few and len(alignment.query.content) <= _FEW:
        return True
    return ours >= (_COUNTED if DifferenceKind.NUMBER in kinds else _PARTED) or theirs >= _WHOLE
