"""ClusterRule: what makes two near texts one claim, chosen per encoder fingerprint."""

from __future__ import annotations

from pathlib import Path

from pydantic import ConfigDict

from index.clusters.candidates import Candidate
from index.clusters.kinds import shows_something
from index.fitted import Fitted, fitted_file, read_fitted

PREFIX = "clusters-"


class ClusterRule(Fitted):
    """Which pairs, to which nothing objects, are one claim. All numbers but `unanswered` are in
    [0, 1]: cosines, and for `words` the share of content words.

    Texts of one language need the cosine `same` and, besides, `words` or titles of `titles`, and at
    most `unanswered` content words left over; texts of two languages the cosine `cross` and titles
    of `cross_titles`, or the cosine `cross_alone`. Texts about a picture or quotation need titles
    of `depicting` in any case. Titles of `supporting` support a pair that is objected to otherwise.
    `precision` is how often its merges were right in the sample that `fitted_on` describes.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    same: float
    words: float
    titles: float
    unanswered: int
    cross: float
    cross_titles: float
    cross_alone: float
    depicting: float
    supporting: float
    precision: float
    fitted_on: str

    @property
    def floor(self) -> float:
        """The cosine below which no pair is merged."""
        return min(self.same, self.cross)

    def merges(self, pair: Candidate) -> bool:
        """True where the pair is one claim."""
        titles = pair.titles or 0.0
        if shows_something(pair.one.text) or shows_something(pair.other.text):
            if titles < self.depicting:
                return False
        if pair.cross:
            near = pair.score >= self.cross and titles >= self.cross_titles
            return near or pair.score >= self.cross_alone
        worded = pair.words >= self.words or titles >= self.titles
        return pair.score >= self.same and worded and pair.unanswered <= self.unanswered


def find_rule(fingerprint: str, fitted: Path) -> ClusterRule | None:
    """The rule of an encoder: the operator's own in the folder `fitted`, else the shipped one.

    None where there is neither; raises SnapshotError for one that cannot be read.
    """
    path = fitted_file(f"{PREFIX}{fingerprint}.json", fitted)
    if path is None:
        return None
    return read_fitted(path, ClusterRule, fingerprint, "rule", "for clusters")
