"""Relations and KnownJudgements: what a sentence and a claim are to each other, worked out once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.facets import primary_subtag
from index.lookup import Band, Difference, Relation
from index.matches import asked_of, language_of
from index.recheck import CheckedMatch, CheckedSentence
from index.relation import relate
from index.stance import Judge, Ruled

_Key = tuple[str, str, str | None, str | None, bool, bool]
_Found = tuple[Relation, tuple[Difference, ...]]


class Relations:
    """Answers as `index.relation.relate` does, from memory for the rows recalled last."""

    def __init__(self) -> None:
        self._known: dict[_Key, _Found] = {}

    def recall(self, rows: Iterable[CheckedSentence]) -> None:
        """Remember the relations of these rows' matches, and no others."""
        self._known = {
            (
                row.text,
                match.claim_text,
                *_languages(row, match),
                match.band is not None,
                match.band is Band.CONFIRMED,
            ): (match.relation, match.differences)
            for row in rows
            for match in row.matches
            if match.found_by is None  # else another claim of the cluster was compared with
        }

    def __call__(
        self,
        query: str,
        claim: str,
        *,
        query_language: str | None,
        claim_language: str | None,
        close: bool = True,
        sure: bool = True,
    ) -> _Found:
        """The relation and the differences."""
        found = self._known.get((query, claim, query_language, claim_language, close, sure))
        if found is not None:
            return found
        return relate(
            query,
            claim,
            query_language=query_language,
            claim_language=claim_language,
            close=close,
            sure=sure,
        )


class KnownJudgements:
    """Answers as a Judge does, from memory for the pairs recalled last that it was asked of."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._known: dict[Ruled, bool] = {}

    @property
    def languages(self) -> frozenset[str]:
        """As the judge has it."""
        return self._judge.languages

    def recall(self, rows: Iterable[CheckedSentence]) -> None:
        """Remember what was said of these rows' matches, and no others."""
        self._known = {}
        for row in rows:
            for match in (one for one in row.matches if one.found_by is None):
                pair = row.text, match.claim_text
                # what a judge has called the same, rules might have
                for one in asked_of(*pair, _languages(row, match), match, self.languages):
                    self._known[pair, one] = match.relation is Relation.SAME

    def same(self, asked: Sequence[Ruled]) -> list[bool]:
        """As the judge has it."""
        fresh = [one for one in dict.fromkeys(asked) if one not in self._known]
        said = dict(zip(fresh, self._judge.same(fresh), strict=True))
        return [self._known[one] if one in self._known else said[one] for one in asked]


def _languages(row: CheckedSentence, match: CheckedMatch) -> tuple[str | None, str | None]:
    spoken = primary_subtag(row.language) or None
    return spoken, language_of(match.claim_text, match.claim_language)
