"""ClusterRule: what makes two near texts one claim, chosen per encoder fingerprint."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from index.clusters.candidates import Candidate
from index.clusters.kinds import shows_something
from index.errors import SnapshotError

PREFIX = "clusters-"


class ClusterRule(BaseModel):
    """Which pairs, to which nothing objects, are one claim. All numbers but `unanswered` are in
    [0, 1]: cosines, and for `words` the share of content words.

    Texts of one language need the cosine `same` and, besides, `words` or titles of `titles`, and at
    most `unanswered` content words left over; texts of two languages the cosine `cross` and titles
    of `cross_titles`, or the cosine `cross_alone`. Texts about a picture or quotation need titles
    of `depicting` in any case. Titles of `supporting` support a pair that is objected to otherwise.
    `precision` is how often its merges were right in the sample that `fitted_on` describes.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    fingerprint: str
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
    name = f"{PREFIX}{fingerprint}.json"
    own, shipped = fitted / name, files("index") / "calibrations" / name
    path = own if own.exists() else shipped
    if not path.is_file():
        return None
    try:
        rule = ClusterRule.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise SnapshotError(f"{path} is no rule for clusters: mend or remove it") from error
    if rule.fingerprint != fingerprint:
        raise SnapshotError(f"{path} is the rule of encoder {rule.fingerprint}")
    return rule
